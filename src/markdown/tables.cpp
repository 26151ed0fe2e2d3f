// Tables of GFM: their captions, and rows with more cells than the head.

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "markdown/attributes.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"
#include "markdown/table_rows.h"

namespace pamphlet::markdown {

// GFM knows no table without a head; an empty one is how people write that.
bool BlockReader::head_is_empty(TreeId table) const {
  const TreeId row = tree_.first_child(table);
  if (row == 0 || !tree_[row].header || tree_.next_sibling(row) == 0) return false;
  for (TreeId cell = tree_.first_child(row); cell != 0; cell = tree_.next_sibling(cell)) {
    if (tree_.piece_count(cell) != 0) return false;
  }
  return true;
}

constexpr std::string_view kTableCaption = "Table: ";

// What came with more cells than the head: the table gets more columns, as long as that costs no more than its words; the
// words of what is left join the last cell.
std::size_t BlockReader::columns_of(TreeId table, std::size_t wanted) {
  constexpr std::size_t kCellsPerByte = 4, kHarmless = 1 << 16;
  std::size_t widest = wanted, rows = 0;
  for (TreeId row = tree_.first_child(table); row != 0; row = tree_.next_sibling(row), ++rows) {
    std::size_t cells = 0;
    TreeId surplus = 0;
    for (TreeId cell = tree_.first_child(row); cell != 0; cell = tree_.next_sibling(cell)) {
      if (++cells > wanted && surplus == 0 && tree_.piece_count(cell) > 0) surplus = cell;
    }
    if (surplus == 0) continue;
    widest = std::max(widest, std::min(cells, kMaxTableColumns));
    const Span rest{span_of(surplus).begin, span_of(row).end};
    std::string_view words = trim(std::string_view(context_.source.text).substr(rest.begin, rest.end - rest.begin));
    if (words.ends_with('|')) words = trim(words.substr(0, words.size() - 1));
    context_.reporter.report(code::table_mended, rest,
                             fmt::format("this row has {} cells and the table's head {}: \"{}\" got a column of its own", cells, wanted, excerpt(words)),
                             "write a head for each column, or \\| for a bar within a cell");
  }
  const std::size_t bytes = span_of(table).end - span_of(table).begin;
  return widest * rows > kHarmless + kCellsPerByte * bytes ? wanted : widest;
}

// "Table: words {#id}" or ": words" right above or below a table, as Pandoc writes it; the attributes are the table's.
bool BlockReader::is_table_caption(TreeId id) const {
  if (!context_.options.dialect || tree_[id].kind != Kind::paragraph) return false;
  const std::string_view line = tree_.piece(context_.source, id);
  return (line.starts_with(kTableCaption) && line.size() > kTableCaption.size()) || (line.starts_with(": ") && line.size() > 2);
}

Attributes BlockReader::read_caption(TreeId paragraph, EventRange& range) {
  reader_.read(paragraph, inlines_, tree_.piece(context_.source, paragraph).starts_with(':') ? 2 : kTableCaption.size());
  range = {0, inlines_.events.size()};
  tidy(inlines_, range);
  if (range.empty() || inlines_.events[range.end - 1].op != Op::attributes) return {};
  Attributes attributes = parse_attributes(inlines_.events[range.end - 1].text).attributes;
  inlines_.events[range.end - 1].op = Op::none;
  tidy(inlines_, range);
  return attributes;
}

// `[words]` or `[words][label]` right below the rows, MultiMarkdown's caption: GFM takes it for one more row. Returns that
// row when there is one, and reads its words.
TreeId BlockReader::caption_row(TreeId table, EventRange& range) {
  TreeId last = 0;
  for (TreeId row = tree_.first_child(table); row != 0; row = tree_.next_sibling(row)) last = row;
  if (!context_.options.dialect || last == 0 || tree_[last].header) return 0;
  const std::string_view line = trim(std::string_view(context_.source.text).substr(span_of(last).begin, span_of(last).end - span_of(last).begin));
  const std::size_t close = line.find(']');
  const std::string_view label = close == std::string_view::npos ? line : line.substr(close + 1);
  const bool fits = line.starts_with('[') && close > 1 && line.find('|') == std::string_view::npos && line.find('[', 1) >= close &&
                    (label.empty() || (label.starts_with('[') && label.find(']') == label.size() - 1)) && !trim(line.substr(1, close - 1)).empty();
  if (!fits || line.substr(0, 3) == "[ ]" || line.substr(0, 3) == "[x]") return 0;
  if (!label.empty() && context_.tree.definitions.find(label.substr(1, label.size() - 2)) != nullptr) return 0;  // a link
  const auto begin = static_cast<std::uint32_t>(line.data() - context_.source.text.data() + 1);
  BlockText words;
  words.append(context_.source, {begin, begin + static_cast<std::uint32_t>(close - 1)}, true);
  reader_.read(std::move(words), inlines_);
  range = {0, inlines_.events.size()};
  tidy(inlines_, range);
  return last;
}

// `{: .class #id}` right below the rows, kramdown's attributes of the table: GFM takes it for one more row. Returns that row.
TreeId BlockReader::attributes_row(TreeId table, Attributes& attributes) {
  TreeId last = 0;
  for (TreeId row = tree_.first_child(table); row != 0; row = tree_.next_sibling(row)) last = row;
  if (!context_.options.dialect || last == 0 || tree_[last].header) return 0;
  const std::string_view line = trim(std::string_view(context_.source.text).substr(span_of(last).begin, span_of(last).end - span_of(last).begin));
  const AttributeList list = parse_attributes(line);
  if (list.length == 0 || list.length != line.size()) return 0;
  const Attributes& more = list.attributes;
  if (attributes.id.empty()) attributes.id = more.id;
  attributes.classes.insert(attributes.classes.end(), more.classes.begin(), more.classes.end());
  attributes.values.insert(attributes.values.end(), more.values.begin(), more.values.end());
  return last;
}

void BlockReader::table(TreeId id, TreeId caption) {
  if (!emit_.has_room(Element::table, span_of(id))) {
    if (caption != 0) paragraph(caption);
    return flatten(id);
  }
  TableData data;
  for (const char code : tree_[id].literal) {
    data.columns.push_back(code == 'l'   ? CellAlign::left
                           : code == 'c' ? CellAlign::center
                           : code == 'r' ? CellAlign::right
                                         : CellAlign::none);
  }
  if (context_.options.dialect) data.columns.resize(columns_of(id, data.columns.size()), CellAlign::none);
  const std::vector<CellAlign> columns = data.columns;
  EventRange words{0, 0};
  Attributes attributes = caption != 0 ? read_caption(caption, words) : Attributes{};
  TreeId below = caption == 0 ? caption_row(id, words) : 0;
  const bool captioned = caption != 0 || below != 0;
  if (below == 0) below = attributes_row(id, attributes);
  emit_.open(Element::table, span_of(id), std::move(data), std::move(attributes));
  if (captioned) emit_.block(Element::caption, span_of(caption != 0 ? caption : below), inlines_, words);
  TreeId row = tree_.first_child(id);
  if (head_is_empty(id)) row = tree_.next_sibling(row);
  for (; row != 0 && row != below; row = tree_.next_sibling(row)) {
    emit_.open(Element::table_row, span_of(row), RowData{tree_[row].header});
    std::uint32_t column = 0;
    for (TreeId cell = tree_.first_child(row); cell != 0; cell = tree_.next_sibling(cell), ++column) {
      reader_.read(cell, inlines_);
      EventRange range{0, inlines_.events.size()};
      tidy(inlines_, range);
      if (column < columns.size()) {
        if (column > 0) emit_.close();
        emit_.open(Element::table_cell, span_of(cell), CellData{columns[column], tree_[row].header, column});
      } else if (!shows_nothing(inlines_, range)) {
        emit_.builder().text(" | ", span_of(cell));
      }
      emit_.inlines(inlines_, range, true);
    }
    if (column > 0) emit_.close();
    emit_.close();
  }
  emit_.close();
}

}  // namespace pamphlet::markdown
