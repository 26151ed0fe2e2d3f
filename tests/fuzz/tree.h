// Trees of any bytes, and what holds for every tree.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "doc/doc.h"
#include "fuzz.h"

namespace pamphlet::fuzz {

/// The data that a node of the element has: every reader gives it.
inline Payload payload_for(Element element, Bytes& in) {
  const auto address = [&] { return (in.next() % 2 != 0 ? "#" : "https://e.org/") + in.text(); };
  switch (element) {
    case Element::heading: return HeadingData{1 + in.next() % 6};
    case Element::list: return ListData{static_cast<ListKind>(in.next() % 4), in.next() % 2 == 0, in.next(), '.', Mark::none};
    case Element::item: return ItemData{in.next(), in.next() % 2 == 0, static_cast<Mark>(in.next() % kMarkCount), MarkSense::usual, in.text()};
    case Element::callout: return CalloutData{static_cast<CalloutKind>(in.next() % 7)};
    case Element::code_block: return CodeData{in.text()};
    case Element::formula: return FormulaData{in.text(), in.next() % 2 == 0};
    case Element::link: return LinkData{address(), in.text()};
    case Element::image: return ImageData{in.text(), in.text(), in.text(), in.next() % 3 == 0, static_cast<float>(in.next()) / 200};
    case Element::table: return TableData{std::vector<CellAlign>(in.next() % 5)};
    case Element::table_row: return RowData{in.next() % 2 == 0, in.next() % 8 == 0};
    case Element::table_cell: {
      CellData data{static_cast<CellAlign>(in.next() % 4), in.next() % 3 == 0};
      data.row_span = in.next() % 8 == 0 ? in.number() % kMaxRowSpan : 1;
      data.column_span = in.next() % 8 == 0 ? 1 + in.number() % kMaxColumnSpan : 1;
      data.scope = static_cast<CellScope>(in.next() % 5);
      return data;
    }
    case Element::contents: return ContentsData{static_cast<ContentsKind>(in.next() % 3)};
    case Element::contents_line: return ContentsLineData{1 + in.next() % 6};
    case Element::page_reference: return PageReferenceData{kNoNode, static_cast<PageForm>(in.next() % 3), in.text()};
    case Element::note: return NoteData{in.text(), in.next()};
    case Element::note_reference: return NoteReferenceData{in.next(), in.next(), 1};
    default: return {};
  }
}

/// Whether a reader may open a node of the element: pseudo-elements are no nodes, text has an event of its own.
inline bool is_opened(Element element) {
  return info(element).display != Display::pseudo && element != Element::document && element != Element::text &&
         element != Element::code;
}

inline Attributes attributes_from(Bytes& in) {
  Attributes attributes;
  const std::uint8_t flags = in.next();
  if ((flags & 1) != 0) attributes.id = in.text();
  if ((flags & 2) != 0) attributes.lang = (flags & 8) != 0 ? "fr" : in.text();
  if ((flags & 4) != 0) attributes.dir = (flags & 8) != 0 ? "rtl" : in.text();
  return attributes;
}

/// One event of a reader.
inline void build_step(DocumentBuilder& builder, Bytes& in) {
  const std::uint8_t what = in.next();
  const std::uint8_t begin = in.next(), end = in.next();
  const Span span{std::min(begin, end), std::max(begin, end)};
  if (what < 60) return builder.close();
  if (what < 110) return static_cast<void>(builder.text(in.text(), span));
  if (what < 120) return static_cast<void>(builder.code(in.text(), span));
  const auto element = static_cast<Element>(in.next() % element_count());
  if (!is_opened(element) || builder.depth() >= kMaxDepth) return;
  Attributes attributes = attributes_from(in);
  if (element == Element::note_reference) attributes.values = {{"label", in.text()}};
  builder.open(element, span, payload_for(element, in), std::move(attributes));
  if (info(element).display == Display::leaf) builder.close();
}

inline Meta meta_from(Bytes& in) {
  Meta meta;
  const std::uint8_t flags = in.next();
  if ((flags & 1) != 0) meta.title = {in.text(), {1, 2}};
  if ((flags & 2) != 0) meta.lang = {in.text(), {2, 3}};
  if ((flags & 4) != 0) meta.authors = {{in.text(), {3, 4}}, {in.text(), {4, 5}}};
  if ((flags & 8) != 0) meta.sources = {{"https://" + in.text(), {5, 6}}, {in.text(), {6, 7}}};
  if ((flags & 16) != 0) meta.date = from_days(in.next() * 100);
  if ((flags & 32) != 0) meta.publisher = {in.text(), {7, 8}}, meta.identifier = {in.text(), {8, 9}};
  if ((flags & 64) != 0) meta.description = {in.text(), {9, 10}}, meta.subtitle = {in.text(), {10, 11}};
  if ((flags & 128) != 0) meta.dir = "rtl";
  return meta;
}

/// Preorder with extents: every node lies inside its parent, every text inside the pool, every span inside the source.
inline void check_tree(const Document& document) {
  require(!document.nodes.empty() && document[0].end == document.nodes.size());
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    require(node.parent < id && node.end > id && node.end <= document[node.parent].end);
    require(node.span.begin <= node.span.end && node.span.end <= document.source->text.size());
    if (const auto* text = std::get_if<TextData>(&node.payload)) require(text->begin + text->length <= document.text_pool.size());
  }
}

}  // namespace pamphlet::fuzz
