// Tables drawn with signs (Pandoc's grid tables, docutils' as well): `+---+` above and below rows of cells between bars.
// Cells that span rows or columns are what makes them worth drawing, so the drawing is read as one: every place of a `+`
// on a rule is an edge of the grid, and the smallest rectangles between edges that no wall parts are one cell. docutils
// searches corners of rectangles instead, which is no less code and not linear. Where people's bars do not stand in
// straight columns, the bars of each line alone say the cells, as long as their number is the same everywhere. Cost:
// linear in the signs; a drawing of more rectangles than signs is none.

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/blocks.h"
#include "markdown/codes.h"
#include "markdown/table_rows.h"

namespace pamphlet::markdown {

namespace {

/// A line of the drawing: where each of its characters begins in the Source.
struct GridLine {
  std::string_view text;
  std::uint32_t begin = 0;
  std::vector<std::uint32_t> offsets;  // in `text`, and its end
  char at(std::size_t column) const { return column + 1 < offsets.size() ? text[offsets[column]] : ' '; }
};

bool draws_rule(char c) { return c == '-' || c == '=' || c == '+' || c == ':'; }

/// Where a cell of the drawing lies: rows and columns of the grid, ends excluded.
struct GridCell {
  std::size_t top, bottom, left, right;
};

class Grid {
 public:
  explicit Grid(std::vector<GridLine> lines) : lines_(std::move(lines)) {}
  /// False: it is no drawing in straight lines.
  bool read();

  std::vector<GridCell> cells;     // by rows
  std::size_t rows() const { return ys_.size() - 1; }
  std::size_t columns() const { return xs_.size() - 1; }
  std::size_t head_rows() const;
  CellAlign align(std::size_t column) const;
  Span row_span(std::size_t row) const { return {lines_[ys_[row]].begin, lines_[ys_[row + 1]].begin}; }
  /// The words of a cell, line by line; none where there are none.
  std::vector<Span> words(const GridCell& cell) const;

 private:
  bool is_corner(std::size_t y, std::size_t x) const;
  bool find_edges();
  bool wall_right(std::size_t row, std::size_t column) const;
  bool wall_below(std::size_t row, std::size_t column) const;
  std::size_t find(std::size_t at);

