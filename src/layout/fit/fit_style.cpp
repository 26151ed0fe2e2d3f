// A style at a setting of the fitting scale.
#include <algorithm>
#include <array>
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

/// The sides of the sheet that may give something.
constexpr std::array kMargins{&PageStyle::margin_top, &PageStyle::margin_right, &PageStyle::margin_bottom, &PageStyle::margin_left};

/// Half per cents of the widest margin that is above the floor.
int margin_steps(const PageStyle& page) {
  const Length least = page.fit.min_margin;
  if (least.raw() <= 0) return 0;
  double most = 0;
  for (const auto side : kMargins) most = std::max(most, 1 - least.points() / std::max(1.0, (page.*side).points()));
  return static_cast<int>(std::ceil(most * kGrain - 1e-9));
}

/// Heads and feet keep their place in what is left of their margin.
void narrow_margins(PageStyle& page, int taken) {
  const PageStyle before = page;
  for (const auto side : kMargins) {
    page.*side = std::max((before.*side).scaled((kGrain - taken) / kGrain), std::min(before.*side, before.fit.min_margin));
  }
  const auto follow = [](Length& distance, Length now, Length then) {
    if (then.raw() > 0) distance = distance.scaled(now.points() / then.points());
  };
  follow(page.head_distance, page.margin_top, before.margin_top);
  follow(page.foot_distance, page.margin_bottom, before.margin_bottom);
}

/// Room for marks that hang at the left of the second column (1.65 em in the style clinic), and white beside them.
constexpr double kFitColumnGap = 2.2;

Rule column_rule(int count) {
  Rule rule;
  rule.selector = {Element::document, "", Media::pdf};
  rule.declarations.push_back({Property::column_count, count, {}, 0});
  rule.declarations.push_back({Property::column_gap, EmLength{kFitColumnGap}, {}, 0});
  return rule;
}

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
  grid.margin = margin_steps(page);
  grid.columns = page.fit.columns > 0 ? 1 : 0;
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
  if (step.columns > 0) out.rules.push_back(column_rule(style.page.fit.columns));
  PageStyle& page = out.page;
  narrow_margins(page, step.margin);
  page.font_size = std::max(page.font_size.scaled(share(step.size)), page.minimum_font_size);
  page.baseline = scaled_unit(style.page, leading, step);
  return out;
}

}  // namespace pamphlet
