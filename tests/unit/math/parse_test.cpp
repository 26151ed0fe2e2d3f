#include <doctest/doctest.h>

#include <string>

#include "math/math.h"

using namespace pamphlet::math;

namespace {

std::string line_of(std::string_view tex) {
  const auto parsed = parse(tex);
  const auto* formula = std::get_if<Formula>(&parsed);
  return formula != nullptr ? plain(*formula) : "! " + std::get<Problem>(parsed).message;
}

std::string aloud(std::string_view tex, std::string_view lang = "en") {
  const auto parsed = parse(tex);
  const auto* formula = std::get_if<Formula>(&parsed);
  return formula != nullptr ? spoken(*formula, lang) : "! " + std::get<Problem>(parsed).message;
}

Reading reading(std::string_view tex, Opening opening) { return judge(tex, opening).reading; }

}  // namespace

TEST_CASE("what health texts write is read") {
  CHECK(line_of("D = 15\\,\\text{mg} \\times w") == "D = 15 mg × w");
  CHECK(line_of("\\text{BMI} = \\frac{m}{h^2}") == "BMI = m/h²");
  CHECK(line_of("x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}") == "x = (−b ± √(b² − 4ac))/2a");
  CHECK(line_of("\\left(\\frac{140 - \\text{age}}{72}\\right) \\times 0.85") == "((140 − age)/72) × 0.85");
  CHECK(line_of("37.5\\,^\\circ\\mathrm{C}") == "37.5 °C");
  CHECK(line_of("\\sum_{i=1}^{n} x_i") == "∑_(i = 1)ⁿx_i");
  CHECK(line_of("\\sqrt[3]{x}") == "∛x");
  CHECK(line_of("\\bar{x} \\le 5\\%") == "x\u0305 ≤ 5%");
  CHECK(line_of("\\begin{aligned} a &= b + c \\\\ &= 5 \\end{aligned}") == "a = b + c; = 5");
  CHECK(line_of("\\mathrm{kg/m^2}") == "kg/m²");
  CHECK(line_of("5 ≤ x ≤ 10") == "5 ≤ x ≤ 10");
  CHECK(line_of("") == "");
}

TEST_CASE("letters and numbers are read as people mean them") {
  CHECK(line_of("BMI = w/h^2") == "BMI = w/h²");          // one word, not B · M · I
  CHECK(line_of("C_max") == "C_max");                      // TeX: C_m ax
  CHECK(line_of("10^23") == "10²3");                       // TeX's rule for digits
  CHECK(line_of("1,000.5 + 1{,}5") == "1,000.5 + 1,5");    // one number each
  CHECK(line_of("15 mg") == "15 mg");                      // the blank before a unit
  CHECK(line_of("2ab") == "2ab");
  const auto parsed = parse("ab");
  CHECK(std::get<Formula>(parsed)[std::get<Formula>(parsed).root].children.size() == 2);  // a product
}

TEST_CASE("groups keep their powers") {
  CHECK(line_of("x^{2}_{3}") == "x₃²");
  CHECK(line_of("{x^2}^3") == "x²³");
  CHECK(line_of("x''") == "x′′");
  CHECK(line_of("\\frac12") == "1/2");
  CHECK(line_of("^2") == "²");
}

TEST_CASE("what is beyond is a problem with its place") {
  const auto place = [](std::string_view tex) {
    const auto parsed = parse(tex);
    const auto& problem = std::get<Problem>(parsed);
    return std::string(tex.substr(problem.begin, problem.end - problem.begin));
  };
  CHECK(place("a + \\ce{H2O}") == "\\ce");
  CHECK(place("\\begin{matrix} a \\end{matrix}") == "\\begin{matrix}");
  CHECK(place("\\frac{a") == "{");
  CHECK(place("\\left( a") == "\\left");
  CHECK(place("x^2^3") == "^");
  CHECK(place("a } b") == "}");
  CHECK(place("\\text{a $b$}") == "\\text{a $b$}");
  CHECK(line_of("\\sqrt") == "! “\\sqrt” has nothing to apply to");
  CHECK(line_of(std::string(5000, 'x')) == "! there are more signs than a formula may have");
  std::string deep;
  for (int k = 0; k < 100; ++k) deep += "\\sqrt";
  CHECK(line_of(deep + "x") == "! groups are nested too deep");
  CHECK(line_of(std::string(100, '{')) == "! groups are nested too deep");
}

