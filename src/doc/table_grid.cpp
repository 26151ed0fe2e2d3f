// The grid of a table: which slots (row, column) each cell covers when cells span rows and columns.
//
// A cell stands in the first slot of its row that no cell above reaches into (HTML §4.9.12.1, "Forming a table"). A row
// is walked with the list of the stretches that cells above carry into it, so no slot is ever stored: a span of 1000
// columns costs what a span of one costs. Spans end with their row group, and where the next cell begins; HTML lets
// cells overlap there, which no page can show. Columns in which no cell begins cannot be told from the column before and
// are dropped, so that `colspan="99"` on the last row means "all there are". Time is that of sorting the cells plus the
// rows that cells span; a table that covers more slots than kSlotsPerCell and kFreeSlots allow loses its spans (E149), so
// that everything later may visit every slot and stays linear in the text.

#include <algorithm>

#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet {
namespace {

// A real table of many rows that are one cell across a dozen columns stays below both; so do small tables of any kind.
constexpr std::uint64_t kSlotsPerCell = 16, kFreeSlots = 65536;

CellData cell_data(const Document& document, NodeId cell) {
  const auto* data = std::get_if<CellData>(&document[cell].payload);
  return data == nullptr ? CellData{} : *data;
}

std::vector<NodeId> rows_of(const Document& document, NodeId table) {
  std::vector<NodeId> rows;
  for (const NodeId row : children(document, table)) {
    if (document[row].element == Element::table_row) rows.push_back(row);
  }
  return rows;
}

struct Stretch {
  std::uint64_t begin = 0, end = 0;  // columns
  std::uint32_t rows = 0;            // that it still covers below the row at hand
};

/// Walks one row after the other, each from its first slot to its last.
class SlotWalker {
 public:
  Stretch place(const CellData& cell) {
    while (next_ < carried_.size() && carried_[next_].begin <= column_) pass();
    Stretch slots{column_, column_ + std::max(cell.column_span, 1U), std::max(cell.row_span, 1U) - 1};
    if (next_ < carried_.size() && slots.end > carried_[next_].begin) {
      slots.end = carried_[next_].begin;
      overlap_ = true;
    }
    column_ = slots.end;
    keep(slots);
    return slots;
  }

  /// Calls found(begin, end) for what no cell covers of the row, up to column `width`.
  template <class Found> void end_row(std::uint64_t width, Found found) {
    while (next_ < carried_.size()) {
      if (column_ < carried_[next_].begin) found(column_, carried_[next_].begin);
      pass();
    }
    if (column_ < width) found(column_, width);
    last_ = column_;
    carried_.swap(below_);
    below_.clear();
    next_ = 0;
    column_ = 0;
  }

  void end_row() {
    end_row(0, [](std::uint64_t, std::uint64_t) {});
  }
  std::uint64_t last_width() const { return last_; }  // of the row that was ended
  bool overlap() const { return overlap_; }

 private:
  void pass() {
    Stretch stretch = carried_[next_++];
    column_ = stretch.end;
    if (stretch.rows > 0) --stretch.rows, below_.push_back(stretch);
  }
  void keep(const Stretch& slots) {
    if (slots.rows > 0) below_.push_back({slots.begin, slots.end, slots.rows - 1});
  }

  std::vector<Stretch> carried_, below_;  // into this row and into the next one, from left to right
  std::size_t next_ = 0;
  std::uint64_t column_ = 0, last_ = 0;
  bool overlap_ = false;
};

class GridSettler {
 public:
  GridSettler(Document& document, NodeId table) : document_(document), table_(table), rows_(rows_of(document, table)) {}

  void run(Diagnostics& diagnostics) {
    clip_to_groups();
    keep_head_above();
    if (!place()) {
      forget_spans();
      report(diagnostics, "the table's spans cover too many empty places and were left out",
             "let cells span only the rows and columns that they belong to");
    } else if (overlap_) {
      report(diagnostics, "cells of the table that span rows and columns would cover each other; one was cut short",
             "count the cells of each row together with those that reach into it from above");
    }
    find_row_heads();
    settle_scopes();
  }

