#include "layout/lines/word_cuts.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

// Five times plain TeX's \hyphenpenalty, because letters give a little here: measured over ten articles and two books
// (tests/bench/typography.md) it takes a third of the hyphens away, and the word spaces hardly change.
constexpr int kHyphenPenalty = 250;
// A break inside a word that is too wide for the line, without a hyphen: the last thing to do.
constexpr int kEmergencyPenalty = 900;
// Before a capital inside a name (parseArticle): better than anywhere.
constexpr int kHumpCutCost = 300;
// Shorter than this, what has signs in it is an abbreviation ("e.g.", "and/or") and stays whole.
constexpr std::uint32_t kShortestAddress = 12;
// Bytes of a word that is looked at as a whole; what is longer is data.
constexpr std::uint32_t kMaxWord = 1024;
constexpr int kDataCutsPerLine = 32;

/// Signs after which an address, a path or a name in a program may be cut.
bool is_address_sign(char32_t c) {
  return c == U'/' || c == U'\\' || c == U'@' || c == U'_' || c == U'.' || c == U':' || c == U'=' || c == U'&' || c == U'?' ||
         c == U'#' || c == U'-' || c == U'+' || c == U',' || c == U';' || c == U'(' || c == U'|';
}

/// The part of a segment that is a word, without the punctuation around it.
Span word_core(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t first = begin, last = end;
  while (first < last) {
    std::size_t at = first;
    if (is_word_character(next_code_point(text, at))) break;
    first = at;
  }
  while (last > first) {
    std::size_t at = last;
    if (is_word_character(previous_code_point(text, at))) break;
    last = at;
  }
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
}

}  // namespace

bool is_word_character(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || c == '\'';
  if (c == 0xAD || c == 0x2019) return true;
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && c != 0xD7 && c != 0xF7;
}

std::vector<Length> prefix_widths(const ShapedText& shaped, const Segment& segment, Length size,
                                const std::vector<std::uint32_t>& offsets) {
  std::vector<Length> widths;
  widths.reserve(offsets.size());
  Em sum = 0;
  std::size_t next = 0;
  const bool rtl = segment.level & 1;
  for (std::uint32_t k = 0; k < segment.glyph_count && !offsets.empty(); ++k) {
    const ShapedGlyph& glyph =
        shaped.glyphs[segment.first_glyph + (rtl ? segment.glyph_count - 1 - k : k)];
    while (next < offsets.size() && offsets[next] <= glyph.cluster) {
      widths.push_back(at_size(sum, size));
      ++next;
    }
    sum += glyph.advance;
  }
  while (widths.size() < offsets.size()) widths.push_back(at_size(sum, size));
  return widths;
}

std::vector<Cut> CutFinder::cuts(std::uint32_t s) {
  const Segment& segment = shaped_.segments[s];
  std::vector<Cut> found = hyphen_cuts(s);
  const Length width = at_size(segment.width, run_of(segment).size);
  if (found.empty() && width > width_ / 4 && segment.end - segment.begin >= kShortestAddress) found = sign_cuts(segment);
  if (effort_ == BreakEffort::emergency) {
    if (s >= chain_end_) measure_chain(s);
    if (data_) {
      add_data_cuts(s, found);
    } else if (width > width_) {
      add_grapheme_cuts(segment, found);
    }
  }
  return found;
}

/// Finds the end of what has no break opportunity, and whether it is data rather than a word.
void CutFinder::measure_chain(std::uint32_t s) {
  const std::vector<Segment>& segments = shaped_.segments;
  Length width;
  chain_begin_ = chain_end_ = s;
  do {
    width += at_size(segments[chain_end_].width, run_of(segments[chain_end_]).size);
    ++chain_end_;
  } while (chain_end_ < segments.size() && !segments[s].space && !segments[chain_end_].space && !breaks_before(segments[chain_end_]));
  data_ = segments[chain_end_ - 1].end - segments[s].begin > kMaxWord && width > width_;
  since_cut_ = Length();
}

/// Data may be cut anywhere, also where its style changes; but a cut for each letter of a megabyte would cost the line
/// breaker (letters × letters of a line) steps, and lines need not be fuller than to the thirty-second part.
void CutFinder::add_data_cuts(std::uint32_t s, std::vector<Cut>& cuts) {
  const Segment& segment = shaped_.segments[s];
  const Length size = run_of(segment).size, apart = width_ / kDataCutsPerLine;
  std::vector<std::uint32_t> offsets = typesetter_.shaper.grapheme_edges(text_.text, segment.begin, segment.end);
  if (s > chain_begin_) offsets.insert(offsets.begin(), segment.begin);
  const std::vector<Length> prefix = prefix_widths(shaped_, segment, size, offsets);
  Length done;
  for (std::size_t k = 0; k < offsets.size(); ++k) {
    if (since_cut_ + prefix[k] - done < apart) continue;
    since_cut_ = Length();
    done = prefix[k];
    cuts.push_back({offsets[k], kEmergencyPenalty, false});
  }
  since_cut_ += at_size(segment.width, size) - done;
  const auto by_offset = [](const Cut& a, const Cut& b) { return a.offset < b.offset; };
  std::stable_sort(cuts.begin(), cuts.end(), by_offset);  // a better cut at the same place comes first
  cuts.erase(std::unique(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.offset == b.offset; }), cuts.end());
}

