// Rules for an element inside others, several styles extended at once, and what changes nothing.
#include <doctest/doctest.h>

#include <string>

#include "helpers.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

namespace {

constexpr Color kRed{255, 0, 0, 255}, kGreen{0, 255, 0, 255}, kBlue{0, 0, 255, 255};

Attributes classed(std::string name) {
  Attributes attributes;
  attributes.classes = {std::move(name)};
  return attributes;
}

/// A div.steps with a numbered list of one item with a strong word, then a paragraph with one.
struct Steps {
  Source source{"a.md", ""};
  NodeId div = 0, list = 0, item = 0, inner = 0, outer = 0;
  Document document;
  Steps() {
    DocumentBuilder builder(source);
    div = builder.open(Element::div, {}, {}, classed("steps"));
    list = builder.open(Element::list, {}, ListData{ListKind::ordered});
    item = builder.open(Element::item, {}, ItemData{});
    builder.open(Element::paragraph, {});
    inner = builder.open(Element::strong, {});
    builder.text("one", {});
    for (int k = 0; k < 5; ++k) builder.close();
    builder.open(Element::paragraph, {});
    outer = builder.open(Element::strong, {});
    builder.text("two", {});
    document = builder.finish();
  }
};

}  // namespace

TEST_CASE("a rule for an element inside another holds there and nowhere else, at any depth") {
  const Load load("[\"div.steps strong\"]\ncolor = \"#f00\"\n[\"div.steps item strong\".pdf]\nfont-weight = 900\n");
  CHECK(load.findings().empty());
  const Steps s;
  const StyledDocument pdf(s.document, load.style, Media::pdf), ebook(s.document, load.style, Media::ebook);
  CHECK(pdf[s.inner].color == kRed);
  CHECK(pdf[s.outer].color == Color{});
  CHECK(pdf[s.inner].font_weight == 900);
  CHECK(ebook[s.inner].font_weight == 400);
  CHECK(dump(load.style).find("[div.steps item strong.pdf]") != std::string::npos);
}

TEST_CASE("generated content stands inside what generates it") {
  const Load load("[\"div.steps marker.ordered\"]\ncolor = \"#f00\"\n[\"item marker\"]\nbackground-color = \"#0f0\"\n[\"marker strong\"]\ncolor = \"#00f\"\n");
  CHECK(load.findings().empty());
  const Steps s;
  const StyledDocument styled(s.document, load.style, Media::pdf);
  CHECK(styled.pseudo(s.item, Element::marker).color == kRed);
  CHECK(styled.pseudo(s.item, Element::marker).background_color == kGreen);
  CHECK(styled[s.inner].color == Color{});  // words are not in their marker
}

TEST_CASE("the order of parts counts, and the innermost does not hide the outer ones") {
  const Load load("[\"item div strong\"]\ncolor = \"#f00\"\n[\"div.steps list item paragraph strong\"]\ncolor = \"#0f0\"\n");
  CHECK(load.only().find("at most four parts") != std::string::npos);
  const Steps s;
  CHECK(StyledDocument(s.document, load.style, Media::pdf)[s.inner].color == Color{});
}

TEST_CASE("strength: inside others before classes, more variants before more elements, then the later file") {
  const Load load(
      "[\"div.steps strong\"]\ncolor = \"#00f\"\n",
      "extends = \"\"\n[\"div.steps strong\"]\ncolor = \"#f00\"\n[\"list item strong\"]\ncolor = \"#0f0\"\nfont-weight = 800\n[span.x]\nfont-weight = 300\n");
  Steps s;
  s.document.attributes.push_back(classed("x"));
  s.document.nodes[s.inner].attributes = static_cast<std::uint32_t>(s.document.attributes.size() - 1);
  const StyledDocument styled(s.document, load.style, Media::pdf);
  CHECK(styled[s.inner].color == kBlue);
  CHECK(styled[s.inner].font_weight == 800);
}

TEST_CASE("deep documents cost the parts of the selectors, not their depth") {
  const Load load("[\"div.a div.b strong\"]\ncolor = \"#f00\"\n");
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  NodeId last = 0;
  builder.open(Element::div, {}, {}, classed("a"));
  for (int k = 0; k < 20000; ++k) builder.open(Element::div, {}, {}, classed(k % 2 == 0 ? "b" : "a"));
  builder.open(Element::paragraph, {});
  last = builder.open(Element::strong, {});
  builder.text("deep", {});
  const Document document = builder.finish();
  CHECK(StyledDocument(document, load.style, Media::pdf)[last].color == kRed);  // a walk up from each would be 2·10^8 steps
}

