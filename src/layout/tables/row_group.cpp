#include "layout/tables/row_group.h"

#include <algorithm>

#include "layout/column/decorations.h"
#include "layout/lines/move_item.h"
#include "layout/tables/row_heights.h"

namespace pamphlet {
namespace {

/// A part of a row, between `top` and `bottom` of the item that holds it.
struct Part {
  Length top, bottom;
  bool first = true, last = true;     // it has the row's beginning, its end
};

class GroupSetter {
 public:
  GroupSetter(const Compositor& to, const RowGroup& group, std::uint32_t head, const Setting& setting)
      : to_(to), group_(group), head_(head), setting_(setting), next_line_(group.cells.size()) {}

  void run() {
    if (group_.rows.size() == 1) {
      own_ = {0, group_.cells.size()};
      const ComputedStyle& style = row_style(0);
      const OpenBox box = open_box(to_, group_.rows[0], style, setting_);
      RowInsets insets;  // its border and padding are the box's
      insets.least = least_height(to_, group_.rows[0], style);
      push_slices(0, insets);
      close_box(to_, group_.rows[0], style, box);
      return;
    }
    std::vector<CellHeights> cells;
    std::vector<RowInsets> insets;
    for (const TableCell& cell : group_.cells) {
      cells.push_back({cell.row, cell.row_span, cell.padding_top, cell.padding_bottom, cell.set.lines});
    }
    for (std::uint32_t row = 0; row < group_.rows.size(); ++row) insets.push_back(insets_of(row));
    const GroupPlaces places = place_group(cells, insets);
    const Length head = head_ != 0 ? to_.column.column.heads[head_ - 1].height : Length();
    if (places.height <= setting_.page_height - head) {
      push_whole(places, insets);
    } else {
      push_parted(insets);
    }
  }

 private:
  const ComputedStyle& row_style(std::uint32_t row) const { return to_.style(group_.rows[row]); }

  RowInsets insets_of(std::uint32_t row) const {
    const ComputedStyle& style = row_style(row);
    return {to_.em(style, style.border_top_width) + to_.em(style, style.padding_top),
            to_.em(style, style.border_bottom_width) + to_.em(style, style.padding_bottom),
            used_size(to_.typesetter, style).scaled(style.line_height), least_height(to_, group_.rows[row], style)};
  }

  /// One row after the other, with the cells that reach into it from above.
  void enter(std::uint32_t row) {
    own_ = {own_.end, own_.end};
    while (own_.end < group_.cells.size() && group_.cells[own_.end].row == row) ++own_.end;
  }
  void leave(std::uint32_t row) {
    std::erase_if(above_, [&](std::size_t k) { return ends_in(group_.cells[k], row); });
    for (std::size_t k = own_.begin; k < own_.end; ++k) {
      if (!ends_in(group_.cells[k], row)) above_.push_back(k);
    }
  }
  static bool ends_in(const TableCell& cell, std::uint32_t row) { return cell.row + cell.row_span == row + 1; }
  template <typename Do>
  void for_each_cell(const Do& what) const {
    for (const std::size_t k : above_) what(k);
    for (std::size_t k = own_.begin; k < own_.end; ++k) what(k);
  }

  /// The whole group as one item.
  void push_whole(const GroupPlaces& places, std::span<const RowInsets> insets) {
    std::vector<Item> items;
    for (std::uint32_t row = 0; row < group_.rows.size(); ++row) {
      enter(row);
      const Length top = places.rows[row].top;
      paint_row(row, {top, top + places.rows[row].height}, items);
      leave(row);
    }
    for (const TableCell& cell : group_.cells) {
      const std::uint32_t last = cell.row + cell.row_span - 1;
      const Length bottom = places.rows[last].top + places.rows[last].height - insets[last].below;
      paint_cell(cell, {places.rows[cell.row].top + insets[cell.row].above, bottom}, items);
    }
    to_.column.take_attachments(places.first_baseline, items);
    for (std::size_t k = 0; k < group_.cells.size(); ++k) {
      const TableCell& cell = group_.cells[k];
      for (std::size_t n = 0; n < cell.set.lines.size(); ++n) add_line(cell, n, places.line_tops[k][n], items);
    }
    to_.column.push(places.height, items, group_.rows[0]);
    if (head_ != 0) to_.column.set_head(head_);
  }

