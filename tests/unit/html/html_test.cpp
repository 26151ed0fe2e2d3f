// HTML fragments → Document: what the HTML standard's tree becomes, where it stands, and what is said of the rest.
#include <doctest/doctest.h>

#include <algorithm>

#include "html/html.h"
#include "doc/codes.h"

using namespace pamphlet;

namespace {

/// Pieces are written as "[0]", "[1]" …; findings are kept as "line of the code: message".
struct Reading : html::Host {
  explicit Reading(const std::string& text) : source("test.html", text), builder(source) {}

  void write_blocks(std::uint32_t piece) override {
    builder.open(Element::paragraph, {});
    write_words(piece);
    builder.close();
  }
  void write_words(std::uint32_t piece) override { builder.text("[" + std::to_string(piece) + "]", {}); }
  bool has_room(Element, Span span) override {
    if (builder.depth() + 4 <= kMaxDepth) return true;
    report(code::nesting_too_deep, span, "deep", {});
    return false;
  }
  void report(Code code, Span span, std::string message, std::string) override {
    findings += std::string(info(code).id) + " " + source.text.substr(span.begin, span.end - span.begin) + ": " + message + "\n";
    ++count;
  }
  bool keeps_files() const override { return false; }

  /// `|` is a piece; all else is HTML.
  Document run() {
    html::Fragment fragment(true);
    for (std::size_t at = 0; at <= source.text.size();) {
      const std::size_t end = std::min(source.text.find('|', at), source.text.size());
      fragment.html(std::string_view(source.text).substr(at, end - at), static_cast<std::uint32_t>(at));
      if (end < source.text.size()) fragment.piece();
      at = end + 1;
    }
    const html::Tree tree = html::parse(fragment, [&](Code code, Span span, std::string message, std::string help) {
      report(code, span, std::move(message), std::move(help));
    });
    html::read(tree, builder, *this);
    return builder.finish();
  }

