// Any bytes as a web page, and as HTML between pieces: every piece comes out once, the tree is sound, and no node is more than the bytes pay for.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/charset.h"
#include "html/html.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

struct Counting : html::Host {
  explicit Counting(DocumentBuilder& out) : builder(out) {}
  void write_blocks(std::uint32_t piece) override {
    builder.open(Element::paragraph, {});
    write_words(piece);
    builder.close();
  }
  void write_words(std::uint32_t) override { builder.text("x", {}); }
  bool has_room(Element, Span) override { return builder.depth() + 5 <= kMaxDepth; }
  void report(Code, Span, std::string, std::string) override {}
  bool keeps_files() const override { return false; }
  DocumentBuilder& builder;
};

/// Every 0x01 byte of the text is a piece; with `holds`, every second one closes the piece that the one before opened.
html::Fragment fragment_of(std::string_view text, bool blocks, bool holds) {
  html::Fragment fragment(blocks);
  bool open = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\x01', at), text.size());
    fragment.html(text.substr(at, end - at), static_cast<std::uint32_t>(at));
    if (end < text.size()) {
      if (!holds) fragment.piece();
      else if (!std::exchange(open, !open)) fragment.open_piece();
      else fragment.close_piece();
    }
    at = end + 1;
  }
  if (open) fragment.close_piece();
  return fragment;
}

std::size_t check(const html::Tree& tree, std::size_t bytes) {
  std::vector<bool> seen;
  for (std::uint32_t id = 0; id < tree.nodes.size(); ++id) {
    const html::Node& node = tree[id];
    require(node.end > id && node.end <= tree.nodes.size() && (id == 0 || (node.parent < id && node.end <= tree[node.parent].end)));
    require(node.span.begin <= node.span.end && node.span.end <= bytes);
    if (node.kind != html::Node::Kind::piece) continue;
    if (seen.size() <= node.data) seen.resize(node.data + 1);
    require(!seen[node.data]);
    seen[node.data] = true;
  }
  require(tree.nodes.size() <= 4000 + 8 * bytes);
  std::size_t pieces = 0;
  for (const bool one : seen) pieces += one ? 1 : 0;
  return pieces;
}

// A whole page: the article's tree is sound, and no node is more than the bytes pay for.
void check_page(std::string_view bytes) {
  Diagnostics diagnostics;
  const std::string charset = html::declared_charset(bytes);
  const std::string converted = from_charset(bytes, charset);
  const auto source = decode_source("a.html", converted.empty() ? bytes : converted, diagnostics);
  (void)html::is_html(source->text);
  for (const bool whole : {false, true}) {
    const Document document = read_html(*source, {whole}, diagnostics);
    fuzz::check_tree(document);
    require(document.nodes.size() <= 4000 + 16 * source->text.size());
    (void)dump(resolve(document, {"a"}, diagnostics));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_page(fuzz::as_text(data, size));
  std::string marked(fuzz::as_text(data, size));  // decode_source lets no control character in, so the pieces are marked after it
  for (char& c : marked) {
    if (c == '|') c = '\x01';
  }
  Diagnostics diagnostics;
  for (const bool holds : {false, true}) {
    std::string text;
    std::size_t pieces = 0;
    for (std::size_t at = 0; at <= marked.size();) {
      const std::size_t end = std::min(marked.find('\x01', at), marked.size());
      text += decode_source("a.html", std::string_view(marked).substr(at, end - at), diagnostics)->text;
      if (end < marked.size()) text += '\x01', ++pieces;
      at = end + 1;
    }
    const Source source("a.html", text);
    const html::Fragment fragment = fragment_of(source.text, !holds, holds);
    const html::Tree tree = html::parse(fragment, [](Code, Span, const std::string&, const std::string&) {});
    const std::size_t found = check(tree, source.text.size());
    if (holds) continue;  // pieces go together with an element that is dropped
    require(found == pieces);
    DocumentBuilder builder(source);
    Counting host(builder);
    html::read(tree, builder, host);
    const Document document = builder.finish();
    fuzz::check_tree(document);
    (void)dump(resolve(document, {"a"}, diagnostics));
  }
  return 0;
}
