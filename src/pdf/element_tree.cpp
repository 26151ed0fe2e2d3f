#include "pdf/element_tree.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/language_tag.h"
#include "pdf/list_numbering.h"
#include "pdf/syntax.h"

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

class ElementBuilder {
 public:
  ElementBuilder(const Document& document, std::span<const std::uint8_t> uses, bool footnotes)
      : document_(document),
        uses_(uses),
        footnotes_(footnotes),
        children_(document.nodes.size(), 0),
        lang_(document.nodes.size()) {
    tree_.own.assign(document.nodes.size(), 0);
    tree_.label.assign(document.nodes.size(), 0);
  }

  ElementTree run() {
    for (NodeId node = 0; node < document_.nodes.size(); ++node) visit(node);
    return std::move(tree_);
  }

 private:
  /// A table or definition list that is being walked: its children are regrouped into elements that are no nodes.
  struct Group {
    NodeId end = 0;
    std::uint32_t element = kNoElement;  // Table or L
    std::uint32_t current = kNoElement;  // THead, TBody or LI
    bool head = false;                   // current is THead; or the last child was a term
    bool sections = false;               // the table has both head and body
    std::vector<EmptySlots> empty{};     // of a table, by row
    std::vector<CellHeads> cells{};      // those that name their heads
    std::vector<NodeId> heads{};         // those that are named
    std::size_t next_empty = 0, next_cell = 0;
  };

  bool has(NodeId node, unsigned bits) const { return (uses_[node] & bits) != 0; }

  std::uint32_t create(std::string_view type, std::uint32_t parent, NodeId node) {
    const auto index = static_cast<std::uint32_t>(tree_.elements.size());
    tree_.elements.push_back({.type = type, .parent = parent, .node = node});
    const std::string_view lang = node < lang_.size() ? lang_[node] : std::string_view();
    element_lang_.push_back(lang.empty() && parent != kNoElement ? element_lang_[parent] : lang);
    if (parent != kNoElement && element_lang_[index] != element_lang_[parent]) detail(index).lang = element_lang_[index];
    return index;
  }

  TagDetails& detail(std::uint32_t element) {
    std::uint32_t& index = tree_.elements[element].details;
    if (index == 0) {
      index = static_cast<std::uint32_t>(tree_.details.size());
      tree_.details.emplace_back();
    }
    return tree_.details[index];
  }

  /// An element for the node that holds all of it.
  std::uint32_t element(NodeId node, std::string_view type) {
    const std::uint32_t index = create(type, children_[node], node);
    const std::string& dir = document_.attributes_of(node).dir;
    if (!dir.empty()) detail(index).writing_mode = dir == "rtl" ? "RlTb" : "LrTb";
    hold(node, index);
    return index;
  }

  void hold(NodeId node, std::uint32_t index) { children_[node] = tree_.own[node] = tree_.label[node] = index; }

  /// An element for a node that only holds blocks: text of its own (a callout's "Warning") becomes a paragraph.
  void flow(NodeId node, std::string_view type) {
    const std::uint32_t index = element(node, type);
    if (has(node, use::content | use::label)) tree_.own[node] = tree_.label[node] = create("P", index, node);
  }

  /// What is told in words to those who do not see it (ISO 14289-1 §7.3, §7.7).
  void described(NodeId node, std::string_view type, std::string words, bool block) {
    const std::uint32_t index = element(node, type);
    detail(index).alt = std::move(words);
    detail(index).placement = block ? "Block" : "Inline";
  }

  bool other_language(NodeId node) const { return lang_[node] != element_lang_[children_[node]]; }

  /// Emphasis and the like say nothing that a structure type could: only another language needs an element.
  void phrase(NodeId node) {
    if (other_language(node)) element(node, "Span");
  }
  /// 10 to the power of 9 must not be read as 109: the characters of that height say what the size of a digit does not.
  void raised(NodeId node) {
    const std::string words = raised_words(document_, node);
    words.empty() ? phrase(node) : void(detail(element(node, "Span")).actual_text = words);
  }
  void abbreviation(NodeId node) {
    const std::string_view words = expansion(document_, node);
    words.empty() ? phrase(node) : void(detail(element(node, "Span")).expansion = words);
  }

