#include "layout/tables/table.h"

#include <fmt/core.h>

#include <algorithm>

#include "layout/codes.h"
#include "layout/column/page_geometry.h"
#include "layout/tables/row_group.h"
#include "layout/tables/table_extents.h"

namespace pamphlet {
namespace {

// Letters of a table may shrink to this share of the style's size, and never below the page's minimum size.
constexpr double kSmallestSize = 0.7;
// One row alone under its head, or alone on the next page, looks lost: worth a third of a page of white space.
constexpr int kLoneRowCost = 120;
// However wide its padding, a cell leaves its text room for a letter.
constexpr Length kLeastTextWidth = Length::raw(4 * Length::kPerPoint);

/// The table's page when it is turned on its side.
Setting turned_setting(const Compositor& to, Setting setting) {
  const PageGeometry turned = page_geometry(to.typesetter.input.style.page, 0, true);
  setting.width = setting.measure = turned.right - turned.left;
  setting.page_height = turned.bottom - turned.top;
  return setting;
}

TableFit choose_fit(const Compositor& to, NodeId table, const TableExtents& extents, const Setting& setting) {
  const ComputedStyle& style = to.style(table);
  const PageStyle& page = to.typesetter.input.style.page;
  TableRoom room;
  room.width = (setting.width - to.em(style, style.margin_left) - to.em(style, style.margin_right))
                   .scaled(std::min(1.0, style.width.ratio));
  const Length size = used_size(to.typesetter, style);
  room.smallest = std::min(1.0, std::max(kSmallestSize, page.minimum_font_size.points() / size.points()));
  // Only what stands on the page itself can be moved to one of its own.
  const Region& region = to.column.region();
  const bool free = to.column.may_change_region() && region.columns == 1 && !region.landscape &&
                    setting.x == Length() && !to.column.has_attachments() && setting.may_turn;
  if (free) room.turned = turned_setting(to, setting).width;
  const TableFit fit = fit_table(extents, room);
  if (fit.landscape || fit.size < 1) {
    to.typesetter.diagnostics.report(
        code::table_turned, *to.document().source, to.document()[table].span,
        fmt::format("this table is too wide for the page and was set {}",
                    fit.landscape
                        ? fit.size < 1 ? "smaller on a page turned on its side" : "on a page turned on its side"
                        : fmt::format("at {:.0f} % of its size", fit.size * 100)),
        "use fewer columns, or shorter words in the widest of them");
  }
  return fit;
}

/// What the author states, else what the cells ask for.
std::vector<Length> choose_widths(const Compositor& to, NodeId table, const TableExtents& extents, const TableFit& fit, Length available) {
  const std::vector<double> stated = stated_widths(to.document(), table);
  std::vector<Length> widths;
  bool honoured = stated.empty();
  if (fit.fits && !stated.empty()) widths = stated_share(extents, fit, available, stated, honoured);
  if (!honoured) {
    to.typesetter.diagnostics.report(code::not_honoured, *to.document().source, to.document()[table].span,
                                     "a column of this table is wider than its stated width: its longest word would have no room",
                                     "give it a larger share in widths=\"…\"");
  }
  return widths.empty() ? share_width(extents, fit, available, to.style(table).width.ratio >= 1) : widths;
}

/// The rows of a table whose columns have their widths.
class RowSetter {
 public:
  RowSetter(const Compositor& to, const TableExtents& extents, const TableFit& fit, std::span<const Length> widths, const Setting& setting)
      : to_(to), document_(to.document()), extents_(extents), fit_(fit), setting_(setting), edges_(1) {
    for (const Length width : widths) edges_.push_back(edges_.back() + width);
  }

  void run(NodeId table, SetBlock set_block) {
    std::uint32_t head_begin = to_.column.size();
    std::size_t head_boxes = to_.column.column.decorations.size();
    for (NodeId child = document_.first_child(table); child != kNoNode;) {
      if (document_[child].element != Element::table_row) {
        set_block(to_, child, setting_);
        to_.column.keep(BreakRule::keep);
        head_begin = to_.column.size();
        head_boxes = to_.column.column.decorations.size();
        child = document_.next_sibling(child);
        continue;
      }
      const RowGroup group = next_group(child);
      if (in_head_ && !group.header) {
        in_head_ = false;
        if (to_.column.size() > head_begin) end_head(head_begin, head_boxes);
      }
      child = document_.next_sibling(group.rows.back());
      if (!in_head_) keep_company(group.rows.size() == 1 && child == kNoNode);
      push_row_group(to_, group, group.header ? 0 : head_, setting_);
      last_was_alone_ = group.rows.size() == 1;
    }
    to_.column.set_head(0);
  }

 private:
  /// No row alone under the head or at the end. The first one starts no page of its own: it is kept with the head.
  void keep_company(bool last_alone) {
    const bool second = body_groups_ == 1 && last_was_alone_;
    if (body_groups_ > 0 && (second || last_alone)) to_.column.free_cost(kLoneRowCost);
    ++body_groups_;
  }

