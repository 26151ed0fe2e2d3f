// Tables that are none of GFM's: rows of cells between bars without a rule below the first, and those whose columns blanks
// hold apart. CommonMark takes them for paragraphs and pauses. Tables drawn with `+---+`: grid_tables.cpp.

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "markdown/blocks.h"
#include "markdown/characters.h"
#include "markdown/codes.h"
#include "markdown/table_rows.h"

namespace pamphlet::markdown {

namespace {

using Columns = std::vector<std::pair<std::size_t, std::size_t>>;

// The groups of dashes of a rule, as bytes of its line, which is ASCII; none when it holds anything else, or a single dash.
Columns columns_of_rule(std::string_view line) {
  Columns columns;
  const std::size_t from = line.find_first_not_of(" \t>");
  if (from == std::string_view::npos || line.find_first_not_of("- \t", from) != std::string_view::npos) return {};
  for (std::size_t at = line.find('-', from); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end - at < 2) return {};
    columns.emplace_back(at, end);
    at = line.find('-', end);
  }
  return columns;
}

}  // namespace

void BlockReader::write_loose_table(Span span, const LooseTable& table, TreeId caption) {
  EventRange words{0, 0};
  TableData data;
  data.columns = table.columns;
  const bool captioned = caption != 0;
  Attributes attributes = captioned ? read_caption(caption, words) : Attributes{};
  emit_.open(Element::table, span, std::move(data), std::move(attributes));
  if (captioned) emit_.block(Element::caption, span_of(caption), inlines_, words);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const bool header = i < table.head_rows;
    emit_.open(Element::table_row, table.rows[i].span, RowData{header});
    std::uint32_t column = 0;
    for (const LooseCell& cell : table.rows[i].cells) {
      if (cell.column) column = *cell.column;
      const CellAlign align = column < table.columns.size() ? table.columns[column] : CellAlign::none;
      emit_.open(Element::table_cell, cell.span, CellData{align, header, column, cell.row_span, cell.column_span});
      bool first = true;
      for (const auto& [marker, text] : cell.parts) {
        reader_.read(text, inlines_);
        EventRange range{0, inlines_.events.size()};
        tidy(inlines_, range);
        if (shows_nothing(inlines_, range)) continue;
        if (!std::exchange(first, false)) emit_.builder().leaf(Element::hard_break, cell.span);
        emit_.builder().text(marker, cell.span);
        emit_.inlines(inlines_, range, true);
      }
      emit_.close();
      ++column;
    }
    emit_.close();
  }
  emit_.close();
}

// Rows of cells between bars that have no rule below the first, or one that does not fit.
bool BlockReader::loose_table(TreeId id) {
  LooseTable table;
  std::size_t widest = 0, narrowest = kMaxTableColumns;
  bool rule = false;
  for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) {
    const std::string_view line = tree_.piece(context_.source, id, i);
    const Span piece = tree_.pieces[tree_[id].pieces_begin + i];
    if (line.find('|') == std::string_view::npos) return false;
    if (i > 0 && is_table_rule(line)) {
      if (table.rows.size() == 1 && !rule) {
        for (const char code : delimiter_row(line)) {
          table.columns.push_back(code == 'l' ? CellAlign::left : code == 'c' ? CellAlign::center : code == 'r' ? CellAlign::right : CellAlign::none);
        }
      }
      rule = true;
      continue;
    }
    LooseRow& row = table.rows.emplace_back();
    row.span = piece;
    for (const Cell& cell : table_cells(line, piece.begin)) {
      BlockText words;
      for (const Span part : cell.pieces) words.append(context_.source, part, false);
      row.cells.push_back({cell.span, {{std::string(), std::move(words)}}});
    }
    widest = std::max(widest, row.cells.size());
    narrowest = std::min(narrowest, row.cells.size());
  }
  const std::string_view first = trim(tree_.piece(context_.source, id));
  const NodeId before = last_written();
  const bool goes_on = table.rows.size() == 1 && first.size() > 2 && first.starts_with('|') && first.ends_with('|') && before != kNoNode && emit_.builder().peek()[before].element == Element::table;
  if (widest < 2 || widest > kMaxTableColumns || (table.rows.size() < 2 && !goes_on) || (!rule && widest != narrowest)) return false;
  if (!emit_.has_room(Element::table, span_of(id))) return false;
  table.columns.resize(widest, CellAlign::none);
  table.head_rows = goes_on ? 0 : 1;
  context_.reporter.report(code::table_mended, span_of(id),
                           goes_on ? "a row after a blank line is a table of its own" : rule ? "the rule below this table's head does not fit the head" : "this table has no rule below its head",
                           goes_on ? "take the blank line away" : "write |---| once for each column below the first row");
  write_loose_table(span_of(id), table, 0);
  return true;
}