  void visit(NodeId node);
  void shown(NodeId node);
  void visit_table_part(NodeId node);
  void heading(NodeId node, int level);
  void paragraph(NodeId node);
  void list(NodeId node);
  void item(NodeId node);
  void definition(NodeId node);
  void definition_list(NodeId node);
  void link(NodeId node);
  void page_reference(NodeId node);
  void figure(NodeId node);
  void image(NodeId node);
  void note(NodeId node);
  void reference(NodeId node);
  void table(NodeId node);
  void row(NodeId node, Group& table);
  void cell(NodeId node, Group& table);

  const Document& document_;
  std::span<const std::uint8_t> uses_;
  const bool footnotes_;
  /// Where a note hangs that stands at the foot: behind the node `after`.
  struct NotePlace {
    std::uint32_t parent = kNoElement;
    NodeId after = kNoNode;
  };
  std::map<NodeId, NotePlace> note_places_;
  ElementTree tree_;
  std::vector<std::uint32_t> children_;           // by node: the element that its children hang under
  std::vector<std::string_view> lang_;            // by node
  std::vector<std::string_view> element_lang_;    // by element
  std::vector<Group> groups_;
  int last_level_ = 0;
};

void ElementBuilder::heading(NodeId node, int level) {
  // A note at the foot is read where it is cited, between headings of any level: what it has of its own counts as text.
  for (NodeId above = footnotes_ ? document_[node].parent : kNoNode; above != kNoNode; above = document_[above].parent) {
    if (document_[above].element == Element::note) return void(element(node, "P"));
  }
  static constexpr std::string_view kTypes[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
  // ISO 14289-1 §7.4.2: levels start at 1 and none is skipped on the way down.
  last_level_ = std::clamp(level, 1, std::min(last_level_ + 1, 6));
  element(node, kTypes[last_level_ - 1]);
}

/// The text of a tight item, or an item's only paragraph, stands directly in its body.
void ElementBuilder::paragraph(NodeId node) {
  const NodeId parent = document_[node].parent;
  const Element above = document_[parent].element;
  const bool only = document_[node].end == document_[parent].end;
  bool merge = false;
  if (node == parent + 1 && above == Element::item) {
    const auto* list = std::get_if<ListData>(&document_[document_[parent].parent].payload);
    merge = only || (list != nullptr && list->tight);
  } else if (node == parent + 1 && above == Element::description) {
    merge = only;
  }
  if (!merge || other_language(node)) element(node, "P");
}

void ElementBuilder::list(NodeId node) {
  bool labels = false;
  for (const NodeId child : children(document_, node)) labels = labels || has(child, use::label);
  detail(element(node, "L")).list_numbering = list_numbering(document_.data<ListData>(node), labels);
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

/// A figure with a caption is a section of both: Alt on an element replaces all of it for a reader, so the caption must
/// not stand inside the Figure.
void ElementBuilder::figure(NodeId node) {
  bool picture = false, caption = false;
  for (const NodeId child : children(document_, node)) {
    picture = picture || has(child, use::picture);
    caption = caption || (document_[child].element == Element::caption && uses_[child] != 0);
  }
  if ((picture && caption) || has(node, use::content | use::label)) flow(node, "Sect");
}

void ElementBuilder::image(NodeId node) {
  const bool block = document_[document_[node].parent].element == Element::figure;
  if (!has(node, use::picture)) {  // its alternative text stands instead of it
    if (block) element(node, "P");
    return;
  }
  described(node, "Figure", alternative_text(document_, node), block);
}

/// A reference, behind which a note at the foot is to be read; that of a heading behind the heading, which is read out
/// alone where readers look for their way.
void ElementBuilder::reference(NodeId node) {
  NotePlace place{children_[node], node};
  const std::uint32_t index = element(node, "Reference");
  if (has(node, use::link)) hold(node, create("Link", index, node));
  for (NodeId above = document_[node].parent; above != kNoNode; above = document_[above].parent) {
    if (!has_trait(document_[above].element, Trait::titles)) continue;
    place = {children_[document_[above].parent], document_[above].end - 1};
    break;
  }
  if (footnotes_) note_places_.try_emplace(document_.data<NoteReferenceData>(node).note, place);
}

void ElementBuilder::note(NodeId node) {
  std::uint32_t index = kNoElement;
  if (const auto found = note_places_.find(node); found != note_places_.end()) {
    index = create("Note", found->second.parent, found->second.after);
    hold(node, index);
  } else {
    index = element(node, "Note");
  }
  // ISO 14289-1 §7.9: every note has an identifier of its own.
  std::string id = "note-";
  append_integer(id, node);
  detail(index).id = std::move(id);
  if (has(node, use::label)) tree_.label[node] = create("Lbl", index, node);
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
  const bool header = header_row || data.header;
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

void ElementBuilder::link(NodeId node) {
  if (!has(node, use::link)) return phrase(node);  // a Link element without an annotation promises what it does not do
  element(node, "Link");
}

void ElementBuilder::page_reference(NodeId node) {
  if (!has(node, use::link)) return;  // it stands in a link
  const std::uint32_t index = element(node, "Reference");
  hold(node, create("Link", index, node));
}

void ElementBuilder::definition_list(NodeId node) {
  const std::uint32_t index = element(node, "L");
  detail(index).list_numbering = "None";
  groups_.push_back({.end = document_[node].end, .element = index});
}

void ElementBuilder::visit(NodeId node) {
  const Node& data = document_[node];
  const std::string& lang = document_.attributes_of(node).lang;
  if (node == 0) {
    lang_[node] = document_language(document_);
    hold(node, create("Document", kNoElement, node));
    if (document_.meta.dir == "rtl") detail(0).writing_mode = "RlTb";
    if (has(node, use::content | use::label)) tree_.own[node] = tree_.label[node] = create("P", 0, node);
    return;
  }
  while (!groups_.empty() && groups_.back().end <= node) groups_.pop_back();
  lang_[node] = is_language_tag(lang) ? std::string_view(lang) : lang_[data.parent];
  hold(node, children_[data.parent]);
  if (data.element == Element::table_row || data.element == Element::table_cell) return visit_table_part(node);
  if (uses_[node] != 0) shown(node);
}

/// The elements of a node of which something stands on the pages. Of most, elements.def says which.
void ElementBuilder::shown(NodeId node) {
  const std::string_view type = first_of(info(document_[node].element).pdf);
  switch (document_[node].element) {
    case Element::title: return heading(node, 1);
    case Element::heading: return heading(node, document_.data<HeadingData>(node).level);
    case Element::paragraph: return paragraph(node);
    case Element::list: return list(node);
    case Element::item: return item(node);
    case Element::definition_list: case Element::timeline: return definition_list(node);
    case Element::term: case Element::description: return definition(node);
    case Element::code_block:  // Code is an inline type: the paragraph makes a block of it
      element(node, "P");
      return hold(node, create("Code", children_[node], node));
    case Element::figure: return figure(node);
    case Element::caption: {
      const bool captioned = tree_.elements[children_[node]].node == document_[node].parent;
      return void(element(node, captioned ? "Caption" : "P"));
    }
    case Element::notes: return footnotes_ ? void() : flow(node, type);
    case Element::note: return note(node);
    case Element::table: return table(node);
    case Element::document: case Element::header: case Element::colophon: case Element::contents:
    case Element::contents_list: case Element::contents_entry: case Element::index: case Element::block_quote:
    case Element::quotation: case Element::callout: case Element::div:
      return flow(node, type);
    case Element::publisher: case Element::kicker: case Element::standfirst: case Element::byline:
    case Element::contents_line: case Element::index_letter: case Element::index_entry: case Element::attribution:
    case Element::callout_title: case Element::equation: case Element::code:
      return void(element(node, type));
    case Element::link: return link(node);
    case Element::note_reference: return reference(node);
    case Element::page_reference: return page_reference(node);
    case Element::strikethrough: return void(detail(element(node, "Span")).decoration = "LineThrough");
    case Element::underline: case Element::insertion: return void(detail(element(node, "Span")).decoration = "Underline");
    case Element::abbreviation: return abbreviation(node);
    case Element::superscript: case Element::subscript: return raised(node);
    case Element::image: return image(node);
    case Element::formula: return described(node, type, formula_words(document_, node), document_.data<FormulaData>(node).display),
             void(detail(tree_.own[node]).actual_text = document_.plain_text(node));
    case Element::text: case Element::soft_break: case Element::hard_break: case Element::emphasis:
    case Element::strong: case Element::span: case Element::number:
    case Element::highlight: case Element::small: case Element::keyboard:
      return phrase(node);
    case Element::thematic_break: case Element::table_row: case Element::table_cell:  // visit_table_part() has these
    case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
    case Element::first_line: case Element::first_letter:
      return;
  }
}

}  // namespace

ElementTree build_elements(const Document& document, std::span<const std::uint8_t> uses, bool footnotes) {
  return ElementBuilder(document, uses, footnotes).run();
}

}  // namespace pamphlet::pdf
