// Any bytes as Markdown: the tree is sound, it resolves, no word is lost in silence, and what is written from it can be read
// again.
#include <algorithm>
#include <string_view>

#include "../conservation/conservation.cpp"
#include "markdown/markdown.h"
#include "tree.h"

using namespace pamphlet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto source = decode_source("a.md", fuzz::as_text(data, size), diagnostics);
  const Document read = read_markdown(*source, {}, diagnostics);
  fuzz::check_tree(read);
  const Source written("b.md", write_markdown(read));
  fuzz::check_tree(read_markdown(written, {}, diagnostics));
  const Document document = resolve(read, {"a"}, diagnostics);
  (void)dump(document);
  // Cells beyond a table's head are lost, as GFM has it.
  const bool table = std::any_of(document.nodes.begin(), document.nodes.end(), [](const Node& node) { return node.element == Element::table; });
  fuzz::require(table || test::losses(*source, ".md", document, diagnostics).empty());
  return 0;
}
