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
  // Where nothing can be markup every word is kept. With markup only the inputs of the test `conservation` say so: telling what is
  // markup in any bytes is the reader itself.
  const bool plain = source->text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,.\n") == std::string::npos;
  fuzz::require(!plain || test::losses(*source, ".md", document, diagnostics).empty());
  return 0;
}
