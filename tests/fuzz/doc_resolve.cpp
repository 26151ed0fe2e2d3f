// Any sequence of builder events and any metadata: resolve() yields a sound tree with valid, unique ids and tables whose
// cells cover every slot at most once.
#include <map>
#include <set>
#include <utility>

#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

/// Each slot has one cell, or is told as empty.
void check_table(const Document& document, NodeId table) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, int> slots;  // (row, column) → cells
  std::map<NodeId, std::uint64_t> rows;
  for (const NodeId row : children(document, table)) {
    if (document[row].element == Element::table_row) rows.emplace(row, rows.size());
  }
  const std::uint64_t columns = document.data<TableData>(table).columns.size();
  for (const auto& [row, y] : rows) {
    for (const NodeId cell : children(document, row)) {
      if (document[cell].element != Element::table_cell) return;  // no reader puts anything else there
      const auto& data = document.data<CellData>(cell);
      require(y + data.row_span <= rows.size() && data.column + data.column_span <= columns);
      require(data.header == (data.scope != CellScope::none));
      for (std::uint64_t dy = 0; dy < data.row_span; ++dy) {
        for (std::uint64_t dx = 0; dx < data.column_span; ++dx) require(++slots[{y + dy, data.column + dx}] == 1);
      }
    }
  }
  for (const EmptySlots& empty : empty_slots(document, table)) {
    for (std::uint64_t dx = 0; dx < empty.column_span; ++dx) require(++slots[{rows.at(empty.row), empty.column + dx}] == 1);
  }
  require(slots.size() == rows.size() * columns);
  for (const CellHeads& cell : cell_heads(document, table)) {
    for (const NodeId head : cell.heads) require(document.data<CellData>(head).header && head > table && head < document[table].end);
  }
}

void check(const Document& document) {
  fuzz::check_tree(document);
  std::set<std::string> ids;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    const Attributes& attributes = document.attributes_of(id);
    require(attributes.id.empty() || ids.insert(attributes.id).second);
    if (node.element == Element::heading) require(!attributes.id.empty());
    if (node.element == Element::table) check_table(document, id);
    if (const auto* reference = std::get_if<NoteReferenceData>(&node.payload)) {
      require(document[reference->note].element == Element::note);
    }
    if (const auto* link = std::get_if<LinkData>(&node.payload)) {
      require(!link->target.starts_with('#') || link->target.size() > 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Source source("fuzz.md", std::string(256, 'x'));
  fuzz::Bytes in(data, size);
  DocumentBuilder builder(source);
  builder.meta() = fuzz::meta_from(in);
  while (!in.empty()) fuzz::build_step(builder, in);
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"stem"}, diagnostics);
  check(document);
  require(!dump(document).empty());
  require(find_invalid_utf8(document.plain_text(0)) == std::string::npos);
  for (const Diagnostic& diagnostic : diagnostics.items()) static_cast<void>(format(diagnostic));
  // Marks and emoji at any place of any text.
  const std::string text = to_utf8(to_utf32(fuzz::as_text(data, size)));
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    require(find_mark(rest).second <= rest.size() && emoji_length(rest) <= rest.size());
    static_cast<void>(next_code_point(text, at));
  }
  return 0;
}
