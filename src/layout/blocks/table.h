// Tables: column widths from the content, rows cut into slices at lines, heads repeated on every page.
#pragma once

#include "layout/blocks/blocks.h"
#include "layout/tables/table_widths.h"

namespace pamphlet {

class TableSetter {
 public:
  explicit TableSetter(BlockSetter& setter);
  void run(NodeId table, const BlockContext& context);

 private:
  struct Cell {
    NodeId node = kNoNode;
    LineSet set;
    Length x, width;              // of the text
    Length outer_x, outer_width;  // of the box
    Length padding_top, padding_bottom;
  };

  std::vector<ColumnExtent> measure(NodeId table, std::size_t count);
  void measure_cell(NodeId cell, ColumnExtent& column);
  TableFit choose_fit(NodeId table, std::span<const ColumnExtent> columns, const BlockContext& context);
  void set_rows(NodeId table, const BlockContext& context);
  void end_head(std::uint32_t first, std::size_t first_decoration);
  void row(NodeId row, const BlockContext& context);
  Cell set_cell(NodeId id, Length x, const BlockContext& context);
  void push_row(NodeId row, std::vector<Cell>& cells, const ComputedStyle& style, const BlockContext& context);
  void push_slice(NodeId row, std::size_t slice, std::size_t count, std::vector<Cell>& cells, const ComputedStyle& style);
  void add_cell_box(const Cell& cell, Length height, bool first, bool last, std::vector<Item>& items) const;
  /// Lengths of a cell's padding, which a tight table has less of.
  Length padding(const ComputedStyle& style, EmLength value) const;

  BlockSetter& setter_;
  const Document& document_;
  ColumnBuilder& builder_;
  Length page_height_;
  TableFit fit_;
  std::vector<Length> widths_;
  std::uint32_t head_ = 0;        // 1 + index of the repeated head; 0 = none
};

}  // namespace pamphlet
