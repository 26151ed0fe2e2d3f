// The line breaker on items whose demerits were worked out by hand.
#include <doctest/doctest.h>

#include "layout/breakers/linebreak.h"

using namespace pamphlet;

namespace {

/// Words of the given widths in points with spaces of 1 pt (stretch 1/2, shrink 1/3), ended as a paragraph.
std::vector<HItem> words(const std::vector<double>& widths) {
  std::vector<HItem> items;
  for (std::size_t k = 0; k < widths.size(); ++k) {
    if (k > 0) {
      HItem glue;
      glue.kind = HKind::glue;
      glue.width = Length::points(1);
      glue.stretch = Length::points(0.5);
      glue.shrink = Length::points(1.0 / 3);
      items.push_back(glue);
    }
    HItem box;
    box.width = Length::points(widths[k]);
    items.push_back(box);
  }
  HItem end;
  end.kind = HKind::penalty;
  end.cost = kForced;
  items.push_back(end);
  return items;
}

LineBreakOptions ragged(double width) {
  LineBreakOptions options;
  options.width = Length::points(width);
  options.ragged_stretch = Length::points(6);
  options.tolerance = 10000;
  return options;
}

std::vector<std::pair<unsigned, unsigned>> ranges(const std::vector<BrokenLine>& lines) {
  std::vector<std::pair<unsigned, unsigned>> out;
  for (const BrokenLine& line : lines) out.emplace_back(line.begin, line.end);
  return out;
}

using Ranges = std::vector<std::pair<unsigned, unsigned>>;

}  // namespace

TEST_CASE("total fit beats first fit") {
  // Measure 6, words 3 2 2 5. First fit sets |3 2|2|5|: the second line is 4 short, 100 (4/6)³ = 30, and costs
  // (10 + 30)² = 1600; with two lines of 10² that is 1800. Total fit sets |3|2 2|5|: 3 short is 100 (3/6)³ = 12.5 → 13
  // and 23² = 529; 1 short is 0 and 100; the last line 100: 729.
  const auto lines = break_lines(words({3, 2, 2, 5}), ragged(6));
  CHECK(ranges(lines) == Ranges{{0, 1}, {2, 5}, {6, 7}});
  CHECK(lines[1].natural == Length::points(5));
  CHECK(lines.back().last);
}

TEST_CASE("justified lines stretch and shrink within their limits") {
  LineBreakOptions options = ragged(9);
  options.justify = true;
  options.tolerance = 200;
  // |4 4| is exactly 9; the last line may be short.
  auto lines = break_lines(words({4, 4, 4}), options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == 0);
  // |4 4.2| is 9.2: 0.2 over of 1/3 to shrink: ratio -0.6.
  lines = break_lines(words({4, 4.2, 4}), options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == doctest::Approx(-0.6).epsilon(0.001));
  // |4 3.5| is 8.5: 0.5 short of 0.5 to stretch: ratio 1, badness 100.
  lines = break_lines(words({4, 3.5, 4}), options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == doctest::Approx(1).epsilon(0.001));
  // |4 3| is 8: ratio 2, badness 800: more than 200, so there is no solution.
  CHECK(break_lines(words({4, 3, 4}), options).empty());
  options.tolerance = 800;
  CHECK(break_lines(words({4, 3, 4}), options).size() == 2);
}

TEST_CASE("a hyphen costs, and its width counts only where the line ends") {
  std::vector<HItem> items = words({4, 4});
  HItem hyphen;
  hyphen.kind = HKind::penalty;
  hyphen.cost = 50;
  hyphen.flagged = true;
  hyphen.width = Length::points(0.5);
  HItem rest;
  rest.width = Length::points(3);
  items.insert(items.begin() + 3, {hyphen, rest});  // 4 _ 4 -3
  // |4 4-|3| costs 10² + 50² + 10² + 5000 for the hyphen before the last line: 7700. |4|7| is 5.5 short of 9.5, of 3
  // to be ragged: badness 616, over 390000.
  LineBreakOptions options = ragged(9.5);
  options.ragged_stretch = Length::points(3);
  const auto lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].hyphenated);
  CHECK(lines[0].natural == Length::points(9.5));
  CHECK(lines[1].begin == 4);
  // Half a point less and the hyphen no longer fits: the word goes down whole.
  const auto narrow = break_lines(items, ragged(9.4));
  REQUIRE(narrow.size() == 2);
  CHECK_FALSE(narrow[0].hyphenated);
}

TEST_CASE("glue after a penalty is no place to break") {
  std::vector<HItem> items = words({4, 4});
  HItem tie;
  tie.kind = HKind::penalty;
  tie.cost = kForbidden;
  items.insert(items.begin() + 1, tie);  // 4 ~ 4
  CHECK(break_lines(items, ragged(6)).empty());
  LineBreakOptions last = ragged(6);
  last.allow_overfull = true;
  const auto lines = break_lines(items, last);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].overfull);
}

TEST_CASE("first lines may be narrower") {
  LineBreakOptions options = ragged(9);
  options.first_widths = {Length::points(4)};
  const auto lines = break_lines(words({4, 4, 4}), options);
  CHECK(ranges(lines) == Ranges{{0, 1}, {2, 5}});
}

