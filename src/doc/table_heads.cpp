// Which heads each cell of a table is read with, where their scopes alone do not say it.
//
// Every row and every column of the grid is a line of cells. Along a line, heads of that direction hold for the cells after
// them; a head that comes after data takes the place of an earlier one that covers the same lines ("Adults … Children"),
// while heads of another extent ("Dose" over "Day") hold together: HTML §4.9.12.2, read forwards, so that a line is walked
// once and not once for each cell. A reading program finds the heads of a plain table by itself; where heads span, or
// several of one direction hold for a cell, programs disagree, and the list is written out. It is left out again when it
// would be longer than kHeadsPerCell and kFreeHeads allow: nobody listens to so many, and scopes are still there.

#include <algorithm>

#include "base/utf8.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

constexpr std::size_t kHeadsPerCell = 8, kFreeHeads = 4096;

/// A head on a line, and the lines that it covers: columns for heads of columns, rows for heads of rows.
struct Head {
  NodeId node = kNoNode;
  std::size_t begin = 0, end = 0;
  bool same_lines(const Head& other) const { return begin == other.begin && end == other.end; }
};

/// The heads that hold at a place of a line.
class Line {
 public:
  void head(const Head& head) {
    if (after_data_) block_ = heads_.size();
    after_data_ = false;
    const auto first = heads_.begin(), block = first + static_cast<std::ptrdiff_t>(block_);
    const auto kept = std::remove_if(first, block, [&](const Head& other) { return other.same_lines(head); });
    block_ = static_cast<std::size_t>(kept - first);
    heads_.erase(kept, block);
    heads_.push_back(head);
  }
  const std::vector<Head>& data() {
    after_data_ = true;
    return heads_;
  }

 private:
  std::vector<Head> heads_;
  std::size_t block_ = 0;    // those from here on stand together, with no data between them
  bool after_data_ = false;
};

struct GridCell {
  NodeId node = kNoNode;
  CellData data;
  std::size_t row = 0;
  std::size_t end_row = 0;  // of what it is the head of, or covers
  bool head_of_rows() const { return data.scope == CellScope::row || data.scope == CellScope::row_group; }
};

class HeadFinder {
 public:
  HeadFinder(const Document& document, NodeId table) : document_(document), table_(table) {}

  std::vector<CellHeads> run() {
    collect();
    if (heads_ == 0 || slots_ > kMaxSlots) return {};
    std::vector<std::vector<std::size_t>> lines(rows_);
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      for (std::size_t row = cells_[k].row; row < cells_[k].end_row; ++row) lines[row].push_back(k);
    }
    for (std::vector<std::size_t>& line : lines) {
      std::stable_sort(line.begin(), line.end(),
                       [&](std::size_t a, std::size_t b) { return cells_[a].data.column < cells_[b].data.column; });
    }
    if (!walk(lines, true)) return {};
    lines.assign(columns_, {});
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const CellData& data = cells_[k].data;
      for (std::size_t column = data.column; column < data.column + data.column_span; ++column) lines[column].push_back(k);
    }
    if (!walk(lines, false) || !irregular_) return {};
    return take();
  }

 private:
  // settle_tables() leaves no table that covers more; a document that never saw it has no lists.
  static constexpr std::size_t kMaxSlots = std::size_t{1} << 24;

  void collect() {
    std::vector<std::size_t> groups;  // rows that open one
    for (const NodeId row : children(document_, table_)) {
      const auto* data = std::get_if<RowData>(&document_[row].payload);
      if (data == nullptr) continue;
      if (data->begins_group) groups.push_back(rows_);
      for (const NodeId node : children(document_, row)) {
        if (const auto* cell = std::get_if<CellData>(&document_[node].payload)) add({node, *cell, rows_, rows_ + cell->row_span});
      }
      ++rows_;
    }
    groups.push_back(rows_);
    for (GridCell& cell : cells_) {
      if (cell.data.scope == CellScope::row_group) cell.end_row = *std::upper_bound(groups.begin(), groups.end(), cell.row);
      cell.end_row = std::min(cell.end_row, rows_);
      slots_ += (cell.end_row - cell.row) * cell.data.column_span;
    }
    found_.resize(cells_.size());
  }

  void add(const GridCell& cell) {
    if (cell.data.header && trim(document_.plain_text(cell.node)).empty()) return;  // the corner above a column of heads
    cells_.push_back(cell);
    columns_ = std::max<std::size_t>(columns_, std::size_t{cell.data.column} + cell.data.column_span);
    if (!cell.data.header) return;
    ++heads_;
    irregular_ = irregular_ || cell.data.row_span > 1 || cell.data.column_span > 1 || cell.data.scope == CellScope::row_group;
  }

  /// False when the lists grow too long.
  bool walk(const std::vector<std::vector<std::size_t>>& lines, bool rows) {
    for (const std::vector<std::size_t>& cells : lines) {
      Line line;
      for (const std::size_t k : cells) {
        const GridCell& cell = cells_[k];
        if (!cell.data.header) {
          if (!hear(k, line.data())) return false;
        } else if (cell.head_of_rows() == rows) {
          const std::size_t column = cell.data.column;
          line.head(rows ? Head{cell.node, cell.row, cell.end_row} : Head{cell.node, column, column + cell.data.column_span});
        }
      }
    }
    return true;
  }

  bool hear(std::size_t k, const std::vector<Head>& heads) {
    irregular_ = irregular_ || heads.size() > 1;
    heard_ += heads.size();
    if (heard_ > cells_.size() * kHeadsPerCell + kFreeHeads) return false;
    for (const Head& head : heads) found_[k].push_back(head.node);
    return true;
  }

  std::vector<CellHeads> take() {
    std::vector<CellHeads> out;
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      std::vector<NodeId>& heads = found_[k];
      if (heads.empty()) continue;
      std::sort(heads.begin(), heads.end());
      heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
      out.push_back({cells_[k].node, std::move(heads)});
    }
    return out;
  }

  const Document& document_;
  NodeId table_;
  std::vector<GridCell> cells_;
  std::vector<std::vector<NodeId>> found_;  // by cell
  std::size_t rows_ = 0, columns_ = 0, heads_ = 0, slots_ = 0, heard_ = 0;
  bool irregular_ = false;
};

}  // namespace

std::vector<CellHeads> cell_heads(const Document& document, NodeId table) { return HeadFinder(document, table).run(); }

}  // namespace pamphlet
