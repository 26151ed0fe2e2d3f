// Names, paths, the extends chain; the styles that come with Pamphlet.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "helpers.h"
#include "style/codes.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

namespace {
const std::string kStyles = std::string(PAMPHLET_SOURCE_DIR) + "/styles";

std::string messages(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.items()) out += format(d);
  return out;
}

const Declaration* find(const Style& style, Element element, std::string_view variant, Property property) {
  for (const Rule& rule : style.rules) {
    if (rule.selector.element != element || rule.selector.variant != variant || rule.selector.medium) continue;
    for (const Declaration& d : rule.declarations) {
      if (d.property == property) return &d;
    }
  }
  return nullptr;
}
}  // namespace

TEST_CASE("the shipped styles load without a word") {
  for (const char* name : {"base", "clinic", "doula", "large-print"}) {
    CAPTURE(name);
    Diagnostics diagnostics;
    const Style style = load_style(name, {kStyles}, disk(), diagnostics);
    CHECK_MESSAGE(diagnostics.items().empty(), messages(diagnostics));
    CHECK(style.name == name);
    CHECK(file_name(style.sources.front()->path) == "fonts.toml");
    CHECK(style.fonts.families.size() > 100);
    std::size_t exceptions = 0, all = 0;
    for (const Rule& rule : style.rules) {
      all += rule.declarations.size();
      if (rule.selector.medium) exceptions += rule.declarations.size();
    }
    CHECK(exceptions * 100 < all * 15);
    // Every family that the fallback names is described.
    for (const auto& [script, families] : style.fonts.fallback) {
      for (const std::string& family : families) {
        CAPTURE(family);
        CHECK(std::any_of(style.fonts.families.begin(), style.fonts.families.end(),
                          [&](const FontFamily& row) { return row.name == family; }));
      }
    }
  }
}

TEST_CASE("the shipped styles set text of at least 12 pt, 60 to 70 letters a line, and large print nothing under 18 pt") {
  Diagnostics diagnostics;
  const Style clinic = load_style("clinic", {kStyles}, disk(), diagnostics);
  CHECK(clinic.page.font_size == Length::points(12));
  const double measure = (clinic.page.width - clinic.page.margin_left - clinic.page.margin_right).points();
  CHECK(measure == doctest::Approx(402));
  const Style large = load_style("large-print", {kStyles}, disk(), diagnostics);
  CHECK(large.page.minimum_font_size == Length::points(18));
  const Source source("a.md", "");
  DocumentBuilder builder(source);
  for (std::size_t i = 1; i < element_count(); ++i) {
    const auto element = static_cast<Element>(i);
    if (info(element).display == Display::block && element != Element::heading && element != Element::table_cell &&
        element != Element::code_block && element != Element::callout_title && element != Element::contents_line) {
      builder.leaf(element, {});
    }
  }
  const Document document = builder.finish();
  const StyledDocument styled(document, large, Media::pdf);
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    CHECK(styled[id].font_size.ratio >= 1);
    CHECK(styled[id].line_height >= 1.25);
    CHECK(styled[id].hyphens != Hyphens::auto_);
    CHECK(styled[id].font_style == FontStyle::normal);
    CHECK((styled[id].text_align == TextAlign::start || styled[id].text_align == TextAlign::left ||
           document[id].element == Element::thematic_break));
    CHECK((styled[id].color == Color{0, 0, 0, 255}));
  }
}

TEST_CASE("a line of every text size of the shipped styles is counted in quarters of a line") {
  for (const char* name : {"base", "clinic", "doula", "large-print"}) {
    Diagnostics diagnostics;
    const Style style = load_style(name, {kStyles}, disk(), diagnostics);
    for (const auto& [element, variant] : std::vector<std::pair<Element, const char*>>{
             {Element::title, ""}, {Element::standfirst, ""}, {Element::heading, "h2"}, {Element::heading, "h3"}, {Element::code_block, ""}}) {
      const std::string_view shown = info(element).name;
      CAPTURE(name);
      CAPTURE(shown);
      const Declaration* size = find(style, element, variant, Property::font_size);
      const Declaration* line = find(style, element, variant, Property::line_height);
      REQUIRE((size != nullptr && line != nullptr));
      const double points = std::get<FontSize>(size->value).ratio * std::get<double>(line->value) * style.page.font_size.points();
      const double line_points = std::get<double>(find(style, Element::document, "", Property::line_height)->value) * style.page.font_size.points();
      const double units = points / line_points * 4;
      CAPTURE(units);
      CHECK(std::abs(units - std::round(units)) < 0.01);
    }
  }
}

TEST_CASE("a missing style is named, with the others, and base serves") {
  MemoryFiles files;
  files.files["styles/base.toml"] = "extends = \"\"\n[heading]\ncolor = \"#111111\"\n";
  files.files["styles/clinic.toml"] = "";
  Diagnostics diagnostics;
  const Style style = load_style("clinik", {"styles"}, files, diagnostics);
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].code == code::style_missing);
  CHECK(diagnostics.items()[0].help == "did you mean \"clinic\"?");
  CHECK(style.rules.size() == 1);
  diagnostics = {};
  (void)load_style("zebra", {"styles"}, files, diagnostics);
  CHECK(diagnostics.items()[0].help == "the styles are: base, clinic");
}

