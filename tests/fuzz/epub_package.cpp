// Any tree with any text becomes a package whose XML is well-formed, and an archive.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <pugixml.hpp>

#include "epub/epub.h"

using namespace pamphlet;

namespace {

/// Reads the input as commands; what is missing is zeros.
struct Input {
  const std::uint8_t* data;
  std::size_t size, at = 0;
  std::uint8_t byte() { return at < size ? data[at++] : std::uint8_t{0}; }
  std::string text() {
    const std::size_t length = std::min<std::size_t>(byte() % 24, size - at);
    std::string raw(reinterpret_cast<const char*>(data) + at, length);
    at += length;
    // Readers hand on valid UTF-8: bytes that are not are taken as Latin-1.
    std::string out;
    for (const char c : raw) {
      const auto value = static_cast<unsigned char>(c);
      if (value < 0x80) out += c;
      else out += {static_cast<char>(0xC0 | value >> 6), static_cast<char>(0x80 | (value & 0x3F))};
    }
    return out;
  }
};

Payload payload(Element element, Input& in) {
  switch (element) {
    case Element::heading: return HeadingData{1 + in.byte() % 6};
    case Element::list: return ListData{static_cast<ListKind>(in.byte() % 4), in.byte() % 2 == 0, in.byte(), '.', Mark::none};
    case Element::item: return ItemData{in.byte(), in.byte() % 2 == 0, static_cast<Mark>(in.byte() % kMarkCount), in.text()};
    case Element::callout: return CalloutData{static_cast<CalloutKind>(in.byte() % 7)};
    case Element::code_block: return CodeData{in.text()};
    case Element::link: return LinkData{in.text(), in.text()};
    case Element::image: return ImageData{in.text(), in.text(), in.text(), in.byte() % 2 == 0, in.byte() / 200.0};
    case Element::table: return TableData{};
    case Element::table_row: return RowData{in.byte() % 2 == 0};
    case Element::table_cell: return CellData{static_cast<CellAlign>(in.byte() % 4), in.byte() % 2 == 0, 0};
    case Element::contents: return ContentsData{static_cast<ContentsKind>(in.byte() % 3)};
    case Element::contents_line: return ContentsLineData{1 + in.byte() % 6};
    case Element::page_reference: return PageReferenceData{};
    case Element::note: return NoteData{in.text(), in.byte()};
    case Element::note_reference: return NoteReferenceData{in.byte(), in.byte(), 1};
    default: return {};
  }
}

Document build(Input& in, const Source& source) {
  DocumentBuilder builder(source);
  Meta& meta = builder.meta();
  for (MetaText* field : {&meta.title, &meta.lang, &meta.publisher, &meta.identifier, &meta.description, &meta.subtitle}) field->value = in.text();
  meta.authors = {{in.text(), {}}};
  meta.dir = in.byte() % 2 == 0 ? "ltr" : "rtl";
  while (in.at < in.size) {
    const unsigned command = in.byte();
    const auto element = static_cast<Element>(in.byte() % element_count());
    const bool real = info(element).display != Display::pseudo && element != Element::text && element != Element::code && element != Element::document;
    if (command % 4 == 0 && builder.depth() > 1) builder.close();
    else if (command % 4 == 1 || builder.depth() > 60) builder.text(in.text(), {});
    else if (command % 4 == 2 && real) {
      Attributes attributes;
      attributes.id = in.text();
      attributes.lang = in.text();
      builder.open(element, {}, payload(element, in), std::move(attributes));
    } else if (real) builder.open(element, {}, payload(element, in));
  }
  return builder.finish();
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  static const FontLibrary fonts{FontCatalog{}};
  const Source source("fuzz.md", "");
  Input in{data, size};
  const Document document = build(in, source);
  Diagnostics diagnostics;
  const ImageSet images;
  const Style style;
  const auto no_mark = [](std::string_view) -> const Drawing* { return nullptr; };
  const Package package = make_package({document, style, images, fonts, no_mark, size % 2 == 0}, diagnostics);
  for (const PackageFile& file : package.files) {
    if (!file.path.ends_with("ml") && !file.path.ends_with(".opf") && !file.path.ends_with(".ncx")) continue;
    pugi::xml_document xml;
    require(static_cast<bool>(xml.load_buffer(file.bytes.data(), file.bytes.size(), pugi::parse_full)));
  }
  require(write_package(package, diagnostics).has_value());
  return 0;
}
