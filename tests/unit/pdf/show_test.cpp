// TJ arithmetic, with numbers worked by hand.

#include "pdf/show.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

#include "pdf/fonts.h"

namespace pamphlet::pdf {
namespace {

UsedGlyph used(char code, std::int32_t thousandths) {
  UsedGlyph out;
  out.claim = UsedGlyph::Claim::strong;
  out.width = thousandths * 1000;
  out.code[0] = '\0';
  out.code[1] = code;
  out.code_size = 2;
  return out;
}

/// The operator with the first byte of each code, which is 0, left out.
std::string readable(std::string out) {
  std::erase(out, '\0');
  return out;
}

std::int32_t raw(double points) { return static_cast<std::int32_t>(Length::points(points).raw()); }

}  // namespace

TEST_CASE("advances that are the font's own need no adjustment") {
  std::string out;
  ShowOperator show(out, Length::points(10));
  for (const char c : {'a', 'b', 'c'}) show.glyph(used(c, 500), {1, 0, raw(5), 0, 0});
  show.finish();
  CHECK(readable(out) == "[(abc)]TJ\n");
}

TEST_CASE("kerning and justification move the next glyph") {
  std::string out;
  ShowOperator show(out, Length::points(10));
  show.glyph(used('A', 600), {1, 0, raw(5.5), 0, 0});   // 0.5 pt tighter: 50/1000 of 10 pt
  show.glyph(used('V', 600), {2, 1, raw(6), 0, 0});
  show.glyph(used(' ', 250), {3, 2, raw(3.25), 0, 0});  // 0.75 pt wider
  show.glyph(used('x', 500), {4, 3, raw(9), 0, 0});     // what follows the last glyph needs nothing
  show.finish();
  CHECK(readable(out) == "[(A)50(V )-75(x)]TJ\n");
}

TEST_CASE("offsets move one glyph only, and up with text rise") {
  std::string out;
  ShowOperator show(out, Length::points(20));
  show.glyph(used('e', 500), {1, 0, raw(10), 0, 0});
  show.glyph(used('^', 0), {2, 0, 0, raw(-4), raw(3)});
  show.glyph(used('f', 500), {3, 1, raw(10), 0, 0});
  show.finish();
  CHECK(readable(out) == "[(e)]TJ\n3 Ts\n[200(^)]TJ\n0 Ts\n[-200(f)]TJ\n");
}

TEST_CASE("a skipped advance is made up for") {
  std::string out;
  ShowOperator show(out, Length::points(10));
  show.glyph(used('a', 500), {1, 0, raw(5), 0, 0});
  show.skip(raw(2));
  show.glyph(used('b', 500), {2, 1, raw(5), 0, 0});
  show.finish();
  CHECK(readable(out) == "[(a)-200(b)]TJ\n");
}

TEST_CASE("large sizes get a decimal") {
  std::string out;
  ShowOperator show(out, Length::points(100));
  show.glyph(used('a', 500), {1, 0, raw(50.03), 0, 0});  // 0.3/1000 of 100 pt
  show.glyph(used('b', 500), {2, 1, raw(50), 0, 0});
  show.finish();
  CHECK(readable(out) == "[(a)-0.3(b)]TJ\n");
}

TEST_CASE("rounding never adds up: no glyph is further off than a hundredth of a point") {
  for (const double size : {7.0, 11.3, 12.0, 20.0, 37.0, 250.0}) {
    std::string out;
    ShowOperator show(out, Length::points(size));
    double worst = 0, wanted = 0, reader = 0;
    std::size_t seen = 0;
    for (int i = 0; i < 5000; ++i) {
      const std::int32_t advance = raw(size * 0.5) + (i * 7919) % 613 - 306;  // up to ±0.005 pt, unevenly
      show.glyph(used('a', 487), {1, static_cast<std::uint32_t>(i), advance, 0, 0});
      // What a reader does with what was written since: numbers move back, codes advance by the width.
      for (; seen < out.size(); ++seen) {
        if (out[seen] == 'a') {
          worst = std::max(worst, std::abs(wanted - reader));
          reader += 0.487 * size;
        } else if ((out[seen] == '-' || (out[seen] >= '0' && out[seen] <= '9')) && out[seen - 1] != '\\') {
          char* end = nullptr;
          reader -= std::strtod(out.c_str() + seen, &end) / 1000 * size;
          seen = static_cast<std::size_t>(end - out.c_str()) - 1;
        }
      }
      wanted += advance / 65536.0;
    }
    CAPTURE(size);
    CHECK(worst < 0.0101);
    CHECK(worst > 0);
  }
}

TEST_CASE("a string never grows past what PDF/A allows") {
  std::string out;
  ShowOperator show(out, Length::points(10));
  for (int i = 0; i < 40000; ++i) show.glyph(used('a', 500), {1, 0, raw(5), 0, 0});
  show.finish();
  const std::size_t cut = out.find(")(");
  REQUIRE(cut != std::string::npos);
  CHECK(cut - 2 <= kMaxStringBytes);
  CHECK(out.find(")(", cut + 2) != std::string::npos);
}

TEST_CASE("widths are grouped by consecutive codes") {
  CHECK(width_array({}) == "[]");
  CHECK(width_array({{3, 250000}, {4, 500500}, {9, 0}}) == "[3[250 500.5] 9[0]]");
}

TEST_CASE("ToUnicode maps have at most a hundred entries a block") {
  std::vector<std::pair<std::uint32_t, std::string_view>> texts;
  for (std::uint32_t i = 0; i < 150; ++i) texts.emplace_back(i, i == 0 ? "ffi" : i == 1 ? "😀" : "a");
  const std::string map = to_unicode_map(texts);
  CHECK(map.find("100 beginbfchar\n<0000><006600660069>\n<0001><D83DDE00>\n<0002><0061>\n") != std::string::npos);
  CHECK(map.find("50 beginbfchar\n<0064><0061>\n") != std::string::npos);
}

}  // namespace pamphlet::pdf
