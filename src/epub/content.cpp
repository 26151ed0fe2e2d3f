#include "epub/content.h"

#include <fmt/core.h>

#include <array>

#include "base/language_tag.h"
#include "epub/content_writer.h"
#include "epub/validity.h"

namespace pamphlet::epub {

namespace {

/// The element whose class selects generated content: `[marker.warning]` is for items.
Element bearer(Element element) {
  if (element == Element::marker) return Element::item;
  if (element == Element::first_line || element == Element::first_letter) return Element::paragraph;
  return element;
}

}  // namespace

NodeId find_child(const Document& document, NodeId parent, Element element) {
  for (const NodeId child : children(document, parent))
    if (document[child].element == element) return child;
  return kNoNode;
}

Vocabulary::Vocabulary(const Style& style) {
  for (const Rule* rule : rules_for(style, Media::ebook)) {
    const auto& [element, variant, medium, within] = rule->selector;
    for (const SelectorStep& around : within)
      if (is_plain_class(around.variant)) known_.emplace(bearer(around.element), around.variant);
    if (is_plain_class(variant)) known_.emplace(bearer(element), variant);
    if (variant.empty() && element == Element::first_line) known_.emplace(Element::paragraph, "opening");
  }
}

bool Vocabulary::knows(Element element, std::string_view variant) const {
  // [div.recipe] holds for every block with that class, [span.term] for every inline.
  const Element holder = is_inline(element) ? Element::span : Element::div;
  const std::string name(variant);
  return known_.contains(std::pair(element, name)) || known_.contains(std::pair(holder, name));
}

void open_page(XmlWriter& xml, const Document& document, std::string_view title, std::string_view root) {
  open_page(xml, document.lang(0), document.meta.dir == "rtl" ? "rtl" : "ltr", title, root);
}

void open_page(XmlWriter& xml, std::string_view language, std::string_view dir, std::string_view title, std::string_view root) {
  const std::string lang = language_or_und(language);
  xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n");
  xml.open("html", {{"xmlns", "http://www.w3.org/1999/xhtml"}, {"xmlns:epub", "http://www.idpf.org/2007/ops"},
                    {"lang", lang}, {"xml:lang", lang}});
  xml.attribute("dir", dir).raw("\n");
  xml.open("head").raw("\n").leaf("meta", {{"charset", "UTF-8"}}).raw("\n");
  xml.line("title", {}, title);
  const std::string sheet = fmt::format("{}styles/style.css", root);
  xml.leaf("link", {{"rel", "stylesheet"}, {"type", "text/css"}, {"href", sheet}}).raw("\n");
  xml.close().raw("\n").open("body").raw("\n");
}

std::string_view direction_of(const Document& document, NodeId node) {
  const Attributes& own = document.attributes_of(node);
  if (own.dir == "rtl" || own.dir == "ltr") return own.dir;
  if (!is_language_tag(own.lang)) return {};
  const NodeId parent = document[node].parent;
  const bool rtl = is_rtl_language(own.lang);
  if (parent == kNoNode || rtl == is_rtl_language(document.lang(parent))) return {};
  return rtl ? "rtl" : "ltr";
}

std::string write_part(Job& job, const Part& part) { return ContentWriter(job, part).write(); }

std::string mark_path(Job& job, Mark mark, const ComputedStyle& style) {
  if (mark == Mark::none || style.display == DisplayMode::none) return {};
  return job.assets.mark(name(mark), style.mark_color, style.mark_ground);
}

std::string ContentWriter::write() {
  xml_.reserve((part_.end - part_.begin) * std::size_t{64} + 1024);
  open_page(xml_, part_.lang, part_.dir, part_.title, "../");
  part_content();
  xml_.close().raw("\n").close().raw("\n");
  return xml_.take();
}

namespace {

/// Whether a part holds nothing but the article's header: a title page.
bool is_title_page(const Document& document, const Part& part) {
  if (part.begin >= document.nodes.size() || document[part.begin].element != Element::header) return false;
  NodeId rest = document[part.begin].end;
  while (rest < part.end && is_shown_by_nav(document, rest)) rest = document[rest].end;
  return rest >= part.end;
}


}  // namespace

void ContentWriter::part_content() {
  const bool opening = job_.plan.is_book() && part_.heading == kNoNode;
  NodeId label = part_.heading;
  const bool has_header = part_.begin < document_.nodes.size() && document_[part_.begin].element == Element::header;
  if (label == kNoNode && has_header) label = find_child(document_, part_.begin, Element::title);
  xml_.open("section");
  if (opening && has_header && is_title_page(document_, part_)) {
    xml_.attribute("class", "opening").attribute("epub:type", "titlepage");
  } else if (opening && has_header) {
    xml_.attribute("class", "opening").attribute("epub:type", "introduction").attribute("role", "doc-introduction");
  } else if (opening) {
    xml_.attribute("class", "back");
  } else {
    xml_.attribute("class", "article").attribute("epub:type", "chapter").attribute("role", "doc-chapter");
  }
  if (label != kNoNode && !job_.plan.id(label).empty()) xml_.attribute("aria-labelledby", job_.plan.id(label));
  if (part_.lang != document_.lang(0)) xml_.attribute("lang", language_or_und(part_.lang)).attribute("xml:lang", language_or_und(part_.lang));
  xml_.raw("\n");
  sections();
  xml_.close().raw("\n");
}

/// Headings and what they head, nested: a section has no name of its own, or each would be a landmark.
void ContentWriter::sections() {
  std::vector<int> open;  // levels
  const auto close_to = [&](int level) {
    for (; !open.empty() && open.back() >= level; open.pop_back()) xml_.close().raw("\n");
  };
  for (NodeId at = part_.begin; at < part_.end; at = document_[at].end) {
    const Element element = document_[at].element;
    const bool ends_all = element == Element::notes || element == Element::colophon || element == Element::index || element == Element::contents;
    if (ends_all) close_to(0);
    if (element == Element::heading && at != part_.heading && !document_.plain_text(at).empty()) {
      const int level = document_.data<HeadingData>(at).level;
      close_to(level);
      open.push_back(level);
      xml_.open("section").raw("\n");
    }
    write_node(at);
  }
  close_to(0);
}

void ContentWriter::children_of(NodeId parent) {
  for (const NodeId child : children(document_, parent)) write_node(child);
}

void ContentWriter::write_node(NodeId node) {
  const Element element = document_[node].element;
  if (is_inline(element) && element != Element::soft_break && element != Element::hard_break) settle_soft_break(node);
  switch (element) {
    case Element::document: return children_of(node);
    case Element::header: return header(node);
    case Element::colophon: return colophon(node);
    case Element::contents: return contents(node);
    case Element::index: return index(node);
    case Element::notes: return notes(node);
    case Element::note: return note(node);
    case Element::heading: return heading(node);
    case Element::list: return list(node);
    case Element::quotation: return quotation(node);
    case Element::callout: return callout(node);
    case Element::code_block: return code_block(node);
    case Element::figure: return figure(node);
    case Element::thematic_break: return thematic_break(node);
    case Element::definition_list:
    case Element::timeline: return definition_list(node);
    case Element::table: return table(node);
    case Element::contents_list: case Element::contents_entry: case Element::block_quote: case Element::div:
      return container(node);
    case Element::publisher: case Element::kicker: case Element::title: case Element::standfirst: case Element::byline:
    case Element::contents_line: case Element::index_letter: case Element::index_entry: case Element::paragraph:
    case Element::attribution: case Element::callout_title: case Element::equation:
      return text_block(node);
    // Outside of what holds them; no reader makes that.
    case Element::item: case Element::term: case Element::description: case Element::table_row: return outside(node);
    case Element::table_cell: return text_block(node, "p");
    case Element::caption: return text_block(node, "p", "caption");
    // In a flow: phrasing content is allowed wherever flow content is.
    case Element::text: return prose(node);
    case Element::soft_break: soft_break_ = true; return;
    case Element::hard_break: return hard_break();
    case Element::emphasis: case Element::strong: case Element::strikethrough: case Element::superscript:
    case Element::highlight: case Element::underline: case Element::insertion:
    case Element::small: case Element::keyboard: case Element::abbreviation:
    case Element::subscript: case Element::span: case Element::number:
      if (const Mark mark = shown_mark(document_, node); mark != Mark::none) return inline_mark(node, mark);
      open_element(node);
      if (element == Element::abbreviation) xml_.optional("title", expansion(document_, node));
      children_of(node);
      return void(xml_.close());
    case Element::code: return code(node);
    case Element::formula: return formula(node);
    case Element::link: return link(node);
    case Element::image: return image(node, false);
    case Element::note_reference: return note_reference(node);
    case Element::page_reference: return page_reference(node);
    case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
    case Element::first_line: case Element::first_letter:
      return;  // never nodes
  }
}

void ContentWriter::open_element(NodeId node) {
  const std::string_view selector = first_of(info(document_[node].element).html);
  const std::size_t dot = std::min(selector.find('.'), selector.size());
  xml_.open(selector.substr(0, dot));
  attributes(node, selector.substr(std::min(dot + 1, selector.size())));
}

void ContentWriter::container(NodeId node) {
  open_element(node);
  xml_.raw("\n");
  if (document_[node].element == Element::div) {
    if (const std::string path = mark_path(job_, job_.styled[node].content.mark, job_.styled[node]); !path.empty()) {
      xml_.open("div");
      mark_image(path, {}, "mark");
      xml_.close().raw("\n");
    }
  }
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::text_block(NodeId node) {
  open_element(node);
  text_of(node);
}

void ContentWriter::text_block(NodeId node, std::string_view tag, std::string_view fixed_class) {
  xml_.open(tag);
  attributes(node, fixed_class);
  text_of(node);
}

/// What a block says, and its end.
void ContentWriter::text_of(NodeId node) {
  last_ = 0;
  soft_break_ = false;
  const bool numbered = note_ != kNoNode && node == document_.first_child(note_);
  if (numbered && document_[node].element == Element::paragraph)  // else the number stands above
    xml_.element("span", {{"class", "note-number"}}, fmt::format("{}. ", document_.data<NoteData>(note_).number));
  initial_ = job_.styled[node].initial_letter > 1;
  children_of(node);
  initial_ = false;
  if (node == last_of_note_) backlinks(note_);
  xml_.close().raw("\n");
}

void ContentWriter::outside(NodeId node) {
  xml_.open("div");
  attributes(node);
  xml_.raw("\n");
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::heading(NodeId node) {
  static constexpr std::array<std::string_view, 6> kTags{"h1", "h2", "h3", "h4", "h5", "h6"};
  // An empty heading is a stop without words in a screen reader's list of headings; its id may still be a target.
  if (document_.plain_text(node).empty()) {
    if (!job_.plan.id(node).empty()) xml_.leaf("div", {{"id", job_.plan.id(node)}}).raw("\n");
    return;
  }
  int level = std::clamp(document_.data<HeadingData>(node).level, 1, 6);
  if (note_ != kNoNode) {  // below that of the notes, and skipping none
    const int above = part_.begin == document_[note_].parent ? 1 : 2;
    level = std::min({std::max(level, above + 1), std::max(note_level_, above) + 1, 6});
    note_level_ = level;
  }
  text_block(node, kTags[static_cast<std::size_t>(level - 1)], level == 1 ? "chapter" : "");
}

void ContentWriter::header(NodeId node) {
  if (document_.first_child(node) != kNoNode) container(node);
}

void ContentWriter::colophon(NodeId node) {
  open_element(node);
  xml_.attribute("epub:type", "colophon").attribute("role", "doc-colophon").raw("\n");
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::notes(NodeId node) {
  const std::string label = fmt::format("{}.label", job_.plan.id(node));
  const bool alone = part_.begin == node;  // a file of a book by itself
  open_element(node);
  xml_.attribute("epub:type", "endnotes").attribute("role", "doc-endnotes").attribute("aria-labelledby", label).raw("\n");
  const bool styled = job_.vocabulary.knows(Element::heading, alone ? "h1" : "h2");
  const std::string_view look = alone ? (styled ? "notes-title chapter h1" : "notes-title chapter") : styled ? "notes-title h2" : "notes-title";
  xml_.line(alone ? "h1" : "h2", {{"class", look}, {"id", label}}, term("notes", document_.lang(node)));
  children_of(node);
  xml_.close().raw("\n");
}

void ContentWriter::note(NodeId node) {
  open_element(node);
  xml_.attribute("epub:type", "footnote").attribute("role", "doc-footnote").raw("\n");
  note_ = node;
  note_level_ = 0;
  last_of_note_ = kNoNode;
  NodeId last = kNoNode;
  for (const NodeId child : children(document_, node)) last = child;
  if (last != kNoNode && document_[last].element == Element::paragraph) last_of_note_ = last;
  const std::string number = fmt::format("{}.", document_.data<NoteData>(node).number);
  const NodeId first = document_.first_child(node);
  if (first == kNoNode || document_[first].element != Element::paragraph) xml_.line("p", {{"class", "note-number"}}, number);
  children_of(node);
  if (last_of_note_ == kNoNode && !job_.plan.references(node).empty()) {
    xml_.open("p");
    backlinks(node);
    xml_.close().raw("\n");
  }
  note_ = last_of_note_ = kNoNode;
  xml_.close().raw("\n");
}

void ContentWriter::backlinks(NodeId note) {
  const std::vector<NodeId>& references = job_.plan.references(note);
  for (std::size_t k = 0; k < references.size(); ++k) {
    // Several links of one name that lead to different places must be told apart (WCAG 2.2, 2.4.4): by a number, seen
    // and heard.
    const std::string number = references.size() > 1 ? fmt::format("{}", k + 1) : std::string();
    std::string label(term("back_to_text", document_.lang(note)));
    if (!number.empty()) label += " " + number;
    xml_.text(" ").open("a", {{"class", "backlink"}, {"epub:type", "backlink"}, {"role", "doc-backlink"},
                              {"href", job_.plan.href(references[k], part_)}, {"aria-label", label}});
    xml_.text("\u21A9\uFE0E");  // U+FE0E: an arrow, not the emoji some systems would show
    if (!number.empty()) xml_.element("sup", {}, number);
    xml_.close();
  }
}

void ContentWriter::code_block(NodeId node) {
  open_element(node);
  xml_.open("code");
  const std::string_view language = document_.data<CodeData>(node).language.str();
  if (is_plain_class(language)) xml_.attribute("class", fmt::format("language-{}", language));
  for (const NodeId child : children(document_, node))
    if (document_[child].element == Element::text) xml_.text(document_.text(child));
  xml_.close().close().raw("\n");
}

}  // namespace pamphlet::epub
