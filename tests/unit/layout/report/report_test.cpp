#include <doctest/doctest.h>

#include <cmath>

#include "layout/report/report_layout.h"

using namespace pamphlet;

namespace {

constexpr double kTop = 100, kLine = 20;
constexpr int kLinesOnPage = 40;

/// Pages made by hand: 40 lines of 20 pt on each, and nothing wrong with them until a test does it.
struct Hand {
  Source source{"a.md", "text\n"};
  DocumentBuilder builder{source};
  PageList pages;
  LineFacts facts;
  std::vector<PageFact> page_facts;
  double y = kTop;

  Hand() {
    facts.wanted = true;
    page();
  }

  void page(BreakRule broken = BreakRule::free) {
    Page page;
    page.width = Length::points(600);
    page.height = Length::points(1000);
    page.label = std::to_string(pages.pages.size() + 1);
    pages.pages.push_back(page);
    PageFact fact;
    fact.top = Length::points(kTop);
    fact.bottom = Length::points(kTop + kLine * kLinesOnPage);
    fact.broken = broken;
    page_facts.push_back(fact);
    y = kTop;
  }

  /// A block of text; a table's cell is opened with its row by the test.
  NodeId block(Element element, std::string_view words = "A plain sentence of some words.", Payload payload = {}) {
    builder.open(element, {0, 4}, std::move(payload));
    const NodeId text = builder.text(words, {0, 4});
    builder.close();
    ++facts.paragraphs;
    return text;
  }

  /// The next line of the paragraph that was begun last.
  LineFact& line(NodeId node, std::string_view words = "some words on a line", bool hyphen = false) {
    LineFact fact;
    fact.text_begin = static_cast<std::uint32_t>(pages.text.size());
    run(node, words, Role::content, 100);
    if (hyphen) run(node, "\xC2\xAD", Role::hyphen, 300);
    fact.text_end = static_cast<std::uint32_t>(pages.text.size());
    fact.paragraph = facts.paragraphs;
    fact.orphans = fact.widows = 2;
    fact.justified = true;
    fact.above = Length::points(15);
    fact.below = Length::points(5);
    fact.measure = fact.ink = Length::points(400);
    fact.size = Length::points(10);
    fact.spaces = 4;
    facts.lines.push_back(fact);
    y += kLine;
    return facts.lines.back();
  }

  void lines(NodeId node, int count) {
    for (int k = 0; k < count; ++k) line(node);
  }

  /// Whole paragraphs of two lines to the foot of the page, but for some lines.
  void fill(int leave = 0) {
    while (y + kLine * 2 <= kTop + kLine * (kLinesOnPage - leave)) lines(block(Element::paragraph), 2);
  }

  LayoutReport report() {
    const Document document = builder.finish();
    return report_layout(document, pages, {facts.lines, page_facts});
  }

  /// "widow 2:1": fault, page and value of each finding.
  std::string found() { return said(report()); }
  /// Without short-last-page, which has a test of its own: the last page is as long as a test needs it.
  static std::string said(const LayoutReport& report, bool all = false) {
    std::string out;
    for (const LayoutFinding& finding : report.findings) {
      if (finding.fault == LayoutFault::short_last_page && !all) continue;
      out += fault_name(finding.fault) + " " + std::to_string(finding.page + 1) + ":" +
             std::to_string(std::lround(finding.value * 10)) + ";";
    }
    return out;
  }

 private:
  void run(NodeId node, std::string_view words, Role role, double x) {
    GlyphRun run;
    run.node = node;
    run.role = role;
    run.origin = {Length::points(x), Length::points(y + 15)};
    run.text_begin = static_cast<std::uint32_t>(pages.text.size());
    run.text_length = static_cast<std::uint32_t>(words.size());
    pages.text += words;
    pages.pages.back().items.emplace_back(run);
  }
};

}  // namespace

TEST_CASE("pages with nothing wrong have no findings, and their figures are counted") {
  Hand hand;
  hand.fill(4);
  const NodeId split = hand.block(Element::paragraph);
  hand.lines(split, 4);
  hand.page();
  hand.lines(split, 2);
  const NodeId more = hand.block(Element::paragraph);
  LineFact& wide = hand.line(more, "words", true);
  wide.squared_deviation = 0.08;
  wide.widest = 1.5;
  hand.line(more).last = true;
  const LayoutReport report = hand.report();
  CHECK(Hand::said(report).empty());
  CHECK(report.totals.pages == 2);
  CHECK(report.totals.lines == 44);
  CHECK(report.totals.justified_lines == 43);
  CHECK(report.totals.hyphenated_lines == 1);
  CHECK(report.totals.word_spaces == 172);
  CHECK(report.totals.mean_squared_deviation() == doctest::Approx(0.08 / 172));
  CHECK(report.totals.loosest == doctest::Approx(1.5));
  CHECK(report.pages[0].fill == doctest::Approx(1.0));
  CHECK(report.pages[1].fill == doctest::Approx(0.1));
  CHECK(report.totals.full_pages == 1);
}

