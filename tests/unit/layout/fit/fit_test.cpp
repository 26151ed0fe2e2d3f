// Fitting: the search over tables made by hand, the scaled style, and articles without their last words.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/files.h"
#include "layout/fit/fit.h"
#include "layout/fit/shorten.h"

using namespace pamphlet;

namespace {

/// As many pages as `table` says for each step; the last number holds for all later ones.
struct Table {
  FitGrid grid;
  std::vector<unsigned> pages;
  std::vector<int> asked;

  FitResult search(unsigned wanted) {
    asked.clear();
    return search_fit(grid, wanted, [&](FitStep step) {
      const int index = step.gap + step.leading + step.size;
      CHECK(step == grid.at(index));
      asked.push_back(index);
      return pages[std::min<std::size_t>(static_cast<std::size_t>(index), pages.size() - 1)];
    });
  }
};

Style style_of(std::string_view text) {
  MemoryFiles files;
  files.files["a/style.toml"] = "extends = \"base\"\n" + std::string(text);
  files.files["styles/base.toml"] = R"(extends = ""
[page]
font-size = "12pt"
minimum-font-size = "8pt"
baseline = "8.4pt"
[document]
line-height = 1.4
[paragraph]
margin-top = "0.7em"
[heading]
line-height = 1.1
margin-left = "2em"
)";
  Diagnostics diagnostics;
  Style style = load_style("a/style.toml", {"styles"}, files, diagnostics);
  CHECK(diagnostics.items().empty());
  return style;
}

template <class T>
T declared(const Style& style, Element element, Property property) {
  for (const Rule& rule : style.rules) {
    if (rule.selector.element != element) continue;
    for (const Declaration& declaration : rule.declarations) {
      if (declaration.property == property) return std::get<T>(declaration.value);
    }
  }
  FAIL("nothing is declared");
  return {};
}

struct Sample {
  Source source;
  Document document;

  /// "A heading", then a paragraph "one two **three**four – five", a list of two items, and a row of two cells.
  Sample() {
    DocumentBuilder builder(source);
    builder.open(Element::heading, {}, HeadingData{2});
    builder.text("A heading", {});
    builder.close();
    builder.open(Element::paragraph, {});
    builder.text("one two ", {});
    builder.open(Element::strong, {});
    builder.text("three", {});
    builder.close();
    builder.text("four \u2013 five", {});
    Attributes label;
    label.values = {{"label", "n"}};
    builder.leaf(Element::note_reference, {}, NoteReferenceData{}, label);
    builder.close();
    builder.open(Element::list, {}, ListData{});
    for (const char* words : {"six", "seven"}) {
      builder.open(Element::item, {}, ItemData{});
      builder.open(Element::paragraph, {});
      builder.text(words, {});
      builder.close();
      builder.close();
    }
    builder.close();
    builder.open(Element::table, {}, TableData{{CellAlign::none, CellAlign::none}});
    builder.open(Element::table_row, {}, RowData{});
    for (const char* words : {"eight", "\u5403\u996d"}) {
      builder.open(Element::table_cell, {}, CellData{});
      builder.text(words, {});
      builder.close();
    }
    builder.close();
    builder.close();
    builder.open(Element::note, {}, NoteData{"n", 0});
    builder.open(Element::paragraph, {});
    builder.text("a note", {});
    builder.close();
    builder.close();
    builder.meta().title.value = "Title";
    Diagnostics diagnostics;
    document = resolve(builder.finish(), {"sample"}, diagnostics);
  }
  std::string without(std::size_t kept) const {
    const auto words = words_of(document);
    const Document rest = shortened(document, words, kept);
    for (NodeId id = 1; id < rest.nodes.size(); ++id) {  // a sound tree
      CHECK(rest[id].parent < id);
      CHECK(rest[id].end > id);
      CHECK(rest[id].end <= rest[rest[id].parent].end);
    }
    return rest.plain_text(0);
  }
  std::size_t count(std::size_t kept, Element element) const {
    const Document rest = shortened(document, words_of(document), kept);
    return static_cast<std::size_t>(std::count_if(rest.nodes.begin(), rest.nodes.end(),
                                                  [&](const Node& node) { return node.element == element; }));
  }
};

}  // namespace

