// Raw HTML between and within Markdown: the tree that both make together, and where its parts stand.
#include <doctest/doctest.h>

#include <algorithm>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

struct Markdown {
  explicit Markdown(const std::string& markdown) : source("test.md", markdown), document(read_markdown(source, {}, diagnostics)) {}

  Source source;
  Diagnostics diagnostics;
  Document document;
};

/// One line per node: its element and the words of the source that it stands for, or its text.
std::string shape(const std::string& markdown) {
  const Markdown read(markdown);
  std::string out;
  for (NodeId id = 1; id < read.document.nodes.size(); ++id) {
    const Node& node = read.document[id];
    std::size_t depth = 0;
    for (NodeId at = node.parent; at != 0; at = read.document[at].parent) ++depth;
    out += std::string(depth, ' ') + std::string(info(node.element).name);
    if (node.element == Element::text || node.element == Element::code) out += " " + std::string(read.document.text(id));
    out += "\n";
  }
  return out;
}

std::string findings(const std::string& markdown) {
  const Markdown read(markdown);
  std::string out;
  for (const Diagnostic& one : read.diagnostics.items()) {
    const LineColumn at = read.source.locate(one.span.begin);
    out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(info(one.code).id) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("an HTML element holds the Markdown between its tags") {
  CHECK(shape("<div class=\"box\">\n\nOne *two*\n\n</div>\n\nThree") ==
        "div\n paragraph\n  text One \n  emphasis\n   text two\nparagraph\n text Three\n");
  CHECK(shape("<ul>\n<li>\n\nOne\n\n</li>\n<li>two</li>\n</ul>") == "list\n item\n  paragraph\n   text One\n item\n  paragraph\n   text two\n");
}

TEST_CASE("a cell of an HTML table holds the words of Markdown blocks") {
  CHECK(shape("<table><tr><td>\n\nOne *two*\n\n- three\n\n</td></tr></table>") ==
        "table\n table-row\n  table-cell\n   text One \n   emphasis\n    text two\n   hard-break\n   text • three\n");
}

TEST_CASE("fenced divs and HTML do not close each other") {
  const std::string text = "<div id=\"a\">\n\n::: note\nOne\n\n</div>\n\n:::\n\nTwo\n\n</div>\n\nThree";
  CHECK(shape(text) == "div\n callout\n  paragraph\n   text One\n paragraph\n  text Two\nparagraph\n text Three\n");
  CHECK(findings(text) == "6:1 E133\n");
}

TEST_CASE("tags within a paragraph and Markdown's emphasis keep to each other") {
  CHECK(shape("a <b>b *c* d</b>") == "paragraph\n text a \n strong\n  text b \n  emphasis\n   text c\n  text  d\n");
  CHECK(shape("*a <b>b* c</b>") == "paragraph\n emphasis\n  text a \n  strong\n   text b\n text  c\n");
  CHECK(findings("*a <b>b* c</b>") == "1:4 E133\n1:11 E133\n");
  CHECK(shape("<b>a <i>b</b> c</i>") == "paragraph\n strong\n  text a \n  emphasis\n   text b\n emphasis\n  text  c\n");
  CHECK(shape("<code>a *b*</code>") == "paragraph\n code a b\n");
}

TEST_CASE("places in HTML are exact behind the markers of containers") {
  const Markdown read("> <table>\n> <tr><td>one</td></tr>\n> </table>\n\n- x <b>two</b>");
  const auto find = [&](std::string_view words) {
    for (NodeId id = 0; id < read.document.nodes.size(); ++id) {
      if (read.document[id].element == Element::text && read.document.text(id) == words) return read.source.locate(read.document[id].span.begin);
    }
    return LineColumn{};
  };
  CHECK(find("one") == LineColumn{2, 11});
  CHECK(find("two") == LineColumn{5, 8});
}

TEST_CASE("HTML that swallows the rest of an article is an error") {
  CHECK(findings("One\n\n<!-- two\n\nthree") == "3:1 E150\n");
  CHECK(findings("One\n\n<?php\n\nthree") == "3:1 E150\n");
  CHECK(findings("One\n\n<script>\n\nthree") == "3:1 E150\n");
}

TEST_CASE("an anchor is one more name of the heading that follows, and the id of another block") {
  const Markdown read("<a name=\"here\"></a>\n\n## Heading\n");
  CHECK(read.document[2].element == Element::span);
  CHECK(read.document.attributes_of(2).id == "here");
  const Markdown words("<a name=\"here\"></a>\n\nWords\n");
  CHECK(words.document.attributes_of(1).id == "here");
}
