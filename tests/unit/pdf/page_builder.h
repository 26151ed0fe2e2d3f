// Sets lines of text on pages by hand, without layout: what the PDF tests put in.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "pages/pages.h"
#include "text/text.h"

namespace pamphlet::test {

inline FontCatalog catalog() {
  FontCatalog out;
  out.families = {
      {"Open Sans", {{"OpenSans-Regular.ttf"}, {"OpenSans-Bold.ttf", 700}, {"OpenSans-Italic.ttf", 400, true}}, "fonts-open-sans"},
      {"EB Garamond", {{"EBGaramond12-Regular.otf"}}, "fonts-ebgaramond"},
      {"Noto Naskh Arabic", {{"NotoNaskhArabic-Regular.ttf"}}, "fonts-noto-core"},
      {"Noto Sans Hebrew", {{"NotoSansHebrew-Regular.ttf"}}, "fonts-noto-core"},
      {"Noto Sans Devanagari", {{"NotoSansDevanagari-Regular.ttf"}}, "fonts-noto-core"},
      {"Noto Sans CJK JP", {{"NotoSansCJK-Regular.ttc"}}, "fonts-noto-cjk"},
      {"Noto Color Emoji", {{"NotoColorEmoji.ttf"}}, "fonts-noto-color-emoji"},
  };
  out.fallback = {{"Arab", {"Noto Naskh Arabic"}}, {"Hebr", {"Noto Sans Hebrew"}}, {"Deva", {"Noto Sans Devanagari"}},
                  {"Hani", {"Noto Sans CJK JP"}},  {"Kana", {"Noto Sans CJK JP"}}, {"Zsye", {"Noto Color Emoji"}}};
  return out;
}

inline const FontLibrary& library() {
  static const FontLibrary shared(catalog());
  return shared;
}

struct Line {
  std::vector<std::string> families = {"Open Sans"};
  double size = 12;
  int weight = 400;
  std::string lang = "en";
  Color color{32, 32, 32, 255};
  Role role = Role::content;
};

class PageBuilder {
 public:
  PageList list;

  void page(double width = 420, double height = 595, std::string label = "") {
    if (label.empty()) label = std::to_string(list.pages.size() + 1);
    list.pages.push_back({Length::points(width), Length::points(height), std::move(label), {}});
  }

  /// Shapes `text` and puts it on one baseline, in runs as layout makes them; returns where it ends.
  double line(NodeId node, double x, double y, std::string_view text, const Line& how = {}) {
    Diagnostics diagnostics;
    TextRun run;
    run.end = static_cast<std::uint32_t>(text.size());
    run.style = std::make_shared<TextStyle>(TextStyle{{how.families, how.weight, false}, how.lang});
    const ShapedText shaped = shaper_.shape(text, {&run, 1}, std::nullopt, diagnostics);
    REQUIRE(diagnostics.items().empty());
    const Length size = Length::points(how.size);
    std::vector<std::uint8_t> levels;
    for (const Segment& segment : shaped.segments) levels.push_back(segment.level);
    std::vector<Length> at(shaped.segments.size());
    Length pen = Length::points(x);
    for (const std::uint32_t index : visual_order(levels)) {
      at[index] = pen;
      pen += at_size(shaped.segments[index].width, size);
    }
    for (std::size_t i = 0; i < shaped.segments.size(); ++i) add(node, text, shaped, shaped.segments[i], at[i], y, size, how);
    return pen.points();
  }

  void image(NodeId node, ImageId image, double x, double y, double width, double height, Role role = Role::content) {
    items().push_back(ImageItem{node, role, rect(x, y, width, height), image});
  }
  void box(double x, double y, double width, double height, Color fill, double radius = 0, Role role = Role::background) {
    items().push_back(BoxItem{kNoNode, role, rect(x, y, width, height), Length::points(radius), fill});
  }
  void link(NodeId node, double x, double y, double width, double height) { items().push_back(LinkArea{node, rect(x, y, width, height)}); }
  void drawing(NodeId node, Role role, std::uint32_t index, double x, double y, double size, std::string_view text = "") {
    DrawingItem item{node, role, rect(x, y, size, size), index, Color{20, 110, 90, 255}, 0, 0};
    item.text_begin = static_cast<std::uint32_t>(list.text.size());
    item.text_length = static_cast<std::uint32_t>(text.size());
    list.text += text;
    items().push_back(item);
  }
  void anchor(NodeId node, double y) {
    list.anchors.push_back({node, static_cast<std::uint32_t>(list.pages.size() - 1), Length::points(y)});
  }
  std::vector<Item>& items() { return list.pages.back().items; }

  static Rect rect(double x, double y, double width, double height) {
    return {Length::points(x), Length::points(y), Length::points(width), Length::points(height)};
  }

 private:
  /// Segments that follow each other from left to right join the run before them.
  void add(NodeId node, std::string_view text, const ShapedText& shaped, const Segment& segment, Length x, double y, Length size,
           const Line& how) {
    const bool rtl = segment.level % 2 == 1;
    auto* last = items().empty() ? nullptr : std::get_if<GlyphRun>(&items().back());
    const bool joins = last != nullptr && !rtl && !last->rtl && last->node == node && last->role == how.role && last->font == segment.font &&
                       last->size == size && last->origin.y == Length::points(y) && last->origin.x + last->width == x;
    if (!joins) {
      GlyphRun run{node, how.role, rtl, segment.font, size, how.color, {x, Length::points(y)}, {}, 0, 0, 0, 0};
      run.first_glyph = static_cast<std::uint32_t>(list.glyphs.size());
      run.text_begin = static_cast<std::uint32_t>(list.text.size());
      items().push_back(run);
      last = &std::get<GlyphRun>(items().back());
    }
    const std::uint32_t base = last->text_length;
    for (std::uint32_t i = segment.first_glyph; i < segment.first_glyph + segment.glyph_count; ++i) {
      const ShapedGlyph& g = shaped.glyphs[i];
      const auto scaled = [&](Em em) { return static_cast<std::int32_t>(at_size(em, size).raw()); };
      list.glyphs.push_back({g.glyph, base + g.cluster - segment.begin, scaled(g.advance), scaled(g.dx), scaled(g.dy)});
      ++last->glyph_count;
    }
    list.text += text.substr(segment.begin, segment.end - segment.begin);
    last->text_length += segment.end - segment.begin;
    last->width += at_size(segment.width, size);
  }

  Shaper shaper_{library()};
};

}  // namespace pamphlet::test
