// Tables as Markdown: pipes where they say it all, else HTML.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

struct Table {
  Source source{"table.md", "x"};
  DocumentBuilder builder{source};

  Table() { builder.open(Element::table, {}, TableData{{CellAlign::none, CellAlign::right}}); }
  void row(bool header) { builder.open(Element::table_row, {}, RowData{header}); }
  void cell(std::string_view words, CellData data) {
    builder.open(Element::table_cell, {}, data);
    builder.text(words, {});
    builder.close();
  }
  void end() { builder.close(); }
  std::string written() { return write_markdown(builder.finish()); }
};

}  // namespace

TEST_CASE("a table of one head and plain cells is written with pipes") {
  Table t;
  t.row(true);
  t.cell("a", {CellAlign::none, true, 0});
  t.cell("b", {CellAlign::right, true, 1});
  t.end();
  t.row(false);
  t.cell("c", {});
  t.cell("d", {});
  t.end();
  CHECK(t.written() == "| a | b |\n| --- | --: |\n| c | d |\n");
}

TEST_CASE("a table without a head gets no head from its first row") {
  Table t;
  t.row(false);
  t.cell("c", {});
  t.cell("d", {});
  t.end();
  CHECK(t.written() == "|||\n| --- | --: |\n| c | d |\n");
  const std::string again = "|||\n| --- | --: |\n| c | d |\n";
  const Source source("again.md", again);
  Diagnostics diagnostics;
  CHECK(write_markdown(read_markdown(source, {}, diagnostics)) == again);
}

TEST_CASE("cells that span and heads of rows are written as HTML") {
  Table t;
  t.row(true);
  t.cell("Age & <weight>", {CellAlign::none, true, 0, 2, 1, CellScope::column});
  t.builder.open(Element::table_cell, {}, CellData{CellAlign::right, true, 1, 1, 2, CellScope::column});
  t.builder.open(Element::strong, {});
  t.builder.text("Dose", {});
  t.builder.close();
  t.builder.leaf(Element::hard_break, {});
  t.builder.open(Element::link, {}, LinkData{"https://example.org/?a=1&b=2", "more"});
  t.builder.text("more", {});
  t.builder.close();
  t.builder.close();
  t.end();
  t.row(false);
  t.cell("1", {CellAlign::none, true, 0, 1, 1, CellScope::row});
  t.cell("", {});
  t.end();
  CHECK(t.written() ==
        "<table>\n<thead>\n"
        "<tr><th rowspan=\"2\">Age &amp; &lt;weight&gt;</th>"
        "<th colspan=\"2\" align=\"right\"><strong>Dose</strong><br>"
        "<a href=\"https://example.org/?a=1&amp;b=2\" title=\"more\">more</a></th></tr>\n"
        "</thead>\n<tbody>\n"
        "<tr><th scope=\"row\">1</th><td align=\"right\"></td></tr>\n"
        "</tbody>\n</table>\n");
}

TEST_CASE("what was written reads back as what was read: attributes of pictures, items, boxes and tables, rich captions, references") {
  const auto tree = [](const Source& source) {
    Diagnostics diagnostics;
    const Document document = read_markdown(source, {}, diagnostics);
    std::string out, all = dump(document);
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      const std::string line = all.substr(at, end - at);
      out += line.substr(0, line.rfind(" @")) + "\n";
      at = end + 1;
    }
    return std::pair(out, write_markdown(document));
  };
  for (const char* text : {"![a](b.png){.right .round}\n", "- {.wide} one\n- two\n", "1. {#first} one\n2. two\n", "::: {.important #opt title=\"Stop\"}\nNow.\n:::\n",
                           "| a | b |\n|---|---|\n| 1 | 2 |\n{: .wide #doses}\n", "See @fig:cot now.\n",
                           "<figure class=\"right\">\n<img src=\"a.png\" alt=\"A cot\">\n<figcaption>By <a href=\"https://a.example\">Ana</a>, <em>close</em></figcaption>\n</figure>\n",
                           "<table>\n<tr><th>a</th><th>b</th></tr>\n<tbody><tr><td rowspan=\"2\">1</td><td>2</td></tr>\n<tr><td>3</td></tr></tbody>\n</table>\n"}) {
    CAPTURE(text);
    const auto [first, written] = tree(Source("a.md", text));
    const auto [second, again] = tree(Source("b.md", written));
    CHECK(second == first);
    CHECK(again == written);
  }
}
