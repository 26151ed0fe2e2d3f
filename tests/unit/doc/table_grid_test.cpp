// Grids worked out by hand. A cell is written as its word and its spans: "a", "b 2x1" (two rows, one column), "H!" a head.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "doc/codes.h"
#include "doc/doc.h"

using namespace pamphlet;

namespace {

struct Row {
  std::vector<std::string> cells;
  bool header = false, begins_group = false;
};

struct Table {
  Source source{"table.md", "x"};
  Diagnostics diagnostics;
  Document document;
  NodeId table = kNoNode;

  explicit Table(const std::vector<Row>& rows, CellScope scope = CellScope::none) {
    DocumentBuilder builder(source);
    builder.open(Element::table, {}, TableData{});
    for (const Row& row : rows) {
      builder.open(Element::table_row, {}, RowData{row.header, row.begins_group});
      for (const std::string& text : row.cells) cell(builder, text, scope);
      builder.close();
    }
    builder.close();
    document = resolve(builder.finish(), {"table"}, diagnostics);
    while (document[++table].element != Element::table) {}
  }

  static void cell(DocumentBuilder& builder, const std::string& text, CellScope scope) {
    CellData data;
    std::istringstream in(text);
    std::string word;
    char cross = 0;
    in >> word;
    if (!(in >> data.row_span >> cross >> data.column_span)) data.row_span = data.column_span = 1;
    data.header = word.ends_with('!');
    if (data.header) data.scope = scope;
    builder.open(Element::table_cell, {}, data);
    builder.text(word, {});
    builder.close();
  }

  /// "word@column rows x columns" of each cell, rows parted by '/'.
  std::string grid() const {
    std::string out;
    for (const NodeId row : children(document, table)) {
      if (!out.empty()) out += "/ ";
      if (document.data<RowData>(row).header) out += "^ ";
      for (const NodeId id : children(document, row)) {
        const auto& data = document.data<CellData>(id);
        out += document.plain_text(id) + "@" + std::to_string(data.column);
        if (data.row_span != 1 || data.column_span != 1)
          out += ":" + std::to_string(data.row_span) + "x" + std::to_string(data.column_span);
        out += " ";
      }
    }
    return out;
  }
  std::size_t columns() const { return document.data<TableData>(table).columns.size(); }
  std::string holes() const {
    std::string out;
    for (const EmptySlots& slots : empty_slots(document, table)) {
      std::size_t row = 0;
      for (const NodeId at : children(document, table)) row += at < slots.row ? 1 : 0;
      out += std::to_string(row) + ":" + std::to_string(slots.column) + "+" + std::to_string(slots.column_span) + " ";
    }
    return out;
  }
  std::string scopes() const {
    std::string out;
    for (NodeId id = table; id < document[table].end; ++id) {
      if (document[id].element == Element::table_cell) out += "-crCR"[static_cast<int>(document.data<CellData>(id).scope)];
    }
    return out;
  }
  /// "cell: its heads; …"
  std::string heads() const {
    std::string out;
    for (const CellHeads& cell : cell_heads(document, table)) {
      out += document.plain_text(cell.cell) + ":";
      for (const NodeId head : cell.heads) out += " " + document.plain_text(head);
      out += "; ";
    }
    return out;
  }
  bool unsound() const {
    return std::any_of(diagnostics.items().begin(), diagnostics.items().end(),
                       [](const auto& d) { return d.code == code::table_spans_unsound; });
  }
};

}  // namespace

TEST_CASE("a cell stands in the first column that no cell from above reaches into") {
  // The table of doses: "6" and "3" stand below "5" and "2", not below their age.
  const Table t({{{"age! 2x1", "dose! 1x2"}, true}, {{"day!", "night!"}, true}, {{"0!", "none 1x2"}},
                 {{"4! 2x1", "5", "2"}}, {{"6", "3"}}});
  CHECK(t.grid() == "^ age!@0:2x1 dose!@1:1x2 / ^ day!@1 night!@2 / 0!@0 none@1:1x2 / 4!@0:2x1 5@1 2@2 / 6@1 3@2 ");
  CHECK(t.columns() == 3);
  CHECK(t.holes().empty());
  CHECK(t.scopes() == "ccccr-r----");
  CHECK_FALSE(t.unsound());
}

TEST_CASE("cells pass over what reaches into the middle of their row") {
  const Table t({{{"a", "b 3x1", "c"}}, {{"d", "e 2x1"}}, {{"f"}}});
  CHECK(t.grid() == "a@0 b@1:3x1 c@2 / d@0 e@2:2x1 / f@0 ");
  CHECK(t.columns() == 3);
  CHECK(t.holes().empty());
}

TEST_CASE("a row of two stretches that end at different rows") {
  const Table t({{{"a 2x1", "b 3x2", "c"}}, {{"d"}}, {{"e", "f"}}, {{"g", "h", "i", "j"}}});
  CHECK(t.grid() == "a@0:2x1 b@1:3x2 c@3 / d@3 / e@0 f@3 / g@0 h@1 i@2 j@3 ");
}

TEST_CASE("spans end with the table") {
  const Table t({{{"a", "b"}}, {{"all 99x99"}}});
  CHECK(t.grid() == "a@0 b@1 / all@0:1x2 ");
  CHECK(t.columns() == 2);
  CHECK_FALSE(t.unsound());
}

