// Any text in any runs: shaping keeps its promises (segments cover the text, no .notdef, breaks at segment edges).
#include <string>

#include "base/utf8.h"
#include "text/text.h"
#include "fuzz.h"

using namespace pamphlet;
using fuzz::require;

namespace {

const FontLibrary& library() {
  static const FontLibrary shared([] {
    FontCatalog catalog;
    catalog.families = {{"Sans", {{"OpenSans-Regular.ttf"}, {"OpenSans-Bold.ttf", 700}}, ""},
                        {"Arabic", {{"NotoNaskhArabic-Regular.ttf"}}, ""},
                        {"Hebrew", {{"NotoSansHebrew-Regular.ttf"}}, ""},
                        {"Devanagari", {{"NotoSansDevanagari-Regular.ttf"}}, ""},
                        {"Khmer", {{"NotoSansKhmer-Regular.ttf"}}, ""},
                        {"Thai", {{"NotoSansThai-Regular.ttf"}}, ""},
                        {"Symbols", {{"DejaVuSans.ttf"}}, ""},
                        {"Emoji", {{"NotoColorEmoji.ttf"}}, ""}};
    catalog.fallback = {{"Arab", {"Arabic"}}, {"Hebr", {"Hebrew"}},  {"Deva", {"Devanagari"}}, {"Khmr", {"Khmer"}},
                        {"Thai", {"Thai"}},   {"Zyyy", {"Symbols"}}, {"Zsye", {"Emoji"}}};
    return catalog;
  }());
  return shared;
}

/// Valid UTF-8 from any bytes.
std::string valid(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();)
    append_utf8(out, next_code_point(bytes, at));
  return out;
}

void check_segments(std::string_view text, const ShapedText& shaped) {
  std::uint32_t at = 0, glyph = 0;
  for (const Segment& segment : shaped.segments) {
    require(segment.begin == at && segment.end > segment.begin && segment.first_glyph == glyph);
    require(segment.first_glyph + segment.glyph_count <= shaped.glyphs.size());
    std::int64_t width = 0;
    for (std::uint32_t k = 0; k < segment.glyph_count; ++k) {
      const ShapedGlyph& shown = shaped.glyphs[segment.first_glyph + k];
      require(shown.glyph != 0 && shown.cluster >= segment.begin && shown.cluster < segment.end);
      width += shown.advance;
    }
    require(width == segment.width);
    at = segment.end;
    glyph += segment.glyph_count;
  }
  require(at == text.size() && glyph == shaped.glyphs.size());
  std::size_t edge = 0;
  std::uint32_t last = 0;
  for (const BreakOpportunity& opportunity : shaped.breaks) {
    while (edge < shaped.segments.size() && shaped.segments[edge].begin < opportunity.offset)
      ++edge;
    require(edge < shaped.segments.size() && shaped.segments[edge].begin == opportunity.offset &&
            opportunity.offset > last);
    last = opportunity.offset;
  }
}

void check_pieces(Shaper& shaper, std::string_view text, const ShapedText& shaped, std::span<const TextRun> runs) {
  std::size_t done = 0;
  for (const Segment& segment : shaped.segments) {
    if (++done > 8) return;
    const std::string_view word = text.substr(segment.begin, segment.end - segment.begin);
    for (const std::uint32_t at : shaper.hyphenate(word, runs[segment.run].style->lang, done & 1)) {
      require(at > 0 && at < word.size() && (static_cast<unsigned char>(word[at]) & 0xC0) != 0x80);
      const auto piece = shaper.shape_piece(text, segment, runs, segment.begin, segment.begin + at, true);
      for (const ShapedGlyph& glyph : piece.glyphs)
        require(glyph.glyph != 0 && glyph.cluster <= segment.begin + at);
    }
    std::uint32_t last = segment.begin;
    for (const std::uint32_t at : shaper.grapheme_edges(text, segment.begin, segment.end)) {
      require(at > last && at < segment.end);
      last = at;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3 || size > 20000) return 0;
  static constexpr const char* kLangs[] = {"en", "ar", "ja", "th", "de", "he-IL", "", "x-y", "hi", "zh-Hant"};
  const std::uint8_t options = data[0], language = data[1], cut = data[2];
  const std::string text = valid({reinterpret_cast<const char*>(data) + 3, size - 3});
  TextRun run;
  TextStyle style{{{options & 1 ? "Sans" : "Arabic"}}, kLangs[language % 10]};
  style.letter_spacing = options & 2 ? static_cast<Em>(language) * 512 - kEm / 2 : 0;
  if (options & 4) style.features = {{"smcp", 1}, {"onum", cut}};
  run.style = std::make_shared<TextStyle>(style);
  // A run may begin in the middle of a character: callers are not trusted with that.
  run.end = static_cast<std::uint32_t>(options & 8 ? std::min<std::size_t>(cut, text.size()) : text.size());
  TextRun rest = run;
  rest.begin = run.end;
  rest.end = static_cast<std::uint32_t>(text.size());
  style.font.weight = 700;
  style.lang = kLangs[cut % 10];
  rest.style = std::make_shared<TextStyle>(style);
  const std::vector<TextRun> runs = {run, rest};
  std::optional<Direction> base;
  if (options & 16) base = options & 32 ? Direction::rtl : Direction::ltr;
  Shaper shaper(library());
  Diagnostics diagnostics;
  const ShapedText shaped = shaper.shape(text, runs, base, diagnostics);
  check_segments(text, shaped);
  const ShapedText again = shaper.shape(text, runs, base, diagnostics);  // now from the cache
  require(again.glyphs.size() == shaped.glyphs.size() && again.segments.size() == shaped.segments.size());
  for (std::size_t i = 0; i < shaped.glyphs.size(); ++i) {
    require(shaped.glyphs[i].glyph == again.glyphs[i].glyph && shaped.glyphs[i].advance == again.glyphs[i].advance);
  }
  check_pieces(shaper, text, shaped, runs);
  std::vector<std::uint8_t> levels;
  for (const Segment& segment : shaped.segments)
    levels.push_back(segment.level);
  require(visual_order(levels).size() == levels.size());
  (void)script_of(text);
  (void)is_rtl_language(text);
  return 0;
}
