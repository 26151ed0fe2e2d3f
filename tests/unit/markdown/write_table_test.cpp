// Tables as Markdown: pipes where they say it all, else HTML.
#include <doctest/doctest.h>

#include <string>

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
