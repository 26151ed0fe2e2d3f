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

/// Widths of columns that hold every cell, where `of` says how wide a cell has to be.
template <typename Need>
std::vector<Length> needed_widths(const TableExtents& extents, const Need& of) {
  std::vector<Length> widths;
  widths.reserve(extents.columns.size());
  for (const ColumnExtent& column : extents.columns) widths.push_back(of(column));
  for (const SpanExtent& span : extents.spans) {
    widen_alike(std::span(widths).subspan(span.column, span.count), of(span.extent));
  }
  return widths;
}

/// The largest size on the grid, at most 1, at which the columns fit, or 0.
double fitting_size(const TableExtents& extents, Length room, double smallest, const TableFit& fit) {
  Length needed;
  for (const Length width : needed_widths(extents, [&](const ColumnExtent& cell) {
         return least(cell, fit.narrowness) + cell.padding.scaled(fit.padding);
       })) {
    needed += width;
  }
  if (needed <= room) return 1;
  const double ratio = room.points() / needed.points();
  const double size = std::floor(ratio / kSizeStep + 1e-9) * kSizeStep;
  return size >= smallest ? size : 0;
}

}  // namespace

TableFit fit_table(const TableExtents& extents, const TableRoom& room) {
  struct Step {
    double padding;
    Narrowness narrowness;
  };
  static constexpr Step kSteps[] = {{kTightPadding, Narrowness::comfortable},
                                    {kTightPadding, Narrowness::words},
                                    {kLeastPadding, Narrowness::words},
                                    {kLeastPadding, Narrowness::hyphens}};
  TableFit fit;
  if (fitting_size(extents, room.width, 1, fit) == 1) return fit;
  for (const Step& step : kSteps) {
    fit.padding = step.padding;
    fit.narrowness = step.narrowness;
    for (const bool turned : {false, true}) {
      if (turned && room.turned <= room.width) continue;
      fit.landscape = turned;
      fit.size = fitting_size(extents, turned ? room.turned : room.width, room.smallest, fit);
      if (fit.size > 0) return fit;
    }
  }
  fit.size = room.smallest;
  fit.fits = false;
  return fit;
}

void widen_alike(std::span<Length> parts, Length needed) {
  Length missing = needed;
  for (const Length part : parts) missing -= part;
  if (missing.raw() <= 0) return;
  const auto count = static_cast<std::int64_t>(parts.size());
  for (std::int64_t k = 0; k < count; ++k) {  // shares of whole units that sum up
    parts[static_cast<std::size_t>(k)] += missing * (k + 1) / count - missing * k / count;
  }
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

namespace {

/// Rounded word widths of another size may sum up to a little more than the sum does at that size.
Length padding_of(const ColumnExtent& cell, const TableFit& fit) {
  return cell.padding.scaled(fit.padding * fit.size) + Length::raw(fit.size == 1 ? 64 : 4096);
}

std::vector<Length> minima_of(const TableExtents& extents, const TableFit& fit, Narrowness narrowness) {
  return needed_widths(extents, [&](const ColumnExtent& cell) { return least(cell, narrowness).scaled(fit.size) + padding_of(cell, fit); });
}

}  // namespace

std::vector<Length> share_width(const TableExtents& extents, const TableFit& fit, Length available, bool fill) {
  const auto padding = [&](const ColumnExtent& cell) { return padding_of(cell, fit); };
  const std::vector<Length> minima = minima_of(extents, fit, fit.narrowness);
  std::vector<Length> maxima;
  for (std::size_t k = 0; k < minima.size(); ++k) {
    const ColumnExtent& column = extents.columns[k];
    maxima.push_back(std::max(minima[k], column.text.maximum.scaled(fit.size) + padding(column)));
  }
  for (const SpanExtent& span : extents.spans) {
    widen_alike(std::span(maxima).subspan(span.column, span.count),
                span.extent.text.maximum.scaled(fit.size) + padding(span.extent));
  }
  std::vector<TextExtent> wanted;
  Length most;
  CellScale scale{fit.size, {}};
  for (std::size_t k = 0; k < minima.size(); ++k) {
    wanted.push_back({minima[k], maxima[k]});
    most += maxima[k];
    scale.padding.push_back(padding(extents.columns[k]));
  }
  std::vector<Length> widths = share_width(wanted, available, fill);
  return most <= available || !fit.fits ? widths : balance_columns(extents.texts, scale, minima, std::move(widths));
}

std::vector<Length> stated_share(const TableExtents& extents, const TableFit& fit, Length available, std::span<const double> shares, bool& honoured) {
  std::vector<Length> widths = minima_of(extents, fit, std::max(fit.narrowness, Narrowness::words));
  std::vector<std::uint8_t> held(widths.size(), 0);  // at what it needs
  double share = 1;
  honoured = true;
  for (bool again = true; again;) {  // each round holds at least one more
    again = false;
    const double rest = std::max(0.0, available.points()), asked = share;
    for (std::size_t k = 0; k < widths.size(); ++k) {
      if (held[k] != 0 || widths[k].points() <= rest * shares[k] / asked + 0.01) continue;
      held[k] = 1;
      available -= widths[k];
      share -= shares[k];
      honoured = false;
      again = true;
    }
    if (share < 1e-9) break;
  }
  for (std::size_t k = 0; k < widths.size(); ++k) {
    if (held[k] == 0) widths[k] = std::max(Length(), available).scaled(shares[k] / share);
  }
  return widths;
}

}  // namespace pamphlet
