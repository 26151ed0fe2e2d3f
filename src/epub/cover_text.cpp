// Letters on the cover: shaped, broken into lines of even length, filled as outlines.
//
// A title has to be as large as its box allows, in few lines that look intended. Sizes are tried from the largest down;
// for each, first fit gives the least number of lines, and bisection finds the narrowest measure that needs no more:
// lines of even length. The paragraph breaker of layout would do it too, but the ebook knows nothing of pages (layering),
// and titles have a dozen words. Cost: sizes × bisection steps × words, all bounded (kMostCharacters).
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "epub/cover_canvas.h"

namespace pamphlet::epub {

namespace {

constexpr int kMargin = 120;
constexpr int kMeasure = kCoverWidth - 2 * kMargin;
/// A cover is no place for more; the alternative text and the title page have it all.
constexpr std::size_t kMostCharacters = 240;

/// Segments that must stay together, with the space after them.
struct Unit {
  std::size_t first = 0, last = 0;  // segments, end exclusive
  Em width = 0, space = 0;
};
struct Line { std::size_t first = 0, last = 0; };  // units, end exclusive

std::vector<Unit> units_of(const ShapedText& shaped) {
  std::vector<Unit> units;
  auto next_break = shaped.breaks.begin();
  Unit unit;
  for (std::size_t n = 0; n < shaped.segments.size(); ++n) {
    const Segment& segment = shaped.segments[n];
    if (segment.space) {
      unit.space += segment.width;
    } else {
      unit.width += unit.space + segment.width;
      unit.space = 0;
    }
    unit.last = n + 1;
    while (next_break != shaped.breaks.end() && next_break->offset < segment.end) ++next_break;
    const bool breakable = next_break != shaped.breaks.end() && next_break->offset == segment.end &&
                           next_break->kind != BreakKind::emergency;
    if (!breakable && n + 1 < shaped.segments.size()) continue;
    units.push_back(unit);
    unit = {};
    unit.first = unit.last = n + 1;
  }
  return units;
}

/// First fit: as many units on a line as `measure` (in em) holds.
std::vector<Line> fill_lines(const std::vector<Unit>& units, std::int64_t measure) {
  std::vector<Line> lines;
  std::int64_t width = 0, space = 0;
  for (std::size_t n = 0; n < units.size(); ++n) {
    if (lines.empty() || width + space + units[n].width > measure) {
      lines.push_back({n, n});
      width = space = 0;
    }
    width += space + units[n].width;
    space = units[n].space;
    lines.back().last = n + 1;
  }
  return lines;
}

/// The narrowest measure that needs no more lines than `measure` does: lines of even length.
std::vector<Line> balanced_lines(const std::vector<Unit>& units, std::int64_t measure) {
  const std::size_t count = fill_lines(units, measure).size();
  std::int64_t low = 0, high = measure;
  for (const Unit& unit : units) low = std::max<std::int64_t>(low, unit.width);
  while (high - low > kEm / 16) {
    const std::int64_t middle = (low + high) / 2;
    if (fill_lines(units, middle).size() <= count) high = middle;
    else low = middle;
  }
  return fill_lines(units, std::max(high, low));
}

/// Distance of baselines in 1/100 of the size: scripts with tall letters or marks need more than Latin capitals.
int leading_of(const ShapedText& shaped) {
  int leading = 112;
  for (const Segment& segment : shaped.segments) {
    const std::string_view script(segment.script);
    if (script == "Latn" || script == "Grek" || script == "Cyrl" || script == "Zyyy" || script == "Zinh") continue;
    const bool square = script == "Hani" || script == "Hira" || script == "Kana" || script == "Hang" || script == "Hebr";
    leading = std::max(leading, square ? 128 : 150);
  }
  return leading;
}

struct Setting {
  int size = 0, leading = 0;  // pixels
  std::vector<Line> lines;
};

Setting fit(const ShapedText& shaped, const std::vector<Unit>& units, const TextBox& box) {
  const int leading = leading_of(shaped);
  Em widest = 1;
  for (const Unit& unit : units) widest = std::max(widest, unit.width);
  Setting setting;
  for (int size = box.largest;; size -= 4) {
    const bool smallest = size <= box.smallest;
    setting.size = size;
    setting.leading = size * leading / 100;
    const std::int64_t measure = std::int64_t{kMeasure} * kEm / size;
    setting.lines = balanced_lines(units, measure);
    const auto count = static_cast<int>(setting.lines.size());
    const bool fits = widest <= measure && count <= box.lines && (count - 1) * setting.leading + size <= box.height;
    if (fits || smallest) break;
  }
  // One word wider than the cover: smaller still, rather than cut.
  const std::int64_t needed = std::int64_t{kMeasure} * kEm / widest;
  if (needed < setting.size) setting.size = static_cast<int>(std::max<std::int64_t>(needed, 12));
  const auto most = static_cast<std::size_t>(std::max(1, (box.height - setting.size) / std::max(setting.leading, 1) + 1));
  if (setting.lines.size() > most) setting.lines.resize(most);
  return setting;
}

struct LinePainter {
  CoverCanvas& canvas;
  const FontLibrary& fonts;
  const ShapedText& shaped;
  const std::vector<Unit>& units;
  Ink ink;
  bool rtl;

