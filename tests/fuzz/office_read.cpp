// Any bytes as a Word or OpenDocument file: the tree is sound, its words are those of the source, and no picture appears twice.
// Zip archives seldom survive mutation, so the same bytes are also read as the main part of an archive that is sound.
#include <set>
#include <string>

#include "../unit/office/zip.h"
#include "office/office.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

void read(std::string_view bytes) {
  Diagnostics diagnostics;
  const office::Reading reading = office::read("a.docx", bytes, diagnostics);
  require(reading.source != nullptr && find_invalid_utf8(reading.source->text) == std::string_view::npos);
  for (const Diagnostic& one : diagnostics.items()) {
    require(one.span.begin <= one.span.end && one.span.end <= std::max<std::size_t>(reading.source->text.size(), 1));
  }
  std::set<std::string> names;
  for (const office::Picture& picture : reading.pictures) require(names.insert(picture.name).second);
  fuzz::check_tree(reading.document);
  (void)dump(resolve(reading.document, {"a"}, diagnostics));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(fuzz::as_text(data, size));
  read(bytes);
  read(testing::make_zip({{"[Content_Types].xml", ""}, {"word/document.xml", bytes}, {"word/numbering.xml", bytes}, {"word/styles.xml", bytes}, {"word/footnotes.xml", bytes},
                          {"word/_rels/document.xml.rels", "<R><R Id='s' Type='/styles' Target='styles.xml'/><R Id='n' Type='/numbering' Target='numbering.xml'/><R Id='f' Type='/footnotes' Target='footnotes.xml'/></R>"}}));
  read(testing::make_zip({{"content.xml", bytes}, {"styles.xml", bytes}, {"meta.xml", bytes}}));
  return 0;
}
