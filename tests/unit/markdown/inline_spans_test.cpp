// Every inline node knows the bytes of the source that it came from, whatever stands around its lines.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

/// The inline nodes of an article, each with its stretch of the source: "strong:**a** text:a ".
std::string stretches(const std::string& markdown) {
  Diagnostics diagnostics;
  const Source source("test.md", markdown);
  const Document document = read_markdown(source, {}, diagnostics);
  std::string out;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (!is_inline(node.element) || node.element == Element::soft_break) continue;
    out += std::string(info(node.element).name) + ":" + source.text.substr(node.span.begin, node.span.end - node.span.begin) + " ";
  }
  return out;
}

/// Texts whose stretch of the source is not what they say, though nothing in it had to be undone.
int wrong_texts(const std::string& name, const std::string& markdown) {
  Diagnostics diagnostics;
  const Source source(name, markdown);
  MarkdownOptions options;
  options.smart_punctuation = false;  // it would change the words
  options.book = true;                // else the words of a link that goes join those around it
  const Document document = read_markdown(source, options, diagnostics);
  int wrong = 0;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element != Element::text && node.element != Element::code) continue;
    NodeId block = id;
    while (document[block].parent != 0) block = document[block].parent;
    if (document[block].element == Element::title || document[block].element == Element::standfirst || document[block].element == Element::kicker || document[block].element == Element::publisher)
      continue;  // of the front matter: the place is the value's
    const std::string there = source.text.substr(node.span.begin, node.span.end - node.span.begin);
    const bool caption = document[node.parent].element == Element::caption;  // a picture's title: the place is the picture's
    if (caption || there.find_first_of("\\&<\n") != std::string::npos || document[node.parent].element == Element::code_block) continue;
    if (there == document.text(id)) continue;
    ++wrong;
    MESSAGE(name << " " << node.span.begin << ": [" << there << "] is not [" << document.text(id) << "]");
  }
  return wrong;
}

}  // namespace

TEST_CASE("inline nodes know their stretch of the source") {
  CHECK(stretches("a *b* **c** ~~d~~ `e`") == "text:a  emphasis:*b* text:b text:  strong:**c** text:c text:  strikethrough:~~d~~ text:d text:  code:e ");
  CHECK(stretches("[a](https://x.org) ![b](c.png) d[^e]") == "link:[a](https://x.org) text:a text:  image:![b](c.png) text: d note-reference:[^e] ");
  CHECK(stretches("***a** b*") == "emphasis:***a** b* strong:**a** text:a text: b ");
  CHECK(stretches("see https://x.org/_a_b now") == "text:see  link:https://x.org/_a_b text:https://x.org/_a_b text: now ");
  CHECK(stretches("[a]{.small} b") == "span:[a] text:a text: b ");
  CHECK(stretches("<b>a</b> &amp; \\*") == "strong:<b>a</b> text:a text: &amp; \\* ");
}

TEST_CASE("container prefixes, lazy lines, tabs and table pipes do not move them") {
  CHECK(stretches("> a *b\nc* d\n> e") == "text:a  emphasis:*b\nc* text:b text:c text: d text:e ");
  CHECK(stretches("1.  > \t- *a*\n    >     b **c**") == "emphasis:*a* text:a text:b  strong:**c** text:c ");
  CHECK(stretches("-\ta\n\n\t*b*") == "text:a emphasis:*b* text:b ");
  CHECK(stretches("| a \\| *b* | `c\\|d` |\n|---|---|\n| e |") ==
        "text:a \\|  emphasis:*b* text:b code:c\\|d text:e ");
  CHECK(stretches("[x]: https://x.org\n[a][x] b") == "link:[a][x] text:a text: b ");
  CHECK(stretches("## a *b* ##") == "text:a  emphasis:*b* text:b ");
  CHECK(stretches("a\n: b *c*\n  d") == "text:a text:b  emphasis:*c* text:c text:d ");
  CHECK(stretches("::: note A *b*\nc\n:::") == "text:A  emphasis:*b* text:b text:c ");
  CHECK(stretches("- ✔ a\n- ✔ b") == "text:a text:b ");
  CHECK(stretches("- [x] a *b*") == "text:a  emphasis:*b* text:b ");
}

TEST_CASE("the texts of all golden cases and samples stand where their spans say") {
  namespace fs = std::filesystem;
  std::size_t files = 0;
  for (const char* folder : {"/tests/golden", "/content"}) {
    for (const auto& entry : fs::recursive_directory_iterator(std::string(PAMPHLET_SOURCE_DIR) + folder)) {
      // Codes of emoji, boxes and embedded pages are shown as other words: the dialects' cases are about those.
      if (entry.path().extension() != ".md" || entry.path().string().find("/dialects-") != std::string::npos) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      ++files;
      CHECK(wrong_texts(entry.path().string(), {std::istreambuf_iterator<char>(in), {}}) == 0);
    }
  }
  CHECK(files > 40);
}

TEST_CASE("words that markup does not reach are kept") {
  CHECK(stretches("a **b and [c and `d") == "text:a **b and [c and `d ");
  CHECK(stretches("{.x} a") == "text:{.x} a ");
}
