#include "layout/tables/row_heights.h"

#include <algorithm>

#include "layout/tables/table_widths.h"

namespace pamphlet {
namespace {

class GroupPlacer {
 public:
  GroupPlacer(std::span<const CellHeights> cells, std::span<const RowInsets> rows) : cells_(cells), rows_(rows) {
    out_.rows.resize(rows.size());
    out_.line_tops.resize(cells.size());
    heights_.resize(rows.size());
  }

  GroupPlaces run() {
    std::size_t cell = 0;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const std::size_t first = cell;
      while (cell < cells_.size() && cells_[cell].row == row) ++cell;
      if (cell > first) place_row(row, first, cell);
    }
    std::stable_sort(spans_.begin(), spans_.end(), [&](const Spanning& a, const Spanning& b) {
      return cells_[a.cell].row_span < cells_[b.cell].row_span;
    });
    for (const Spanning& span : spans_) {
      widen_alike(std::span(heights_).subspan(cells_[span.cell].row, cells_[span.cell].row_span), span.needed);
    }
    finish();
    return std::move(out_);
  }

 private:
  struct Spanning {
    std::size_t cell;
    Length needed;
  };

  /// The row's own cells [first, last) within the row.
  void place_row(std::uint32_t row, std::size_t first, std::size_t last) {
    Length top, bottom;
    std::vector<Length> baselines(1), depths(1);
    bool alone = false;               // a cell of this row alone
    for (std::size_t k = first; k < last; ++k) {
      const CellHeights& cell = cells_[k];
      top = std::max(top, cell.padding_top);
      if (!cell.lines.empty()) baselines[0] = std::max(baselines[0], cell.lines[0].baseline);
      if (cell.row_span > 1) continue;
      alone = true;
      bottom = std::max(bottom, cell.padding_bottom);
      baselines.resize(std::max(baselines.size(), cell.lines.size()));
      depths.resize(baselines.size());
      for (std::size_t n = 0; n < cell.lines.size(); ++n) {
        baselines[n] = std::max(baselines[n], cell.lines[n].baseline);
        depths[n] = std::max(depths[n], cell.lines[n].height - cell.lines[n].baseline);
      }
    }
    Length y = rows_[row].above + top;
    for (std::size_t n = 0; n < baselines.size(); ++n) {
      baselines[n] += y;              // from the row's top
      y = baselines[n] + depths[n];
    }
    if (row == 0) out_.first_baseline = baselines[0];
    if (alone) y = std::max(y, rows_[row].above + top + rows_[row].empty_line);
    heights_[row] = std::max(y + bottom, rows_[row].above + rows_[row].least) + rows_[row].below;
    for (std::size_t k = first; k < last; ++k) place_cell(k, baselines, rows_[row].above + top);
  }

  /// A cell of one row has its lines on the row's baselines, a cell of several rows only its first.
  void place_cell(std::size_t index, const std::vector<Length>& baselines, Length top) {
    const CellHeights& cell = cells_[index];
    Length y = cell.lines.empty() ? top : baselines[0] - cell.lines[0].baseline;
    for (std::size_t n = 0; n < cell.lines.size(); ++n) {
      if (cell.row_span == 1) y = baselines[n] - cell.lines[n].baseline;
      out_.line_tops[index].push_back(y);
      y += cell.lines[n].height;
    }
    const RowInsets& end = rows_[cell.row + cell.row_span - 1];
    if (cell.row_span > 1) spans_.push_back({index, y + cell.padding_bottom + end.below});
  }

  void finish() {
    for (std::size_t row = 0; row < heights_.size(); ++row) {
      out_.rows[row] = {out_.height, heights_[row]};
      out_.height += heights_[row];
    }
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      for (Length& top : out_.line_tops[k]) top += out_.rows[cells_[k].row].top;
    }
  }

  std::span<const CellHeights> cells_;
  std::span<const RowInsets> rows_;
  std::vector<Length> heights_;
  std::vector<Spanning> spans_;
  GroupPlaces out_;
};

}  // namespace

GroupPlaces place_group(std::span<const CellHeights> cells, std::span<const RowInsets> rows) {
  return GroupPlacer(cells, rows).run();
}

}  // namespace pamphlet