// Columns that blanks hold apart below a rule of dashes (Pandoc's simple tables). CommonMark sees a paragraph, a pause and
// another paragraph. `rule` is the pause; returns what follows the table; nothing when it is none.
std::optional<TreeId> BlockReader::simple_table(TreeId head, TreeId rule) {
  const TreeId body = rule == 0 ? 0 : tree_.next_sibling(rule);
  if (body == 0 || tree_[rule].kind != Kind::thematic_break || tree_[body].kind != Kind::paragraph) return {};
  if (head != 0 && tree_.piece_count(head) != 1) return {};
  const Source& source = context_.source;
  const auto line_of = [&](TreeId id) { return source.locate(span_of(id).begin).line; };
  const std::uint32_t rule_line = line_of(rule);
  if (line_of(body) != rule_line + 1 || (head != 0 && line_of(head) + 1 != rule_line)) return {};
  const std::string_view dashes = source.line(rule_line);
  const Columns columns = columns_of_rule(dashes);
  if (columns.size() < 2 || columns.size() > kMaxTableColumns) return {};
  const TreeId closing = tree_.next_sibling(body);
  const bool closed = closing != 0 && tree_[closing].kind == Kind::thematic_break;
  if ((head == 0 && !closed) || !emit_.has_room(Element::table, span_of(rule))) return {};
  LooseTable table;
  table.columns.assign(columns.size(), CellAlign::none);
  table.head_rows = head != 0 ? 1 : 0;
  const auto add_row = [&](std::uint32_t number) { table.rows.push_back(row_by_columns(number, columns)); };
  if (head != 0) add_row(line_of(head));
  for (std::uint32_t i = 0; i < tree_.piece_count(body); ++i) add_row(rule_line + 1 + i);
  TreeId after = closed ? tree_.next_sibling(closing) : closing;
  const TreeId caption = after != 0 && is_table_caption(after) ? after : 0;
  write_loose_table({head != 0 ? span_of(head).begin : span_of(rule).begin, span_of(body).end}, table, caption);
  return caption != 0 ? tree_.next_sibling(caption) : after;
}

// From 1. Without the column, for which locate() counts the letters before it: this is asked at every pause.
static std::uint32_t line_number(const Source& source, std::uint32_t offset) {
  const auto after = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), offset);
  return static_cast<std::uint32_t>(after - source.line_starts.begin());
}

// Pandoc's multiline tables: rules above and below, rows of several lines that blank lines part. CommonMark sees pauses,
// paragraphs and headings, so the lines themselves are read. `rule` is the one above; returns what follows the table.
std::optional<TreeId> BlockReader::multiline_table(TreeId rule) {
  constexpr std::uint32_t kMostHeadLines = 12, kMostLines = 5000;
  if (tree_[rule].parent != 0 || emit_.builder().innermost() != 0) return {};
  const Source& source = context_.source;
  const auto lines = static_cast<std::uint32_t>(source.line_starts.size());
  std::uint32_t at = line_number(source, span_of(rule).begin);
  const bool headed = columns_of_rule(source.line(at)).size() == 1;
  const std::uint32_t first = at;
  if (headed) {
    for (++at; at <= lines && at <= first + kMostHeadLines && columns_of_rule(source.line(at)).empty(); ++at) {
      if (trim(source.line(at)).empty()) return {};
    }
  }
  if (at > lines || (headed && at < first + 2)) return {};
  const Columns columns = columns_of_rule(source.line(at));
  if (columns.size() < 2 || columns.size() > kMaxTableColumns) return {};
  LooseTable table;
  table.columns.assign(columns.size(), CellAlign::none);
  table.head_rows = headed ? 1 : 0;
  const auto add = [&](std::uint32_t number, bool begins) {
    LooseRow line = row_by_columns(number, columns);
    if (begins) return table.rows.push_back(std::move(line));
    LooseRow& row = table.rows.back();
    row.span.end = line.span.end;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!line.cells[c].span.empty()) row.cells[c].parts[0].second.append(source, line.cells[c].span, true);
    }
  };
  for (std::uint32_t head = first + 1; headed && head < at; ++head) add(head, head == first + 1);
  bool blank = true, parted = false;
  for (++at; at <= lines && at < first + kMostLines; ++at) {
    const std::string_view line = source.line(at);
    if (columns_of_rule(line).size() == (headed ? 1 : columns.size())) break;
    const bool empty = trim(line).empty();
    if (empty && blank) return {};
    if (!empty) add(at, blank);
    parted = parted || (empty && !table.rows.empty());
    blank = empty;
  }
  if (at > lines || at == first + kMostLines || (!headed && !parted) || table.rows.size() <= table.head_rows || !emit_.has_room(Element::table, span_of(rule))) return {};
  const std::uint32_t end = source.offset(at, 1) + static_cast<std::uint32_t>(source.line(at).size());
  TreeId after = tree_.next_sibling(rule);
  while (after != 0 && span_of(after).begin < end) after = tree_.next_sibling(after);
  const TreeId caption = after != 0 && is_table_caption(after) ? after : 0;
  write_loose_table({span_of(rule).begin, end}, table, caption);
  return caption != 0 ? tree_.next_sibling(caption) : after;
}

// The words of a line by the columns in which they begin; columns count characters.
LooseRow BlockReader::row_by_columns(std::uint32_t number, const Columns& columns) const {
  const std::string_view line = context_.source.line(number);
  const std::uint32_t begin = context_.source.offset(number, 1);
  LooseRow row;
  row.span = {begin, begin + static_cast<std::uint32_t>(line.size())};
  std::size_t at = 0, column = 0;
  const auto move_to = [&](std::size_t wanted) {
    for (; at < line.size() && column < wanted; ++column) next_code_point(line, at);
    return at;
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t first = i == 0 ? std::min(line.find_first_not_of(" \t>"), line.size()) : move_to(columns[i].first);
    std::size_t last = i + 1 < columns.size() ? move_to(columns[i + 1].first) : line.size();
    first = std::min(first, last);
    while (first < last && is_blank(line[first])) ++first;
    while (last > first && is_blank(line[last - 1])) --last;
    LooseCell cell;
    cell.span = {begin + static_cast<std::uint32_t>(first), begin + static_cast<std::uint32_t>(last)};
    BlockText words;
    if (first < last) words.append(context_.source, cell.span, true);
    cell.parts.emplace_back(std::string(), std::move(words));
    row.cells.push_back(std::move(cell));
  }
  return row;
}

}  // namespace pamphlet::markdown