TEST_CASE("an unknown part is said with its line") {
  CHECK(Load("\n[\"div.steps strnog\"]\ncolor = \"#f00\"\n").only() ==
        "S202 style.toml:2:2 a style has no element \"strnog\" to stand in another or around it | did you mean \"strong\"?");
  CHECK(Load("[\"callout.hlp strong\"]\ncolor = \"#f00\"\n").only().starts_with("S202 style.toml:1:2 a style has no element \"callout.hlp\""));
}

TEST_CASE("several styles are extended at once, and the later one wins") {
  Load load("extends = [\"brand\", \"large\"]\n[strong]\nfont-style = \"italic\"\n", "extends = \"\"\n[tokens]\nink = \"#000\"\n[strong]\ncolor = \"$ink\"\nfont-weight = 300\n");
  load.files.files["a/brand.toml"] = "[tokens]\nink = \"#f00\"\n[strong]\nfont-weight = 500\n";
  load.files.files["a/large.toml"] = "[strong]\nfont-weight = 900\n";
  load.run();
  CHECK(load.findings().empty());
  const Steps s;
  const ComputedStyle strong = StyledDocument(s.document, load.style, Media::pdf)[s.inner];
  CHECK(strong.color == kRed);        // base, which both extend, stands before them: it does not take the brand back
  CHECK(strong.font_weight == 900);
  CHECK(strong.font_style == FontStyle::italic);
  CHECK(load.style.sources.size() == 4);
  load.files.files["a/large.toml"] = "extends = \"style\"\n";
  load.run();
  CHECK(load.only().starts_with("S205 large.toml:1:11 the style \"style\" extends itself in a circle"));
  load.files.files["a/style.toml"] = "extends = [\"brand\", 3]\n";
  load.run();
  CHECK(load.only().starts_with("S203 style.toml:1:21 extends: the name of a style is asked here"));
}

TEST_CASE("a property that an element has no use for is a hint at its line") {
  CHECK(Load("[strong]\nmargin-top = \"1em\"\n").only() ==
        "S212 style.toml:2:1 [strong] has no use for margin-top | write it for the block that the words stand in");
  CHECK(Load("[table-row]\nborder-radius = \"1em\"\n").only().starts_with("S212 style.toml:2:1 [table-row] has no use for border-radius"));
  CHECK(Load("[marker.ordered]\nmargin = \"1em\"\n").only().starts_with("S212 style.toml:2:1 "));
  CHECK(Load("[heading]\ncontent = \"x\"\n").only().starts_with("S212 style.toml:2:1 "));
  for (const char* fine : {"[marker]\nbackground-color = \"#fff\"\nborder-radius = \"1em\"\npadding = \"0.2em\"\n", "[span.pill]\npadding = \"0 1em\"\n",
                           "[table-row]\nmin-height = \"2em\"\n", "[strong]\nmargin-top = \"0\"\n[heading]\nborder-radius = \"1em\"\n"}) {
    CAPTURE(fine);
    CHECK(Load(fine).findings().size() == (std::string_view(fine).starts_with("[strong]") ? 1 : 0));
  }
}

TEST_CASE("classes that change nothing are said once, near ones with what was perhaps meant") {
  const Load load("[div.mine]\ncolor = \"#f00\"\n[\"div.around strong\"]\ncolor = \"#f00\"\n");
  const Source source("a.md", "one two three four five");
  DocumentBuilder builder(source);
  for (const char* name : {"mine", "around", "steps", "stpes", "other", "other"}) {
    builder.open(Element::div, {4, 7}, {}, classed(name));
    builder.close();
  }
  Diagnostics diagnostics;
  report_classes(builder.finish(), load.style, diagnostics);
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].message == "no rule names the class \"stpes\"");
  CHECK(diagnostics.items()[0].help == "did you mean \"steps\"?");
  CHECK(diagnostics.items()[0].severity == Severity::warning);
  CHECK(diagnostics.items()[1].message == "the style has no rule for the class \"other\"");
  CHECK(diagnostics.items()[1].span.begin == 4);
}
