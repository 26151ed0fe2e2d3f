#include "layout/blocks/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "layout/codes.h"
#include "layout/column/decorations.h"
#include "layout/column/page_geometry.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

// Letters of a table may shrink to this share of the style's size, and never below the page's minimum size.
constexpr double kSmallestSize = 0.7;
// A column of prose wants two or three words a line, about fifteen letters; what is shorter may take a few lines.
constexpr double kSomeWordsEm = 7;
constexpr int kFewLines = 3;
constexpr double kHeadShare = 0.6;  // two lines are seldom equally long
// One row alone under its head, or alone on the next page, looks lost: worth a third of a page of white space.
constexpr int kLoneRowCost = 120;

bool is_row(const Document& document, NodeId node) { return document[node].element == Element::table_row; }

}  // namespace

TableSetter::TableSetter(BlockSetter& setter)
    : setter_(setter),
      document_(setter.document_),
      builder_(setter.builder_),
      page_height_(setter.page_height_) {}

Length TableSetter::padding(const ComputedStyle& style, EmLength value) const {
  return setter_.em(style, value).scaled(fit_.padding);
}

std::vector<ColumnExtent> TableSetter::measure(NodeId table, std::size_t count) {
  std::vector<ColumnExtent> columns(count);
  for (const NodeId row : children(document_, table)) {
    if (!is_row(document_, row)) continue;
    for (const NodeId cell : children(document_, row)) {
      const std::size_t column = document_.data<CellData>(cell).column;
      if (column < count) measure_cell(cell, columns[column]);
    }
  }
  return columns;
}

void TableSetter::measure_cell(NodeId cell, ColumnExtent& column) {
  const ComputedStyle& style = setter_.styles_[cell];
  const Length padding = setter_.em(style, style.padding_left) + setter_.em(style, style.padding_right);
  column.padding = std::max(column.padding, padding);
  const InlineText text = collect_inline(setter_.typesetter_.inline_context, cell);
  if (text.empty()) return;
  TextExtent extent = measure_text(setter_.typesetter_, text, style);
  // A head over narrow columns may take two lines, so that no cell below has to.
  const NodeId row = document_[cell].parent;
  if (document_.data<RowData>(row).header) extent.maximum = std::max(extent.minimum, extent.maximum.scaled(kHeadShare));
  const Length some_words = used_size(setter_.typesetter_.inline_context, style).scaled(kSomeWordsEm);
  column.comfortable = std::max({column.comfortable, extent.minimum, std::min(extent.maximum / kFewLines, some_words)});
  column.text.maximum = std::max(column.text.maximum, extent.maximum);
  if (extent.minimum <= column.text.minimum) return;
  column.text.minimum = extent.minimum;
  if (extent.minimum <= column.hyphenated) return;
  ComputedStyle hyphenated = style;
  hyphenated.hyphens = Hyphens::auto_;
  column.hyphenated = std::max(column.hyphenated, measure_text(setter_.typesetter_, text, hyphenated).minimum);
}

TableFit TableSetter::choose_fit(NodeId table, std::span<const ColumnExtent> columns, const BlockContext& context) {
  const ComputedStyle& style = setter_.styles_[table];
  const PageStyle& page = setter_.typesetter_.input.style.page;
  TableRoom room;
  room.width = (context.width - setter_.em(style, style.margin_left) - setter_.em(style, style.margin_right))
                   .scaled(std::min(1.0, style.width.ratio));
  const Length size = used_size(setter_.typesetter_.inline_context, style);
  room.smallest = std::min(1.0, std::max(kSmallestSize, page.minimum_font_size.points() / size.points()));
  // Only what stands on the page itself can be moved to one of its own.
  const bool free = builder_.may_change_region() && builder_.region().columns == 1 && !builder_.region().landscape &&
                    context.x == Length() && !builder_.has_attachments() && setter_.may_turn_;
  const PageGeometry turned = page_geometry(page, 0, true);
  if (free) room.turned = turned.right - turned.left;
  const TableFit fit = fit_table(columns, room);
  if (fit.landscape || fit.size < 1) {
    setter_.typesetter_.diagnostics.report(
        code::table_turned, *document_.source, document_[table].span,
        fmt::format("this table is too wide for the page and was set {}",
                    fit.landscape ? fit.size < 1 ? "smaller on a page turned on its side" : "on a page turned on its side"
                                  : fmt::format("at {:.0f} % of its size", fit.size * 100)),
        "use fewer columns, or shorter words in the widest of them");
  }
  return fit;
}

