// A style at a setting of the fitting scale.
#include <algorithm>
#include <cmath>

#include "layout/fit/fit.h"

namespace pamphlet {
namespace {

constexpr double kGrain = 200;  // half per cents in a whole

/// Blocks closer than half the style's own space are told apart no more: a half line between paragraphs is then a
/// quarter, which is the least that reads as a gap without an indent.
constexpr int kGapSteps = 100;

/// The least leading of running text. Guides for readers who need it ask for 1.25 (ADCET, Australia) and more; NEEDS.md
/// has the table. Tighter leading that a style asks for itself, as headings do, is left alone.
constexpr double kTightest = 1.25;

/// What health literacy guides ask for at least, unless the style says otherwise (CDC "Simply Put").
const Length kPlainFloor = Length::points(12);

/// Of the quarter lines that text snaps to once gaps are no longer whole halves.
constexpr double kGridParts = 4;

bool is_vertical_space(Property property) {
  return property == Property::margin_top || property == Property::margin_bottom ||
         property == Property::padding_top || property == Property::padding_bottom;
}

/// The line height of running text: what `[document]` says last.
double document_leading(const Style& style) {
  double leading = initial_style().line_height;
  for (const Rule& rule : style.rules) {
    if (rule.selector.element != Element::document || rule.selector.medium == Media::ebook) continue;
    for (const Declaration& declaration : rule.declarations) {
      if (declaration.property == Property::line_height) leading = std::get<double>(declaration.value);
    }
  }
  return leading;
}

double share(int taken) { return (kGrain - taken) / kGrain; }

/// How many grid units a line has; 0 when the style's grid does not divide its line.
int units_of_line(const PageStyle& page, double leading) {
  if (page.baseline.raw() <= 0) return 0;
  const double units = page.font_size.points() * leading / page.baseline.points();
  const int whole = static_cast<int>(std::lround(units));
  return whole > 0 && std::abs(units - whole) < 0.01 ? whole : 0;
}

/// The grid unit at a setting. While only whole gaps stood on it, a unit of half a line was enough; narrower gaps need
/// quarters, or snapping would give them back what fitting took.
Length scaled_unit(const PageStyle& page, double leading, FitStep step) {
  const Length unit = page.baseline.scaled(share(step.leading) * share(step.size));
  int units = units_of_line(page, leading);
  if (units == 0 || step == FitStep{}) return unit;
  int parts = units;
  while (parts < kGridParts) parts *= 2;
  return unit.scaled(static_cast<double>(units) / parts);
}

}  // namespace

FitGrid fit_grid(const Style& style) {
  FitGrid grid;
  grid.gap = kGapSteps;
  const double leading = document_leading(style);
  if (leading > kTightest) grid.leading = static_cast<int>(std::floor((1 - kTightest / leading) * kGrain + 1e-9));
  const PageStyle& page = style.page;
  const Length floor = std::max(page.minimum_font_size, page.fit.min_font_size.raw() > 0 ? page.fit.min_font_size
                                                                                           : kPlainFloor);
  if (floor < page.font_size) {
    const std::int64_t grain = static_cast<std::int64_t>(kGrain);
    grid.size = static_cast<int>(grain - (floor.raw() * grain + page.font_size.raw() - 1) / page.font_size.raw());
  }
  return grid;
}

Style scaled(const Style& style, FitStep step) {
  Style out = style;
  if (step == FitStep{}) return out;
  const double leading = document_leading(style);
  // Gaps are parts of a line: they follow the leading, so that half a line stays half a line.
  const double gap = share(step.gap) * share(step.leading);
  for (Rule& rule : out.rules) {
    if (rule.selector.medium == Media::ebook) continue;
    if (rule.selector.element == Element::quote_mark) continue;  // its margins place a drawing; they are no gaps
    for (Declaration& declaration : rule.declarations) {
      if (is_vertical_space(declaration.property)) {
        std::get<EmLength>(declaration.value).em *= gap;
      } else if (declaration.property == Property::line_height) {
        double& ratio = std::get<double>(declaration.value);
        ratio = std::max(ratio * share(step.leading), std::min(ratio, kTightest));
      }
    }
  }
  PageStyle& page = out.page;
  page.font_size = std::max(page.font_size.scaled(share(step.size)), page.minimum_font_size);
  page.baseline = scaled_unit(style.page, leading, step);
  return out;
}

}  // namespace pamphlet
