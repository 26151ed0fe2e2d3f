#include <algorithm>

#include "office/model.h"

namespace pamphlet::office {
namespace {

bool all_bold(const Row& row) {
  bool any = false;
  for (const Cell& cell : row.cells) {
    for (const Block& block : cell.blocks) {
      if (block.inlines.empty()) continue;
      if (!block.all_bold) return false;
      any = true;
    }
  }
  return any;
}

bool has_words(const Cell& cell) {
  return std::any_of(cell.blocks.begin(), cell.blocks.end(), [](const Block& block) { return !block.is_empty(); });
}

}  // namespace

void find_heads(Block& table, bool first_row) {
  std::vector<Row>& rows = table.rows;
  if (rows.size() < 2) return;
  const bool named = std::any_of(rows.begin(), rows.end(), [](const Row& row) { return row.header; });
  if (!named && all_bold(rows[0]) && !all_bold(rows[1])) rows[0].header = true;
  bool column = rows[0].cells.size() > 1, filled = false;
  std::uint32_t covered = 0;  // rows whose first column belongs to a cell above
  std::vector<bool> below;
  for (const Row& row : rows) {
    below.push_back(covered > 0);
    if (covered > 0) --covered;
    else if (!row.cells.empty()) covered = row.cells.front().row_span - 1;
    if (row.header || row.cells.empty() || below.back()) continue;
    const Cell& cell = row.cells.front();
    for (const Block& block : cell.blocks) column = column && (block.inlines.empty() || block.all_bold);
    filled = filled || has_words(cell);
    column = column && (row.cells.size() < 2 || !all_bold({false, {row.cells.begin() + 1, row.cells.end()}, {}}));
  }
  column = column && filled;
  if (!named && first_row && !column) rows[0].header = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row& row = rows[i];
    if (row.header) {
      for (Cell& cell : row.cells) cell.header = true;
    } else if (column && !below[i] && !row.cells.empty() && has_words(row.cells.front())) {
      row.cells.front().header = true;
    }
  }
}

}  // namespace pamphlet::office