 private:
  CellData* cell(NodeId id) { return std::get_if<CellData>(&document_.nodes[id].payload); }
  RowData* row(std::size_t index) { return std::get_if<RowData>(&document_.nodes[rows_[index]].payload); }
  bool is_header(std::size_t index) { return row(index) != nullptr && row(index)->header; }

  template <class Visit> void each_cell(Visit visit) {
    for (std::size_t index = 0; index < rows_.size(); ++index) {
      for (const NodeId id : children(document_, rows_[index])) {
        if (CellData* data = cell(id)) visit(index, *data);
      }
    }
  }

  void clip_to_groups() {
    std::vector<std::size_t> end(rows_.size(), rows_.size());  // of the row's group
    for (std::size_t index = rows_.size(); index-- > 1;) {
      end[index - 1] = row(index) != nullptr && row(index)->begins_group ? index : end[index];
    }
    each_cell([&](std::size_t index, CellData& data) {
      const auto room = static_cast<std::uint32_t>(end[index] - index);
      data.row_span = data.row_span == 0 ? room : std::min(data.row_span, room);
      data.column_span = std::clamp(data.column_span, 1U, kMaxColumnSpan);
      data.header = data.header || is_header(index);
    });
  }

  /// The head is repeated on every page, so none of its cells may reach into the rows below: such rows are no head.
  void keep_head_above() {
    std::size_t head = 0;
    while (head < rows_.size() && is_header(head)) ++head;
    const std::size_t all = head;
    for (std::size_t index = head; index-- > 0;) {
      for (const NodeId id : children(document_, rows_[index])) {
        if (cell(id) != nullptr && index + cell(id)->row_span > head) head = index;
      }
    }
    for (std::size_t index = head; index < all; ++index) row(index)->header = false;
  }

  /// False when the spans cover more than they may.
  bool place() {
    std::uint64_t cells = 0, covered = 0;
    each_cell([&](std::size_t, CellData& data) { ++cells, covered += data.row_span; });
    const std::uint64_t limit = cells * kSlotsPerCell + kFreeSlots;
    if (covered > limit) return false;
    struct Placed { CellData* cell; Stretch slots; };
    std::vector<Placed> placed;
    std::vector<std::uint64_t> starts;  // of the columns
    SlotWalker walker;
    for (const NodeId row : rows_) {
      for (const NodeId id : children(document_, row)) {
        const Stretch slots = walker.place(cell_data(document_, id));
        starts.push_back(slots.begin);
        if (CellData* data = cell(id)) placed.push_back({data, slots});
      }
      walker.end_row();
    }
    overlap_ = walker.overlap();
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    const auto column = [&](std::uint64_t at) {
      return static_cast<std::uint32_t>(std::lower_bound(starts.begin(), starts.end(), at) - starts.begin());
    };
    covered = 0;
    for (const auto& [data, slots] : placed) {
      data->column = column(slots.begin);
      data->column_span = column(slots.end) - data->column;
      covered += std::uint64_t{data->row_span} * data->column_span;
    }
    set_columns(starts.size());
    return covered <= limit;
  }

  /// Cells of the first column that head their rows: all where the author says so (`{row-heads}`, of the table or of the div that
  /// holds it) or where the corner above them is empty, which no column has a use for; else those in bold beside others that are not.
  void find_row_heads() {
    bool asked = has_class(table_) || has_class(document_[table_].parent);
    for (std::size_t index = 0; index < rows_.size() && !asked && is_header(index); ++index) {
      const NodeId first = document_.first_child(rows_[index]);
      const CellData* corner = first == kNoNode ? nullptr : cell(first);
      asked = corner != nullptr && corner->column == 0 && is_empty(first) && document_.next_sibling(first) != kNoNode;
    }
    for (std::size_t index = 0; index < rows_.size(); ++index) {
      const NodeId first = document_.first_child(rows_[index]);
      CellData* data = first == kNoNode || is_header(index) ? nullptr : cell(first);
      if (data == nullptr || data->column != 0 || data->header || is_empty(first)) continue;
      data->header = asked || (is_bold(first) && has_plain_cell(rows_[index]));
      if (data->header) data->scope = CellScope::row;
    }
  }

