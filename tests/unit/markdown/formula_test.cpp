#include <doctest/doctest.h>

#include <string>

#include "markdown/markdown.h"

using namespace pamphlet;

namespace {

struct Formulas {
  explicit Formulas(std::string text) : source("a.md", std::move(text)), document(read_markdown(source, {}, diagnostics)) {}
  Source source;
  Diagnostics diagnostics;
  Document document;

  /// Formulas as TeX with their place, equations in brackets; code in backticks; the rest as it is.
  std::string inlines() const {
    std::string out;
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
      const Node& node = document[id];
      if (node.element == Element::equation) out += "[";
      if (node.element == Element::text) out += document.text(id);
      if (node.element == Element::code) out += "`" + std::string(document.text(id)) + "`";
      if (node.element == Element::formula) out += "{" + document.data<FormulaData>(id).tex.str() + "}" + (document.data<FormulaData>(id).display ? "]" : "");
    }
    return out;
  }
};

}  // namespace

TEST_CASE("formulas between dollars and brackets") {
  CHECK(Formulas("a $x = 5$ b").inlines() == "a {x = 5} b");
  CHECK(Formulas("a \\( x \\) b").inlines() == "a {x} b");
  CHECK(Formulas("a $\\frac{1}\n{2}$ b").inlines() == "a {\\frac{1} {2}} b");
  CHECK(Formulas("a `$x$` b").inlines() == "a `$x$` b");
  CHECK(Formulas("*a $x*y$ b*").inlines() == "a {x*y} b");
  CHECK(Formulas("| $a$ |\n|---|\n| $b$ |").inlines() == "{a}{b}");
  CHECK(Formulas("$x$-axis").inlines() == "{x}-axis");
}

TEST_CASE("dollars of money stay") {
  for (const std::string text : {"$5 and $10", "costs 20$ or 30$", "US$5 to A$6", "from $5 to 10$ each", "a $x $ b $", "$ x$", "$$ to $$$", "$20,000 or $x", "${a}/${b}", "$$$$", "the $ sign"}) {
    CAPTURE(text);
    CHECK(Formulas(text).inlines() == text);
    CHECK(Formulas(text).diagnostics.items().empty());
  }
  CHECK(Formulas("\\$x\\$").inlines() == "$x$");
  CHECK(Formulas("see \\[1\\] and \\(above\\)").inlines() == "see [1] and (above)");
}

TEST_CASE("a formula on lines of its own parts its paragraph") {
  CHECK(Formulas("a $$x = 1$$ b").inlines() == "a[{x = 1}]b");
  CHECK(Formulas("a\n$$\nx\n= 1\n+ y\n$$\nb").inlines() == "a[{x = 1 + y}]b");
  CHECK(Formulas("> \\[\n> x \\\\\n> - 1\n> \\]\n> b").inlines() == "[{x \\\\ - 1}]b");
  CHECK(Formulas("$$x^2$$, and").inlines() == "[{x^2}],and");
  CHECK(Formulas("# a $$x^2$$").inlines() == "a {x^2}");  // not within a heading
  CHECK(Formulas("$$\na\n\n- b").inlines() == "$$ab");
}

TEST_CASE("what is beyond is said where it stands and keeps its source") {
  const Formulas read("a $\\ce{H2O}$ b");
  CHECK(read.inlines() == "a `$\\ce{H2O}$` b");
  REQUIRE(read.diagnostics.items().size() == 1);
  CHECK(read.diagnostics.items()[0].span.begin == 3);
}

TEST_CASE("a written formula is read as the same formula") {
  for (const std::string text : {"a $x = 5$ b\n", "a\\(x\\)5\n", "$$x \\\\ y = 1$$\n", "\\(15\\) $x_1$\n"}) {
    CAPTURE(text);
    const Formulas read(text);
    const std::string written = write_markdown(read.document);
    CHECK(Formulas(written).inlines() == read.inlines());
    CHECK(write_markdown(Formulas(written).document) == written);
  }
}
