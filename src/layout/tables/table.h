// Tables. The passes, each a value for the next one: what the cells ask for (table_extents.h), how the table is set so
// that it fits, how wide its columns are (both table_widths.h, numbers only), its cells in lines, and the rows as items
// of the column (row_group.h). Rows that a cell ties together are one group and stand where the tallest arrangement
// needs them (row_heights.h, numbers only).
//
// Not the other way round, heights before widths or all at once by constraints: lines are only known when widths are,
// and two passes over the cells are what the automatic layout of CSS 2.2 §17.5.2.2 needs. Cost: every cell is shaped to
// be measured, and once more for its lines; a cell that spans columns costs as many steps as columns.
#pragma once

#include "layout/column/compositor.h"

namespace pamphlet {

/// Sets any block: what a table holds besides its rows.
using SetBlock = void (*)(const Compositor& to, NodeId id, const Setting& setting);

void set_table(const Compositor& to, NodeId table, const Setting& around, SetBlock set_block);

}  // namespace pamphlet
