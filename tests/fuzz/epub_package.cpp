// Any tree with any text becomes a package whose XML is well-formed, and an archive.
#include <string>

#include <pugixml.hpp>

#include "epub/epub.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

Document build(fuzz::Bytes& in, const Source& source) {
  DocumentBuilder builder(source);
  builder.meta() = fuzz::meta_from(in);
  while (!in.empty()) fuzz::build_step(builder, in);
  return builder.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  static const FontLibrary fonts{FontCatalog{}};
  const Source source("fuzz.md", "");
  fuzz::Bytes in(data, size);
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
