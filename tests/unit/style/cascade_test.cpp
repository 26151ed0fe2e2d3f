#include <doctest/doctest.h>

#include <set>

#include "helpers.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : " ") + std::string(word);
  return out;
}

NodeId nth(const Document& document, Element element, int which = 0) {
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == element && which-- == 0) return id;
  }
  return kNoNode;
}

void paragraph(DocumentBuilder& b, std::string_view text, Attributes attributes = {}) {
  b.open(Element::paragraph, {}, {}, std::move(attributes));
  b.text(text, {});
  b.close();
}

Document article(const Source& source) {
  DocumentBuilder b(source);
  b.leaf(Element::header, {});
  paragraph(b, "Opening.");
  paragraph(b, "The signs are:");
  b.open(Element::list, {}, ListData{ListKind::marked, true, 1, '.', Mark::check});
  ItemData item;
  item.mark = Mark::check;
  b.open(Element::item, {}, item);
  paragraph(b, "One");
  b.open(Element::list, {}, ListData{ListKind::ordered, false});
  b.open(Element::item, {}, ItemData{});
  b.close();
  b.close();
  b.close();
  item.checked = true;
  b.open(Element::item, {}, item);
  b.close();
  b.close();
  b.open(Element::heading, {}, HeadingData{2}, Attributes{"", "", "", {"quiet"}, {}});
  b.text("Next", {});
  b.close();
  paragraph(b, "After a heading:", Attributes{"", "", "", {"recipe", "quiet"}, {}});
  b.open(Element::callout, {}, CalloutData{CalloutKind::warning});
  b.open(Element::callout_title, {});
  b.close();
  paragraph(b, "In the box.");
  b.close();
  b.open(Element::table, {}, TableData{{CellAlign::right}});
  for (int i = 0; i < 4; ++i) {
    b.open(Element::table_row, {}, RowData{i == 0});
    b.leaf(Element::table_cell, {}, CellData{CellAlign::right, i == 0, 0});
    b.close();
  }
  b.close();
  b.open(Element::paragraph, {});
  b.open(Element::link, {}, LinkData{"#next", ""});
  b.text("here", {});
  b.close();
  b.open(Element::link, {}, LinkData{"https://example.org", ""}, Attributes{"", "", "", {"loud"}, {}});
  b.text("there", {});
  b.close();
  b.close();
  return b.finish();
}

}  // namespace

TEST_CASE("variants that hold at a node, weakest first") {
  const Source source("a.md", "");
  const Document d = article(source);
  const auto of = [&](Element element, int which = 0) { return joined(variants(d, nth(d, element, which))); };
  CHECK(of(Element::document).empty());
  CHECK(of(Element::paragraph, 0) == "first opening");
  CHECK(of(Element::paragraph, 1) == "lead-in");
  CHECK(of(Element::paragraph, 2) == "inner first");
  CHECK(of(Element::paragraph, 3) == "first recipe quiet");
  CHECK(of(Element::paragraph, 4) == "inner first");
  CHECK(of(Element::paragraph, 5).empty());
  CHECK(of(Element::list, 0) == "marked tight check");
  CHECK(of(Element::list, 1) == "ordered loose nested");
  CHECK(of(Element::item, 0) == "marked tight first check");
  CHECK(of(Element::item, 1) == "ordered loose first last");
  CHECK(of(Element::item, 2) == "marked tight checked last check");
  CHECK(of(Element::heading) == "h2 quiet");
  CHECK(of(Element::callout) == "warning");
  CHECK(of(Element::callout_title) == "warning");
  CHECK(of(Element::table_row, 0) == "header");
  CHECK(of(Element::table_row, 1) == "odd");
  CHECK(of(Element::table_row, 2) == "even");
  CHECK(of(Element::table_row, 3) == "odd");
  CHECK(of(Element::table_cell, 0) == "right header");
  CHECK(of(Element::table_cell, 1) == "right");
  CHECK(of(Element::link, 0) == "internal");
  CHECK(of(Element::link, 1) == "external loud");
}

TEST_CASE("a reader of variants may be asked in any order") {
  const Source source("a.md", "");
  const Document d = article(source);
  VariantReader reader(d);
  for (const int which : {0, 1, 2, 3, 1, 3, 3, 2}) {
    const NodeId row = nth(d, Element::table_row, which);
    CHECK(joined(reader.of(row)) == joined(variants(d, row)));
  }
}