TEST_CASE("a text that fits is left as it is") {
  Table table{{100, 20, 10}, {2}, {}};
  const FitResult found = table.search(2);
  CHECK(found.fits);
  CHECK(found.step == 0);
  CHECK(table.asked == std::vector<int>{0});
}

TEST_CASE("the first step that fits is found in a monotone table") {
  for (const int first : {1, 2, 57, 100, 101, 119, 120, 129, 130}) {
    Table table{{100, 20, 10}, {}, {}};
    for (int k = 0; k <= 130; ++k) table.pages.push_back(k < first ? 3 : 2);
    const FitResult found = table.search(2);
    CHECK(found.fits);
    CHECK(found.step == first);
    CHECK(found.rounds <= 10);  // two ends, then log2 of 130
  }
}

TEST_CASE("where pages go up and down, the step fits and the one before it was seen not to") {
  Table table{{100, 20, 10}, {}, {}};
  for (int k = 0; k <= 130; ++k) table.pages.push_back(k > 120 || (k > 60 && k % 3 == 0) ? 2 : 3);
  const FitResult found = table.search(2);
  CHECK(found.fits);
  CHECK(table.pages[static_cast<std::size_t>(found.step)] == 2);
  CHECK(table.pages[static_cast<std::size_t>(found.step) - 1] == 3);
  CHECK(std::count(table.asked.begin(), table.asked.end(), found.step) == 1);
  CHECK(std::count(table.asked.begin(), table.asked.end(), found.step - 1) == 1);
}

TEST_CASE("what fits at no step is said after two rounds") {
  Table table{{100, 20, 10}, {5, 4, 3}, {}};
  const FitResult found = table.search(2);
  CHECK_FALSE(found.fits);
  CHECK(found.step == 130);
  CHECK(table.asked == std::vector<int>{0, 130});
}

TEST_CASE("space is given up first, then leading, then size") {
  const FitGrid grid{100, 20, 10};
  CHECK(grid.at(0) == FitStep{});
  CHECK(grid.at(100) == FitStep{100, 0, 0});
  CHECK(grid.at(101) == FitStep{100, 1, 0});
  CHECK(grid.at(125) == FitStep{100, 20, 5});
  CHECK(grid.at(grid.last()) == FitStep{100, 20, 10});
  // Margins and columns come before the size of the type.
  const FitGrid wide{100, 20, 10, 40, 1};
  CHECK(wide.last() == 171);
  CHECK(wide.at(121) == FitStep{100, 20, 0, 1, 0});
  CHECK(wide.at(161) == FitStep{100, 20, 0, 40, 1});
  CHECK(wide.at(163) == FitStep{100, 20, 2, 40, 1});
}

TEST_CASE("the grid ends at the floors") {
  // Leading from 1.4 to 1.25: 10.7 %. Size: 12 pt is the floor unless the style says otherwise.
  CHECK(fit_grid(style_of("")).leading == 21);
  CHECK(fit_grid(style_of("")).size == 0);
  CHECK(fit_grid(style_of("[page]\nfit = { pages = 2, min-font-size = \"11pt\" }")).size == 16);  // 11.04 pt
  CHECK(fit_grid(style_of("[page]\nfit = { pages = 2, min-font-size = \"6pt\" }")).size == 66);   // 8 pt: minimum-font-size
  CHECK(fit_grid(style_of("[page]\nfont-size = \"16pt\"")).size == 50);                          // 12 pt exactly
  CHECK(fit_grid(style_of("[document]\nline-height = 1.2")).leading == 0);
  for (const char* size : {"11.1pt", "9.3pt", "10.01pt"}) {
    const Style style = style_of("[page]\nfont-size = \"13.7pt\"\nfit = { min-font-size = \"" + std::string(size) + "\" }");
    const FitGrid grid = fit_grid(style);
    CHECK(scaled(style, grid.at(grid.last())).page.font_size >= style.page.fit.min_font_size);
    FitStep beyond = grid.at(grid.last());
    ++beyond.size;
    CHECK(scaled(style, beyond).page.font_size < style.page.fit.min_font_size);
  }
}

