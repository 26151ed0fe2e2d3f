// Walks doc/elements.def: what each element becomes in the structure of the PDF.

#include "pdf/element_tree.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pamphlet::pdf {
namespace {

/// Of elements that have one.
Payload payload_of(Element element) {
  static const std::map<Element, Payload> kPayloads{
      {Element::heading, HeadingData{1}},       {Element::list, ListData{}},
      {Element::item, ItemData{}},              {Element::callout, CalloutData{}},
      {Element::code_block, CodeData{}},        {Element::link, LinkData{}},
      {Element::image, ImageData{}},            {Element::table, TableData{{CellAlign::none}}},
      {Element::table_row, RowData{}},          {Element::table_cell, CellData{}},
      {Element::note, NoteData{}},              {Element::note_reference, NoteReferenceData{}},
      {Element::contents, ContentsData{}},      {Element::contents_line, ContentsLineData{}},
      {Element::page_reference, PageReferenceData{}}, {Element::formula, FormulaData{"x", false}}};
  const auto found = kPayloads.find(element);
  return found == kPayloads.end() ? Payload{} : found->second;
}

/// What it stands in, from the outermost; most blocks stand in the document.
std::vector<Element> around(Element element) {
  static const std::map<Element, std::vector<Element>> kAround{
      {Element::item, {Element::list}},
      {Element::term, {Element::definition_list}},
      {Element::description, {Element::definition_list}},
      {Element::caption, {Element::figure}},
      {Element::image, {Element::figure}},
      {Element::table_row, {Element::table}},
      {Element::table_cell, {Element::table, Element::table_row}}};
  if (const auto found = kAround.find(element); found != kAround.end()) return found->second;
  return is_inline(element) ? std::vector{Element::paragraph} : std::vector<Element>{};
}

/// What of it stands on the pages.
std::uint8_t use_of(Element element) {
  if (element == Element::item || element == Element::note) return use::label | use::below | use::content;
  if (info(element).display == Display::flow) return use::below | use::picture;
  return use::content | use::below | use::picture | use::link;
}

std::set<std::string> words(std::string_view column) {
  std::set<std::string> out;
  while (!column.empty()) {
    const std::string_view word = first_of(column);
    out.emplace(word);
    column.remove_prefix(std::min(word.size() + 1, column.size()));
  }
  return out;
}

}  // namespace

TEST_CASE("every element becomes what its row says, and nothing else") {
  const Source source{"t.md", "t"};
  DocumentBuilder builder{source};
  for (std::size_t i = 0; i < element_count(); ++i) {
    const auto element = static_cast<Element>(i);
    if (info(element).display == Display::pseudo || element == Element::document) continue;
    const std::vector<Element> outside = around(element);
    for (const Element one : outside) builder.open(one, {}, payload_of(one));
    if (element == Element::text) {
      builder.text("words", {});
    } else if (element == Element::code) {
      builder.code("words", {});
    } else {
      Attributes attributes;  // an inline says more than its text when its language is another
      if (info(element).display == Display::inline_) attributes.lang = "de";
      builder.open(element, {}, payload_of(element), attributes);
      if (info(element).display != Display::leaf) builder.text("words", {});
      builder.close();
    }
    for ([[maybe_unused]] const Element one : outside) builder.close();
  }
  const Document document = builder.finish();
  std::vector<std::uint8_t> uses;
  for (const Node& node : document.nodes) uses.push_back(use_of(node.element));

  std::map<Element, std::set<std::string>> made;
  for (const TagElement& tag : build_elements(document, uses, false, PdfStandard::ua_1).elements)
    made[document[tag.node].element].emplace(tag.type);
  for (const auto& [element, types] : made) {
    const std::string_view name = info(element).name;
    const std::set<std::string> allowed = words(info(element).pdf);
    for (const std::string& type : types) {
      CAPTURE(name);
      CAPTURE(type);
      CHECK(allowed.contains(type));
    }
  }
  for (std::size_t i = 0; i < element_count(); ++i) {
    const auto element = static_cast<Element>(i);
    if (info(element).display == Display::pseudo || info(element).pdf.empty()) continue;
    CAPTURE(info(element).name);
    CHECK(made[element].contains(std::string(first_of(info(element).pdf))));
  }
}

}  // namespace pamphlet::pdf
