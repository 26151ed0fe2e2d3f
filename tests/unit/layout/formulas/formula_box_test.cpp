// Numbers worked out by hand. Open Sans has 2048 units to the em, digits 1171 wide and the 1 1462 high, so at 20.48 pt one unit is
// a hundredth of a point: a digit is 11.71 pt wide.
#include <doctest/doctest.h>

#include <algorithm>

#include "layout/formulas/formula_box.h"

using namespace pamphlet;

namespace {

const FontLibrary& library() {
  static const FontLibrary shared([] {
    FontCatalog catalog;
    catalog.families = {{"Open Sans", {{"OpenSans-Regular.ttf", 400, false, 0}, {"OpenSans-Italic.ttf", 400, true, 0}}, "fonts-open-sans"}};
    return catalog;
  }());
  return shared;
}

struct Set {
  explicit Set(std::string_view tex, bool display = false, double room = 1000, double minimum = 0) : shaper(library()) {
    const FormulaFonts fonts{library(), shaper, ink, diagnostics, {{"Open Sans"}, 400, false}, "en", Length::points(minimum)};
    box = set_formula(fonts, std::get<math::Formula>(math::parse(tex)), Length::points(20.48), display, Length::points(room));
  }
  const FormulaGlyphs& at(std::string_view text) const {
    const auto found = std::find_if(box.glyphs.begin(), box.glyphs.end(), [&](const FormulaGlyphs& g) { return g.text == text; });
    REQUIRE_MESSAGE(found != box.glyphs.end(), text);
    return *found;
  }
  Shaper shaper;
  InkTable ink;
  Diagnostics diagnostics;
  FormulaBox box;
};

constexpr double kSize = 20.48, kDigit = 11.71;
bool about(Length length, double points) { return std::abs(length.points() - points) < 0.011; }

}  // namespace

TEST_CASE("signs stand as far apart as TeX sets them") {
  const Set sum("1+1");
  CHECK(about(sum.at("+").origin.x, kDigit + kSize * 4 / 18));     // medium space on both sides
  CHECK(about(sum.box.width, 3 * kDigit + kSize * 8 / 18));        // plus is as wide as a digit
  const Set equal("1=1");
  CHECK(about(equal.at("=").origin.x, kDigit + kSize * 5 / 18));   // thick
  CHECK(about(Set("15").box.width, 2 * kDigit));
  CHECK(about(Set("1\\,1").box.width, 2 * kDigit + kSize * 3 / 18));
  CHECK(about(sum.box.above, 14.62));                            // of the digit
}

TEST_CASE("a power is smaller and raised, and may not be smaller than the page allows") {
  const Set square("1^2");
  CHECK(about(square.at("2").size, kSize * 0.72));
  CHECK(about(square.at("2").origin.y, -kSize * 0.363));
  CHECK(about(square.at("2").origin.x, kDigit));
  CHECK(about(Set("1^2", false, 1000, 18).at("2").size, 18));
  CHECK(about(Set("1^2", false, 1000, 30).at("2").size, kSize));   // never larger than the text
  CHECK(about(Set("1_2").at("2").origin.y, std::max(kSize * 0.15, 0.72 * 14.83 - kSize * 0.8 * 1096 / 2048)));
}

TEST_CASE("a fraction's rule lies on the axis and its parts keep clear of it") {
  const Set half("\\frac{1}{22}", true);
  REQUIRE(half.box.rules.size() == 1);
  const Rect rule = half.box.rules[0];
  const Length middle = rule.y + rule.height / 2;
  CHECK(about(middle, -7.22));                                   // of the minus, from 653 to 791
  CHECK(about(rule.height, 1.38));
  CHECK(about(half.at("1").origin.y, -kSize * 0.677));             // shifted up as in display
  CHECK(about(half.at("22").origin.x, kSize * 0.12));              // the wider part fills it
  CHECK(about(half.at("1").origin.x, kSize * 0.12 + kDigit / 2));  // the other one is centred
  CHECK(about(half.box.width, 2 * kDigit + kSize * 0.24));
  CHECK(half.at("22").origin.y - Length::points(14.83) >= rule.bottom() + rule.height * 2);
  CHECK(about(Set("\\frac{1}{2}").at("1").size, kSize * 0.72));    // in a line: as small as an index
}

TEST_CASE("brackets grow around what is high") {
  CHECK(Set("\\left(1\\right)").box.signs.empty());
  const Set high("\\left(\\frac{1}{2}\\right)", true);
  REQUIRE(high.box.signs.size() == 2);
  const FormulaBox inner = Set("\\frac{1}{2}", true).box;
  CHECK(high.box.signs[0].box.height >= inner.above + inner.below);
  CHECK(high.box.signs[0].box.y == high.box.signs[1].box.y);
  CHECK(Set("\\left.1\\right|").box.signs.size() == 1);
  CHECK(Set("\\sqrt{2}").box.signs.size() == 1);
}

TEST_CASE("lines are broken before relations, and only in display") {
  const Set whole("1=11=11", true);
  const double relation = kDigit + kSize * 10 / 18;
  CHECK(about(whole.box.width, 5 * kDigit + 2 * relation));
  const Set broken("1=11=11", true, 80);                          // two of three parts fit
  CHECK(broken.box.scale == 1);
  CHECK(broken.box.width <= Length::points(80));
  CHECK(broken.box.below > whole.box.below + Length::points(kSize));
  const Set scaled("1=11=11", false, 50);
  CHECK(scaled.box.scale < 1);
  CHECK(scaled.box.width <= Length::points(50));
}

TEST_CASE("cells of equations stand at their signs") {
  const Set lines("\\begin{aligned} 1 &= 2 \\\\ 11 &= 3 \\end{aligned}", true);
  CHECK(about(lines.at("1").origin.x, kDigit));                   // to the right
  std::vector<Length> signs;
  for (const FormulaGlyphs& glyphs : lines.box.glyphs) {
    if (glyphs.text == "=") signs.push_back(glyphs.origin.x);
  }
  REQUIRE(signs.size() == 2);
  CHECK(signs[0] == signs[1]);
  CHECK(about(signs[0], 2 * kDigit + kSize * 5 / 18));
}

TEST_CASE("a character that no font has is named") {
  CHECK(Set("\\text{\xF3\xB0\x80\x81}").box.missing.size() == 1);
}