void TableSetter::run(NodeId table, const BlockContext& context) {
  const ComputedStyle& style = setter_.styles_[table];
  const std::size_t count = document_.data<TableData>(table).columns.size();
  if (count == 0) return;
  const std::vector<ColumnExtent> columns = measure(table, count);
  fit_ = choose_fit(table, columns, context);
  const Length full_size = setter_.typesetter_.inline_context.root_size, full_width = setter_.width_;
  const Region region = builder_.region();
  BlockContext around = context;
  if (fit_.landscape) {
    const PageGeometry turned = page_geometry(setter_.typesetter_.input.style.page, 0, true);
    around.width = setter_.width_ = turned.right - turned.left;
    page_height_ = turned.bottom - turned.top;
    builder_.set_page_height(page_height_);
    builder_.set_region({0, 1, around.width, Length(), true});
  }
  setter_.typesetter_.inline_context.root_size = full_size.scaled(fit_.size);
  const BlockSetter::OpenBox box = setter_.begin_box(table, style, around);
  const Length available = box.inner.width.scaled(std::min(1.0, style.width.ratio));
  widths_ = share_width(columns, fit_, available, style.width.ratio >= 1);
  set_rows(table, box.inner);
  setter_.end_box(table, style, box);
  setter_.typesetter_.inline_context.root_size = full_size;
  setter_.width_ = full_width;
  builder_.set_page_height(setter_.page_height_);
  if (fit_.landscape) builder_.set_region(region);
}

void TableSetter::set_rows(NodeId table, const BlockContext& context) {
  std::uint32_t head_begin = builder_.size();
  std::size_t head_boxes = builder_.column.decorations.size();
  bool in_head = true;
  int body_rows = 0;
  for (const NodeId child : children(document_, table)) {
    if (!is_row(document_, child)) {
      setter_.node(child, context);
      builder_.keep(BreakRule::keep);
      head_begin = builder_.size();
      head_boxes = builder_.column.decorations.size();
      continue;
    }
    const bool header = document_.data<RowData>(child).header;
    if (in_head && !header) {
      in_head = false;
      if (builder_.size() > head_begin) end_head(head_begin, head_boxes);
    }
    if (!in_head) {
      const bool lone = body_rows == 1 || document_.next_sibling(child) == kNoNode;
      if (body_rows > 0 && lone) builder_.free_cost(kLoneRowCost);
      ++body_rows;
    }
    // The first body row starts no page of its own: it is kept with the head.
    row(child, context);
  }
  builder_.set_head(0);
}

void TableSetter::end_head(std::uint32_t first, std::size_t first_decoration) {
  builder_.keep(BreakRule::keep);
  Length height;
  for (std::uint32_t k = first; k < builder_.size(); ++k) height += builder_.column.vitems[k].height;
  // A head that would take most of a page is not worth repeating.
  if (height * 2 >= page_height_) return;
  builder_.column.heads.push_back({first, builder_.size(), height, first_decoration, builder_.column.decorations.size()});
  head_ = static_cast<std::uint32_t>(builder_.column.heads.size());
}

void TableSetter::row(NodeId row, const BlockContext& context) {
  std::vector<Cell> cells;
  Length x = context.rtl ? context.x + context.width : context.x;
  for (const NodeId id : children(document_, row)) {
    const std::size_t column = document_.data<CellData>(id).column;
    if (column >= widths_.size()) continue;
    if (context.rtl) x -= widths_[column];
    cells.push_back(set_cell(id, x, context));
    if (!context.rtl) x += widths_[column];
  }
  push_row(row, cells, setter_.styles_[row], context);
}

