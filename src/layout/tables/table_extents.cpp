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

/// Adds what one cell asks for to its column, or to the cells that span the same ones.
void measure_cell(const Compositor& to, NodeId cell, ColumnExtent& column) {
  const ComputedStyle& style = to.style(cell);
  column.padding = std::max(column.padding, to.em(style, style.padding_left) + to.em(style, style.padding_right));
  const InlineText text = collect_inline(to.typesetter, cell);
  if (text.empty()) return;
  TextExtent extent = measure_text(to.typesetter, text, style);
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

}  // namespace

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
  std::map<std::pair<std::uint32_t, std::uint32_t>, ColumnExtent> spans;  // by number of columns, then the first
  for (const NodeId row : children(document, table)) {
    if (document[row].element != Element::table_row) continue;
    for (const NodeId cell : children(document, row)) {
      const CellColumns columns = columns_of(document, cell, extents.columns.size());
      const std::uint32_t count = columns.end - columns.begin;
      if (count == 0) continue;
      measure_cell(to, cell, count == 1 ? extents.columns[columns.begin] : spans[{count, columns.begin}]);
    }
  }
  for (const auto& [place, extent] : spans) extents.spans.push_back({place.second, place.first, extent});
  return extents;
}

}  // namespace pamphlet
