#include "style/selectors.h"

#include <algorithm>
#include <array>

#include "base/characters.h"

namespace pamphlet {
namespace {

// What payloads are called, in the order of their enumerators; elements.def has what styles may select.
constexpr std::array<std::string_view, 6> kHeadingLevels{"h1", "h2", "h3", "h4", "h5", "h6"};
constexpr std::array<std::string_view, 7> kCalloutKinds{"note",    "tip",  "important", "warning",
                                                        "caution", "help", "summary"};
constexpr std::array<std::string_view, 3> kContents{"contents", "figures", "tables"};
constexpr std::array<std::string_view, 6> kDepths{"depth-1", "depth-2", "depth-3", "depth-4", "depth-5", "depth-6"};
constexpr std::array<std::string_view, 4> kList{"bullet", "ordered", "task", "marked"};

/// Climbs from the last descendant of the sibling: costs the depth, not the number of siblings.
NodeId previous_sibling(const Document& document, NodeId node) {
  const NodeId parent = document[node].parent;
  if (parent == kNoNode || node == parent + 1) return kNoNode;
  NodeId at = node - 1;
  while (document[at].parent != parent)
    at = document[at].parent;
  return at;
}

/// No paragraph of the article, or of its chapter, stands before this one. Looks back to the paragraph before, so that
/// asking for every paragraph costs the siblings once.
bool is_opening(const Document& document, NodeId node) {
  if (document[node].parent != 0) return false;
  for (NodeId at = previous_sibling(document, node); at != kNoNode; at = previous_sibling(document, at)) {
    if (document[at].element == Element::paragraph) return false;
    if (document[at].element == Element::heading && document.data<HeadingData>(at).level == 1) return true;
  }
  return true;
}

void append_paragraph(const Document& document, NodeId node, std::vector<std::string_view>& out) {
  const NodeId parent = document[node].parent;
  const bool inner = parent != kNoNode && document[parent].element != Element::document && document[parent].element != Element::div;
  if (inner) out.push_back("inner");
  const NodeId next = document.next_sibling(node);
  if (next != kNoNode && document[next].element == Element::list && ends_with_colon(document.plain_text(node)))
    out.push_back("lead-in");
  const NodeId previous = previous_sibling(document, node);
  const Element before = previous == kNoNode ? Element::heading : document[previous].element;
  if (before == Element::heading || before == Element::header || before == Element::callout_title ||
      before == Element::thematic_break) {
    out.push_back("first");
  }
  if (is_opening(document, node)) out.push_back("opening");
}

void append_list(const Document& document, NodeId node, std::vector<std::string_view>& out) {
  const auto& list = document.data<ListData>(node);
  out.push_back(kList[static_cast<std::size_t>(list.kind)]);
  out.push_back(list.tight ? "tight" : "loose");
  for (NodeId at = document[node].parent; at != kNoNode; at = document[at].parent) {
    if (document[at].element != Element::item) continue;
    out.push_back("nested");
    break;
  }
  if (list.mark != Mark::none) out.push_back(name(list.mark));
}

void append_item(const Document& document, NodeId node, std::vector<std::string_view>& out) {
  const auto& item = document.data<ItemData>(node);
  const NodeId parent = document[node].parent;
  if (parent != kNoNode && document[parent].element == Element::list) {
    const auto& list = document.data<ListData>(parent);
    out.push_back(kList[static_cast<std::size_t>(list.kind)]);
    out.push_back(list.tight ? "tight" : "loose");
  }
  if (item.checked) out.push_back(*item.checked ? "checked" : "unchecked");
  if (parent != kNoNode && node == parent + 1) out.push_back("first");
  if (parent != kNoNode && document[node].end == document[parent].end) out.push_back("last");
  if (item.mark != Mark::none) out.push_back(name(item.mark));
}

void append_kind(const Document& document, NodeId node, std::vector<std::string_view>& out) {
  const auto* callout = std::get_if<CalloutData>(&document[node].payload);
  if (callout != nullptr) out.push_back(kCalloutKinds[static_cast<std::size_t>(callout->kind)]);
}

void append_cell(const CellData& cell, std::vector<std::string_view>& out) {
  switch (cell.align) {
    case CellAlign::none:
      break;
    case CellAlign::left:
      out.push_back("left");
      break;
    case CellAlign::center:
      out.push_back("center");
      break;
    case CellAlign::right:
      out.push_back("right");
      break;
  }
  if (cell.header) out.push_back("header");
}

}  // namespace

bool is_selectable(Element element) {
  return element != Element::text && element != Element::soft_break && element != Element::hard_break;
}

std::vector<std::string_view> selectable_names() {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < element_count(); ++i) {
    if (is_selectable(static_cast<Element>(i))) names.push_back(info(static_cast<Element>(i)).name);
  }
  return names;
}

std::vector<std::string_view> known_variants(Element element) {
  std::vector<std::string_view> out;
  std::string_view rest = info(element).variants;
  while (!rest.empty()) {
    const std::string_view word = first_of(rest);
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (word != "marks") {
      out.push_back(word);
      continue;
    }
    for (std::size_t i = 1; i < kMarkCount; ++i)
      out.push_back(name(static_cast<Mark>(i)));
  }
  return out;
}

bool has_open_variants(Element element) {
  return element == Element::div || element == Element::span;
}

std::size_t variant_rank(Element element, std::string_view variant) {
  const std::vector<std::string_view> names = known_variants(element);
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), variant) - names.begin());
}