TableSetter::Cell TableSetter::set_cell(NodeId id, Length x, const BlockContext& outer) {
  const BlockContext context = setter_.directed(id, outer);
  const CellData& data = document_.data<CellData>(id);
  const ComputedStyle& style = setter_.styles_[id];
  Cell cell;
  cell.node = id;
  cell.outer_x = x;
  cell.outer_width = widths_[data.column];
  const Length start = padding(style, style.padding_left), end = padding(style, style.padding_right);
  cell.x = cell.outer_x + (outer.rtl ? end : start);
  cell.width = std::max(cell.outer_width - start - end, Length::points(4));
  cell.padding_top = padding(style, style.padding_top);
  cell.padding_bottom = padding(style, style.padding_bottom);
  ParagraphOptions options;
  options.width = cell.width;
  options.rtl = context.rtl;
  options.explicit_direction = context.explicit_direction;
  options.align = style.text_align;
  options.align_last = style.text_align_last;
  if (data.align == CellAlign::left) options.align = TextAlign::left;
  if (data.align == CellAlign::center) options.align = TextAlign::center;
  if (data.align == CellAlign::right) options.align = TextAlign::right;
  const InlineText text = collect_inline(setter_.typesetter_.inline_context, id);
  if (text.empty()) return cell;
  if (fit_.narrowness != Narrowness::hyphens) {
    cell.set = set_paragraph(setter_.typesetter_, text, style, options);
    return cell;
  }
  ComputedStyle hyphenated = style;
  hyphenated.hyphens = Hyphens::auto_;
  cell.set = set_paragraph(setter_.typesetter_, text, hyphenated, options);
  return cell;
}

void TableSetter::push_row(NodeId row, std::vector<Cell>& cells, const ComputedStyle& style,
                           const BlockContext& context) {
  std::size_t slices = 1;
  for (const Cell& cell : cells) slices = std::max(slices, cell.set.lines.size());
  const BlockSetter::OpenBox box = setter_.begin_box(row, style, context);
  for (std::size_t k = 0; k < slices; ++k) {
    push_slice(row, k, slices, cells, style);
    if (!document_.data<RowData>(row).header) builder_.set_head(head_);  // on every page but the one it stands on
  }
  setter_.end_box(row, style, box);
}

/// One line of every cell, on one baseline: a row that is taller than a page can be parted between its slices.
void TableSetter::push_slice(NodeId row, std::size_t slice, std::size_t count, std::vector<Cell>& cells,
                             const ComputedStyle& style) {
  const bool first = slice == 0, last = slice + 1 == count;
  Length top, bottom, line, baseline, depth;
  for (const Cell& cell : cells) {
    if (first) top = std::max(top, cell.padding_top);
    if (last) bottom = std::max(bottom, cell.padding_bottom);
    if (slice >= cell.set.lines.size()) continue;
    const Line& own = cell.set.lines[slice];
    baseline = std::max(baseline, own.baseline);
    depth = std::max(depth, own.height - own.baseline);
  }
  line = baseline + depth;
  if (line.raw() == 0) line = used_size(setter_.typesetter_.inline_context, style).scaled(style.line_height);
  std::vector<Item> items;
  const Length height = top + line + bottom;
  for (const Cell& cell : cells) add_cell_box(cell, height, first, last, items);
  builder_.take_attachments(top + baseline, items);
  for (const Cell& cell : cells) {
    if (slice >= cell.set.lines.size()) continue;
    const Line& own = cell.set.lines[slice];
    for (std::uint32_t n = 0; n < own.item_count; ++n) {
      Item item = cell.set.items[own.first_item + n];
      move_item(item, cell.x, top + baseline - own.baseline);
      items.push_back(std::move(item));
    }
  }
  if (slice == 1 || (last && !first)) builder_.keep(BreakRule::widow);
  builder_.push(height, items, row);
}

/// Background and borders of a cell, slice by slice, so that a split row keeps them.
void TableSetter::add_cell_box(const Cell& cell, Length height, bool first, bool last, std::vector<Item>& items) const {
  const ComputedStyle& style = setter_.styles_[cell.node];
  const auto add = [&](Rect rect, Color color) { add_box(cell.node, rect, {}, color, items); };
  add({cell.outer_x, {}, cell.outer_width, height}, style.background_color);
  const Length above = setter_.em(style, style.border_top_width), below = setter_.em(style, style.border_bottom_width);
  const Length left = setter_.em(style, style.border_left_width), right = setter_.em(style, style.border_right_width);
  if (first) add({cell.outer_x, {}, cell.outer_width, above}, style.border_color);
  if (last) add({cell.outer_x, height - below, cell.outer_width, below}, style.border_color);
  add({cell.outer_x, {}, left, height}, style.border_color);
  add({cell.outer_x + cell.outer_width - right, {}, right, height}, style.border_color);
}

}  // namespace pamphlet