  Source source;
  DocumentBuilder builder;
  std::string findings;
  std::size_t count = 0;
};

std::string shape(const std::string& text) { return dump(Reading(text).run()); }

std::string findings(const std::string& text) {
  Reading reading(text);
  (void)reading.run();
  return reading.findings;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each node has its place in the source") {
  Reading reading("<p>one <b>two</b></p>\n<h2 id=x>three</h2>");
  const Document document = reading.run();
  const auto words_at = [&](NodeId id) {
    const Span span = document[id].span;
    return reading.source.text.substr(span.begin, span.end - span.begin);
  };
  // 0 document, 1 paragraph, 2 text, 3 strong, 4 text, 5 heading, 6 text
  REQUIRE(document.nodes.size() == 7);
  CHECK(words_at(2) == "one ");
  CHECK(words_at(3) == "<b>two</b>");
  CHECK(words_at(4) == "two");
  CHECK(document[5].element == Element::heading);
  CHECK(document.attributes_of(5).id == "x");
  CHECK(words_at(6) == "three");
  CHECK(reading.findings.empty());
}

TEST_CASE("pieces stay where they stand in the tree") {
  const std::string text = shape("<blockquote>|</blockquote>|<ul><li>|<li>two</ul>");
  CHECK(text.find("block-quote") < text.find("[0]"));
  CHECK(text.find("[0]") < text.find("[1]"));
  CHECK(text.find("list") < text.find("[2]"));
  CHECK(contains(text, "two"));
}

TEST_CASE("cells keep what they span, and heads are heads") {
  const Document document = Reading("<table><tr><th rowspan=2>Age<th colspan=2>Dose<tr><th>Day<th>Night"
                                    "<tr><th scope=ROW>0-3<td colspan=2>none</table>").run();
  std::vector<CellData> cells;
  std::vector<bool> heads;
  for (const Node& node : document.nodes) {
    if (const auto* cell = std::get_if<CellData>(&node.payload)) cells.push_back(*cell);
    if (const auto* row = std::get_if<RowData>(&node.payload)) heads.push_back(row->header);
  }
  REQUIRE(cells.size() == 6);
  CHECK(heads == std::vector<bool>{true, true, false});
  CHECK(cells[0].row_span == 2);
  CHECK(cells[1].column_span == 2);
  CHECK(cells[4].header);
  CHECK(cells[4].scope == CellScope::row);
  CHECK(cells[5].column_span == 2);
  CHECK_FALSE(cells[5].header);
}

TEST_CASE("lists and paragraphs in a cell are lines of their own") {
  const std::string text = shape("<table><tr><td><ol start=3><li>one<li>two</ol><td><p>a<p>b</table>");
  CHECK(contains(text, "3. one"));
  CHECK(contains(text, "4. two"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 11);  // document, table, row, and for each cell: itself, text, break, text
}

TEST_CASE("an element that holds blocks goes on in each of them") {
  const std::string text = shape("<b>one<p>two</p></b>three");
  CHECK(std::string_view(text).substr(text.find("strong") + 1).find("strong") != std::string_view::npos);
  CHECK(text.rfind("strong") < text.find("three"));
}

TEST_CASE("what is left out, never closed or closes nothing is said with its place") {
  CHECK(findings("a<video>b</video>") == "E133 <video>: the HTML element <video> was dropped with all that it holds\n");
  CHECK(findings("a<video>b") == "E133 <video>: the HTML tag <video> was dropped; what follows it was kept\n");
  CHECK(findings("a<b>b") == "E133 <b>: the HTML tag <b> is never closed; it was closed where what holds it ends\n");
  CHECK(findings("a</div>") == "E133 </div>: the HTML tag </div> closes nothing and was dropped\n");
  CHECK(findings("<x-y>a</x-y>") == "E133 <x-y>: the HTML element <x-y> means nothing here; its tags were dropped, its content was kept\n");
  CHECK(findings("a <div b") == "E133 <div: the HTML tag <div is never finished; it was kept as text\n");
  CHECK(contains(shape("a <div b"), "a <div b"));
  CHECK(findings("<![CDATA[words]]>") == "E133 <![CDATA[words]]>: a CDATA section was left out with all that it holds\n");
  CHECK(findings("<p>one<p>two<!-- note -->").empty());
}

TEST_CASE("a comment, an instruction or a script that never ends is an error that counts its lines") {
  CHECK(findings("a\n<!-- b\n\nc\n") == "E150 <!-- b\n\nc\n: this HTML comment is never closed: 3 lines from here on would be lost\n");
  CHECK(findings("<?php\nb") == "E150 <?php\nb: this processing instruction is never closed: 2 lines from here on would be lost\n");
  CHECK(findings("<script>\nb") == "E150 <script>\nb: this HTML element <script> is never closed: 2 lines from here on would be lost\n");
}

TEST_CASE("whatever is nested, repeated or unclosed costs memory in proportion") {
  const auto nodes = [](std::string_view unit, std::string_view end = {}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += unit;
    html::Fragment fragment(true);
    text += end;
    fragment.html(text, 0);
    return html::parse(fragment, [](Code, Span, const std::string&, const std::string&) {}).nodes.size();
  };
  CHECK(nodes("<div>") < 1000);                  // 200 open ones
  CHECK(nodes("<div>a</div>") == 40001);
  CHECK(nodes("<b><p>") < 60000);
  CHECK(nodes("<p><b>a") < 200000);              // one copy for four bytes
  CHECK(nodes("<b><div></b>") < 200000);
  CHECK(nodes("<table><tr><td>") < 60000);      // tables end at 200, rows go on
  CHECK(nodes("<li>a") == 40001);                // each ends the one before
  CHECK(nodes("<a a a a a a a") == 2);           // text
  CHECK(nodes("<a b='") == 2);
  CHECK(nodes("a ", "<b" + std::string(100000, ' ') + ">") == 3);
}