namespace {

std::string step_text(Element element, const std::string& variant) {
  return std::string(info(element).name) + (variant.empty() ? "" : "." + variant);
}

}  // namespace

std::optional<SelectorStep> find_step(std::string_view word) {
  const std::size_t dot = std::min(word.find('.'), word.size());
  const auto element = find_element(word.substr(0, dot));
  if (!element || !is_selectable(*element)) return std::nullopt;
  SelectorStep step{*element, std::string(word.substr(std::min(dot + 1, word.size())))};
  const auto known = known_variants(*element);
  const bool fits = has_open_variants(*element) ? is_attribute_word(step.variant) && step.variant.find('.') == std::string::npos
                                                : std::find(known.begin(), known.end(), step.variant) != known.end();
  if (dot < word.size() && !fits) return std::nullopt;
  return step;
}

std::string selector_text(const Selector& selector) {
  std::string out;
  for (const SelectorStep& step : selector.within) out += step_text(step.element, step.variant) + " ";
  out += step_text(selector.element, selector.variant);
  if (selector.medium) out += *selector.medium == Media::pdf ? ".pdf" : ".ebook";
  return out;
}

void append_variants(const Document& document, NodeId node, bool odd_row, std::vector<std::string_view>& out) {
  const Node& at = document[node];
  switch (at.element) {
    case Element::heading:
      out.push_back(kHeadingLevels[static_cast<std::size_t>(std::clamp(document.data<HeadingData>(node).level, 1, 6) - 1)]);
      return;
    case Element::list:
      return append_list(document, node, out);
    case Element::item:
      return append_item(document, node, out);
    case Element::callout:
      return append_kind(document, node, out);
    case Element::callout_title:
      if (at.parent != kNoNode) append_kind(document, at.parent, out);
      return;
    case Element::paragraph:
      return append_paragraph(document, node, out);
    case Element::table_row:
      out.push_back(document.data<RowData>(node).header ? "header" : odd_row ? "odd" : "even");
      return;
    case Element::table_cell:
      return append_cell(document.data<CellData>(node), out);
    case Element::link:
      out.push_back(document.data<LinkData>(node).target.starts_with('#') ? "internal" : "external");
      if (at.parent != kNoNode && document[at.parent].element == Element::contents_line) out.push_back("contents");
      return;
    case Element::number:
      if (at.parent != kNoNode && document[at.parent].element == Element::caption) out.push_back("caption");
      if (at.parent != kNoNode && document[at.parent].element == Element::link) out.push_back("contents");
      return;
    case Element::header:
      if (document.book) out.push_back("book");
      return;
    case Element::publisher:
    case Element::kicker:
    case Element::title:
    case Element::standfirst:
    case Element::byline:  // those of a chapter are not on the title page
      if (document.book && at.parent != kNoNode && document[at.parent].element == Element::header) out.push_back("book");
      return;
    case Element::contents:
      out.push_back(kContents[static_cast<std::size_t>(document.data<ContentsData>(node).kind)]);
      if (document.book) out.push_back("book");
      return;
    case Element::term:
    case Element::description:
      if (at.parent != kNoNode && document[at.parent].element == Element::timeline) out.push_back("timeline");
      return;
    case Element::contents_line:
      out.push_back(kDepths[static_cast<std::size_t>(std::clamp(document.data<ContentsLineData>(node).depth, 1, 6) - 1)]);
      return;
    case Element::document: case Element::colophon: case Element::contents_list: case Element::contents_entry:
    case Element::index: case Element::index_letter: case Element::index_entry: case Element::notes:
    case Element::note: case Element::block_quote: case Element::quotation: case Element::attribution:
    case Element::code_block: case Element::equation: case Element::figure: case Element::caption: case Element::thematic_break:
    case Element::div: case Element::definition_list: case Element::timeline:
    case Element::table:
    case Element::text: case Element::soft_break: case Element::hard_break: case Element::emphasis:
    case Element::strong: case Element::strikethrough: case Element::superscript: case Element::subscript:
    case Element::highlight: case Element::underline: case Element::insertion:
    case Element::small: case Element::keyboard: case Element::abbreviation:
    case Element::code: case Element::formula: case Element::image: case Element::span: case Element::note_reference:
    case Element::page_reference:
    case Element::marker: case Element::callout_label: case Element::quote_mark: case Element::ornament:
    case Element::first_line: case Element::first_letter:
      return;
  }
}

bool VariantReader::is_odd(NodeId row) {
  const NodeId table = document_[row].parent;
  if (table == kNoNode) return true;
  if (table != table_ || row < row_) {
    table_ = table;
    row_ = document_.first_child(table);
    odd_ = true;
  }
  for (; row_ < row; row_ = document_.next_sibling(row_)) {
    const auto* data = std::get_if<RowData>(&document_[row_].payload);
    if (data != nullptr && data->begins_group) odd_ = true;
    if (data != nullptr && !data->header) odd_ = !odd_;
  }
  const auto* data = std::get_if<RowData>(&document_[row].payload);
  return odd_ || (data != nullptr && data->begins_group);
}

std::vector<std::string_view> VariantReader::of(NodeId node) {
  std::vector<std::string_view> out;
  const bool row = document_[node].element == Element::table_row;
  append_variants(document_, node, row && is_odd(node), out);
  for (const std::string& word : document_.attributes_of(node).classes)
    out.push_back(word);
  return out;
}

std::vector<std::string_view> variants(const Document& document, NodeId node) { return VariantReader(document).of(node); }

}  // namespace pamphlet
