#include "check/specimen.h"

#include <set>
#include <string>
#include <utility>

namespace pamphlet::checking {
namespace {

constexpr std::string_view kWords = "words";

class SpecimenBuilder {
 public:
  SpecimenBuilder(const Style& style, const Source& source) : style_(style), builder_(source) {}
  Document build();

 private:
  void open(Element element, Payload payload = {}, Attributes attributes = {}) {
    builder_.open(element, {}, std::move(payload), std::move(attributes));
  }
  void close() { builder_.close(); }
  /// A block or an inline with words in it.
  void words(Element element, Payload payload = {}) {
    open(element, std::move(payload));
    builder_.text(kWords, {});
    close();
  }
  void paragraph();
  void headings();
  void header();
  void list(ListKind kind, Mark mark);
  void lists();
  void quotations();
  void callouts();
  void table();
  void others();
  void classes();
  void ends();

  const Style& style_;
  DocumentBuilder builder_;
};

// A paragraph with every inline in it.
void SpecimenBuilder::paragraph() {
  open(Element::paragraph);
  builder_.text(kWords, {});
  for (const Element element : {Element::emphasis, Element::strong, Element::strikethrough, Element::highlight,
                                Element::underline, Element::insertion, Element::small, Element::keyboard,
                                Element::abbreviation, Element::superscript, Element::subscript, Element::span}) {
    words(element);
  }
  words(Element::link, LinkData{"https://example.org/", ""});
  builder_.code(kWords, {});
  close();
}

void SpecimenBuilder::header() {
  open(Element::header);
  for (const Element element :
       {Element::publisher, Element::kicker, Element::title, Element::standfirst, Element::byline}) {
    words(element);
  }
  close();
}

void SpecimenBuilder::headings() {
  for (int level = 1; level <= 6; ++level) {
    words(Element::heading, HeadingData{level});
    paragraph();
  }
}

void SpecimenBuilder::list(ListKind kind, Mark mark) {
  open(Element::list, ListData{kind, true, 1, '.', mark});
  ItemData item;
  if (kind == ListKind::ordered) item.number = 1;
  if (kind == ListKind::task) item.checked = true;
  item.mark = mark;
  item.marker = canonical_emoji(mark);
  open(Element::item, item);
  words(Element::paragraph);
  close();
  close();
}

void SpecimenBuilder::lists() {
  for (const ListKind kind : {ListKind::bullet, ListKind::ordered, ListKind::task})
    list(kind, Mark::none);
  for (std::size_t i = 1; i < kMarkCount; ++i) {
    const auto mark = static_cast<Mark>(i);
    if (!canonical_emoji(mark).empty()) list(ListKind::marked, mark);
  }
}

void SpecimenBuilder::quotations() {
  open(Element::block_quote);
  paragraph();
  close();
  open(Element::quotation);
  paragraph();
  words(Element::attribution);
  close();
}

void SpecimenBuilder::callouts() {
  for (const CalloutKind kind : {CalloutKind::note, CalloutKind::tip, CalloutKind::important, CalloutKind::warning,
                                 CalloutKind::caution, CalloutKind::help, CalloutKind::summary}) {
    open(Element::callout, CalloutData{kind});
    paragraph();
    words(Element::heading, HeadingData{3});
    list(ListKind::bullet, Mark::none);
    list(ListKind::marked, Mark::check);
    close();
    open(Element::callout, CalloutData{kind});
    words(Element::callout_title);
    paragraph();
    close();
  }
}

void SpecimenBuilder::table() {
  open(Element::table, TableData{{CellAlign::none}});
  for (const bool header : {true, false, false}) {
    open(Element::table_row, RowData{header});
    words(Element::table_cell, CellData{CellAlign::none, header, 0});
    close();
  }
  close();
}

void SpecimenBuilder::others() {
  words(Element::code_block, CodeData{});
  open(Element::equation);
  builder_.leaf(Element::formula, {}, FormulaData{"x", true});
  close();
  open(Element::figure);
  builder_.leaf(Element::image, {}, ImageData{"specimen.png", "", std::string(kWords), false, {}});
  words(Element::caption);
  close();
  builder_.leaf(Element::thematic_break, {});
  for (const Element list : {Element::definition_list, Element::timeline}) {
    open(list);
    words(Element::term);
    open(Element::description);
    paragraph();
    close();
    close();
  }
  table();
}

// The classes that the style knows: on a box with text in it, and on words within a paragraph.
void SpecimenBuilder::classes() {
  std::set<std::string> blocks, inlines;
  for (const Rule& rule : style_.rules) {
    for (const SelectorStep& around : rule.selector.within)
      if (around.element == Element::div && !around.variant.empty()) blocks.insert(around.variant);
    if (rule.selector.variant.empty()) continue;
    if (rule.selector.element == Element::div) blocks.insert(rule.selector.variant);
    if (rule.selector.element == Element::span) inlines.insert(rule.selector.variant);
  }
  const auto named = [](const std::string& name) {
    Attributes attributes;
    attributes.classes = {name};
    return attributes;
  };
  for (const std::string& name : blocks) {
    open(Element::div, {}, named(name));
    words(Element::heading, HeadingData{2});
    paragraph();
    for (const ListKind kind : {ListKind::bullet, ListKind::ordered}) list(kind, Mark::none);
    table();
    close();
  }
  for (const std::string& name : inlines) {
    open(Element::paragraph);
    open(Element::span, {}, named(name));
    builder_.text(kWords, {});
    close();
    close();
  }
}

void SpecimenBuilder::ends() {
  open(Element::colophon);
  words(Element::heading, HeadingData{2});
  list(ListKind::bullet, Mark::none);
  paragraph();
  close();
  open(Element::notes);
  open(Element::note, NoteData{"1", 1});
  paragraph();
  close();
  close();
}

Document SpecimenBuilder::build() {
  builder_.meta().lang.value = "en";
  header();
  paragraph();
  headings();
  lists();
  quotations();
  callouts();
  others();
  classes();
  ends();
  return builder_.finish();
}

}  // namespace

Document make_specimen(const Style& style, const Source& source) {
  return SpecimenBuilder(style, source).build();
}

}  // namespace pamphlet::checking
