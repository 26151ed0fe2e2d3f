// Any bytes as Markdown: the tree is sound, it resolves, and what is written from it can be read again.
#include <string_view>

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
  (void)dump(resolve(read, {"a"}, diagnostics));
  return 0;
}
