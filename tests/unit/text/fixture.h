// Fonts that the text tests need, and small helpers.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "text/text.h"

namespace pamphlet::test {

inline FontCatalog catalog() {
  FontCatalog catalog;
  catalog.families = {
      {"Open Sans",
       {{"OpenSans-Regular.ttf", 400, false, 0},
        {"OpenSans-Italic.ttf", 400, true, 0},
        {"OpenSans-Bold.ttf", 700, false, 0},
        {"OpenSans-BoldItalic.ttf", 700, true, 0}},
       "fonts-open-sans"},
      {"EB Garamond",
       {{"EBGaramond12-Regular.otf", 400, false, 0}, {"EBGaramond12-Italic.otf", 400, true, 0}},
       "fonts-ebgaramond"},
      {"Noto Naskh Arabic",
       {{"NotoNaskhArabic-Regular.ttf", 400, false, 0}, {"NotoNaskhArabic-Bold.ttf", 700, false, 0}},
       "fonts-noto-core"},
      {"Noto Sans Hebrew", {{"NotoSansHebrew-Regular.ttf", 400, false, 0}}, "fonts-noto-core"},
      {"Noto Sans Devanagari", {{"NotoSansDevanagari-Regular.ttf", 400, false, 0}}, "fonts-noto-core"},
      {"Noto Sans Thai", {{"NotoSansThai-Regular.ttf", 400, false, 0}}, "fonts-noto-core"},
      {"Noto Sans CJK JP",
       {{"NotoSansCJK-Regular.ttc", 400, false, 0}, {"NotoSansCJK-Bold.ttc", 700, false, 0}},
       "fonts-noto-cjk"},
      {"DejaVu Sans", {{"DejaVuSans.ttf", 400, false, 0}, {"DejaVuSans-Bold.ttf", 700, false, 0}}, "fonts-dejavu-core"},
      {"Noto Color Emoji", {{"NotoColorEmoji.ttf", 400, false, 0}}, "fonts-noto-color-emoji"},
      {"Missing Family", {{"NoSuchFile-Regular.ttf", 400, false, 0}}, "fonts-no-such-package"},
  };
  catalog.fallback = {
      {"Arab", {"Noto Naskh Arabic"}}, {"Hebr", {"Noto Sans Hebrew"}}, {"Deva", {"Noto Sans Devanagari"}},
      {"Thai", {"Noto Sans Thai"}},    {"Hani", {"Noto Sans CJK JP"}}, {"Kana", {"Noto Sans CJK JP"}},
      {"Hang", {"Noto Sans CJK JP"}},  {"Zyyy", {"DejaVu Sans"}},      {"Zsye", {"Noto Color Emoji"}},
  };
  return catalog;
}

/// One library for all tests: it is meant to be shared.
inline const FontLibrary& library() {
  static const FontLibrary shared(catalog());
  return shared;
}

/// The font of a family; fails, naming the Debian package, when it is not installed.
inline FontId need(const std::string& family, int weight = 400, bool italic = false) {
  Diagnostics diagnostics;
  const FontId font = library().find({{family}, weight, italic}, diagnostics);
  std::string package;
  for (const Family& known : catalog().families) {
    if (known.name == family) package = known.package;
  }
  REQUIRE_MESSAGE(font != kNoFont, "install the Debian package " << package << " (font family " << family << ")");
  return font;
}

inline TextRun run(std::string_view text, std::string lang = "en", std::vector<std::string> families = {"Open Sans"}) {
  TextRun out;
  out.end = static_cast<std::uint32_t>(text.size());
  out.style = std::make_shared<TextStyle>(TextStyle{{std::move(families)}, std::move(lang)});
  return out;
}

/// The style of a run, to be changed for this run alone.
inline TextStyle& own_style(TextRun& run) {
  const auto own = std::make_shared<TextStyle>(*run.style);
  run.style = own;
  return *own;
}

inline ShapedText shape(Shaper& shaper, std::string_view text, const std::vector<TextRun>& runs,
                        std::optional<Direction> base = std::nullopt) {
  Diagnostics diagnostics;
  ShapedText out = shaper.shape(text, runs, base, diagnostics);
  CHECK(diagnostics.items().empty());
  return out;
}

inline ShapedText shape(std::string_view text, std::string lang = "en",
                        std::vector<std::string> families = {"Open Sans"},
                        std::optional<Direction> base = std::nullopt) {
  Shaper shaper(library());
  return shape(shaper, text, {run(text, std::move(lang), std::move(families))}, base);
}

/// The texts of the segments, joined by "|".
inline std::string cut(std::string_view text, const ShapedText& shaped) {
  std::string out;
  for (const Segment& segment : shaped.segments) {
    if (!out.empty()) out += '|';
    out += text.substr(segment.begin, segment.end - segment.begin);
  }
  return out;
}

/// The text with "|" at allowed breaks and "!" at forced ones.
inline std::string broken(std::string_view text, const ShapedText& shaped) {
  std::string out;
  std::size_t from = 0;
  for (const BreakOpportunity& opportunity : shaped.breaks) {
    out += text.substr(from, opportunity.offset - from);
    out += opportunity.kind == BreakKind::mandatory ? '!' : '|';
    from = opportunity.offset;
  }
  return out += text.substr(from);
}

/// What must hold of any result, whatever the text.
inline void check_invariants(std::string_view text, const ShapedText& shaped) {
  std::uint32_t at = 0, glyph = 0, wrong = 0;
  for (const Segment& segment : shaped.segments) {
    std::int64_t width = 0;
    if (segment.begin != at || segment.end <= segment.begin || segment.first_glyph != glyph) ++wrong;
    if (segment.first_glyph + segment.glyph_count > shaped.glyphs.size()) break;
    for (std::uint32_t k = 0; k < segment.glyph_count; ++k) {
      const ShapedGlyph& shown = shaped.glyphs[segment.first_glyph + k];
      width += shown.advance;
      if (shown.glyph == 0 || shown.cluster < segment.begin || shown.cluster >= segment.end) ++wrong;
      if (k > 0 && (segment.level & 1 ? shown.cluster > shaped.glyphs[segment.first_glyph + k - 1].cluster
                                      : shown.cluster < shaped.glyphs[segment.first_glyph + k - 1].cluster)) {
        ++wrong;
      }
    }
    if (width != segment.width) ++wrong;
    at = segment.end;
    glyph += segment.glyph_count;
  }
  CHECK(wrong == 0);
  CHECK(at == text.size());
  CHECK(glyph == shaped.glyphs.size());
  std::size_t edge = 0;
  std::uint32_t last = 0;
  for (const BreakOpportunity& opportunity : shaped.breaks) {
    while (edge < shaped.segments.size() && shaped.segments[edge].begin < opportunity.offset)
      ++edge;
    const bool at_edge = edge < shaped.segments.size() && shaped.segments[edge].begin == opportunity.offset;
    if (!at_edge || opportunity.offset <= last) ++wrong;
    last = opportunity.offset;
  }
  CHECK(wrong == 0);
}

}  // namespace pamphlet::test
