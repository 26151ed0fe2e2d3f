// The second copy of an article, as "copy all" on a page with a teaser or a print view brings it: dropped.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/page.h"

namespace pamphlet::recover {
namespace {

// FNV-1a (draft-eastlake-fnv-17, §5) over the folded word: copies may differ in quotes, dashes, capitals and wrapping.
std::uint64_t word_hash(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (std::size_t at = 0; at < word.size();) {
    char32_t c = next_code_point(word, at);
    if (c == 0xFE0F) continue;
    if (c == 0x2019 || c == 0x2018) c = '\'';
    if (c == 0x201C || c == 0x201D) c = '"';
    if (is_dash(c)) c = '-';
    c = ascii_lower(c);
    hash = (hash ^ c) * 0x100000001b3u;
  }
  return hash;
}

struct WordStream {
  std::vector<std::uint64_t> hash;
  std::vector<std::uint32_t> first;  // of each kept line: index of its first word; one more at the end
  std::vector<std::uint32_t> line;   // of each kept line: its number
};

WordStream make_stream(const Page& page) {
  WordStream stream;
  for (std::uint32_t i = 0; i < page.lines.size(); ++i) {
    if (page.lines[i].fate != Fate::keep) continue;
    stream.line.push_back(i);
    stream.first.push_back(static_cast<std::uint32_t>(stream.hash.size()));
    for (const std::string_view word : split_words(page.text(i)))
      stream.hash.push_back(word_hash(word));
  }
  stream.first.push_back(static_cast<std::uint32_t>(stream.hash.size()));
  return stream;
}

// A run of lines that says what an earlier run of lines said.
struct Copy {
  std::size_t original = 0, begin = 0, end = 0;  // indices of kept lines; end exclusive
  std::size_t words = 0;
};

// Words that agree from two places on, up to `limit`.
std::size_t agreeing(const WordStream& s, std::size_t one, std::size_t other, std::size_t limit) {
  std::size_t n = 0;
  while (n < limit && other + n < s.hash.size() && s.hash[one + n] == s.hash[other + n])
    ++n;
  return n;
}

// A line starts a copy when its first words were the first words of an earlier line. The first few words decide, not
// the whole line, because the copies may be wrapped at different columns.
std::uint64_t opening(const WordStream& s, std::size_t k) {
  constexpr std::size_t kOpening = 3;
  std::uint64_t key = 0;
  for (std::size_t w = s.first[k]; w < std::min<std::size_t>(s.first[k] + kOpening, s.hash.size()); ++w) {
    key = key * 0x9E3779B97F4A7C15u + s.hash[w];
  }
  return key;
}

// Whether a run of lines is long and varied enough to be an article, and not a form whose rows repeat.
bool is_article(const WordStream& s, const Copy& copy) {
  constexpr std::size_t kFewestWords = 40;
  const std::size_t total = s.hash.size();
  const bool ends_text = copy.end + 1 == s.first.size();
  const bool follows = copy.begin - copy.original > 0 && s.first[copy.original] + copy.words + 8 >= s.first[copy.begin];
  if (copy.words < kFewestWords) return false;
  // A quarter of the text; or a teaser and then the whole; or a second copy that is cut off.
  if (copy.words * 4 < total && !(copy.original == 0 && (ends_text || follows))) return false;
  std::unordered_map<std::uint64_t, int> distinct;
  for (std::size_t w = s.first[copy.begin]; w < s.first[copy.end]; ++w)
    ++distinct[s.hash[w]];
  return distinct.size() * 5 >= copy.words;  // prose of any length that a page holds uses at least that many
}

void report(Page& page, const WordStream& s, const Copy& copy) {
  for (std::size_t k = copy.begin; k < copy.end; ++k)
    page.lines[s.line[k]].fate = Fate::copy;
  const Line& first = page.lines[s.line[copy.begin]];
  const Line& last = page.lines[s.line[copy.end - 1]];
  page.hint(code::dropped_copy, {first.begin, last.end},
            std::to_string(copy.words) + " words from " + quoted(page.text(first)) +
                " were dropped: they repeat the article from line " + std::to_string(s.line[copy.original] + 1) + " on",
            Sureness::sure);
}

}  // namespace

void drop_copies(Page& page) {
  const WordStream s = make_stream(page);
  const std::size_t count = s.line.size();
  std::unordered_map<std::uint64_t, std::size_t> seen;  // opening → kept line that had it first
  seen.reserve(count);
  std::size_t repeated_from = 0, repeated_to = 0;  // short repeated lines just above: the title of the second copy
  for (std::size_t k = 0; k < count;) {
    const auto [place, fresh] = seen.try_emplace(opening(s, k), k);
    if (fresh) {
      ++k;
      continue;
    }
    Copy copy;
    copy.original = place->second;
    copy.begin = copy.end = k;
    const std::size_t most = s.first[k] - s.first[copy.original];
    const std::size_t words = agreeing(s, s.first[copy.original], s.first[k], most);
    while (copy.end < count && s.first[copy.end + 1] - s.first[k] <= words)
      ++copy.end;
    copy.words = s.first[copy.end] - s.first[k];
    if (is_article(s, copy)) {
      if (repeated_to == k && k > 0) copy.begin = repeated_from;
      copy.words = s.first[copy.end] - s.first[copy.begin];
      report(page, s, copy);
    } else if (copy.end > k) {
      if (repeated_to != k) repeated_from = k;
      repeated_to = copy.end;
    }
    // Everything that agreed is behind us either way, so that every word is compared once.
    k = std::max(copy.end, k + 1);
  }
}

}  // namespace pamphlet::recover
