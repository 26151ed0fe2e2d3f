// Any sequence of builder events and any metadata: resolve() yields a sound tree with valid, unique ids.
#include <cstdlib>
#include <set>

#include "base/utf8.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

struct Bytes {
  const std::uint8_t* data;
  std::size_t left;
  std::uint8_t next() {
    if (left == 0) return 0;
    --left;
    return *data++;
  }
  std::string text() {
    const std::size_t length = std::min<std::size_t>(next() % 24, left);
    std::string raw(reinterpret_cast<const char*>(data), length);
    data += length;
    left -= length;
    return to_utf8(to_utf32(raw));
  }
};

Payload payload_for(Element element, Bytes& in) {
  switch (element) {
    case Element::heading:
      return HeadingData{1 + in.next() % 6};
    case Element::list:
      return ListData{};
    case Element::item:
      return ItemData{};
    case Element::callout:
      return CalloutData{};
    case Element::code_block:
      return CodeData{};
    case Element::link:
      return LinkData{(in.next() % 2 ? "#" : "https://e.org/") + in.text(), ""};
    case Element::image:
      return ImageData{in.text(), "", in.text(), false, {}};
    case Element::table:
      return TableData{{CellAlign::none}};
    case Element::table_row:
      return RowData{};
    case Element::table_cell:
      return CellData{};
    case Element::note:
      return NoteData{in.text(), 0};
    case Element::note_reference:
      return NoteReferenceData{};
    default:
      return {};
  }
}

void step(DocumentBuilder& builder, Bytes& in) {
  const std::uint8_t what = in.next();
  const Span span{in.next(), in.next()};
  if (what < 60) return builder.close();
  if (what < 110) return (void)builder.text(in.text(), span);
  if (what < 120) return (void)builder.code(in.text(), span);
  const auto element = static_cast<Element>(what % element_count());
  if (info(element).display == Display::pseudo || element == Element::text || element == Element::code ||
      element == Element::document || builder.depth() >= kMaxDepth) {
    return;
  }
  Attributes attributes;
  const std::uint8_t flags = in.next();
  if (flags & 1) attributes.id = in.text();
  if (flags & 2) attributes.lang = in.text();
  if (flags & 4) attributes.dir = in.text();
  if (element == Element::note_reference) attributes.values = {{"label", in.text()}};
  builder.open(element, span, payload_for(element, in), attributes);
  if (info(element).display == Display::leaf) builder.close();
}

void check(const Document& document) {
  require(document[0].end == document.nodes.size());
  std::set<std::string> ids;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    require(node.parent < id && node.end > id && node.end <= document[node.parent].end);
    const Attributes& attributes = document.attributes_of(id);
    require(attributes.id.empty() || ids.insert(attributes.id).second);
    if (node.element == Element::heading) require(!attributes.id.empty());
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
  Bytes in{data, size};
  DocumentBuilder builder(source);
  Meta& meta = builder.meta();
  const std::uint8_t flags = in.next();
  if (flags & 1) meta.title = {in.text(), {1, 2}};
  if (flags & 2) meta.lang = {in.text(), {2, 3}};
  if (flags & 4) meta.authors = {{in.text(), {3, 4}}, {in.text(), {4, 5}}};
  if (flags & 8) meta.sources = {{"https://" + in.text(), {5, 6}}, {in.text(), {6, 7}}};
  if (flags & 16) meta.date = from_days(in.next() * 100);
  while (in.left > 0)
    step(builder, in);
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"stem"}, diagnostics);
  check(document);
  require(!dump(document).empty());
  require(find_invalid_utf8(document.plain_text(0)) == std::string::npos);
  for (const Diagnostic& diagnostic : diagnostics.items())
    (void)format(diagnostic);
  // Marks and emoji at any place of any text.
  const std::string text = to_utf8(to_utf32({reinterpret_cast<const char*>(data), size}));
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    require(find_mark(rest).second <= rest.size() && emoji_length(rest) <= rest.size());
    (void)next_code_point(text, at);
  }
  return 0;
}