TEST_CASE("a chapter has an opening of its own") {
  const Source source("a.md", "");
  DocumentBuilder b(source);
  paragraph(b, "Preface.");
  b.leaf(Element::heading, {}, HeadingData{1});
  b.leaf(Element::thematic_break, {});
  paragraph(b, "Chapter.");
  b.leaf(Element::heading, {}, HeadingData{2});
  paragraph(b, "Section.");
  const Document d = b.finish();
  CHECK(joined(variants(d, nth(d, Element::paragraph, 0))) == "first opening");
  CHECK(joined(variants(d, nth(d, Element::paragraph, 1))) == "first opening");
  CHECK(joined(variants(d, nth(d, Element::paragraph, 2))) == "first");
}

TEST_CASE("the stronger selector wins, whatever the order of the file") {
  const Source source("a.md", "");
  const Document d = article(source);
  const auto color = [&](const std::string& rules, Element element, int which = 0) {
    const Load load(rules);
    CHECK(load.findings().empty());
    const StyledDocument styled(d, load.style, Media::pdf);
    return to_css(styled[nth(d, element, which)].color);
  };
  CHECK(color("[heading.h2]\ncolor = \"#020202\"\n[heading]\ncolor = \"#010101\"\n", Element::heading) == "#020202");
  CHECK(color("[heading.pdf]\ncolor = \"#020202\"\n[heading]\ncolor = \"#010101\"\n", Element::heading) == "#020202");
  CHECK(color("[heading.h2]\ncolor = \"#020202\"\n[heading.pdf]\ncolor = \"#010101\"\n", Element::heading) == "#020202");
  CHECK(color("[heading.h2.pdf]\ncolor = \"#020202\"\n[heading.h2]\ncolor = \"#010101\"\n", Element::heading) == "#020202");
  CHECK(color("[heading.ebook]\ncolor = \"#020202\"\n[heading]\ncolor = \"#010101\"\n", Element::heading) == "#010101");
  CHECK(color("[paragraph.opening]\ncolor = \"#020202\"\n[paragraph.first]\ncolor = \"#010101\"\n", Element::paragraph) == "#020202");
  CHECK(color("[heading]\nh2.color = \"#020202\"\nh3.color = \"#010101\"\n", Element::heading) == "#020202");
  // A class is stronger than any variant, holds for blocks of all kinds, and the later of two classes wins.
  CHECK(color("[div.quiet]\ncolor = \"#020202\"\n[heading.h2]\ncolor = \"#010101\"\n", Element::heading) == "#020202");
  CHECK(color("[div.quiet]\ncolor = \"#020202\"\n[div.recipe]\ncolor = \"#010101\"\n", Element::paragraph, 3) == "#010101");
  CHECK(color("[div.recipe]\ncolor = \"#010101\"\n[div.quiet]\ncolor = \"#020202\"\n", Element::paragraph, 3) == "#020202");
  CHECK(color("[span.loud]\ncolor = \"#020202\"\n[div.loud]\ncolor = \"#010101\"\n", Element::link, 1) == "#020202");
  CHECK(color("[document]\ncolor = \"#030303\"\n", Element::paragraph, 2) == "#030303");
  CHECK(color("[item.marked]\ncolor = \"#030303\"\n", Element::paragraph, 2) == "#030303");
}

TEST_CASE("rules_for puts weaker rules first and each selector once") {
  const Load load(
      "[div.a]\ncolor = \"#000\"\n[heading.h2]\ncolor = \"#000\"\n[heading.pdf]\ncolor = \"#000\"\n[heading]\ncolor = \"#000\"\n"
      "[heading.h1.ebook]\ncolor = \"#000\"\n[paragraph.first]\ncolor = \"#000\"\n[paragraph.lead-in]\ncolor = \"#000\"\n",
      "extends = \"\"\n[heading]\ncolor = \"#111\"\nfont-weight = 700\n");
  std::string names;
  for (const Rule* rule : rules_for(load.style, Media::pdf)) {
    names += " " + std::string(info(rule->selector.element).name) + "." + rule->selector.variant + (rule->selector.medium ? "*" : "");
  }
  CHECK(names == " paragraph.lead-in paragraph.first heading. heading.* heading.h2 div.a");
}

TEST_CASE("sizes multiply, and inherited em lengths keep their absolute size") {
  const Load load(
      "[list]\nfont-size = \"0.5em\"\ntext-indent = \"2em\"\n[item]\nfont-size = \"200%\"\n[paragraph]\nfont-size = \"0.5em\"\n"
      "line-height = 1.5\n[heading]\nletter-spacing = \"0.1em\"\nfont-size = \"2em\"\n");
  const Source source("a.md", "");
  const Document d = article(source);
  const StyledDocument styled(d, load.style, Media::pdf);
  CHECK(styled[nth(d, Element::list)].font_size.ratio == 0.5);
  CHECK(styled[nth(d, Element::list)].text_indent.em == 2);
  CHECK(styled[nth(d, Element::item)].font_size.ratio == 1);
  CHECK(styled[nth(d, Element::item)].text_indent.em == 1);
  CHECK(styled[nth(d, Element::paragraph, 2)].text_indent.em == 2);
  CHECK(styled[nth(d, Element::paragraph, 2)].line_height == 1.5);
  CHECK(styled[nth(d, Element::heading)].letter_spacing.em == doctest::Approx(0.1));
}

