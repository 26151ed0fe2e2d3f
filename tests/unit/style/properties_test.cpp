// Every row of properties.def: its value is read, reaches the computed style, the dump and CSS, and inherits as it says.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "helpers.h"
#include "style/selectors.h"
#include "style/values.h"

using namespace pamphlet;
using namespace pamphlet::style_test;

namespace {

/// A value that is not the initial one, as a style file writes it, and as CSS does.
struct Sample {
  std::string toml, css;
};

const std::map<std::string, Sample, std::less<>>& samples() {
  static const std::map<std::string, Sample, std::less<>> kSamples{
      {"font-family", {R"(["Open Sans", "sans-serif"])", R"("Open Sans", sans-serif)"}},
      {"font-size", {R"("120%")", "1.2em"}},
      {"font-weight", {R"("bold")", "700"}},
      {"font-style", {R"("italic")", "italic"}},
      {"font-variant-caps", {R"("small-caps")", "small-caps"}},
      {"font-variant-numeric", {R"("tabular-nums lining-nums")", "lining-nums tabular-nums"}},
      {"font-feature-settings", {R"("onum, 'ss01' 2, kern off")", R"("onum" 1, "ss01" 2, "kern" 0)"}},
      {"letter-spacing", {R"("0.05em")", "0.05em"}},
      {"text-transform", {R"("uppercase")", "uppercase"}},
      {"text-decoration-line", {R"("underline")", "underline"}},
      {"color", {R"("#1f6f78")", "#1f6f78"}},
      {"vertical-align", {R"("super")", "super"}},
      {"line-height", {"1.5", "1.5"}},
      {"text-align", {R"("justify")", "justify"}},
      {"text-align-last", {R"("center")", "center"}},
      {"text-indent", {R"("1.5em")", "1.5em"}},
      {"text-wrap", {R"("balance")", "balance"}},
      {"hyphens", {R"("auto")", "auto"}},
      {"white-space", {R"("pre-wrap")", "pre-wrap"}},
      {"hanging-punctuation", {"true", "first allow-end last"}},
      {"-justify-letters", {R"("3%")", "3%"}},
      {"initial-letter", {"3", "3"}},
      {"margin-top", {R"("1em")", "1em"}},
      {"margin-bottom", {R"("2em")", "2em"}},
      {"margin-left", {R"("-1em")", "-1em"}},
      {"margin-right", {R"("3em")", "3em"}},
      {"padding-top", {R"("1em")", "1em"}},
      {"padding-bottom", {R"("1.25em")", "1.25em"}},
      {"padding-left", {R"("1em")", "1em"}},
      {"padding-right", {R"("1em")", "1em"}},
      {"border-top-width", {R"("0.1em")", "0.1em"}},
      {"border-bottom-width", {R"("0.1em")", "0.1em"}},
      {"border-left-width", {R"("0.1em")", "0.1em"}},
      {"border-right-width", {R"("0.1em")", "0.1em"}},
      {"border-color", {R"("#abc")", "#aabbcc"}},
      {"border-style", {R"("dashed")", "dashed"}},
      {"min-height", {R"("3em")", "3em"}},
      {"-place", {R"("foot")", "foot"}},
      {"border-radius", {R"("0.5em")", "0.5em"}},
      {"background-color", {R"("#eef4f5")", "#eef4f5"}},
      {"-box-extent", {R"("page")", "page"}},
      {"width", {R"("50%")", "50%"}},
      {"max-height", {R"("40%")", "40%"}},
      {"-box-align", {R"("center")", "center"}},
      {"display", {R"("none")", "none"}},
      {"break-before", {R"("page")", "page"}},
      {"break-after", {R"("avoid")", "avoid"}},
      {"break-inside", {R"("avoid")", "avoid"}},
      {"column-count", {"2", "2"}},
      {"column-gap", {R"("2.5em")", "2.5em"}},
      {"column-span", {R"("all")", "all"}},
      {"orphans", {"3", "3"}},
      {"widows", {R"("4")", "4"}},
      {"list-style-type", {R"("square")", "square"}},
      {"-marker-offset", {R"("0.75em")", "0.75em"}},
      {"-mark-color", {R"("#123456")", "#123456"}},
      {"-mark-ground", {R"("white")", "#ffffff"}},
      {"-mark-size", {R"("1.5em")", "1.5em"}},
      {"content", {R"x("mark(leaf)")x", "mark(leaf)"}},
      {"caption-side", {R"("top")", "top"}},
      {"float", {R"("right")", "right"}},
      {"aspect-ratio", {R"("4 / 3")", "4 / 3"}},
      {"object-fit", {R"("cover")", "cover"}},
      {"object-position", {R"("50% 20%")", "50% 20%"}},
      {"-shrink-to", {R"("80%")", "80%"}},
      {"-printed-address", {R"("after")", "after"}},
  };
  return kSamples;
}

constexpr const char* kFonts = R"(extends = ""
[fonts.families]
"Open Sans" = {files = [{file = "OpenSans-Regular.ttf"}]}
sans-serif = {files = [{file = "NotoSans-Regular.ttf"}]}
)";

std::string table_for(Property property, const char* element) {
  return "[" + std::string(element) + (info(property).media == PropertyMedia::pdf ? ".pdf" : "") + "]\n";
}

}  // namespace

TEST_CASE("every property is read, cascades, is dumped and is written as CSS") {
  REQUIRE(samples().size() == property_count());
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    const std::string css(info(property).css);
    CAPTURE(css);
    const auto sample = samples().find(css);
    REQUIRE(sample != samples().end());
    const Load load(table_for(property, "paragraph") + css + " = " + sample->second.toml + "\n", kFonts);
    CHECK(load.errors().empty());  // that an element has no use for it is a hint
    REQUIRE(load.style.rules.size() == 1);
    REQUIRE(load.style.rules[0].declarations.size() == 1);
    const Declaration& declaration = load.style.rules[0].declarations[0];
    CHECK(declaration.property == property);
    CHECK(to_css(property, declaration.value) == sample->second.css);
    CHECK(dump(load.style).find("\n  " + css + ": " + sample->second.css + "\n") != std::string::npos);
    CHECK(find_property(css) == property);

    const Source source("a.md", "");
    const Document document = small_document(source);
    const StyledDocument styled(document, load.style, Media::pdf);
    const NodeId paragraph = document.next_sibling(1);
    REQUIRE(document[paragraph].element == Element::paragraph);
    CHECK(value_of(styled[paragraph], property) == declaration.value);
    CHECK(value_of(styled[paragraph], property) != value_of(initial_style(), property));
    CHECK(value_of(styled[1], property) == value_of(initial_style(), property));
  }
}

TEST_CASE("a property inherits when its row says so") {
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    if (property == Property::font_size) continue;  // the document's is [page] font-size
    const std::string css(info(property).css);
    CAPTURE(css);
    const Load load(table_for(property, "document") + css + " = " + samples().find(css)->second.toml + "\n", kFonts);
    CHECK(load.errors().empty());  // that an element has no use for it is a hint
    const Source source("a.md", "");
    const Document document = small_document(source);
    const StyledDocument styled(document, load.style, Media::pdf);
    const NodeId paragraph = document.next_sibling(1);
    CHECK((value_of(styled[paragraph], property) == value_of(styled[0], property)) == info(property).inherited);
    CHECK((value_of(inherit_from(styled[0]), property) == value_of(styled[0], property)) == info(property).inherited);
  }
}

TEST_CASE("a property's value follows its token") {
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    const std::string css(info(property).css);
    CAPTURE(css);
    const std::string base = std::string(kFonts) + table_for(property, "paragraph") + css + " = \"$shared\"\n";
    const Load load("[tokens]\nshared = " + samples().find(css)->second.toml + "\n", base);
    CHECK(load.errors().empty());  // that an element has no use for it is a hint
    REQUIRE(load.style.rules.size() == 1);
    CHECK(to_css(property, load.style.rules[0].declarations[0].value) == samples().find(css)->second.css);
  }
}

TEST_CASE("a property refuses what is not its value, with the place of the value") {
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    const std::string css(info(property).css);
    CAPTURE(css);
    if (property == Property::content) continue;  // takes any text
    // A comma without a name is no family; for all others it is no word.
    const Load load(table_for(property, "paragraph") + css + " = \", ?\"\n", kFonts);
    REQUIRE(load.findings().size() == 1);
    CHECK(load.only().starts_with("S203 style.toml:2:" + std::to_string(css.size() + 4) + " " + css + ": "));
    CHECK_FALSE(load.diagnostics.items()[0].help.empty());
    CHECK(load.style.rules.empty());
  }
}

TEST_CASE("values at their bounds") {
  const auto accepts = [](const std::string& line) { return Load("[paragraph]\n" + line + "\n", kFonts).findings().empty(); };
  CHECK(accepts("font-size = \"0.3em\""));
  CHECK_FALSE(accepts("font-size = \"0.29em\""));
  CHECK(accepts("font-size = \"6em\""));
  CHECK_FALSE(accepts("font-size = \"6.01em\""));
  CHECK(accepts("line-height = 0.8"));
  CHECK_FALSE(accepts("line-height = 0.79"));
  CHECK(accepts("line-height = \"4\""));
  CHECK_FALSE(accepts("line-height = 4.1"));
  CHECK_FALSE(accepts("line-height = nan"));
  CHECK_FALSE(accepts("line-height = inf"));
  CHECK(accepts("margin-top = 0"));
  CHECK(accepts("margin-top = \"0\""));
  CHECK_FALSE(accepts("margin-top = \"-0.1em\""));
  CHECK_FALSE(accepts("margin-top = \"1e400em\""));
  CHECK(accepts("margin-left = \"-10em\""));
  CHECK_FALSE(accepts("margin-left = \"-10.5em\""));
  CHECK(accepts("orphans = 1"));
  CHECK_FALSE(accepts("orphans = 0"));
  CHECK_FALSE(accepts("orphans = 1.5"));
  CHECK_FALSE(accepts("orphans = 99999999999999"));
  CHECK(accepts("font-weight = \"normal\""));
  CHECK_FALSE(accepts("font-weight = 1000"));
  CHECK_FALSE(accepts("width = \"0%\""));
  CHECK_FALSE(accepts("width = \"101%\""));
  CHECK_FALSE(accepts("width = 0.5"));
  CHECK_FALSE(accepts("color = \"#12345\""));
  CHECK_FALSE(accepts("color = 123456"));
  CHECK_FALSE(accepts("color = [\"#123456\", \"#123456\"]"));
}

TEST_CASE("the reference has a row for every property, and no other") {
  const FileContent page = disk().read(std::string(PAMPHLET_SOURCE_DIR) + "/docs/styles.md", 1 << 20);
  REQUIRE(page.status == FileStatus::ok);
  std::size_t rows = 0;
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    const PropertyInfo& row = info(property);
    const std::string line = "| `" + std::string(row.css) + "` | " + describe_type(property) + " | `" +
                             to_css(property, value_of(initial_style(), property)) + "` | " + (row.inherited ? "yes" : "") + " | " +
                             (row.media == PropertyMedia::both ? "" : row.media == PropertyMedia::pdf ? "pdf" : "ebook") + " |\n";
    CAPTURE(line);
    CHECK(page.bytes.find(line) != std::string::npos);
  }
  const std::string_view properties = std::string_view(page.bytes).substr(page.bytes.find("## Properties"));
  for (std::size_t at = properties.find("\n| `"); at != std::string_view::npos; at = properties.find("\n| `", at + 1)) ++rows;
  CHECK(rows == property_count());
}

TEST_CASE("the reference names every element and variant that a style may select") {
  const FileContent page = disk().read(std::string(PAMPHLET_SOURCE_DIR) + "/docs/styles.md", 1 << 20);
  for (const std::string_view name : selectable_names()) {
    CAPTURE(name);
    CHECK(page.bytes.find("`" + std::string(name) + "`") != std::string::npos);
  }
  for (const Element element : {Element::paragraph, Element::callout, Element::table_row, Element::table_cell, Element::link}) {
    for (const std::string_view name : known_variants(element)) {
      CAPTURE(name);
      CHECK(page.bytes.find("`" + std::string(name) + "`") != std::string::npos);
    }
  }
}