bool CutFinder::breaks_before(const Segment& segment) const {
  const auto found = std::lower_bound(shaped_.breaks.begin(), shaped_.breaks.end(), segment.begin,
                                      [](const BreakOpportunity& b, std::uint32_t offset) { return b.offset < offset; });
  return found != shaped_.breaks.end() && found->offset == segment.begin;
}

bool CutFinder::one_word(const Segment& one, const Segment& next) const {
  const InlineRun &a = run_of(one), &b = run_of(next);
  return !next.space && !is_object(b) && a.rise == b.rise && next.hyphenable && !(next.level & 1) &&
         a.style->hyphens == b.style->hyphens && text_.shaping[one.run].style->lang == text_.shaping[next.run].style->lang &&
         !breaks_before(next);
}

/// The word that a segment belongs to may reach over segments of other styles ("un*believ*able").
void CutFinder::find_word(std::uint32_t s) {
  const Segment& first = shaped_.segments[s];
  for (word_end_ = s + 1; word_end_ < shaped_.segments.size(); ++word_end_) {
    const Segment& next = shaped_.segments[word_end_];
    if (next.begin - first.begin >= kMaxWord || !one_word(shaped_.segments[word_end_ - 1], next)) break;
  }
  word_offsets_.clear();
  next_offset_ = 0;
  const Hyphens hyphens = run_of(first).style->hyphens;
  if (hyphens == Hyphens::none || !first.hyphenable || (first.level & 1)) return;
  const Span core = word_core(text_.text, first.begin, shaped_.segments[word_end_ - 1].end);
  if (core.end - core.begin < 4) return;
  word_offsets_ = typesetter_.shaper.hyphenate(std::string_view(text_.text).substr(core.begin, core.end - core.begin),
                                               text_.shaping[first.run].style->lang, hyphens == Hyphens::auto_);
  for (std::uint32_t& offset : word_offsets_) offset += core.begin;
}

std::vector<Cut> CutFinder::hyphen_cuts(std::uint32_t s) {
  const Segment& segment = shaped_.segments[s];
  if (s >= word_end_) find_word(s);
  std::vector<Cut> cuts;
  while (next_offset_ < word_offsets_.size() && word_offsets_[next_offset_] < segment.begin) ++next_offset_;
  for (std::size_t k = next_offset_; k < word_offsets_.size() && word_offsets_[k] < segment.end; ++k) {
    const std::uint32_t offset = word_offsets_[k];
    const bool at_edge = offset == segment.begin && s > 0 && !shaped_.segments[s - 1].space;
    if (offset > segment.begin || at_edge) cuts.push_back({offset, kHyphenPenalty, true});
  }
  return cuts;
}

/// Addresses, paths and names of programs are cut after their signs, without a hyphen.
std::vector<Cut> CutFinder::sign_cuts(const Segment& segment) const {
  std::vector<Cut> cuts;
  char32_t before = 0;
  for (std::size_t at = segment.begin; at < segment.end;) {
    const auto offset = static_cast<std::uint32_t>(at);
    const char32_t c = next_code_point(text_.text, at);
    const bool digit = is_ascii_digit(c) && before != U'.' && before != U',' && before != U':';  // 1.5 and 8:30 are one
    if (offset > segment.begin && is_address_sign(before) && !is_address_sign(c) && (digit || is_word_character(c))) {
      cuts.push_back({offset, kSignCutCost, false});
    } else if (is_lower(before) && is_upper(c)) {
      cuts.push_back({offset, kHumpCutCost, false});
    }
    before = c;
  }
  return cuts;
}

/// What is still wider than the line is cut at grapheme edges.
void CutFinder::add_grapheme_cuts(const Segment& segment, std::vector<Cut>& cuts) {
  std::vector<std::uint32_t> offsets;
  for (const Cut& cut : cuts) offsets.push_back(cut.offset);
  offsets.push_back(segment.end);
  const std::vector<Length> prefix = prefix_widths(shaped_, segment, run_of(segment).size, offsets);
  std::vector<Cut> more;
  std::uint32_t begin = segment.begin;
  Length done;
  for (std::size_t k = 0; k < offsets.size(); ++k) {
    if (prefix[k] - done > width_) {
      for (const std::uint32_t at : typesetter_.shaper.grapheme_edges(text_.text, begin, offsets[k])) {
        if (at > begin && at < offsets[k]) more.push_back({at, kEmergencyPenalty, false});
      }
    }
    begin = offsets[k];
    done = prefix[k];
  }
  cuts.insert(cuts.end(), more.begin(), more.end());
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.offset < b.offset; });
}

}  // namespace pamphlet
