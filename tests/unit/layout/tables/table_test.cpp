// Tables with spans as they stand on finished pages.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

#include "base/files.h"
#include "layout/layout.h"

using namespace pamphlet;

namespace {

struct TestCell {
  std::string words;
  std::uint32_t row_span = 1, column_span = 1;
};
using TestRows = std::vector<std::vector<TestCell>>;

/// Rows are 14 + 6 pt and a red rule of 2 pt; the first page holds a title of one line and 160 pt, seven rows.
Style table_style() {
  MemoryFiles files;
  files.files["a/style.toml"] = R"(extends = ""
[page]
size = ["300pt", "254pt"]
margin = "40pt"
font-size = "10pt"
[fonts.families]
"Open Sans" = {package = "fonts-open-sans", files = [{file = "OpenSans-Regular.ttf"}]}
[document]
font-family = ["Open Sans"]
line-height = 1.4
[table-row]
border-bottom-width = "0.2em"
border-color = "#ff0000"
break-inside = "avoid"
[table-cell]
padding = "0.3em"
)";
  Diagnostics diagnostics;
  Style style = load_style("a/style.toml", {"styles"}, files, diagnostics);
  CHECK(diagnostics.items().empty());
  return style;
}

struct Place {
  std::size_t page = 0;
  Length x, right, y;
};

struct LaidOut {
  std::map<std::string, std::vector<Place>> words;  // trimmed text of each run
  std::vector<std::vector<Rect>> rules;             // red boxes, by page
  std::map<std::string, std::vector<Place>> repeated;  // words of a head that is shown again
  std::string findings;

  const Place& operator[](const std::string& word) const {
    REQUIRE_MESSAGE(words.count(word) == 1, word);
    CHECK_MESSAGE(words.at(word).size() == 1, word);
    return words.at(word).front();
  }
};

LaidOut lay_out_table(const TestRows& rows, bool rtl = false, std::size_t heads = 0) {
  const Source source{"a.md", "text\n"};
  DocumentBuilder builder(source);
  builder.meta().title.value = "T";
  if (rtl) builder.meta().dir = "rtl";
  builder.open(Element::table, {0, 4}, TableData{});
  for (const std::vector<TestCell>& row : rows) {
    RowData row_data;
    row_data.header = heads > 0;
    heads -= heads > 0 ? 1 : 0;
    builder.open(Element::table_row, {0, 4}, row_data);
    for (const TestCell& cell : row) {
      CellData data;
      data.row_span = cell.row_span;
      data.column_span = cell.column_span;
      builder.open(Element::table_cell, {0, 4}, data);
      builder.text(cell.words, {0, 4});
      builder.close();
    }
    builder.close();
  }
  builder.close();
  Diagnostics diagnostics;
  const Document document = resolve(builder.finish(), {"a"}, diagnostics);
  FontCatalog catalog;
  catalog.families = {{"Open Sans", {{"OpenSans-Regular.ttf", 400, false, 0}}, "fonts-open-sans"}};
  const FontLibrary fonts(catalog);
  const Style style = table_style();
  const ImageSet images;
  const PageList list = lay_out({document, style, images, fonts, {}, false}, diagnostics);
  LaidOut out;
  out.rules.resize(list.pages.size());
  for (std::size_t page = 0; page < list.pages.size(); ++page) {
    for (const Item& item : list.pages[page].items) {
      if (const auto* run = std::get_if<GlyphRun>(&item)) {
        std::string words = list.text.substr(run->text_begin, run->text_length);
        words.erase(words.find_last_not_of(' ') + 1);
        auto& places = run->role == Role::repeated ? out.repeated : out.words;
        places[words].push_back({page, run->origin.x, run->origin.x + run->width, run->origin.y});
      } else if (const auto* box = std::get_if<BoxItem>(&item); box != nullptr && box->fill == Color{255, 0, 0, 255}) {
        out.rules[page].push_back(box->box);
      }
    }
  }
  for (const Diagnostic& found : diagnostics.items()) out.findings += found.message + "\n";
  return out;
}

/// Whether a rule goes over the middle of that word's column at this height, give or take a point.
bool has_rule(const LaidOut& out, const Place& word, double y) {
  const Length middle = (word.x + word.right) / 2, near = Length::points(1);
  for (const Rect& rule : out.rules[word.page]) {
    const bool there = rule.x < middle && middle < rule.right();
    if (there && rule.y < Length::points(y) + near && Length::points(y) < rule.bottom() + near) return true;
  }
  return false;
}

const TestRows kDoses = {{{"Age", 2, 1}, {"Dose", 1, 2}},
                         {{"Day"}, {"Night"}},
                         {{"infant", 2, 1}, {"5ml"}, {"2ml"}},
                         {{"6ml"}, {"3ml"}},
                         {{"child"}, {"none", 1, 2}}};

}  // namespace

TEST_CASE("below a cell over two rows every dose stays in its column") {
  const LaidOut out = lay_out_table(kDoses);
  CHECK(out["Day"].x == out["5ml"].x);
  CHECK(out["6ml"].x == out["5ml"].x);
  CHECK(out["3ml"].x == out["2ml"].x);
  CHECK(out["Night"].x == out["2ml"].x);
  CHECK(out["Dose"].x == out["Day"].x);
  CHECK(out["none"].x == out["Day"].x);
  CHECK(out["child"].x == out["infant"].x);
  CHECK(out["Age"].y == out["Dose"].y);
  CHECK(out["infant"].y == out["5ml"].y);
  // Rows of 14 + 6 + 2, all alike though some are tied and the last is not.
  CHECK(out["6ml"].y - out["5ml"].y == Length::points(22));
  CHECK(out["none"].y - out["6ml"].y == Length::points(22));
}