TEST_CASE("spans of rows end with their row group, and a span of 0 rows takes what is left of it") {
  const Table t({{{"a 9x1", "b"}}, {{"c"}}, {{"d 0x1", "e"}, false, true}, {{"f"}}, {{"g", "h"}, false, true}});
  CHECK(t.grid() == "a@0:2x1 b@1 / c@1 / d@0:2x1 e@1 / f@1 / g@0 h@1 ");
}

TEST_CASE("columns in which no cell begins are one with the column before") {
  const Table t({{{"a 1x3", "b 1x2"}}, {{"c", "d 1x2", "e 1x2"}}});  // columns 0, 1 and 3 have cells
  CHECK(t.grid() == "a@0:1x2 b@2 / c@0 d@1 e@2 ");
  CHECK(t.columns() == 3);
}

TEST_CASE("a cell that would cover one from above is cut short, and the finding says so") {
  const Table t({{{"a", "b", "c 2x1"}}, {{"d 1x3"}}, {{"e", "f", "g"}}});
  CHECK(t.grid() == "a@0 b@1 c@2:2x1 / d@0:1x2 / e@0 f@1 g@2 ");
  CHECK(t.unsound());
}

TEST_CASE("short rows have empty slots after their own cells, also between cells from above") {
  const Table t({{{"a", "b 2x1", "c", "d"}}, {{}}, {{"e"}}});
  CHECK(t.holes() == "1:0+1 1:2+2 2:1+3 ");
}

TEST_CASE("a row of the head whose cell reaches into the body is no head; its cells stay heads") {
  const Table t({{{"top! 1x2"}, true}, {{"fever! 3x1", "day!"}, true}, {{"1"}}, {{"2"}}});
  CHECK(t.grid() == "^ top!@0:1x2 / fever!@0:3x1 day!@1 / 1@1 / 2@1 ");
  CHECK(t.scopes() == "crc--");
  const Table clipped({{{"fever! 3x1", "day!"}, true}, {{"1", "2"}, false, true}});
  CHECK(clipped.grid() == "^ fever!@0 day!@1 / 1@0 2@1 ");
}

TEST_CASE("a head with data beside it is one of rows, else one of columns; the author's word holds") {
  CHECK(Table({{{"a!", "b!"}}, {{"c!", "1"}}, {{"part! 1x2"}}, {{"d! 2x1", "2"}}, {{"3"}}}).scopes() == "ccr-cr--");
  CHECK(Table({{{"a!", "1"}}}, CellScope::row_group).scopes() == "R-");
  CHECK(Table({{{"a", "b"}, true}, {{"c", "d"}}}).scopes() == "cc--");  // every cell of the head is a head
}

TEST_CASE("a table of huge spans costs no more than its cells") {
  // 600 cells of 65534 rows over 2000 rows would cover 1.2 million slots.
  std::vector<Row> rows(2000, Row{{"x"}});
  rows[0].cells.assign(600, "a 65534x1");
  const Table t(rows);
  CHECK(t.unsound());
  CHECK(t.columns() == 600);
  CHECK(t.document.data<CellData>(t.document.first_child(t.document.first_child(t.table))).row_span == 1);
  // 1000 rows of one cell across 1000 columns would cover a million.
  std::vector<Row> wide(1000, Row{{"a 1x1000"}});
  wide[0].cells.assign(1000, "b");
  CHECK(Table(wide).unsound());
}

TEST_CASE("heads that span are listed for each cell") {
  const Table t({{{"age! 2x1", "dose! 1x2"}, true}, {{"day!", "night!"}, true}, {{"0!", "none 1x2"}},
                 {{"4! 2x1", "5", "2"}}, {{"6", "3"}}});
  CHECK(t.heads() ==
        "none: dose! day! night! 0!; 5: dose! day! 4!; 2: dose! night! 4!; 6: dose! day! 4!; 3: dose! night! 4!; ");
}

TEST_CASE("a table that is read right by its scopes alone has no lists") {
  CHECK(Table({{{"a!", "b!"}, true}, {{"c!", "1"}}, {{"d!", "2"}}}).heads().empty());
  CHECK(Table({{{"a", "b 2x1"}}, {{"c"}}}).heads().empty());  // no heads at all
}

TEST_CASE("a head after data takes the place of one that covers the same, and stands beside others") {
  const Table t({{{"name!", "ml!"}, true}, {{"young! 1x2"}}, {{"a", "1"}}, {{"old! 1x2"}}, {{"b", "2"}}});
  CHECK(t.heads() == "a: name! young!; 1: ml! young!; b: name! old!; 2: ml! old!; ");
  const Table beside({{{"a!", "1", "b!", "2"}}, {{"c!", "3", "d!", "4"}}});  // two tables in one
  CHECK(beside.heads().empty());
}

TEST_CASE("the head of a row group holds for all rows of its group") {
  Table t({{{"young! 1x2"}}, {{"a", "1"}}, {{"old! 1x2"}, false, true}, {{"b", "2"}}}, CellScope::row_group);
  CHECK(t.heads() == "a: young!; 1: young!; b: old!; 2: old!; ");
}

TEST_CASE("a head without words is named by nobody") {
  const Table t({{{"", "dose! 1x2"}, true}, {{"a!", "1", "2"}}});
  CHECK(t.heads() == "1: dose! a!; 2: dose! a!; ");
}
