// Lists, quotations, callouts, figures, tables.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "base/utf8.h"
#include "epub/content_writer.h"

namespace pamphlet::epub {

namespace {

std::string_view kind_name(ListKind kind) {
  switch (kind) {
    case ListKind::bullet: return "bullet";
    case ListKind::ordered: return "ordered";
    case ListKind::task: return "task";
    case ListKind::marked: return "marked";
  }
  return {};
}

/// HTML's `type` of a list, "" for digits.
std::string_view type_letter(NumberStyle style) {
  switch (style) {
    case NumberStyle::decimal: return "";
    case NumberStyle::lower_alpha: return "a";
    case NumberStyle::upper_alpha: return "A";
    case NumberStyle::lower_roman: return "i";
    case NumberStyle::upper_roman: return "I";
  }
  return "";
}

Mark mark_of(CalloutKind kind) {
  switch (kind) {
    case CalloutKind::note: return Mark::note;
    case CalloutKind::tip: return Mark::tip;
    case CalloutKind::important: return Mark::important;
    case CalloutKind::warning: return Mark::warning;
    case CalloutKind::caution: return Mark::caution;
    case CalloutKind::help: return Mark::help;
    case CalloutKind::summary: return Mark::summary;
  }
  return Mark::none;
}

/// Kinds are called as their marks are.
std::string_view kind_name(CalloutKind kind) { return name(mark_of(kind)); }

std::string_view align_class(CellAlign align) {
  switch (align) {
    case CellAlign::left: return "left";
    case CellAlign::center: return "center";
    case CellAlign::right: return "right";
    case CellAlign::none: break;
  }
  return {};
}

}  // namespace

/// Numbers in circles: a browser's own markers have no ground, so these are text.
bool ContentWriter::has_boxed_numbers(NodeId list) const {
  const NodeId first = document_.first_child(list);
  const auto* data = std::get_if<ListData>(&document_[list].payload);
  if (data == nullptr || data->kind != ListKind::ordered || first == kNoNode || document_[first].element != Element::item) return false;
  const ComputedStyle& style = job_.styled.pseudo(first, Element::marker);
  return draws_box(style) && style.display != DisplayMode::none;
}

void ContentWriter::list(NodeId node) {
  const ListData& data = document_.data<ListData>(node);
  const bool ordered = data.kind == ListKind::ordered;
  const bool own_marker = data.kind == ListKind::task || data.kind == ListKind::marked || has_boxed_numbers(node);
  std::string classes(kind_name(data.kind));
  if (has_boxed_numbers(node)) classes += " numbered";
  if (!data.tight) classes += " loose";
  xml_.open(ordered ? "ol" : "ul");
  attributes(node, classes);
  // WebKit takes `list-style: none` as "no list" and VoiceOver then counts no items; the role says that it is one.
  if (own_marker) xml_.attribute("role", "list");
  if (ordered) xml_.optional("type", type_letter(data.style));
  if (ordered && data.start != 1) xml_.attribute("start", fmt::format("{}", data.start));
  xml_.raw("\n");
  std::int64_t expected = data.start;
  for (const NodeId child : children(document_, node)) item(child, data, expected);
  xml_.close().raw("\n");
}

void ContentWriter::item(NodeId node, const ListData& list, std::int64_t& expected) {
  if (document_[node].element != Element::item) return write_node(node);
  const ItemData& data = document_.data<ItemData>(node);
  xml_.open("li");
  attributes(node);
  if (list.kind == ListKind::ordered && data.number != 0 && data.number != expected) {
    xml_.attribute("value", fmt::format("{}", data.number));
    expected = data.number;
  }
  ++expected;
  const bool own_marker = list.kind == ListKind::task || list.kind == ListKind::marked || has_boxed_numbers(document_[node].parent);
  const NodeId first = document_.first_child(node);
  const bool opens_with_text = first != kNoNode && document_[first].element == Element::paragraph;
  if (own_marker) {
    xml_.open("p", {{"class", "hang"}});
    hanging_marker(node, list);
    if (opens_with_text) {
      last_ = 0;
      soft_break_ = false;
      needs_tag(first) ? inline_element(first, "span") : children_of(first);
    }
    xml_.close();
  } else if (opens_with_text) {
    if (list.tight && !needs_tag(first)) {
      last_ = 0;
      soft_break_ = false;
      children_of(first);
    } else {
      xml_.raw("\n");
      write_node(first);
    }
  }
  for (const NodeId child : children(document_, node)) {
    if (child == first && opens_with_text) continue;
    xml_.raw("\n");
    write_node(child);
  }
  xml_.close().raw("\n");
}

void ContentWriter::hanging_marker(NodeId item, const ListData& list) {
  const ItemData& data = document_.data<ItemData>(item);
  if (list.kind == ListKind::task && !data.checked.has_value()) return xml_.element("span", {{"class", "marker"}}, "\u2022"), void();
  if (list.kind == ListKind::ordered) return xml_.element("span", {{"class", "marker"}}, counter_text(data.number, list.style)), xml_.raw(" "), void();
  const ComputedStyle& style = job_.styled.pseudo(item, Element::marker);
  const std::string_view lang = document_.lang(item);
  const Mark box = data.checked.value_or(false) ? Mark::task_done : Mark::task_open;
  const Mark mark = list.kind == ListKind::task ? box : data.mark;
  const std::string path = mark_path(job_, mark, style);
  if (!path.empty()) {
    const std::string_view spoken = list.kind == ListKind::task ? spoken_term(mark) : spoken_term(data);
    mark_image(path, spoken.empty() ? std::string_view() : term(spoken, lang), style.mark_ground.visible() ? "mark disc" : "mark");
  } else if (style.display != DisplayMode::none) {
    const std::string_view tick = box == Mark::task_done ? "\u2611" : "\u2610";
    const std::string_view emoji = data.marker.empty() ? canonical_emoji(mark) : std::string_view(data.marker);
    const std::string_view shown = list.kind == ListKind::task ? tick : emoji;
    if (!shown.empty()) xml_.element("span", {{"class", "marker"}}, shown);
  }
}

void ContentWriter::definition_list(NodeId node) {
  open_element(node);
  xml_.raw("\n");
  // The content model is groups of dt, then dd (HTML §4.4.9): what is missing is filled, so that nothing is dropped.
  Element before = Element::description;
  bool any = false;
  for (const NodeId child : children(document_, node)) {
    const Element element = document_[child].element;
    const bool is_term = element == Element::term;
    if (!is_term && !any) xml_.open("dt").close();
    xml_.open(is_term ? "dt" : "dd");
    if (is_term || element == Element::description) attributes(child);
    last_ = 0;
    soft_break_ = false;
    const NodeId first = document_.first_child(child);
    const bool single_text = element == Element::description && first != kNoNode && document_[first].element == Element::paragraph &&
                             document_[first].end == document_[child].end && !needs_tag(first);
    if (is_term) children_of(child);
    else if (single_text) children_of(first);
    else if (element == Element::description) children_of(child);
    else write_node(child);
    xml_.close().raw("\n");
    before = is_term ? Element::term : Element::description;
    any = true;
  }
  if (any && before == Element::term) xml_.open("dd").close().raw("\n");
  xml_.close().raw("\n");
}

void ContentWriter::quotation(NodeId node) {
  const ComputedStyle& style = job_.styled.pseudo(node, Element::quote_mark);
  const std::string path = mark_path(job_, style.content.mark, style);
  open_element(node);
  xml_.raw("\n");
  bool pending = !path.empty();
  for (const NodeId child : children(document_, node)) {
    // The mark stands beside the words, not beside the speaker.
    if (pending && document_[child].element != Element::attribution) {
      xml_.open("div", {{"class", "quote-mark"}});
      mark_image(path, {}, "quote-mark");
      xml_.close().raw("\n");
      pending = false;
    }
    write_node(child);
  }
  xml_.close().raw("\n");
}

void ContentWriter::callout(NodeId node) {
  const CalloutKind kind = document_.data<CalloutData>(node).kind;
  const NodeId title = find_child(document_, node, Element::callout_title);
  const bool labelled = title != kNoNode || job_.styled.pseudo(node, Element::callout_label).display != DisplayMode::none;
  xml_.open("aside");
  attributes(node, fmt::format("callout {}", kind_name(kind)));
  if (kind == CalloutKind::tip) xml_.attribute("epub:type", "tip").attribute("role", "doc-tip");
  else xml_.attribute("role", "note");
  if (labelled) xml_.attribute("aria-labelledby", fmt::format("{}.label", job_.plan.id(node)));
  else xml_.attribute("aria-label", term(kind_name(kind), document_.lang(node)));
  xml_.raw("\n");
  if (labelled) callout_label(node, title);
  for (const NodeId child : children(document_, node))
    if (child != title) write_node(child);
  xml_.close().raw("\n");
}

void ContentWriter::callout_label(NodeId node, NodeId title) {
  const CalloutKind kind = document_.data<CalloutData>(node).kind;
  const ComputedStyle& style = job_.styled.pseudo(node, Element::callout_label);
  const std::string_view kind_term = term(kind_name(kind), document_.lang(node));
  const std::string path = style.mark_size.em > 0 ? mark_path(job_, mark_of(kind), style) : std::string();
  // A title of the author's looks like the label that it replaces.
  xml_.open("p", {{"class", title == kNoNode ? "callout-label" : "callout-label callout-title"}, {"id", fmt::format("{}.label", job_.plan.id(node))}});
  const bool spoken = title != kNoNode;  // the author's title need not say that this is a warning
  if (!path.empty()) {
    mark_image(path, spoken ? kind_term : std::string_view(), style.mark_ground.visible() ? "mark disc" : "mark");
    xml_.raw(" ");
  }
  last_ = 0;
  soft_break_ = false;
  if (title == kNoNode) xml_.text(kind_term);
  else needs_tag(title) ? inline_element(title, "span") : children_of(title);
  xml_.close().raw("\n");
}

void ContentWriter::figure(NodeId node) {
  const NodeId picture = find_child(document_, node, Element::image);
  if (job_.styled[node].float_ != Float::none && picture != kNoNode) {  // its width is a share of the text that it stands beside
    xml_.open("figure");
    attributes(node, width_class(document_.data<ImageData>(picture)));
  } else {
    open_element(node);
  }
  xml_.raw("\n");
  const NodeId caption = find_child(document_, node, Element::caption);
  const bool above = caption != kNoNode && job_.styled[caption].caption_side == CaptionSide::top;
  if (above) text_block(caption, "figcaption");
  for (const NodeId child : children(document_, node)) {
    if (child == caption) continue;
    if (document_[child].element == Element::image) image(child, true);
    else write_node(child);
    xml_.raw("\n");
  }
  if (caption != kNoNode && !above) text_block(caption, "figcaption");
  xml_.close().raw("\n");
}

namespace {

/// HTML §4.9.11: the attribute is left out for a span of one.
std::string span_text(std::uint32_t span) { return span > 1 ? std::to_string(span) : std::string(); }

/// Without a scope of its own, as only a document has that was never resolved, a head is one of its row or column.
std::string_view scope_name(CellScope scope, bool header_row) {
  switch (scope) {
    case CellScope::none: return header_row ? "col" : "row";
    case CellScope::column:
    case CellScope::column_group: return "col";  // "colgroup" is only allowed inside a <colgroup>, and we write none
    case CellScope::row: return "row";
    case CellScope::row_group: return "rowgroup";
  }
  return "";
}

}  // namespace

/// Whether a telephone shows each row as a list of its cells, each with the head of its column: four columns of words have no room
/// there. Not where cells span others, or where the columns have no heads of their own.
bool ContentWriter::becomes_a_list(NodeId table) {
  constexpr std::size_t kMostOnATelephone = 3;
  column_heads_.clear();
  bool first = true;
  for (const NodeId row : children(document_, table)) {
    if (document_[row].element != Element::table_row) continue;
    if (first && !document_.data<RowData>(row).header) return false;
    for (const NodeId cell : children(document_, row)) {
      const auto* data = std::get_if<CellData>(&document_[cell].payload);
      if (data == nullptr || data->row_span > 1 || data->column_span > 1) return false;
      if (first) column_heads_.push_back(collapse_spaces(document_.plain_text(cell)));
    }
    if (!first && document_.data<RowData>(row).header) return false;
    first = false;
  }
  return column_heads_.size() > kMostOnATelephone;
}

void ContentWriter::table(NodeId node) {
  bool cells = false;
  for (const NodeId row : children(document_, node)) {
    cells = cells || (document_[row].element == Element::table_row && document_.first_child(row) != kNoNode);
  }
  const NodeId caption = find_child(document_, node, Element::caption);
  if (!cells) {
    if (caption != kNoNode) write_node(caption);
    return;
  }
  const std::vector<double> widths = stated_widths(document_, node);
  stacks_ = becomes_a_list(node);
  const bool wide = stacks_;
  job_.sizes.wide_table = job_.sizes.wide_table || wide;
  if (wide) xml_.open("div", {{"class", "wide-table"}}).raw("\n");
  xml_.open("table");
  std::string classes = widths.empty() ? "" : "stated";
  if (stacks_) classes += classes.empty() ? "stacks" : " stacks";
  attributes(node, classes);
  xml_.raw("\n");
  if (caption != kNoNode) text_block(caption, "caption");  // HTML §4.9.2: the first child, wherever it is shown
  if (!widths.empty()) xml_.open("colgroup");
  for (const double share : widths) {
    const int percent = std::max(1, static_cast<int>(std::lround(share * 100)));
    job_.sizes.column_widths.insert(percent);
    xml_.leaf("col", {{"class", fmt::format("w{}", percent)}});
  }
  if (!widths.empty()) xml_.close().raw("\n");
  table_rows(node);
  xml_.close().raw("\n");
  if (wide) xml_.close().raw("\n");
}

void ContentWriter::table_rows(NodeId table) {
  const std::vector<EmptySlots> empty = empty_slots(document_, table);
  const std::vector<CellHeads> named = cell_heads(document_, table);
  auto slots = empty.begin();
  auto heads = named.begin();
  std::string_view section;
  for (const NodeId row : children(document_, table)) {
    if (document_[row].element != Element::table_row) continue;
    const RowData& data = document_.data<RowData>(row);
    const bool head = data.header && section != "tbody";  // a header row further down stays in the body
    const std::string_view wanted = head ? "thead" : "tbody";
    if (section != wanted || data.begins_group) {
      if (!section.empty()) xml_.close().raw("\n");
      xml_.open(section = wanted).raw("\n");
    }
    xml_.open("tr");
    attributes(row);
    for (const NodeId cell : children(document_, row)) {
      const bool names = heads != named.end() && heads->cell == cell;
      table_cell(cell, names ? &*heads++ : nullptr);
    }
    for (; slots != empty.end() && slots->row == row; ++slots) {
      xml_.open("td").optional("colspan", span_text(slots->column_span)).close();
    }
    xml_.close().raw("\n");
  }
  if (!section.empty()) xml_.close().raw("\n");
}

void ContentWriter::table_cell(NodeId cell, const CellHeads* heads) {
  const bool is_cell = document_[cell].element == Element::table_cell;
  const CellData data = is_cell ? document_.data<CellData>(cell) : CellData{};
  const auto* row = std::get_if<RowData>(&document_[document_[cell].parent].payload);
  const bool header_row = row != nullptr && row->header;
  // An empty header names nothing: a screen reader would announce a blank for every cell below it.
  const bool header = (header_row || data.header) && !trim(document_.plain_text(cell)).empty();
  xml_.open(header ? "th" : "td");
  attributes(cell, align_class(data.align));
  xml_.optional("rowspan", span_text(data.row_span)).optional("colspan", span_text(data.column_span));
  if (header) xml_.attribute("scope", scope_name(data.scope, header_row));
  std::string ids;
  for (std::size_t k = 0; heads != nullptr && k < heads->heads.size(); ++k) {
    if (k > 0) ids += ' ';
    ids += job_.plan.id(heads->heads[k]);
  }
  xml_.optional("headers", ids);
  if (stacks_ && !header_row && data.column < column_heads_.size()) xml_.optional("data-head", column_heads_[data.column]);
  last_ = 0;
  soft_break_ = false;
  if (is_cell) children_of(cell);
  else write_node(cell);
  xml_.close();
}

void ContentWriter::thematic_break(NodeId node) {
  const ComputedStyle& style = job_.styled.pseudo(node, Element::ornament);
  const std::string path = mark_path(job_, style.content.mark, style);
  const bool text = !style.content.text.empty() && style.display != DisplayMode::none;
  // Not <hr>: in many readers it shows neither a picture nor generated content. A text is the style sheet's (`content`).
  xml_.open(path.empty() && !text ? "hr" : "div");
  attributes(node, path.empty() && !text ? "" : "ornament");
  if (path.empty() && !text) {
    xml_.close_empty().raw("\n");
    return;
  }
  xml_.attribute("role", "separator");
  if (!path.empty()) mark_image(path, {}, "ornament-mark");
  xml_.close().raw("\n");
}

}  // namespace pamphlet::epub