  /// Taller than a page: every row by itself, and what spans several goes on line by line.
  void push_parted(std::span<const RowInsets> insets) {
    to_.column.open_whole();
    for (std::uint32_t row = 0; row < group_.rows.size(); ++row) {
      enter(row);
      const bool whole = row_style(row).break_inside == Break::avoid;
      if (whole) to_.column.open_whole();
      push_slices(row, insets[row]);
      if (whole) to_.column.close_whole(setting_.page_height);
      leave(row);
    }
    to_.column.close_whole(setting_.page_height);
  }

  /// As many slices as the cells need that end in this row.
  void push_slices(std::uint32_t row, const RowInsets& insets) {
    std::size_t count = 1;
    for_each_cell([&](std::size_t k) {
      const TableCell& cell = group_.cells[k];
      if (ends_in(cell, row)) count = std::max(count, cell.set.lines.size() - next_line_[k]);
    });
    filled_ = Length();
    for (std::size_t slice = 0; slice < count; ++slice) {
      push_slice(row, slice, count, insets);
      if (head_ != 0) to_.column.set_head(head_);  // on every page but the one it stands on
    }
  }

  /// One line of every cell, on one baseline: a row that is taller than a page can be parted between its slices.
  void push_slice(std::uint32_t row, std::size_t slice, std::size_t count, const RowInsets& insets) {
    const bool first = slice == 0, last = slice + 1 == count;
    Length top, bottom, baseline, depth;
    for_each_cell([&](std::size_t k) {
      const TableCell& cell = group_.cells[k];
      if (first && cell.row == row) top = std::max(top, cell.padding_top);
      if (last && ends_in(cell, row)) bottom = std::max(bottom, cell.padding_bottom);
      if (next_line_[k] == cell.set.lines.size()) return;
      const Line& own = cell.set.lines[next_line_[k]];
      baseline = std::max(baseline, own.baseline);
      depth = std::max(depth, own.height - own.baseline);
    });
    Length line = baseline + depth;
    const ComputedStyle& style = row_style(row);
    if (line.raw() == 0) line = used_size(to_.typesetter, style).scaled(style.line_height);
    if (first) top += insets.above;
    if (last) bottom += insets.below;
    if (last) line = std::max(line, insets.least + insets.above + insets.below - filled_ - top - bottom);
    const Length height = top + line + bottom;
    filled_ += height;
    std::vector<Item> items;
    if (group_.rows.size() > 1) paint_row(row, {Length(), height, first, last}, items);
    for_each_cell([&](std::size_t k) {
      const TableCell& cell = group_.cells[k];
      Part part{Length(), height, first && cell.row == row, last && ends_in(cell, row)};
      if (part.first) part.top += insets.above;
      if (part.last) part.bottom -= insets.below;
      paint_cell(cell, part, items);
    });
    to_.column.take_attachments(top + baseline, items);
    for_each_cell([&](std::size_t k) {
      const TableCell& cell = group_.cells[k];
      if (next_line_[k] == cell.set.lines.size()) return;
      add_line(cell, next_line_[k], top + baseline - cell.set.lines[next_line_[k]].baseline, items);
      ++next_line_[k];
    });
    if (slice == 1 || (last && !first)) to_.column.keep(BreakRule::widow);
    to_.column.push(height, items, group_.rows[row]);
  }

  /// A line with its top at y.
  static void add_line(const TableCell& cell, std::size_t index, Length y, std::vector<Item>& items) {
    const Line& line = cell.set.lines[index];
    for (std::uint32_t n = 0; n < line.item_count; ++n) {
      Item item = cell.set.items[line.first_item + n];
      move_item(item, cell.x, y);
      items.push_back(std::move(item));
    }
  }

  /// An empty cell of a diary, or of a table whose rows have a height to write in; in a form only.
  bool is_to_fill_in(const TableCell& cell) const {
    if (!to_.typesetter.input.style.page.forms || group_.header || !cell.set.lines.empty()) return false;
    const Document& document = to_.document();
    if (stated_height(document, group_.rows[cell.row])) return true;
    for (NodeId at = cell.node; at != 0; at = document[at].parent) {
      const auto& classes = document.attributes_of(at).classes;
      if (std::find(classes.begin(), classes.end(), "diary") != classes.end()) return true;
    }
    return false;
  }