TEST_CASE("one line of a paragraph at the top of a page is a widow") {
  Hand hand;
  hand.fill(4);
  const NodeId split = hand.block(Element::paragraph);
  hand.lines(split, 4);
  hand.page(BreakRule::widow);  // that the page breaker knows of it makes no second finding
  hand.line(split);
  CHECK(hand.found() == "widow 2:10;");
}

TEST_CASE("one line of a paragraph at the foot of a page is an orphan") {
  Hand hand;
  hand.fill(2);
  hand.lines(hand.block(Element::paragraph), 1);
  const NodeId split = hand.block(Element::paragraph);
  hand.line(split);
  hand.page();
  hand.lines(split, 3);
  CHECK(hand.found() == "orphan 1:10;");
}

TEST_CASE("a heading at the foot of a page is stranded, before a forced break it is not") {
  for (const bool forced : {false, true}) {
    Hand hand;
    hand.fill(2);
    hand.lines(hand.block(Element::heading, "The signs", HeadingData{2}), 2);
    hand.page(forced ? BreakRule::forced : BreakRule::keep);
    hand.lines(hand.block(Element::paragraph), 2);
    CHECK(hand.found() == (forced ? "" : "stranded-heading 1:0;"));
  }
}

TEST_CASE("an introduction at the foot of a page is left alone when its list is on the next, with a colon or without") {
  for (const bool together : {false, true}) {
    Hand hand;
    hand.fill(together ? 4 : 2);
    hand.lines(hand.block(Element::paragraph, together ? "The signs are:" : "There are signs."), 2);
    hand.builder.open(Element::list, {0, 4}, ListData{});
    for (int k = 0; k < 2; ++k) {
      if (k == (together ? 1 : 0)) hand.page();
      hand.builder.open(Element::item, {0, 4}, ItemData{});
      hand.lines(hand.block(Element::paragraph), 2);
      hand.builder.close();
    }
    hand.builder.close();
    CHECK(hand.found() == (together ? "split-block 2:100;" : "lone-introduction 1:0;"));
  }
}

TEST_CASE("a list or a table on two pages is split when one could hold it; the outermost that one could") {
  for (const bool table : {false, true}) {
    for (const int rows : {9, 21}) {  // twice that many lines, of forty
      Hand hand;
      hand.fill(10);
      hand.builder.open(Element::list, {0, 4}, ListData{});
      hand.builder.open(Element::item, {0, 4}, ItemData{});
      hand.builder.open(table ? Element::table : Element::definition_list, {0, 4});
      for (int k = 0; k < rows; ++k) {
        if (k == 5) hand.page();
        if (table) hand.builder.open(Element::table_row, {0, 4}, RowData{});
        hand.lines(hand.block(table ? Element::table_cell : Element::term, "A row"), 2);
        if (table) hand.builder.close();
      }
      for (int k = 0; k < 3; ++k) hand.builder.close();
      // 18 lines are 45 % of a page; five rows, then four.
      const std::string split = hand.found();
      if (rows == 9) CHECK(split.find("split-block 2:450;") != std::string::npos);
      if (rows == 21) CHECK(split.find("split-block") == std::string::npos);
    }
  }
}

TEST_CASE("a last page with next to nothing on it is short, unless it is the only one of its part") {
  for (const int lines : {4, 6}) {
    for (const bool forced : {false, true}) {
      Hand hand;
      hand.fill();
      hand.page(forced ? BreakRule::forced : BreakRule::free);
      hand.lines(hand.block(Element::paragraph), lines);  // 10 % and 15 %
      CHECK(Hand::said(hand.report(), true) == (lines == 4 && !forced ? "short-last-page 2:100;" : ""));
    }
  }
}

TEST_CASE("a justified line whose spaces are more than twice as wide is loose, a last line is not") {
  Hand hand;
  const NodeId text = hand.block(Element::paragraph);
  hand.line(text).widest = 2.5;
  hand.line(text).widest = 2.0;
  LineFact& last = hand.line(text);
  last.widest = 3;
  last.last = true;
  CHECK(hand.found() == "loose-line 1:25;");
}

TEST_CASE("a line wider than its measure is overfull") {
  Hand hand;
  const NodeId text = hand.block(Element::paragraph);
  hand.line(text).ink = Length::points(403);
  hand.line(text).ink = Length::points(400.4);
  CHECK(hand.found() == "overfull-line 1:30;");
}

TEST_CASE("a justified line that nothing stretches is underfull, a last line is not") {
  Hand hand;
  const NodeId text = hand.block(Element::paragraph);
  hand.line(text).ink = Length::points(390);
  LineFact& last = hand.line(text);
  last.ink = Length::points(40);
  last.last = true;
  CHECK(hand.found() == "underfull-line 1:100;");
}