  void draw(const Line& line, int size, int baseline) const {
    std::vector<const Segment*> segments;
    for (std::size_t n = units[line.first].first; n < units[line.last - 1].last; ++n) segments.push_back(&shaped.segments[n]);
    while (!segments.empty() && segments.back()->space) segments.pop_back();
    std::vector<std::uint8_t> levels;
    std::int64_t width = 0;
    for (const Segment* segment : segments) {
      levels.push_back(segment->level);
      width += segment->width;
    }
    const double pixels = static_cast<double>(size) / kEm;
    double x = rtl ? kCoverWidth - kMargin - static_cast<double>(width) * pixels : kMargin;
    for (const std::uint32_t index : visual_order(levels)) {
      const Segment& segment = *segments[index];
      double pen = x;
      x += segment.width * pixels;
      for (std::uint32_t n = 0; n < segment.glyph_count; ++n) {
        const ShapedGlyph& glyph = shaped.glyphs[segment.first_glyph + n];
        if (segment.font != kNoFont)
          canvas.rasterizer().add(fonts.outline(segment.font, glyph.glyph), size / 1000.0, pen + glyph.dx * pixels, baseline - glyph.dy * pixels);
        pen += glyph.advance * pixels;
      }
      canvas.paint(ink);  // a segment at a time: letters that join are filled as one
    }
  }
};

/// The text without line ends and too many words.
std::string shown(std::string_view text) {
  std::string out = collapse_spaces(text);
  if (count_code_points(out) <= kMostCharacters) return out;
  std::size_t at = 0;
  for (std::size_t n = 0; n < kMostCharacters; ++n) next_code_point(out, at);
  const std::size_t space = out.rfind(' ', at);
  out.resize(space == std::string::npos || space < at / 2 ? at : space);
  return out + "\u2026";
}

}  // namespace

int draw_text(CoverCanvas& canvas, Shaper& shaper, std::string_view text, const CoverText& style, const TextBox& box, Ink ink) {
  const std::string words = shown(text);
  if (words.empty()) return box.top;
  TextRun run;
  run.end = static_cast<std::uint32_t>(words.size());
  run.style = std::make_shared<TextStyle>(TextStyle{style.font, style.lang});
  Diagnostics unheard;  // what no font has is reported where the article's text is set
  const ShapedText shaped = shaper.shape(words, std::span(&run, 1), style.rtl ? Direction::rtl : Direction::ltr, unheard);
  const std::vector<Unit> units = units_of(shaped);
  if (units.empty()) return box.top;
  const Setting setting = fit(shaped, units, box);
  const auto count = static_cast<int>(setting.lines.size());
  const int capitals = setting.size * 7 / 10;  // cap height of most faces
  int baseline = box.from_bottom ? box.top - (count - 1) * setting.leading : box.top + std::max(capitals, setting.leading - setting.size + capitals - setting.size * 12 / 100);
  const int first = baseline;
  const LinePainter painter{canvas, shaper.library(), shaped, units, ink, style.rtl};
  for (const Line& line : setting.lines) {
    painter.draw(line, setting.size, baseline);
    baseline += setting.leading;
  }
  return box.from_bottom ? first - capitals : baseline - setting.leading + setting.size / 4;
}

}  // namespace pamphlet::epub