  void end_head(std::uint32_t first, std::size_t first_decoration) {
    ColumnBuilder& builder = to_.column;
    builder.keep(BreakRule::keep);
    Length height;
    for (std::uint32_t k = first; k < builder.size(); ++k) height += builder.column.vitems[k].height;
    // A head that would take most of a page is not worth repeating.
    if (height * 2 >= setting_.page_height) return;
    builder.column.heads.push_back(
        {first, builder.size(), height, first_decoration, builder.column.decorations.size()});
    head_ = static_cast<std::uint32_t>(builder.column.heads.size());
  }

  /// The rows from `row` on that cells tie to each other: often one. A head and what is below it are never tied.
  RowGroup next_group(NodeId row) {
    RowGroup group;
    group.header = document_.data<RowData>(row).header;
    group.edges = edges_;
    std::size_t reach = 1;
    for (; row != kNoNode && group.rows.size() < reach; row = document_.next_sibling(row)) {
      if (document_[row].element != Element::table_row || document_.data<RowData>(row).header != group.header) break;
      for (const NodeId cell : children(document_, row)) {
        std::optional<TableCell> set = set_cell(cell, static_cast<std::uint32_t>(group.rows.size()));
        if (!set) continue;
        reach = std::max<std::size_t>(reach, std::size_t{set->row} + set->row_span);
        group.cells.push_back(*std::move(set));
      }
      group.rows.push_back(row);
    }
    const auto rows = static_cast<std::uint32_t>(group.rows.size());
    for (TableCell& cell : group.cells) cell.row_span = std::min(cell.row_span, rows - cell.row);
    return group;
  }

  std::optional<TableCell> set_cell(NodeId id, std::uint32_t row) {
    const CellColumns columns = columns_of(document_, id, edges_.size() - 1);
    if (columns.begin == columns.end) return std::nullopt;
    const CellData& data = document_.data<CellData>(id);
    const ComputedStyle& style = to_.style(id);
    TableCell cell;
    cell.node = id;
    cell.row = row;
    cell.row_span = std::max(data.row_span, 1u);
    cell.column_begin = columns.begin;
    cell.column_end = columns.end;
    cell.outer_width = edges_[columns.end] - edges_[columns.begin];
    cell.outer_x =
        setting_.rtl ? setting_.x + setting_.width - edges_[columns.end] : setting_.x + edges_[columns.begin];
    const CellPadding sides = cell_padding(to_, id, extents_);
    const Length start = sides.start.scaled(fit_.padding), end = sides.end.scaled(fit_.padding);
    cell.x = cell.outer_x + (setting_.rtl ? end : start);
    cell.width = std::max(cell.outer_width - start - end, kLeastTextWidth);
    cell.padding_top = padding(style, style.padding_top);
    cell.padding_bottom = padding(style, style.padding_bottom);
    const InlineText text = collect_inline(to_.typesetter, id);
    if (!text.empty()) cell.set = set_lines(id, text, cell.width, data.align);
    return cell;
  }

  LineSet set_lines(NodeId id, const InlineText& text, Length width, CellAlign align) {
    Setting inner = directed(document_, id, setting_);
    inner.width = width;
    const ComputedStyle& style = to_.style(id);
    ParagraphOptions options = paragraph_options(style, inner);
    if (align == CellAlign::left) options.align = TextAlign::left;
    if (align == CellAlign::center) options.align = TextAlign::center;
    if (align == CellAlign::right) options.align = TextAlign::right;
    if (fit_.narrowness != Narrowness::hyphens) return set_paragraph(to_.typesetter, text, style, options);
    ComputedStyle hyphenated = style;
    hyphenated.hyphens = Hyphens::auto_;
    return set_paragraph(to_.typesetter, text, hyphenated, options);
  }

  /// Of a cell's padding, which a tight table has less of.
  Length padding(const ComputedStyle& style, EmLength value) const { return to_.em(style, value).scaled(fit_.padding); }

  const Compositor& to_;
  const Document& document_;
  const TableExtents& extents_;
  const TableFit& fit_;
  const Setting& setting_;
  std::vector<Length> edges_;
  std::uint32_t head_ = 0;            // 1 + index of the repeated head; 0 = none
  bool in_head_ = true, last_was_alone_ = false;
  int body_groups_ = 0;
};

}  // namespace

void set_table(const Compositor& to, NodeId table, const Setting& around, SetBlock set_block) {
  const ComputedStyle& style = to.style(table);
  const TableExtents extents = table_extents(to, table);
  if (extents.columns.empty()) return;
  const TableFit fit = choose_fit(to, table, extents, around);
  Typesetter letters = to.typesetter.scaled(fit.size);
  const Compositor inside{letters, to.column};
  const Region region = to.column.region();
  const Setting setting = fit.landscape ? turned_setting(to, around) : around;
  if (fit.landscape) to.column.set_region({0, 1, setting.width, Length(), true});
  const OpenBox box = open_box(inside, table, style, setting);
  const Length available = box.inner.width.scaled(std::min(1.0, style.width.ratio));
  const std::vector<Length> widths = choose_widths(to, table, extents, fit, available);
  const std::uint32_t first = to.column.size();
  RowSetter(inside, extents, fit, widths, box.inner).run(table, set_block);
  to.column.keep_together(first, setting.page_height);
  close_box(inside, table, style, box);
  if (fit.landscape) to.column.set_region(region);
}

}  // namespace pamphlet
