#include "base/language_tag.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace pamphlet {
namespace {

using Subtags = std::vector<std::string_view>;

bool letters(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_letter<char>); }
bool figures(std::string_view text) { return std::all_of(text.begin(), text.end(), is_ascii_digit<char>); }

bool is_variant(std::string_view s) { return s.size() >= 5 || (s.size() == 4 && is_ascii_digit(s[0])); }

/// x-…: one or more subtags.
bool is_private_use(const Subtags& subtags, std::size_t at) {
  return subtags[at].size() == 1 && ascii_lower(subtags[at][0]) == 'x' && at + 1 < subtags.size();
}

bool is_extension_sequence(const Subtags& subtags, std::size_t at) {
  std::string seen;
  while (at < subtags.size()) {
    if (subtags[at].size() != 1) return false;
    const char singleton = ascii_lower(subtags[at][0]);
    if (singleton == 'x') return is_private_use(subtags, at);
    if (seen.find(singleton) != std::string::npos) return false;  // RFC 5646 §2.2.6: each singleton once
    seen += singleton;
    const std::size_t first = ++at;
    while (at < subtags.size() && subtags[at].size() >= 2) ++at;
    if (at == first) return false;
  }
  return true;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  if (tag.size() > 64) return false;  // RFC 5646 §4.4.1 asks for 35 at least; nothing real is longer
  Subtags subtags;
  for (std::size_t begin = 0; begin <= tag.size();) {
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    const std::string_view subtag = tag.substr(begin, end - begin);
    if (subtag.empty() || subtag.size() > 8 || !std::all_of(subtag.begin(), subtag.end(), is_ascii_alphanumeric<char>)) return false;
    subtags.push_back(subtag);
    begin = end + 1;
  }
  if (is_private_use(subtags, 0)) return true;
  if (subtags[0].size() < 2 || subtags[0].size() > 3 || !letters(subtags[0])) return false;
  std::size_t at = 1;
  const auto here = [&] { return at < subtags.size() ? subtags[at] : std::string_view(); };
  for (int n = 0; n < 3 && here().size() == 3 && letters(here()); ++n) ++at;  // extlang
  if (here().size() == 4 && letters(here())) ++at;                            // script
  if ((here().size() == 2 && letters(here())) || (here().size() == 3 && figures(here()))) ++at;  // region
  for (const std::size_t first = at; is_variant(here()); ++at) {
    for (std::size_t other = first; other < at; ++other)
      if (subtags[other] == here()) return false;
  }
  return is_extension_sequence(subtags, at);
}

}  // namespace pamphlet
