// Tables: column widths from the content, rows cut into slices at lines, heads repeated on every page.
#pragma once

#include "layout/blocks.h"

namespace pamphlet {

class TableSetter {
 public:
  explicit TableSetter(BlockSetter& setter) : setter_(setter) {}
  void run(NodeId table, const BlockContext& context);

 private:
  struct Cell {
    NodeId node = kNoNode;
    LineSet set;
    Length x, width;              // of the text
    Length outer_x, outer_width;  // of the box
    Length padding_top, padding_bottom;
  };

  std::vector<Length> column_widths(NodeId table, std::size_t count, Length available);
  void row(NodeId row, const BlockContext& context);
  void push_row(NodeId row, std::vector<Cell>& cells, const ComputedStyle& style, const BlockContext& context);
  void add_cell_box(const Cell& cell, Length top, Length bottom, bool first, bool last, std::vector<Item>& items) const;

  BlockSetter& setter_;
  std::vector<Length> widths_;
};

/// Shares `available` among columns: what each wants when that fits, else from the minimum upwards in proportion to
/// what each would like more (CSS 2.2 §17.5.2.2); columns are squeezed alike when even the minimum does not fit.
std::vector<Length> share_width(std::span<const TextExtent> columns, Length available, bool fill);

}  // namespace pamphlet
