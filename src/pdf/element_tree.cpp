#include "pdf/element_tree.h"

#include "base/language_tag.h"
#include "pdf/element_builder.h"

namespace pamphlet::pdf {

void ElementBuilder::heading(NodeId node, int level) {
  // A note at the foot is read where it is cited, between headings of any level: what it has of its own counts as text.
  // In PDF 2.0 no note has a heading, nor has a box that stands for a sentence (ISO/TS 32005 table 5).
  for (NodeId above = footnotes_ || ua2_ ? document_[node].parent : kNoNode; above != kNoNode; above = document_[above].parent) {
    if (document_[above].element == Element::note) return void(element(node, "P"));
  }
  static constexpr std::string_view kTypes[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
  // ISO 14289-1 §7.4.2: levels start at 1 and none is skipped on the way down.
  last_level_ = std::clamp(level, 1, std::min(last_level_ + 1, 6));
  if (document_.book && document_[node].parent == 0) chapter(node);
  element(node, kTypes[last_level_ - 1]);
}

/// In PDF 2.0 the title of a document is no heading of it, so that its sections begin at level 1 (ISO 32000-2 table 366).
void ElementBuilder::title(NodeId node) {
  if (!ua2_) return heading(node, 1);
  has_title_ = !document_.book;
  element(node, "Title");
}

/// A book's chapters are parts and their sections sections, so that a reader may skip one. What follows a heading at the top
/// of the tree hangs under its part, up to the next one of its level.
void ElementBuilder::chapter(NodeId heading) {
  while (!parts_.empty() && parts_.back().first >= last_level_) parts_.pop_back();
  const std::uint32_t above = parts_.empty() ? 0 : parts_.back().second;
  const std::uint32_t part = create(parts_.empty() ? "Part" : "Sect", above, heading);
  parts_.emplace_back(last_level_, part);
  children_[0] = children_[heading] = tree_.own[heading] = tree_.label[heading] = part;
}

/// ISO/TS 32005 table 5: an Aside holds no other one, and neither a quotation nor a cell holds any.
void ElementBuilder::aside(NodeId node) {
  flow(node, ua2_ && !is_within(node, {"Aside", "BlockQuote", "TD", "TH"}) ? "Aside" : "Sect");
}

/// The same table: a cell holds no quotation.
void ElementBuilder::quotation(NodeId node) { flow(node, ua2_ && is_within(node, {"TD", "TH"}) ? "Div" : "BlockQuote"); }

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

/// A figure with a caption is a section of both: Alt on an element replaces all of it for a reader, so the caption must
/// not stand inside the Figure.
void ElementBuilder::figure(NodeId node) {
  int pictures = 0;
  bool caption = false, other = false;
  NodeId image = kNoNode;
  for (const NodeId child : children(document_, node)) {
    const bool words = document_[child].element == Element::caption;
    if (has(child, use::picture)) ++pictures, image = child;
    caption = caption || (words && uses_[child] != 0);
    other = other || (!words && document_[child].element != Element::image && uses_[child] != 0);
  }
  // In PDF 2.0 the caption belongs to the figure (ISO 32000-2 §14.8.4.8.4), and Alt to its picture.
  if (ua2_ && pictures == 1 && caption && !other && !has(node, use::content | use::label)) {
    return described(node, "Figure", alternative_text(document_, image), true);
  }
  if ((pictures > 0 && caption) || has(node, use::content | use::label)) flow(node, "Sect");
}

void ElementBuilder::image(NodeId node) {
  const bool block = document_[document_[node].parent].element == Element::figure;
  if (!has(node, use::picture)) {  // its alternative text stands instead of it
    if (block) element(node, "P");
    return;
  }
  if (block && tree_.elements[children_[node]].type == "Figure") return;  // the figure is its element
  described(node, "Figure", alternative_text(document_, node), block);
}

/// A reference, behind which a note at the foot is to be read; that of a heading behind the heading, which is read out
/// alone where readers look for their way.
void ElementBuilder::reference(NodeId node) {
  NotePlace place{children_[node], node};
  const std::uint32_t index = element(node, "Reference");
  citations_[document_.data<NoteReferenceData>(node).note].push_back(index);
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
    index = create(ua2_ ? "FENote" : "Note", found->second.parent, found->second.after);
    hold(node, index);
  } else {
    index = element(node, ua2_ ? "FENote" : "Note");
  }
  notes_[node] = index;
  if (ua2_) detail(index).note_type = footnotes_ ? "Footnote" : "Endnote";
  // ISO 14289-1 §7.9: every note has an identifier of its own.
  std::string id = "note-";
  append_integer(id, node);
  detail(index).id = std::move(id);
  if (has(node, use::label)) tree_.label[node] = create("Lbl", index, node);
}

/// ISO 14289-2 §8.2.5.14: a note and what cites it name each other.
void ElementBuilder::refer_to_notes() {
  for (const auto& [note, references] : citations_) {
    const auto found = notes_.find(note);
    if (found == notes_.end()) continue;
    detail(found->second).refs = references;
    for (const std::uint32_t reference : references) detail(reference).refs = {found->second};
  }
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
  // What follows the chapters of a book belongs to none of them.
  if (data.parent == 0 && (data.element == Element::notes || data.element == Element::index || data.element == Element::contents)) {
    parts_.clear();
    children_[0] = 0;
  }
  hold(node, children_[data.parent]);
  if (data.element == Element::table_row || data.element == Element::table_cell) return visit_table_part(node);
  if (uses_[node] != 0) shown(node);
}

/// The elements of a node of which something stands on the pages. Of most, elements.def says which.
void ElementBuilder::shown(NodeId node) {
  const std::string_view type = first_of(info(document_[node].element).pdf);
  switch (document_[node].element) {
    case Element::title: return title(node);
    case Element::heading: return heading(node, document_.data<HeadingData>(node).level - (has_title_ ? 1 : 0));
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
    case Element::contents_list: case Element::contents_entry: case Element::index: case Element::div:
      return flow(node, type);
    case Element::block_quote: case Element::quotation: return quotation(node);
    case Element::callout: return aside(node);
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
    case Element::emphasis: return stressed(node, "Em");
    case Element::strong: return stressed(node, "Strong");
    case Element::text: case Element::soft_break: case Element::hard_break: case Element::span: case Element::number:
    case Element::highlight: case Element::small: case Element::keyboard:
      return phrase(node);
    case Element::thematic_break: case Element::table_row: case Element::table_cell:  // visit_table_part() has these
    case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
    case Element::first_line: case Element::first_letter:
      return;
  }
}

ElementTree build_elements(const Document& document, std::span<const std::uint8_t> uses, bool footnotes, PdfStandard standard) {
  return ElementBuilder(document, uses, footnotes, standard).run();
}

}  // namespace pamphlet::pdf