TEST_CASE("without any file the page is still a page") {
  Diagnostics diagnostics;
  const Style style = load_style("clinic", {}, MemoryFiles(), diagnostics);
  CHECK(diagnostics.has(code::style_missing));
  CHECK(style.page.width == Length::points(612));
  CHECK(style.page.font_size == Length::points(12));
}

TEST_CASE("extends: beside the file first, then the folders; circles and paths are refused") {
  Load load("extends = \"mine\"\n[heading]\ncolor = \"#030303\"\n");
  CHECK(load.only().starts_with("S200 style.toml:1:11 there is no style \"mine\""));
  load.files.files["a/mine.toml"] = "[heading]\ncolor = \"#020202\"\nfont-weight = 700\n";
  load.files.files["styles/mine.toml"] = "[heading]\ncolor = \"#040404\"\n";
  load.run();
  CHECK(load.findings().empty());
  CHECK(load.style.sources.size() == 3);
  CHECK(load.style.folders == std::vector<std::string>{"a", "styles"});
  CHECK(load.style.name == "style");
  CHECK(dump(load.style).find("[heading]\n  color: #030303\n  font-weight: 700\n") != std::string::npos);
  load.files.files["a/mine.toml"] = "extends = \"style\"\n";
  load.run();
  CHECK(load.only() == "S205 mine.toml:1:11 the style \"style\" extends itself in a circle | leave this \"extends\" out");
  load.files.files["a/style.toml"] = "extends = \"style\"\n";
  load.run();
  CHECK(load.only().starts_with("S205 style.toml:1:11 "));
  load.files.files["a/style.toml"] = "extends = \"../styles/base\"\n";
  load.run();
  CHECK(load.only().starts_with("S210 style.toml:1:11 extends: \"../styles/base\" is a path"));
  CHECK(load.style.sources.size() == 2);
  load.files.files["a/style.toml"] = "extends = 7\n";
  load.run();
  CHECK(load.only().starts_with("S203 style.toml:1:11 extends: "));
}

TEST_CASE("a broken file leaves what it extends") {
  const Load load("[heading\n", "extends = \"\"\n[heading]\ncolor = \"#111111\"\n");
  CHECK(load.findings().size() == 1);
  CHECK(load.style.rules.size() == 1);
  const Load value("[heading]\ncolor = \"blu\"\n", "extends = \"\"\n[heading]\ncolor = \"#111111\"\n");
  CHECK(value.findings().size() == 1);
  CHECK(to_css(Property::color, value.style.rules[0].declarations[0].value) == "#111111");
}

TEST_CASE("page and ebook values merge along the chain and take tokens") {
  const Load load("[tokens]\nm = \"20mm\"\n[page]\nmargin-top = \"$m\"\nfirst-top-left = \"\"\nduplex = true\n[ebook]\nsplit-level = 2\n",
                  "extends = \"\"\n[tokens]\nm = \"1in\"\n[page]\nsize = \"a5 landscape\"\nmargin = [\"$m\", \"10mm\"]\ntop-left = \"{title}\"\n"
                  "[page.running]\nfont-size = \"0.75em\"\ncolor = \"#333333\"\n[document]\nfont-weight = 300\n");
  CHECK(load.findings().empty());
  const PageStyle& page = load.style.page;
  CHECK(page.width == Length::millimetres(210));
  CHECK(page.height == Length::millimetres(148));
  CHECK(page.margin_top == Length::millimetres(20));
  CHECK(page.margin_bottom == Length::millimetres(20));
  CHECK(page.margin_left == Length::millimetres(10));
  CHECK(page.duplex);
  CHECK(page.running[0] == "{title}");
  CHECK(page.running_first[0].empty());
  CHECK(page.running_first[1] == "-");
  CHECK(page.running_style.font_size.ratio == doctest::Approx(0.75));
  CHECK(page.running_style.font_weight == 300);
  CHECK(load.style.ebook.split_level == 2);
}

TEST_CASE("shorthands are expanded; what stands later in the file wins") {
  const Load load("[callout]\nmargin = \"1em 2em 3em\"\nmargin-top = \"4em\"\n[heading]\nmargin-top = \"4em\"\nmargin = [\"1em\", \"2em\", \"3em\", \"5em\"]\n");
  CHECK(load.findings().empty());
  CHECK(dump(load.style).find("[callout]\n  margin-top: 4em\n  margin-right: 2em\n  margin-bottom: 3em\n  margin-left: 2em\n") != std::string::npos);
  CHECK(dump(load.style).find("[heading]\n  margin-top: 1em\n  margin-right: 2em\n  margin-bottom: 3em\n  margin-left: 5em\n") != std::string::npos);
  CHECK(Load("[callout]\nmargin = \"1em 2em 3em 4em 5em\"\n").only().starts_with("S203 style.toml:2:10 margin: one to four"));
}
