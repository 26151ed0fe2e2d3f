#include "layout/table.h"

#include <algorithm>

namespace pamphlet {

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

std::vector<Length> TableSetter::column_widths(NodeId table, std::size_t count, Length available) {
  std::vector<TextExtent> extents(count);
  for (const NodeId row : children(setter_.document_, table)) {
    if (setter_.document_[row].element != Element::table_row) continue;
    for (const NodeId cell : children(setter_.document_, row)) {
      const std::size_t column = setter_.document_.data<CellData>(cell).column;
      if (column >= count) continue;
      const ComputedStyle& style = setter_.styles_[cell];
      const InlineText text = collect_inline(setter_.typesetter_.inline_context, cell);
      const Length padding = setter_.em(style, style.padding_left) + setter_.em(style, style.padding_right);
      const TextExtent extent = text.empty() ? TextExtent{} : measure_text(setter_.typesetter_, text, style);
      // One unit more than measured: a sum of rounded words may pass the rounded sum.
      extents[column].minimum = std::max(extents[column].minimum, extent.minimum + padding + Length::raw(64));
      extents[column].maximum = std::max(extents[column].maximum, extent.maximum + padding + Length::raw(64));
    }
  }
  const bool fill = setter_.styles_[table].width.ratio >= 1;
  return share_width(extents, available, fill);
}

void TableSetter::run(NodeId table, const BlockContext& context) {
  const ComputedStyle& style = setter_.styles_[table];
  const std::size_t count = setter_.document_.data<TableData>(table).columns.size();
  if (count == 0) return;
  const BlockSetter::OpenBox box = setter_.begin_box(table, style, context);
  const Length available = box.inner.width.scaled(std::min(1.0, style.width.ratio));
  widths_ = column_widths(table, count, available);
  std::uint32_t head_begin = setter_.builder_.size(), head = 0;
  std::size_t head_boxes = setter_.builder_.column.decorations.size();
  bool in_head = true;
  for (const NodeId child : children(setter_.document_, table)) {
    if (setter_.document_[child].element == Element::caption) {
      setter_.node(child, box.inner);
      setter_.builder_.keep(BreakRule::keep);
      head_begin = setter_.builder_.size();
      head_boxes = setter_.builder_.column.decorations.size();
      continue;
    }
    const bool header = setter_.document_.data<RowData>(child).header;
    if (in_head && !header) {
      in_head = false;
      if (setter_.builder_.size() > head_begin) {
        setter_.builder_.keep(BreakRule::keep);
        Length height;
        for (std::uint32_t k = head_begin; k < setter_.builder_.size(); ++k) {
          height += setter_.builder_.column.vitems[k].height;
        }
        // A head that would take most of a page is not worth repeating.
        if (height * 2 < setter_.page_height_) {
          setter_.builder_.column.heads.push_back({head_begin, setter_.builder_.size(), height, head_boxes,
                                                   setter_.builder_.column.decorations.size()});
          head = static_cast<std::uint32_t>(setter_.builder_.column.heads.size());
        }
      }
    }
    // The first body row starts no page of its own: it is kept with the head.
    row(child, box.inner);
    if (!in_head) setter_.builder_.set_head(head);
  }
  setter_.builder_.set_head(0);
  setter_.end_box(table, style, box);
}

void TableSetter::row(NodeId row, const BlockContext& context) {
  const ComputedStyle& style = setter_.styles_[row];
  std::vector<Cell> cells;
  Length x = context.x;
  if (context.rtl) x = context.x + context.width;
  for (const NodeId id : children(setter_.document_, row)) {
    const CellData& data = setter_.document_.data<CellData>(id);
    if (data.column >= widths_.size()) continue;
    const ComputedStyle& own = setter_.styles_[id];
    Cell cell;
    cell.node = id;
    cell.outer_width = widths_[data.column];
    if (context.rtl) x -= cell.outer_width;
    cell.outer_x = x;
    if (!context.rtl) x += cell.outer_width;
    const Length start = setter_.em(own, own.padding_left), end = setter_.em(own, own.padding_right);
    cell.x = cell.outer_x + (context.rtl ? end : start);
    cell.width = std::max(cell.outer_width - start - end, Length::points(4));
    cell.padding_top = setter_.em(own, own.padding_top);
    cell.padding_bottom = setter_.em(own, own.padding_bottom);
    ParagraphOptions options;
    options.width = cell.width;
    options.rtl = context.rtl;
    options.explicit_direction = context.explicit_direction;
    options.align = own.text_align;
    if (data.align == CellAlign::left) options.align = TextAlign::left;
    if (data.align == CellAlign::center) options.align = TextAlign::center;
    if (data.align == CellAlign::right) options.align = TextAlign::right;
    const InlineText text = collect_inline(setter_.typesetter_.inline_context, id);
    if (!text.empty()) cell.set = set_paragraph(setter_.typesetter_, text, own, options);
    cells.push_back(std::move(cell));
  }
  push_row(row, cells, style, context);
}

void TableSetter::push_row(NodeId row, std::vector<Cell>& cells, const ComputedStyle& style, const BlockContext& context) {
  std::size_t slices = 1;
  for (const Cell& cell : cells) slices = std::max(slices, cell.set.lines.size());
  const BlockSetter::OpenBox box = setter_.begin_box(row, style, context);
  std::vector<Item> items;
  for (std::size_t k = 0; k < slices; ++k) {
    const bool first = k == 0, last = k + 1 == slices;
    Length top, bottom, line, baseline;
    for (const Cell& cell : cells) {
      if (first) top = std::max(top, cell.padding_top);
      if (last) bottom = std::max(bottom, cell.padding_bottom);
      if (k < cell.set.lines.size()) {
        line = std::max(line, cell.set.lines[k].height);
        baseline = std::max(baseline, cell.set.lines[k].baseline);
      }
    }
    if (line.raw() == 0) {
      line = used_size(setter_.typesetter_.inline_context, style).scaled(style.line_height);
    }
    items = setter_.builder_.take_attachments(top + baseline);  // of an item that begins with this table
    const Length height = top + line + bottom;
    for (const Cell& cell : cells) {
      add_cell_box(cell, Length(), height, first, last, items);
      if (k >= cell.set.lines.size()) continue;
      const Line& own = cell.set.lines[k];
      for (std::uint32_t n = 0; n < own.item_count; ++n) {
        Item item = cell.set.items[own.first_item + n];
        move_item(item, cell.x, top + baseline - own.baseline);  // one baseline across the row
        items.push_back(std::move(item));
      }
    }
    if (!first) setter_.builder_.keep(BreakRule::inside);
    setter_.builder_.push(height, items, row);
  }
  setter_.end_box(row, style, box);
}

/// Background and borders of a cell, slice by slice, so that a split row keeps them.
void TableSetter::add_cell_box(const Cell& cell, Length top, Length height, bool first, bool last,
                               std::vector<Item>& items) const {
  const ComputedStyle& style = setter_.styles_[cell.node];
  const auto add = [&](Rect rect, Color color) {
    if (rect.width.raw() <= 0 || rect.height.raw() <= 0 || !color.visible()) return;
    BoxItem box;
    box.node = cell.node;
    box.box = rect;
    box.fill = color;
    items.emplace_back(box);
  };
  add({cell.outer_x, top, cell.outer_width, height}, style.background_color);
  const Length above = setter_.em(style, style.border_top_width), below = setter_.em(style, style.border_bottom_width);
  const Length left = setter_.em(style, style.border_left_width), right = setter_.em(style, style.border_right_width);
  if (first) add({cell.outer_x, top, cell.outer_width, above}, style.border_color);
  if (last) add({cell.outer_x, top + height - below, cell.outer_width, below}, style.border_color);
  add({cell.outer_x, top, left, height}, style.border_color);
  add({cell.outer_x + cell.outer_width - right, top, right, height}, style.border_color);
}

}  // namespace pamphlet
