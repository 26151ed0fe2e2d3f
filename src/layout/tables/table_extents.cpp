#include "layout/tables/table_extents.h"

#include <algorithm>
#include <map>
#include <utility>

namespace pamphlet {
namespace {

// A column of prose wants two or three words a line, about fifteen letters; what is shorter may take a few lines.
constexpr double kSomeWordsEm = 7;
constexpr int kFewLines = 3;
constexpr double kHeadShare = 0.6;  // two lines are seldom equally long

/// Adds what one cell asks for to its column, or to the cells that span the same ones; `lines` gets what it takes on few lines.
void measure_cell(const Compositor& to, NodeId cell, const TableExtents& extents, ColumnExtent& column, CellText* lines) {
  const ComputedStyle& style = to.style(cell);
  const CellPadding padding = cell_padding(to, cell, extents);
  column.padding = std::max(column.padding, padding.start + padding.end);
  const InlineText text = collect_inline(to.typesetter, cell);
  if (text.empty()) return;
  std::vector<WordExtent> words;
  TextExtent extent = measure_text(to.typesetter, text, style, lines != nullptr ? &words : nullptr);
  if (lines != nullptr) lines->widths = line_widths(words, extent.maximum);
  // A head over narrow columns may take two lines, so that no cell below has to.
  const bool in_head = to.document().data<RowData>(to.document()[cell].parent).header;
  if (in_head) extent.maximum = std::max(extent.minimum, extent.maximum.scaled(kHeadShare));
  const Length some_words = used_size(to.typesetter, style).scaled(kSomeWordsEm);
  column.comfortable = std::max({column.comfortable, extent.minimum, std::min(extent.maximum / kFewLines, some_words)});
  column.text.maximum = std::max(column.text.maximum, extent.maximum);
  if (extent.minimum <= column.text.minimum) return;
  column.text.minimum = extent.minimum;
  if (extent.minimum <= column.hyphenated) return;
  ComputedStyle hyphenated = style;
  hyphenated.hyphens = Hyphens::auto_;
  column.hyphenated = std::max(column.hyphenated, measure_text(to.typesetter, text, hyphenated).minimum);
}

/// Letters need air from a ground and from a line at their side.
bool needs_air(const ComputedStyle& style) {
  const bool lines = style.border_color.visible() && (style.border_left_width.em > 0 || style.border_right_width.em > 0);
  return lines || style.background_color.visible();
}

bool is_flush(const Compositor& to, NodeId table) {
  const Document& document = to.document();
  if (needs_air(to.style(table))) return false;
  for (const NodeId row : children(document, table)) {
    if (document[row].element != Element::table_row) continue;
    if (needs_air(to.style(row))) return false;
    for (const NodeId cell : children(document, row)) {
      if (needs_air(to.style(cell))) return false;
    }
  }
  return true;
}

}  // namespace

CellPadding cell_padding(const Compositor& to, NodeId cell, const TableExtents& extents) {
  const ComputedStyle& style = to.style(cell);
  const CellColumns columns = columns_of(to.document(), cell, extents.columns.size());
  return {extents.flush && columns.begin == 0 ? Length() : to.em(style, style.padding_left),
          extents.flush && columns.end == extents.columns.size() ? Length() : to.em(style, style.padding_right)};
}

CellColumns columns_of(const Document& document, NodeId cell, std::size_t count) {
  const CellData& data = document.data<CellData>(cell);
  const auto all = static_cast<std::uint32_t>(count);
  const std::uint32_t begin = std::min(data.column, all);
  return {begin, begin + std::min(std::max(data.column_span, 1u), all - begin)};
}

TableExtents table_extents(const Compositor& to, NodeId table) {
  const Document& document = to.document();
  TableExtents extents;
  extents.columns.resize(document.data<TableData>(table).columns.size());
  extents.flush = is_flush(to, table);
  std::map<std::pair<std::uint32_t, std::uint32_t>, ColumnExtent> spans;  // by number of columns, then the first
  std::vector<NodeId> rows;
  for (const NodeId row : children(document, table)) {
    if (document[row].element == Element::table_row) rows.push_back(row);
  }
  const std::size_t stride = rows.size() / kBalancedRows + 1;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (const NodeId cell : children(document, rows[k])) {
      const CellColumns columns = columns_of(document, cell, extents.columns.size());
      const std::uint32_t count = columns.end - columns.begin;
      if (count == 0) continue;
      CellText text{static_cast<std::uint32_t>(k), columns.begin, {}};
      const bool looked_at = count == 1 && k % stride == 0;
      measure_cell(to, cell, extents, count == 1 ? extents.columns[columns.begin] : spans[{count, columns.begin}], looked_at ? &text : nullptr);
      if (text.widths[0].raw() > 0) extents.texts.push_back(text);
    }
  }
  for (const auto& [place, extent] : spans) extents.spans.push_back({place.second, place.first, extent});
  return extents;
}

}  // namespace pamphlet
