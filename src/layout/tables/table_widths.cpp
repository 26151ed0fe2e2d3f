#include "layout/tables/table_widths.h"

#include <algorithm>
#include <cmath>

namespace pamphlet {
namespace {

// Padding may shrink to this share before letters do: less, and columns of numbers run into each other …
constexpr double kTightPadding = 0.6;
// … which is still better than words that are broken.
constexpr double kLeastPadding = 0.25;
// Sizes on a grid, so that tables of nearly one width look alike.
constexpr double kSizeStep = 0.025;

Length least(const ColumnExtent& column, Narrowness narrowness) {
  switch (narrowness) {
    case Narrowness::comfortable: return column.comfortable;
    case Narrowness::words: return column.text.minimum;
    case Narrowness::hyphens: return column.hyphenated;
  }
  return Length();
}

/// The largest size on the grid, at most 1, at which the columns fit, or 0.
double fitting_size(std::span<const ColumnExtent> columns, Length room, double smallest, const TableFit& fit) {
  Length needed;
  for (const ColumnExtent& column : columns) {
    needed += least(column, fit.narrowness) + column.padding.scaled(fit.padding);
  }
  if (needed <= room) return 1;
  const double ratio = room.points() / needed.points();
  const double size = std::floor(ratio / kSizeStep + 1e-9) * kSizeStep;
  return size >= smallest ? size : 0;
}

}  // namespace

TableFit fit_table(std::span<const ColumnExtent> columns, const TableRoom& room) {
  struct Step {
    double padding;
    Narrowness narrowness;
  };
  static constexpr Step kSteps[] = {{kTightPadding, Narrowness::comfortable},
                                    {kTightPadding, Narrowness::words},
                                    {kLeastPadding, Narrowness::words},
                                    {kLeastPadding, Narrowness::hyphens}};
  TableFit fit;
  if (fitting_size(columns, room.width, 1, fit) == 1) return fit;
  for (const Step& step : kSteps) {
    fit.padding = step.padding;
    fit.narrowness = step.narrowness;
    for (const bool turned : {false, true}) {
      if (turned && room.turned <= room.width) continue;
      fit.landscape = turned;
      fit.size = fitting_size(columns, turned ? room.turned : room.width, room.smallest, fit);
      if (fit.size > 0) return fit;
    }
  }
  fit.size = room.smallest;
  fit.fits = false;
  return fit;
}

std::vector<Length> share_width(std::span<const TextExtent> columns, Length available, bool fill) {
  Length minimum, maximum;
  for (const TextExtent& column : columns) {
    minimum += column.minimum;
    maximum += column.maximum;
  }
  std::vector<Length> widths;
  widths.reserve(columns.size());
  const double spare = (available - (maximum <= available ? maximum : minimum)).points();
  const double wish = maximum <= available ? maximum.points() : (maximum - minimum).points();
  for (const TextExtent& column : columns) {
    if (maximum <= available) {
      const double more = fill && wish > 0 ? spare * column.maximum.points() / wish : 0;
      widths.push_back(column.maximum + Length::points(more));
    } else if (minimum <= available) {
      const double more = wish > 0 ? spare * (column.maximum - column.minimum).points() / wish : 0;
      widths.push_back(column.minimum + Length::points(more));
    } else {
      widths.push_back(column.minimum.scaled(available.points() / minimum.points()));
    }
  }
  return widths;
}

std::vector<Length> share_width(std::span<const ColumnExtent> columns, const TableFit& fit, Length available,
                                bool fill) {
  std::vector<TextExtent> extents;
  extents.reserve(columns.size());
  for (const ColumnExtent& column : columns) {
    const Length padding = column.padding.scaled(fit.padding * fit.size);
    // Rounded word widths of another size may sum up to a little more than the sum does at that size.
    const Length slack = Length::raw(fit.size == 1 ? 64 : 4096);
    const Length minimum = least(column, fit.narrowness).scaled(fit.size) + padding + slack;
    const Length maximum = column.text.maximum.scaled(fit.size) + padding + slack;
    extents.push_back({minimum, std::max(minimum, maximum)});
  }
  return share_width(extents, available, fill);
}

}  // namespace pamphlet
