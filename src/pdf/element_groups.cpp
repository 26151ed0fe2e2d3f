// Lists, definitions and tables: nodes whose children are regrouped into elements that are no nodes.
#include "base/utf8.h"
#include "pdf/element_builder.h"
#include "pdf/list_numbering.h"

namespace pamphlet::pdf {
namespace {

/// Without a scope of its own, as only a document has that was never resolved, a head is one of its row or column.
std::string_view scope_name(CellScope scope, bool header_row) {
  switch (scope) {
    case CellScope::none: return header_row ? "Column" : "Row";
    case CellScope::column:
    case CellScope::column_group: return "Column";
    case CellScope::row:
    case CellScope::row_group: return "Row";
  }
  return "";
}

}  // namespace

void ElementBuilder::list(NodeId node) {
  bool labels = false;
  for (const NodeId child : children(document_, node)) labels = labels || has(child, use::label);
  const std::string_view numbering = list_numbering(document_.data<ListData>(node), labels);
  // Marks of our own are a numbering that PDF 1.7 has no word for (ISO 14289-2 §8.2.5.25).
  detail(element(node, "L")).list_numbering = ua2_ && labels && numbering == "None" ? "Unordered" : numbering;
}

void ElementBuilder::item(NodeId node) {
  const std::uint32_t index = element(node, "LI");
  if (has(node, use::label)) tree_.label[node] = create("Lbl", index, node);
  if (has(node, use::content | use::below)) children_[node] = tree_.own[node] = create("LBody", index, node);
}

/// Terms and the descriptions after them make one item.
void ElementBuilder::definition(NodeId node) {
  if (groups_.empty()) return;
  Group& list = groups_.back();
  const bool term = document_[node].element == Element::term;
  if (list.current == kNoElement || (term && !list.head)) list.current = create("LI", list.element, node);
  list.head = term;
  children_[node] = list.current;
  element(node, term ? "Lbl" : "LBody");
}

void ElementBuilder::definition_list(NodeId node) {
  const std::uint32_t index = element(node, "L");
  detail(index).list_numbering = ua2_ ? "Description" : "None";
  groups_.push_back({.end = document_[node].end, .element = index});
}

void ElementBuilder::table(NodeId node) {
  Group group{.end = document_[node].end, .element = element(node, "Table")};
  bool head = false, body = false;
  for (const NodeId child : children(document_, node)) {
    if (document_[child].element != Element::table_row) continue;
    (document_.data<RowData>(child).header ? head : body) = true;
  }
  group.sections = head && body;
  group.empty = empty_slots(document_, node);
  group.cells = cell_heads(document_, node);
  for (const CellHeads& cell : group.cells) group.heads.insert(group.heads.end(), cell.heads.begin(), cell.heads.end());
  std::sort(group.heads.begin(), group.heads.end());
  group.heads.erase(std::unique(group.heads.begin(), group.heads.end()), group.heads.end());
  groups_.push_back(std::move(group));
}

void ElementBuilder::row(NodeId node, Group& table) {
  const RowData& data = document_.data<RowData>(node);
  const bool first = table.current == kNoElement, below = table.head && !data.header;
  if (table.sections && (first || below || data.begins_group)) {  // a header row further down stays in the body
    table.head = first && data.header;
    table.current = create(table.head ? "THead" : "TBody", table.element, node);
  }
  children_[node] = table.current == kNoElement ? table.element : table.current;
  const std::uint32_t index = element(node, "TR");
  // ISO 14289-1 §7.5 wants a regular table: a short row is filled up. The number puts the cells after the row's own.
  for (; table.next_empty < table.empty.size() && table.empty[table.next_empty].row == node; ++table.next_empty) {
    const EmptySlots& slots = table.empty[table.next_empty];
    const std::uint32_t cell = create("TD", index, document_[node].end);
    if (slots.column_span > 1) detail(cell).column_span = slots.column_span;
  }
}

void ElementBuilder::cell(NodeId node, Group& table) {
  const NodeId above = document_[node].parent;
  const auto* row = std::get_if<RowData>(&document_[above].payload);
  const CellData& data = document_.data<CellData>(node);
  const bool header_row = row != nullptr && row->header;
  const bool header = (header_row || data.header) && !trim(document_.plain_text(node)).empty();  // an empty one heads nothing
  const std::uint32_t index = element(node, header ? "TH" : "TD");
  if (header) detail(index).scope = scope_name(data.scope, header_row);
  if (data.row_span > 1) detail(index).row_span = data.row_span;
  if (data.column_span > 1) detail(index).column_span = data.column_span;
  if (std::binary_search(table.heads.begin(), table.heads.end(), node)) detail(index).id = cell_id(node);
  if (table.next_cell < table.cells.size() && table.cells[table.next_cell].cell == node) {
    detail(index).headers = std::move(table.cells[table.next_cell++].heads);
  }
}

/// Rows and cells are needed even when they are empty, so that the table stays regular.
void ElementBuilder::visit_table_part(NodeId node) {
  const NodeId parent = document_[node].parent;
  if (tree_.elements[children_[node]].node != parent || groups_.empty()) return;  // the table itself is not shown
  if (document_[node].element == Element::table_cell) return cell(node, groups_.back());
  row(node, groups_.back());
}

}  // namespace pamphlet::pdf
