// Any bytes as Markdown: the tree is sound, it resolves, and what is written from it can be read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

/// Preorder with extents: every node lies inside its parent, every text inside the pool.
void check(const Document& document) {
  require(!document.nodes.empty() && document[0].end == document.nodes.size());
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    require(node.parent < id && node.end > id && node.end <= document[node.parent].end);
    require(node.span.begin <= node.span.end && node.span.end <= document.source->text.size());
    if (const auto* text = std::get_if<TextData>(&node.payload)) require(text->begin + text->length <= document.text_pool.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto source = decode_source("a.md", {reinterpret_cast<const char*>(data), size}, diagnostics);
  const Document read = read_markdown(*source, {}, diagnostics);
  check(read);
  const Source written("b.md", write_markdown(read));
  check(read_markdown(written, {}, diagnostics));
  (void)dump(resolve(read, {"a"}, diagnostics));
  return 0;
}