TEST_CASE("a setting scales vertical space, leading, size and the grid, and nothing else") {
  const Style style = style_of("[page]\nfit = { pages = 1, min-font-size = \"10pt\" }");
  const Style same = scaled(style, {});
  CHECK(same.page.baseline == style.page.baseline);
  const Style close = scaled(style, {100, 20, 10});  // half the space, leading × 0.9, size × 0.95
  CHECK(close.page.font_size.points() == doctest::Approx(11.4));
  CHECK(declared<double>(close, Element::document, Property::line_height) == doctest::Approx(1.26));
  CHECK(declared<double>(close, Element::heading, Property::line_height) == doctest::Approx(1.1));  // tighter already
  CHECK(declared<EmLength>(close, Element::paragraph, Property::margin_top).em == doctest::Approx(0.7 * 0.5 * 0.9));
  CHECK(declared<EmLength>(close, Element::heading, Property::margin_left).em == 2);
  CHECK(close.page.margin_top == style.page.margin_top);
  CHECK(close.page.minimum_font_size == style.page.minimum_font_size);
  // A line of 11.4 × 1.26 pt is four units: quarters, since gaps are no longer whole halves.
  CHECK(close.page.baseline.points() == doctest::Approx(11.4 * 1.26 / 4).epsilon(0.0001));
  CHECK(scaled(style_of("[page]\nbaseline = \"0pt\""), {50, 0, 0}).page.baseline == Length());
}

TEST_CASE("margins give way down to what the style says, heads and feet with them, and columns are one step") {
  const Style style = style_of("[page]\nmargin = [\"60pt\", \"100pt\", \"80pt\", \"40pt\"]\nhead-distance = \"30pt\"\nfoot-distance = \"40pt\"\n"
                               "fit = { pages = 1, min-margin = \"50pt\", columns = 2 }");
  const FitGrid grid = fit_grid(style);
  CHECK(grid.margin == 100);  // from 100 pt to 50 pt
  CHECK(grid.columns == 1);
  const PageStyle half = scaled(style, {0, 0, 0, 50, 0}).page;
  CHECK(half.margin_right.points() == doctest::Approx(75));
  CHECK(half.margin_top.points() == doctest::Approx(50));  // 45 is below the floor
  CHECK(half.margin_left.points() == doctest::Approx(40));  // is so already
  CHECK(half.head_distance.points() == doctest::Approx(25));
  CHECK(half.foot_distance.points() == doctest::Approx(30));  // 40 × 60 / 80
  const Style all = scaled(style, {0, 0, 0, 100, 1});
  CHECK(all.page.margin_right.points() == doctest::Approx(50));
  CHECK(declared<int>(all, Element::document, Property::column_count) == 2);
}

TEST_CASE("words are what stands between spaces and has a letter or a digit") {
  const Sample sample;
  // A heading, one two threefour five, six seven, eight, 吃 饭: the title, the note and the dash are none.
  CHECK(words_of(sample.document).size() == 11);
}

TEST_CASE("an article without its last words") {
  const Sample sample;
  CHECK(sample.without(11) == sample.document.plain_text(0));
  CHECK(sample.without(10) == "Title A heading one two threefour \u2013 five six seven eight \u5403 a note");
  CHECK(sample.count(9, Element::table_cell) == 2);  // a row stays whole
  CHECK(sample.without(8) == "Title A heading one two threefour \u2013 five six seven a note");
  CHECK(sample.count(8, Element::table) == 0);
  CHECK(sample.count(7, Element::item) == 1);
  // The reference stands behind "five": it goes with that word, and takes the note and its section along.
  CHECK(sample.count(6, Element::note) == 1);
  CHECK(sample.count(5, Element::note) == 0);
  CHECK(sample.count(5, Element::notes) == 0);
  CHECK(sample.without(5) == "Title A heading one two threefour \u2013 ");
  CHECK(sample.without(4) == "Title A heading one two ");
  CHECK(sample.count(4, Element::strong) == 0);
  CHECK(sample.without(2) == "Title A heading");
  CHECK(sample.without(0) == "Title");
}