TEST_CASE("forced breaks end lines, and two in a row leave an empty one") {
  std::vector<HItem> items = words({4, 4});
  HItem forced;
  forced.kind = HKind::penalty;
  forced.cost = kForced;
  items[1] = forced;
  CHECK(break_lines(items, ragged(9)).size() == 2);
  items.insert(items.begin() + 1, forced);
  const auto lines = break_lines(items, ragged(9));
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].begin == lines[1].end);
}

TEST_CASE("two hyphens in a row are dear, but not forbidden") {
  // Words 4, 5-3, 6-3 and 6 on a measure of 10, 6 to be ragged. |4 5-|3 6-|3 6| fills each line: 10² + 50² for the first,
  // 10000 more for the second hyphen in a row, 10² + 5000 for the hyphen before the last line: 2600 + 12600 + 5100 = 20300.
  // |4|5-3|6-3|6|: 6 short is 100 (6/6)³ = 100 and 110², 2 short is 4 and 14², 10² and 10²: 12100 + 196 + 200 = 12496.
  // Every other way has a hyphen and a line as short: 21496 at least.
  std::vector<HItem> items = words({4, 5, 6, 6});
  HItem hyphen, rest;
  hyphen.kind = HKind::penalty;
  hyphen.cost = 50;
  hyphen.flagged = true;
  hyphen.width = Length::raw(1);
  rest.width = Length::points(3);
  items.insert(items.begin() + 5, {hyphen, rest});  // 4 _ 5 _ 6 -3 _ 6
  items.insert(items.begin() + 3, {hyphen, rest});  // 4 _ 5 -3 _ 6 -3 _ 6
  for (const BrokenLine& line : break_lines(items, ragged(10.01))) CHECK_FALSE(line.hyphenated);
  // 3 to be ragged: 6 short is badness 800, and the hyphens are the lesser evil.
  LineBreakOptions narrow = ragged(10.01);
  narrow.ragged_stretch = Length::points(3);
  const auto lines = break_lines(items, narrow);
  REQUIRE(lines.size() == 3);
  CHECK((lines[0].hyphenated && lines[1].hyphenated));
}

TEST_CASE("a third hyphen in a row is dearer than a gap") {
  // As above with one more word: |4 5-|3 6-|3 6-|3 6| fills every line. 2600, 12600 for the second hyphen, 312600 for the third,
  // 5100 for the last line: 332900. 4 to be ragged: |4|5-3|6-3|6-3|6| is 6 short, 100 (6/4)³ = 338 and 348²; 2 short is 13 and
  // 23²; 1 short is 2 and 12², twice; 10²: 122021. A lone |3| after a hyphen is 7 short, 536 and 546² = 298116.
  std::vector<HItem> items = words({4, 5, 6, 6, 6});
  HItem hyphen, rest;
  hyphen.kind = HKind::penalty;
  hyphen.cost = 50;
  hyphen.flagged = true;
  hyphen.width = Length::raw(1);
  rest.width = Length::points(3);
  for (const int at : {7, 5, 3}) items.insert(items.begin() + at, {hyphen, rest});
  LineBreakOptions options = ragged(10.01);
  options.ragged_stretch = Length::points(4);
  const auto lines = break_lines(items, options);
  REQUIRE(lines.size() == 5);
  for (const BrokenLine& line : lines) CHECK_FALSE(line.hyphenated);
  // 3 to be ragged: 6 short is 800 and 810² = 656100, and three hyphens are the lesser evil.
  options.ragged_stretch = Length::points(3);
  CHECK(break_lines(items, options).size() == 4);
}

TEST_CASE("a hyphen before the last line is avoided") {
  // |4 4-|3 1| costs 10² + 50², 10² + 5000 for the hyphen before the last line: 7700. |4|4-3 1|: 5.5 short of 6.5 to be ragged is
  // 61 and 71² = 5041, and 10²: 5141. Without the 5000 the hyphen would stand.
  std::vector<HItem> items = words({4, 4, 1});
  HItem hyphen, rest;
  hyphen.kind = HKind::penalty;
  hyphen.cost = 50;
  hyphen.flagged = true;
  hyphen.width = Length::points(0.5);
  rest.width = Length::points(3);
  items.insert(items.begin() + 3, {hyphen, rest});  // 4 _ 4 -3 _ 1
  LineBreakOptions options = ragged(9.5);
  options.ragged_stretch = Length::points(6.5);
  auto lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK_FALSE(lines[0].hyphenated);
  // 6 to be ragged: 77 and 87² = 7569, still less; 5.9: 81 and 91² = 8281, more.
  options.ragged_stretch = Length::points(5.9);
  lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].hyphenated);
}

