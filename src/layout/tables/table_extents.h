// What the cells of a table ask for.
#pragma once

#include "layout/column/compositor.h"
#include "layout/tables/table_widths.h"

namespace pamphlet {

/// A cell's columns within the table's, however the document was made.
struct CellColumns {
  std::uint32_t begin = 0, end = 0;   // none when they are equal
};
CellColumns columns_of(const Document& document, NodeId cell, std::size_t count);

/// The room beside a cell's letters; none on the outer side where the table is flush with the text around.
struct CellPadding {
  Length start, end;
};
CellPadding cell_padding(const Compositor& to, NodeId cell, const TableExtents& extents);

TableExtents table_extents(const Compositor& to, NodeId table);

}  // namespace pamphlet
