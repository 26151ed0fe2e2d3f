// Rows of a table as items of the column. A row by itself is cut into slices, one line of every cell on one baseline,
// so that a row taller than a page can be parted between them. Rows that a cell ties together are one item where a page
// can hold them; where none can, they are cut into slices too, and the cell that ties them goes on from slice to slice.
#pragma once

#include "layout/column/compositor.h"

namespace pamphlet {

/// A cell with its lines, and where it stands.
struct TableCell {
  NodeId node = kNoNode;
  std::uint32_t row = 0, row_span = 1;   // within its group
  std::uint32_t column_begin = 0, column_end = 0;
  LineSet set;
  Length x, width;                    // of the text
  Length outer_x, outer_width;        // of the box
  Length padding_top, padding_bottom;
};

struct RowGroup {
  std::vector<NodeId> rows;
  std::vector<TableCell> cells;       // by row
  std::span<const Length> edges;      // of the columns, in their order: one more than columns
  bool header = false;
};

/// `head`: 1 + index of the head that a page repeats which begins after the group's first item; 0 for none.
void push_row_group(const Compositor& to, const RowGroup& group, std::uint32_t head, const Setting& setting);

}  // namespace pamphlet