TEST_CASE("three hyphens in a row are avoided") {
  // Every word can be broken after 3 of its 6 points; lines of 10 with hyphens of a hair. Without the ladder rule each
  // line would end in a hyphen.
  std::vector<HItem> items;
  for (int k = 0; k < 8; ++k) {
    HItem half, hyphen, glue;
    half.width = Length::points(3);
    hyphen.kind = HKind::penalty;
    hyphen.cost = 50;
    hyphen.flagged = true;
    hyphen.width = Length::raw(1);
    glue.kind = HKind::glue;
    glue.width = Length::points(1);
    items.insert(items.end(), {half, hyphen, half, glue});
  }
  items.back().kind = HKind::penalty;
  items.back().cost = kForced;
  int run = 0, longest = 0;
  for (const BrokenLine& line : break_lines(items, ragged(10))) {
    run = line.hyphenated ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  CHECK(longest <= 2);
}

TEST_CASE("a paragraph of a hundred thousand words is broken in linear space") {
  std::vector<double> many(100000, 3);
  const auto lines = break_lines(words(many), ragged(40));  // ten words and nine spaces are 39
  CHECK(lines.size() == 10000);
}

TEST_CASE("what hangs outside the measure takes no room in it") {
  LineBreakOptions options = ragged(8.5);
  options.justify = true;
  options.tolerance = 100;
  std::vector<HItem> items = words({4, 4, 4});
  CHECK(break_lines(items, options).empty());  // |4 4| is 9: half a point over, and the space gives only a third
  items[2].hang_end = Length::points(0.5);
  auto lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == 0);
  CHECK(lines[0].natural == Length::points(9));
  CHECK(lines[0].hang_end == Length::points(0.5));
  CHECK(lines[1].hang_end == Length());
  // In a measure of 9 the same line is half a point short of the half point that its space stretches: ratio 1. With
  // 0.25 hanging at the beginning too it is 0.75 short: ratio 1.5, badness 338, more than 100.
  options.width = Length::points(9);
  lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == doctest::Approx(1).epsilon(0.001));
  items[0].hang_start = Length::points(0.25);
  CHECK(break_lines(items, options).empty());
  options.tolerance = 400;
  lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].ratio == doctest::Approx(1.5).epsilon(0.001));
  CHECK(lines[0].hang_start == Length::points(0.25));
}

TEST_CASE("a hyphen hangs with its own share, not with that of the letters before it") {
  std::vector<HItem> items = words({4, 4});
  HItem hyphen;
  hyphen.kind = HKind::penalty;
  hyphen.cost = 50;
  hyphen.flagged = true;
  hyphen.width = Length::points(0.5);
  hyphen.hang_end = Length::points(0.4);
  HItem rest;
  rest.width = Length::points(3);
  items[2].hang_end = Length::points(3);
  items.insert(items.begin() + 3, {hyphen, rest});  // 4 _ 4 -3
  LineBreakOptions options = ragged(9.1);
  options.ragged_stretch = Length::points(3);
  auto lines = break_lines(items, options);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].hyphenated);
  CHECK(lines[0].hang_end == Length::points(0.4));
  lines = break_lines(items, ragged(9));  // 9.5 - 0.4 is too wide
  CHECK_FALSE(lines[0].hyphenated);
}

TEST_CASE("a last line of one short word is avoided") {
  // Measure 9, words 4 4 2. |4 4|2| costs 10² + 10² and the price of a runt; |4|4 2| is 5 short of 6 to be ragged:
  // badness 58, 68² = 4624.
  CHECK(ranges(break_lines(words({4, 4, 2}), ragged(9))) == Ranges{{0, 1}, {2, 5}});
  // One long word may stand alone: 3 is a third of the measure.
  CHECK(ranges(break_lines(words({4, 4, 3}), ragged(9))) == Ranges{{0, 3}, {4, 5}});
}

TEST_CASE("a space may be a dear place to end a line") {
  std::vector<HItem> items = words({4, 1, 4});
  CHECK(ranges(break_lines(items, ragged(6))) == Ranges{{0, 3}, {4, 5}});
  items[3].cost = 60;  // 10² + 60² = 3700; |4|1 4| is 2 short of 6: badness 4, 14² = 196
  CHECK(ranges(break_lines(items, ragged(6))) == Ranges{{0, 1}, {2, 5}});
}

TEST_CASE("the first line can be told where to end") {
  LineBreakOptions options = ragged(9);
  options.first_break = 1;
  CHECK(ranges(break_lines(words({4, 4, 4, 4}), options)) == Ranges{{0, 1}, {2, 5}, {6, 7}});
}

TEST_CASE("the author's own hyphen is none that the break made") {
  std::vector<HItem> items = words({4, 4});
  HItem own;
  own.kind = HKind::penalty;
  own.cost = 50;
  own.flagged = true;
  items[1] = own;
  const auto lines = break_lines(items, ragged(6));
  REQUIRE(lines.size() == 2);
  CHECK_FALSE(lines[0].hyphenated);
}

TEST_CASE("any number of places without width between them is one place") {
  std::vector<HItem> items;
  HItem box, space;
  box.width = Length::points(1);
  space.kind = HKind::glue;
  HItem nothing;
  for (int k = 0; k < 100000; ++k) items.insert(items.end(), {nothing, space});
  items.push_back(box);
  HItem end;
  end.kind = HKind::penalty;
  end.cost = kForced;
  items.push_back(end);
  CHECK(break_lines(items, ragged(9)).size() == 1);
}