  std::vector<GridLine> lines_;
  std::vector<std::size_t> xs_, ys_;
  std::vector<std::size_t> parent_;  // of the smallest rectangles, as a forest
};

/// A `+` with a rule beside it and a wall above or below it: people write "5 +- 1" as well.
bool Grid::is_corner(std::size_t y, std::size_t x) const {
  const GridLine& line = lines_[y];
  const auto is_wall = [&](std::size_t at) { return lines_[at].at(x) == '|' || lines_[at].at(x) == '+'; };
  if (line.at(x) != '+' || (!draws_rule(line.at(x + 1)) && (x == 0 || !draws_rule(line.at(x - 1))))) return false;
  return (y > 0 && is_wall(y - 1)) || (y + 1 < lines_.size() && is_wall(y + 1));
}

bool Grid::find_edges() {
  std::set<std::size_t> xs;
  std::size_t signs = 0;
  for (std::size_t y = 0; y < lines_.size(); ++y) {
    signs += lines_[y].offsets.size();
    bool rule = false;
    for (std::size_t x = 0; x + 1 < lines_[y].offsets.size(); ++x) {
      if (!is_corner(y, x)) continue;
      xs.insert(x);
      rule = true;
    }
    if (rule) ys_.push_back(y);
  }
  xs_.assign(xs.begin(), xs.end());
  // What stands behind the frame would be lost; lines as long as the frame keep this linear.
  if (std::any_of(lines_.begin(), lines_.end(), [&](const GridLine& line) { return xs_.empty() || line.offsets.size() != xs_.back() + 2; })) return false;
  const bool framed = ys_.size() > 1 && ys_.front() == 0 && ys_.back() + 1 == lines_.size() && xs_.size() > 1 && xs_.front() == 0;
  return framed && columns() <= kMaxTableColumns && rows() * columns() <= signs;
}

bool Grid::wall_right(std::size_t row, std::size_t column) const {
  const std::size_t x = xs_[column + 1];
  for (std::size_t y = ys_[row] + 1; y < ys_[row + 1]; ++y) {
    if (lines_[y].at(x) != '|' && lines_[y].at(x) != '+') return false;
  }
  return ys_[row] + 1 < ys_[row + 1];
}

bool Grid::wall_below(std::size_t row, std::size_t column) const {
  const GridLine& line = lines_[ys_[row + 1]];
  for (std::size_t x = xs_[column] + 1; x < xs_[column + 1]; ++x) {
    if (!draws_rule(line.at(x))) return false;
  }
  return xs_[column] + 1 < xs_[column + 1];
}

std::size_t Grid::find(std::size_t at) {
  while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
  return at;
}

bool Grid::read() {
  if (!find_edges()) return false;
  const std::size_t wide = columns();
  parent_.resize(rows() * wide);
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  for (std::size_t row = 0; row < rows(); ++row) {
    for (std::size_t column = 0; column < wide; ++column) {
      const bool last = column + 1 == wide, lowest = row + 1 == rows();
      const bool right = wall_right(row, column), below = wall_below(row, column);
      if ((last && !right) || (lowest && !below)) return false;
      if (!right) parent_[find(row * wide + column + 1)] = find(row * wide + column);
      if (!below) parent_[find((row + 1) * wide + column)] = find(row * wide + column);
    }
  }
  std::map<std::size_t, std::size_t> number;  // by root
  std::vector<std::size_t> size;
  for (std::size_t at = 0; at < parent_.size(); ++at) {
    const auto [found, fresh] = number.emplace(find(at), cells.size());
    const std::size_t row = at / wide, column = at % wide;
    if (fresh) cells.push_back({row, row + 1, column, column + 1}), size.push_back(0);
    GridCell& cell = cells[found->second];
    cell = {cell.top, std::max(cell.bottom, row + 1), std::min(cell.left, column), std::max(cell.right, column + 1)};
    ++size[found->second];
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {  // what is no rectangle is no cell
    if (size[i] != (cells[i].bottom - cells[i].top) * (cells[i].right - cells[i].left)) return false;
  }
  return true;
}

std::size_t Grid::head_rows() const {
  for (std::size_t row = 1; row < rows(); ++row) {
    if (lines_[ys_[row]].text.find("==") != std::string_view::npos) return row;
  }
  return 0;
}

/// Colons in the rule below the head, or above a table without one, as in a rule of GFM.
CellAlign Grid::align(std::size_t column) const {
  const GridLine& line = lines_[ys_[head_rows()]];
  const bool left = line.at(xs_[column] + 1) == ':', right = line.at(xs_[column + 1] - 1) == ':';
  return left && right ? CellAlign::center : left ? CellAlign::left : right ? CellAlign::right : CellAlign::none;
}

std::vector<Span> Grid::words(const GridCell& cell) const {
  std::vector<Span> out;
  for (std::size_t y = ys_[cell.top] + 1; y < ys_[cell.bottom]; ++y) {
    const GridLine& line = lines_[y];
    const std::size_t end = std::min(xs_[cell.right], line.offsets.size() - 1);
    std::uint32_t first = line.offsets[std::min(xs_[cell.left] + 1, end)], last = line.offsets[end];
    while (first < last && line.text[first] == ' ') ++first;
    while (last > first && line.text[last - 1] == ' ') --last;
    if (first == last && std::binary_search(ys_.begin(), ys_.end(), y)) continue;  // beside a rule, and no empty line
    out.push_back({line.begin + first, line.begin + last});
  }
  return out;
}

}  // namespace

// A drawing whose cells span rows or columns.
bool BlockReader::drawn_table(TreeId id, LooseTable& table) {
  std::vector<GridLine> lines;
  for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) {
    const std::string_view whole = tree_.piece(context_.source, id, i);
    GridLine& line = lines.emplace_back();
    line.text = trim(whole);
    line.begin = tree_.pieces[tree_[id].pieces_begin + i].begin + static_cast<std::uint32_t>(line.text.data() - whole.data());
    for (std::size_t at = 0; at < line.text.size(); next_code_point(line.text, at)) line.offsets.push_back(static_cast<std::uint32_t>(at));
    line.offsets.push_back(static_cast<std::uint32_t>(line.text.size()));
  }
  Grid grid(std::move(lines));
  if (!grid.read()) return false;
  table.head_rows = grid.head_rows();
  for (std::size_t column = 0; column < grid.columns(); ++column) table.columns.push_back(grid.align(column));
  for (std::size_t row = 0; row < grid.rows(); ++row) table.rows.push_back({grid.row_span(row), {}});
  for (const GridCell& drawn : grid.cells) {
    LooseCell& cell = table.rows[drawn.top].cells.emplace_back();
    cell.column = static_cast<std::uint32_t>(drawn.left);
    cell.row_span = static_cast<std::uint32_t>(drawn.bottom - drawn.top);
    cell.column_span = static_cast<std::uint32_t>(drawn.right - drawn.left);
    for (const Span& words : grid.words(drawn)) {
      if (cell.span.empty()) cell.span = words;
      add_line(cell, words.empty() ? std::vector<Span>() : std::vector<Span>{words});
    }
  }
  return true;
}

// Bars that part as many cells in every line, straight or not.
bool BlockReader::barred_table(TreeId id, LooseTable& table) {
  const std::string_view top = trim(tree_.piece(context_.source, id));
  const auto columns = static_cast<std::size_t>(std::count(top.begin(), top.end(), '+')) - 1;
  if (columns == 0 || columns > kMaxTableColumns) return false;
  bool new_row = true;
  for (std::uint32_t i = 0; i < tree_.piece_count(id); ++i) {
    const std::string_view whole = tree_.piece(context_.source, id, i), line = trim(whole);
    const Span piece = tree_.pieces[tree_[id].pieces_begin + i];
    if (line.starts_with('+')) {
      if (!is_table_rule(line)) return false;
      if (line.find('=') != std::string_view::npos && table.head_rows == 0) table.head_rows = table.rows.size();
      new_row = true;
      continue;
    }
    const std::vector<Cell> cells = table_cells(line, piece.begin + static_cast<std::uint32_t>(line.data() - whole.data()));
    if (cells.size() != columns || line.find("+--") != std::string_view::npos) return false;
    if (std::exchange(new_row, false)) table.rows.push_back({piece, std::vector<LooseCell>(columns)});
    LooseRow& row = table.rows.back();
    row.span.end = piece.end;
    for (std::size_t c = 0; c < columns; ++c) {
      if (row.cells[c].span.empty()) row.cells[c].span = cells[c].span;
      add_line(row.cells[c], cells[c].pieces);
    }
  }
  table.columns.assign(columns, CellAlign::none);
  return !table.rows.empty();
}

// Lists and paragraphs in its cells become lines, as in all cells.
void BlockReader::grid_table(TreeId id, TreeId caption) {
  LooseTable table, bars;
  const bool drawn = drawn_table(id, table);
  if (!drawn && barred_table(id, bars)) table = std::move(bars);
  else if (!drawn) table.rows.clear();
  if (table.rows.empty() || !emit_.has_room(Element::table, span_of(id))) {
    if (caption != 0) paragraph(caption);
    context_.reporter.report(code::markup_kept, span_of(id), "a table drawn with signs was kept as text: its cells do not stand in straight columns", "write it with | between the cells, or as HTML");
    reader_.read(id, inlines_);
    for (InlineEvent& event : inlines_.events) event.op = event.op == Op::soft_break ? Op::hard_break : event.op;
    write_paragraph(span_of(id), {0, inlines_.events.size()});
    return;
  }
  const LooseCell* items = nullptr;
  const LooseCell* paragraphs = nullptr;
  for (const LooseRow& row : table.rows) {
    for (const LooseCell& cell : row.cells) {
      const auto plain = std::count_if(cell.parts.begin(), cell.parts.end(), [](const auto& part) { return part.first.empty(); });
      if (plain > 1 && paragraphs == nullptr) paragraphs = &cell;
      if (static_cast<std::size_t>(plain) < cell.parts.size() && items == nullptr) items = &cell;
    }
  }
  if (items != nullptr) context_.reporter.report(code::table_mended, items->span, "the lists in this table's cells became lines with bullets", "cells hold words only");
  if (paragraphs != nullptr) context_.reporter.report(code::table_mended, paragraphs->span, "the paragraphs in this table's cells became lines", "cells hold words only");
  write_loose_table(span_of(id), table, caption);
}

// A line of a cell: a new part when it is an item or follows an empty line.
void BlockReader::add_line(LooseCell& cell, const std::vector<Span>& pieces) {
  if (pieces.empty()) {
    cell.ended = true;
    return;
  }
  Span first = pieces.front();
  const std::string_view words = std::string_view(context_.source.text).substr(first.begin, first.end - first.begin);
  const std::size_t digits = std::min(words.find_first_not_of("0123456789"), words.size());
  const bool bullet = words.size() > 2 && (words[0] == '-' || words[0] == '*' || words[0] == '+') && words[1] == ' ';
  const bool number = digits > 0 && digits < 4 && digits + 2 < words.size() && (words[digits] == '.' || words[digits] == ')') && words[digits + 1] == ' ';
  const bool item = bullet || number;
  if (item) first.begin += static_cast<std::uint32_t>(bullet ? 2 : digits + 2);
  if (item || cell.parts.empty() || cell.ended) cell.parts.emplace_back(bullet ? "• " : number ? std::string(words.substr(0, digits + 2)) : "", BlockText());
  cell.ended = false;
  BlockText& text = cell.parts.back().second;
  for (std::size_t i = 0; i < pieces.size(); ++i) text.append(context_.source, i == 0 ? first : pieces[i], i == 0);
}

}  // namespace pamphlet::markdown