  /// Background and borders of a cell, part by part, so that a split row keeps them.
  void paint_cell(const TableCell& cell, const Part& part, std::vector<Item>& items) const {
    const ComputedStyle& style = to_.style(cell.node);
    if (part.first && is_to_fill_in(cell)) items.emplace_back(FieldArea{cell.node, {cell.outer_x, part.top, cell.outer_width, part.bottom - part.top}});
    const auto add = [&](Rect rect, Color color) { add_box(cell.node, rect, {}, color, items); };
    const Length height = part.bottom - part.top;
    // CSS 2.2 §17.5.1: the row that a cell begins in is its ground.
    if (cell.row_span > 1)
      add({cell.outer_x, part.top, cell.outer_width, height}, row_style(cell.row).background_color);
    add({cell.outer_x, part.top, cell.outer_width, height}, style.background_color);
    const Length above = to_.em(style, style.border_top_width), below = to_.em(style, style.border_bottom_width);
    const Length left = to_.em(style, style.border_left_width), right = to_.em(style, style.border_right_width);
    if (part.first) add({cell.outer_x, part.top, cell.outer_width, above}, style.border_color);
    if (part.last) add({cell.outer_x, part.bottom - below, cell.outer_width, below}, style.border_color);
    add({cell.outer_x, part.top, left, height}, style.border_color);
    add({cell.outer_x + cell.outer_width - right, part.top, right, height}, style.border_color);
  }

  /// Background and borders of a row where no cell reaches over its edges. (A row by itself is a decoration.)
  void paint_row(std::uint32_t row, const Part& part, std::vector<Item>& items) const {
    const ComputedStyle& style = row_style(row);
    const NodeId node = group_.rows[row];
    const auto paint = [&](bool over_foot, Length y, Length height, Color color) {
      if (height.raw() <= 0 || !color.visible()) return;
      for (const Rect& rect : free_of_cells(row, over_foot)) {
        add_box(node, {rect.x, y, rect.width, height}, {}, color, items);
      }
    };
    paint(false, part.top, part.bottom - part.top, style.background_color);
    const Length above = to_.em(style, style.border_top_width), below = to_.em(style, style.border_bottom_width);
    if (part.first) paint(false, part.top, above, style.border_color);
    if (part.last) paint(true, part.bottom - below, below, style.border_color);
    Length left = to_.em(style, style.border_left_width), right = to_.em(style, style.border_right_width);
    if (setting_.rtl) std::swap(left, right);
    const Length height = part.bottom - part.top;
    add_box(node, {setting_.x, part.top, left, height}, {}, style.border_color, items);
    add_box(node, {setting_.x + setting_.width - right, part.top, right, height}, {}, style.border_color, items);
  }

  /// Stretches of a row that no cell from above reaches into; or, at its foot, that none goes on from.
  std::vector<Rect> free_of_cells(std::uint32_t row, bool at_foot) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> taken;
    for (const std::size_t k : above_) {
      const TableCell& cell = group_.cells[k];
      if (!at_foot || !ends_in(cell, row)) taken.emplace_back(cell.column_begin, cell.column_end);
    }
    for (std::size_t k = own_.begin; at_foot && k < own_.end; ++k) {
      const TableCell& cell = group_.cells[k];
      if (!ends_in(cell, row)) taken.emplace_back(cell.column_begin, cell.column_end);
    }
    std::sort(taken.begin(), taken.end());
    const auto columns = static_cast<std::uint32_t>(group_.edges.size() - 1);
    taken.emplace_back(columns, columns);
    std::vector<Rect> free;
    std::uint32_t begin = 0;
    for (const auto& [from, to] : taken) {
      if (from > begin) free.push_back(stretch(begin, from));
      begin = std::max(begin, to);
    }
    return free;
  }

  /// Columns [begin, end) of a row, which reaches to both edges of the table.
  Rect stretch(std::uint32_t begin, std::uint32_t end) const {
    const bool whole_end = end + 1 == group_.edges.size();
    const Length from = group_.edges[begin], to = whole_end ? setting_.width : group_.edges[end];
    return {setting_.rtl ? setting_.x + setting_.width - to : setting_.x + from, Length(), to - from, Length()};
  }

  struct Range {
    std::size_t begin = 0, end = 0;
  };

  const Compositor& to_;
  const RowGroup& group_;
  const std::uint32_t head_;
  const Setting& setting_;
  Range own_;                             // cells that begin in the row
  std::vector<std::size_t> above_;        // cells that reach into it from above
  Length filled_;                         // of the row, by the slices so far
  std::vector<std::size_t> next_line_;    // of each cell, to be set
};

}  // namespace

void push_row_group(const Compositor& to, const RowGroup& group, std::uint32_t head, const Setting& setting) {
  GroupSetter(to, group, head, setting).run();
}

}  // namespace pamphlet