  bool has_class(NodeId id) const {
    const auto& classes = document_.attributes_of(id).classes;
    return std::find(classes.begin(), classes.end(), "row-heads") != classes.end();
  }
  bool is_empty(NodeId id) const { return trim(document_.plain_text(id)).empty(); }
  /// Whether all of a cell is one bold stretch.
  bool is_bold(NodeId id) const {
    const NodeId only = document_.first_child(id);
    return only != kNoNode && document_[only].element == Element::strong && document_[only].end == document_[id].end;
  }
  bool has_plain_cell(NodeId row) const {
    for (const NodeId id : children(document_, row)) {
      if (!is_bold(id) && !is_empty(id)) return true;
    }
    return false;
  }

  void forget_spans() {
    std::size_t columns = 0;
    for (const NodeId row : rows_) {
      std::uint32_t column = 0;
      for (const NodeId id : children(document_, row)) {
        if (CellData* data = cell(id)) data->column = column, data->row_span = data->column_span = 1;
        ++column;
      }
      columns = std::max<std::size_t>(columns, column);
    }
    set_columns(columns);
  }

  void set_columns(std::size_t count) {
    if (auto* data = std::get_if<TableData>(&document_.nodes[table_].payload)) data->columns.resize(count);
  }

  /// As HTML §4.9.12.2 has it: a head is one of columns when no data stands in the rows that it covers, else one of rows.
  void settle_scopes() {
    std::vector<std::int64_t> data_cells(rows_.size() + 1);  // differences, then their sums: that cover the row
    each_cell([&](std::size_t index, CellData& data) {
      if (!data.header) ++data_cells[index], --data_cells[index + data.row_span];
    });
    for (std::size_t index = 1; index < data_cells.size(); ++index) data_cells[index] += data_cells[index - 1];
    std::vector<std::size_t> mixed(rows_.size() + 1);  // rows with data before this one
    for (std::size_t index = 0; index < rows_.size(); ++index) mixed[index + 1] = mixed[index] + (data_cells[index] > 0 ? 1 : 0);
    each_cell([&](std::size_t index, CellData& data) {
      if (!data.header) data.scope = CellScope::none;
      else if (data.scope == CellScope::none)
        data.scope = mixed[index + data.row_span] == mixed[index] ? CellScope::column : CellScope::row;
    });
  }

  void report(Diagnostics& diagnostics, const char* message, const char* help) {
    diagnostics.report(code::table_spans_unsound, *document_.source, document_[table_].span, message, help);
  }

  Document& document_;
  NodeId table_;
  std::vector<NodeId> rows_;
  bool overlap_ = false;
};

}  // namespace

std::vector<EmptySlots> empty_slots(const Document& document, NodeId table) {
  const std::vector<NodeId> rows = rows_of(document, table);
  const auto walk = [&](std::uint64_t width, auto found) {
    SlotWalker walker;
    std::uint64_t widest = 0;
    for (const NodeId row : rows) {
      for (const NodeId cell : children(document, row)) walker.place(cell_data(document, cell));
      walker.end_row(width, [&](std::uint64_t begin, std::uint64_t end) { found(row, begin, end); });
      widest = std::max(widest, walker.last_width());
    }
    return widest;
  };
  const auto* data = std::get_if<TableData>(&document[table].payload);
  const std::uint64_t width =
      std::max<std::uint64_t>(walk(0, [](NodeId, std::uint64_t, std::uint64_t) {}), data == nullptr ? 0 : data->columns.size());
  std::vector<EmptySlots> out;
  walk(width, [&](NodeId row, std::uint64_t begin, std::uint64_t end) {
    out.push_back({row, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)});
  });
  return out;
}

void resolving::settle_tables(Document& document, Diagnostics& diagnostics) {
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::table) GridSettler(document, id).run(diagnostics);
  }
}

}  // namespace pamphlet