TEST_CASE("from right to left the columns of spans are mirrored") {
  const LaidOut left = lay_out_table(kDoses), right = lay_out_table(kDoses, true);
  CHECK(right["6ml"].right == right["5ml"].right);
  CHECK(right["3ml"].right == right["2ml"].right);
  CHECK(right["Dose"].right == right["Day"].right);
  CHECK(right["infant"].x > right["Day"].x);
  CHECK(right["Day"].x > right["Night"].x);
  // As far from the one edge as else from the other: the page is 300 pt wide.
  CHECK(right["6ml"].right + left["6ml"].x == Length::points(300));
}

TEST_CASE("no rule goes through a cell over several rows") {
  const LaidOut out = lay_out_table(kDoses);
  const double between = out["5ml"].y.points() + 9;  // below the row of the 5 ml
  CHECK(has_rule(out, out["5ml"], between));
  CHECK(has_rule(out, out["2ml"], between));
  CHECK_FALSE(has_rule(out, out["infant"], between));
  const double end = out["6ml"].y.points() + 9;
  CHECK(has_rule(out, out["6ml"], end));
  CHECK(has_rule(out, out["infant"], end));
}

TEST_CASE("rows that a cell ties together stand on one page") {
  TestRows rows;
  for (int k = 0; k < 6; ++k) rows.push_back({{"row" + std::to_string(k)}, {"a" + std::to_string(k)}});
  rows.push_back({{"tied", 3, 1}, {"first"}});
  rows.push_back({{"second"}});
  rows.push_back({{"third"}});
  const LaidOut out = lay_out_table(rows);
  CHECK(out["row5"].page == 0);
  for (const char* word : {"tied", "first", "second", "third"}) CHECK(out[word].page == 1);
  CHECK(out.findings.empty());
}

TEST_CASE("what no page can hold goes on, is found, and loses no word") {
  TestRows rows{{{"tied", 12, 1}, {"w0"}}};
  for (int k = 1; k < 12; ++k) rows.push_back({{"w" + std::to_string(k)}});
  const LaidOut out = lay_out_table(rows);
  CHECK(out["tied"].page == 0);
  for (int k = 0; k < 12; ++k) CHECK(out["w" + std::to_string(k)].page == (k < 7 ? 0 : 1));
  CHECK(out.findings == "rows of this table that one cell ties together are taller than a page and go on on page 2\n");
}

TEST_CASE("a cell over several rows gives its lines to all pages that they stand on") {
  const auto line = [](int k) { return "line" + std::to_string(k) + "isonewordthatfillsthewholelineofitscell"; };
  TestRows rows{{{"", 10, 1}, {"w0"}}};
  for (int k = 0; k < 10; ++k) rows[0][0].words += line(k) + " ";
  for (int k = 1; k < 10; ++k) rows.push_back({{"w" + std::to_string(k)}});
  const LaidOut out = lay_out_table(rows);
  for (int k = 0; k < 10; ++k) CHECK(out[line(k)].y == out["w" + std::to_string(k)].y);
}

TEST_CASE("a head of rows that a cell ties together is repeated as one") {
  TestRows rows{kDoses[0], kDoses[1]};
  for (int k = 0; k < 8; ++k) {
    const std::string n = std::to_string(k);
    rows.push_back({{"a" + n}, {"b" + n}, {"c" + n}});
  }
  const LaidOut out = lay_out_table(rows, false, 2);
  CHECK(out["a4"].page == 0);  // two rows of the head and five: 154 of 160 pt
  CHECK(out["a5"].page == 1);
  REQUIRE(out.repeated.size() == 4);
  for (const char* word : {"Age", "Dose", "Day", "Night"}) {
    REQUIRE(out.repeated.at(word).size() == 1);
    const Place& again = out.repeated.at(word).front();
    CHECK(again.page == 1);
    CHECK(again.x == out[word].x);
    CHECK(out["a5"].y - again.y == out["a0"].y - out[word].y);
  }
  CHECK(has_rule(out, out["a5"], out["a5"].y.points() - 13));  // below the head on the second page too
}

TEST_CASE("tables made up at random lose no word, and none leaves its page") {
  std::mt19937 random(7);
  const auto up_to = [&](std::uint32_t most) { return static_cast<std::uint32_t>(random() % most) + 1; };
  for (int table = 0; table < 60; ++table) {
    TestRows rows(up_to(14));
    std::vector<std::string> words;
    for (auto& row : rows) {
      row.resize(up_to(5));
      for (TestCell& cell : row) {
        if (up_to(3) == 1) cell.row_span = up_to(6);
        if (up_to(3) == 1) cell.column_span = up_to(4);
        for (std::uint32_t k = up_to(3); k > 0; --k) {
          words.push_back("w" + std::to_string(words.size()));
          cell.words += (cell.words.empty() ? "" : " ") + words.back();
        }
      }
    }
    CAPTURE(table);
    const LaidOut out = lay_out_table(rows, table % 2 == 1, table % 3);
    std::size_t found = 0;
    for (const auto& [text, places] : out.words) {
      for (const Place& place : places) {
        CHECK(place.x.points() >= 40 - 2.6);  // a space at a line's end belongs to its run
        CHECK(place.right.points() <= 260 + 2.6);
        CHECK(place.y.points() >= 40);
        CHECK(place.y.points() <= 214);
      }
      std::istringstream parts(text);
      for (std::string part; parts >> part;) {
        if (std::count(words.begin(), words.end(), part) == 1) found += places.size();
      }
    }
    CHECK(found == words.size());
  }
}