TEST_CASE("a formula is read aloud") {
  CHECK(aloud("\\text{BMI} = \\frac{m}{h^2}") == "BMI equals m over h squared");
  CHECK(aloud("\\text{BMI} = \\frac{m}{h^2}", "de-AT") == "BMI ist gleich m durch h Quadrat");
  CHECK(aloud("\\text{BMI} = \\frac{m}{h^2}", "ar") == "BMI = m/h²");  // no words: the signs
  CHECK(aloud("\\frac{a+b}{2}") == "start fraction a plus b over 2 end fraction");
  CHECK(aloud("\\sqrt{2}") == "square root of 2");
  CHECK(aloud("\\sqrt{a+1}") == "start root a plus 1 end root");
  CHECK(aloud("\\sqrt[3]{x}") == "root of degree 3 of x end root");
  CHECK(aloud("-5 \\le x_1 \\ne 10^{-3}") == "minus 5 is less than or equal to x sub 1 is not equal to 10 to the power minus 3 end power");
  CHECK(aloud("\\sum_{i=1}^{n} i") == "sum from i equals 1 to n of i");
  CHECK(aloud("\\left( a \\right)^3") == "open parenthesis a close parenthesis cubed");
  CHECK(aloud("15\\%") == "15%");
  CHECK(aloud("37\\,^\\circ\\text{C}") == "37° C");
  CHECK(aloud("\\mathrm{Na}^+") == "Na plus");
  CHECK(aloud("\\alpha \\approx 5") == "α is about 5");
}

TEST_CASE("every word has its slots in every language") {
#define PAMPHLET_FORMULA_WORD(key, en, es, fr, de, it, pt, nl)                                  \
  for (const std::string_view words : {en, es, fr, de, it, pt, nl}) {                           \
    for (const std::string_view slot : {"{above}", "{below}", "{base}", "{content}", "{degree}"}) \
      CHECK((words.find(slot) != std::string_view::npos) == (std::string_view(en).find(slot) != std::string_view::npos)); \
  }
#include "math/words.def"
#undef PAMPHLET_FORMULA_WORD
}

TEST_CASE("every symbol is found by each of its names, and says words that are there") {
  std::string keys;
#define PAMPHLET_FORMULA_WORD(key, en, es, fr, de, it, pt, nl) keys += " " #key " ";
#include "math/words.def"
#undef PAMPHLET_FORMULA_WORD
#define PAMPHLET_SYMBOL(names, text_, atom_, spoken_)                                                    \
  {                                                                                                      \
    const std::string_view all(names);                                                                   \
    for (std::size_t at = 0; at < all.size();) {                                                         \
      const std::size_t end = std::min(all.find(' ', at), all.size());                                   \
      const Symbol* found = find_symbol(all.substr(at, end - at));                                       \
      CAPTURE(all);                                                                                      \
      REQUIRE(found != nullptr);                                                                         \
      CHECK(found->text == text_);                                                                       \
      at = end + 1;                                                                                      \
    }                                                                                                    \
    if (std::string_view(spoken_) != "") CHECK(keys.find(" " spoken_ " ") != std::string::npos);         \
  }
#include "math/symbols.def"
#undef PAMPHLET_SYMBOL
}

TEST_CASE("money is no formula") {
  for (const std::string_view prose : {"5 and", "5 to 10", "20 applies; with card it is", "5 (or 6", "-", "A, B and C", "5 off = bad luck here"}) {
    CAPTURE(prose);
    CHECK(reading(prose, Opening::dollar) == Reading::prose);
    CHECK(reading(prose, Opening::dollars) == Reading::prose);
  }
  for (const std::string_view formula : {"x", "x = 5", "BMI = weight / height", "15 mg", "D = 15\\,\\text{mg per day}", "x^2", "5 < t"}) {
    CAPTURE(formula);
    CHECK(reading(formula, Opening::dollar) == Reading::formula);
  }
  CHECK(reading("$my_file_name$", Opening::dollar) == Reading::prose);
}

TEST_CASE("an escaped bracket is no formula") {
  for (const std::string_view prose : {"edit", "1", "see above", "n", "2020"}) {
    CAPTURE(prose);
    CHECK(reading(prose, Opening::bracket) == Reading::prose);
  }
  CHECK(reading("1", Opening::parenthesis) == Reading::prose);
  CHECK(reading("optional", Opening::parenthesis) == Reading::prose);
  CHECK(reading("w", Opening::parenthesis) == Reading::formula);
  CHECK(reading("a = b", Opening::bracket) == Reading::formula);
  CHECK(reading("\\frac{a}{b}", Opening::bracket) == Reading::formula);
  CHECK(reading("\\ce{H2O}", Opening::parenthesis) == Reading::beyond);
}

TEST_CASE("signs at the beginning and behind others join nothing") {
  const auto atoms = [](std::string_view tex) {
    const auto parsed = parse(tex);
    const auto& formula = std::get<Formula>(parsed);
    return row_atoms(formula, formula[formula.root]);
  };
  CHECK(atoms("-a") == std::vector<Atom>{Atom::ordinary, Atom::ordinary});
  CHECK(atoms("a-b")[1] == Atom::binary);
  CHECK(atoms("a=-b")[2] == Atom::ordinary);
  CHECK(atoms("(-b)")[1] == Atom::ordinary);
  CHECK(atoms("a+")[1] == Atom::ordinary);
  CHECK(space_between(Atom::ordinary, Atom::relation, false) == 5);  // TeXbook p. 170: thick
  CHECK(space_between(Atom::ordinary, Atom::binary, false) == 4);    // medium
  CHECK(space_between(Atom::ordinary, Atom::binary, true) == 0);     // none in an index
  CHECK(space_between(Atom::function, Atom::letter, true) == 3);     // thin everywhere
}