TEST_CASE("three hyphens in a row are a ladder") {
  Hand hand;
  const NodeId text = hand.block(Element::paragraph);
  for (const bool hyphen : {true, true, false, true, true, true, false}) hand.line(text, "words", hyphen);
  CHECK(hand.found() == "hyphen-ladder 1:30;");
}

TEST_CASE("a page that ends in a hyphen") {
  Hand hand;
  hand.fill(4);
  const NodeId split = hand.block(Element::paragraph);
  hand.lines(split, 3);
  hand.line(split, "words", true);
  hand.page();
  hand.lines(split, 2);
  CHECK(hand.found() == "hyphen-at-page-end 1:0;");
}

TEST_CASE("a last line of one short word is a runt, unless the author broke the line") {
  for (const bool broken : {false, true}) {
    Hand hand;
    const NodeId text = hand.block(Element::paragraph);
    hand.line(text).last = broken;
    LineFact& last = hand.line(text, "so.");
    last.spaces = 0;
    last.ink = Length::points(12);
    last.last = true;
    CHECK(hand.found() == (broken ? "" : "runt 1:0;"));
  }
}

TEST_CASE("a table row on two pages is split, and its cells have no widows") {
  Hand hand;
  hand.fill(2);
  hand.builder.open(Element::table, {0, 4}, TableData{{CellAlign::none}});
  hand.builder.open(Element::table_row, {0, 4}, RowData{});
  const NodeId cell = hand.block(Element::table_cell, "A long cell", CellData{});
  hand.lines(cell, 2);
  hand.page(BreakRule::inside);
  hand.line(cell);
  hand.builder.close();
  hand.builder.close();
  CHECK(hand.found() == "split-row 1:0;");
}

TEST_CASE("white at the foot of a page counts unless a forced break or nothing follows") {
  for (const bool forced : {false, true}) {
    Hand hand;
    hand.fill(10);
    hand.page(forced ? BreakRule::forced : BreakRule::free);
    hand.lines(hand.block(Element::paragraph), 2);
    CHECK(hand.found() == (forced ? "" : "white-gap 1:250;"));
  }
}

TEST_CASE("white inside a page counts") {
  Hand hand;
  hand.fill(20);
  hand.y += kLine * 10;
  hand.fill();
  hand.page();
  hand.lines(hand.block(Element::paragraph), 2);
  CHECK(hand.found() == "white-gap 1:250;");
}

TEST_CASE("rows to write in are no white: a box ends it") {
  Hand hand;
  hand.fill(20);
  for (const int line : {4, 8}) {
    BoxItem rule;
    rule.node = hand.block(Element::paragraph) - 1;  // the block of that text
    rule.role = Role::background;
    rule.box = {Length::points(100), Length::points(hand.y + kLine * line), Length::points(400), Length::points(1)};
    hand.pages.pages.back().items.emplace_back(rule);
  }
  hand.y += kLine * 12;  // 30 % of the page, no more than 10 % without a rule
  hand.fill();
  hand.page();
  hand.lines(hand.block(Element::paragraph), 2);
  CHECK(hand.found().empty());
}

TEST_CASE("a rule that the page breaker gave up is named when nothing else shows it") {
  Hand hand;
  hand.fill();
  hand.page(BreakRule::inside);
  hand.lines(hand.block(Element::paragraph), 2);
  CHECK(hand.found() == "relaxed-rule 2:0;");
}

TEST_CASE("text below the foot of the page") {
  Hand hand;
  hand.fill();
  hand.lines(hand.block(Element::paragraph), 1);
  CHECK(hand.found() == "overfull-page 1:200;");
}

TEST_CASE("notes at the foot are no part of the text's edges") {
  Hand hand;
  hand.fill(6);
  const NodeId split = hand.block(Element::paragraph);
  hand.lines(split, 2);
  const double reach = hand.y;
  hand.y = kTop + kLine * (kLinesOnPage - 2);
  // Notes stand last in the document; here the note is made first, which the report does not mind.
  hand.builder.open(Element::note, {0, 4}, NoteData{});
  const NodeId note = hand.block(Element::paragraph, "A note.");
  hand.lines(note, 2);
  hand.builder.close();
  hand.page();
  const NodeId next = hand.block(Element::paragraph);
  hand.lines(next, 2);
  const LayoutReport report = hand.report();
  CHECK(Hand::said(report).empty());
  CHECK(report.pages[0].fill == doctest::Approx(1 - (kTop + kLine * (kLinesOnPage - 2) - reach) / (kLine * kLinesOnPage)));
}

TEST_CASE("the second column is read after the first") {
  Hand hand;
  const NodeId text = hand.block(Element::paragraph);
  hand.lines(text, 40);
  hand.y = kTop;
  for (int k = 0; k < 2; ++k) hand.line(text);
  for (std::size_t k = 40; k < 42; ++k) std::get<GlyphRun>(hand.pages.pages[0].items[k]).origin.x += Length::points(300);
  CHECK(hand.found().empty());
}