TEST_CASE("text has the style of what it stands in; lines and raised text reach the inlines inside") {
  const Source source("a.md", "");
  DocumentBuilder b(source);
  b.open(Element::paragraph, {});
  b.open(Element::strikethrough, {});
  b.open(Element::superscript, {});
  b.open(Element::strong, {});
  b.text("x", {});
  b.close();
  b.close();
  b.close();
  b.close();
  paragraph(b, "y");
  const Document d = b.finish();
  const Load load("[strikethrough]\ntext-decoration-line = \"line-through\"\n[superscript]\nvertical-align = \"super\"\nfont-size = \"0.5em\"\n");
  const StyledDocument styled(d, load.style, Media::pdf);
  const NodeId text = nth(d, Element::text);
  CHECK(styled[text].text_decoration == TextDecoration::line_through);
  CHECK(styled[text].vertical_align == VerticalAlign::super);
  CHECK(styled[text].font_size.ratio == 0.5);
  CHECK(styled.style_index(text) == styled.style_index(d[text].parent));
  CHECK(styled[nth(d, Element::text, 1)].text_decoration == TextDecoration::none);
}

TEST_CASE("nested sizes stay within what can be read") {
  const Source source("a.md", "");
  DocumentBuilder b(source);
  b.open(Element::paragraph, {});
  for (int i = 0; i < 60; ++i) b.open(Element::superscript, {});
  b.text("x", {});
  const Document d = b.finish();
  const StyledDocument small(d, Load("[superscript]\nfont-size = \"0.5em\"\n").style, Media::pdf);
  CHECK(small[nth(d, Element::text)].font_size.ratio == 0.3);
  const StyledDocument large(d, Load("[superscript]\nfont-size = \"2em\"\ntext-indent = \"1em\"\n").style, Media::pdf);
  CHECK(large[nth(d, Element::text)].font_size.ratio == 6);
}

TEST_CASE("generated content inherits from its node and has the node's variants") {
  const Load load(
      "[item]\ncolor = \"#010101\"\n[marker]\nfont-weight = 700\n[marker.check]\n-mark-color = \"#020202\"\n"
      "[callout-label.warning]\ncolor = \"#030303\"\n[div.quiet]\nfont-weight = 100\n[first-letter.opening]\nfont-size = \"3em\"\n");
  CHECK(load.findings().empty());
  const Source source("a.md", "");
  const Document d = article(source);
  const StyledDocument styled(d, load.style, Media::pdf);
  const ComputedStyle& marker = styled.pseudo(nth(d, Element::item), Element::marker);
  CHECK(to_css(marker.color) == "#010101");
  CHECK(to_css(marker.mark_color) == "#020202");
  CHECK(marker.font_weight == 700);
  CHECK(to_css(styled.pseudo(nth(d, Element::item, 1), Element::marker).mark_color) == "#000000");
  CHECK(to_css(styled.pseudo(nth(d, Element::callout), Element::callout_label).color) == "#030303");
  CHECK(styled.pseudo(nth(d, Element::paragraph, 0), Element::first_letter).font_size.ratio == 3);
  CHECK(styled.pseudo(nth(d, Element::paragraph, 1), Element::first_letter).font_size.ratio == 1);
  CHECK(&marker == &styled.pseudo(nth(d, Element::item), Element::marker));
}

TEST_CASE("equal styles are one, however long the document") {
  const Load load("[paragraph.first]\ntext-indent = \"0\"\n[paragraph]\ntext-indent = \"1em\"\n[emphasis]\nfont-style = \"italic\"\n");
  const Source source("a.md", "");
  const auto make = [&](int count) {
    DocumentBuilder b(source);
    for (int i = 0; i < count; ++i) {
      if (i % 7 == 0) b.leaf(Element::heading, {}, HeadingData{2});
      b.open(Element::paragraph, {});
      b.text("a ", {});
      b.open(Element::emphasis, {});
      b.text("b", {});
      b.close();
      b.close();
    }
    return b.finish();
  };
  const Document d = make(20000);
  const StyledDocument styled(d, load.style, Media::pdf);
  std::set<std::uint32_t> distinct;
  for (NodeId id = 0; id < d.nodes.size(); ++id) distinct.insert(styled.style_index(id));
  // The document, its headings and the first paragraphs look alike; the other paragraphs; the emphasis in each.
  CHECK(distinct.size() == 4);
}
