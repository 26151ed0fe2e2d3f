// Widths of table columns that take lines from the rows; in points, with lines counted by hand.
#include <doctest/doctest.h>

#include "layout/tables/column_balance.h"

using namespace pamphlet;

namespace {

WordExtent word(double width, bool forced = false) { return {Length::points(5), Length::points(width), forced}; }

/// A text of words of these widths with spaces of 5 between them.
CellText text(std::uint32_t row, std::uint32_t column, const std::vector<double>& widths) {
  std::vector<WordExtent> words;
  double whole = -5;
  for (const double width : widths) {
    words.push_back(word(width));
    whole += width + 5;
  }
  return {row, column, line_widths(words, Length::points(whole))};
}

std::vector<int> balanced(const std::vector<CellText>& cells, std::vector<double> minima, std::vector<double> widths) {
  std::vector<Length> least, from;
  for (const double minimum : minima) least.push_back(Length::points(minimum));
  for (const double width : widths) from.push_back(Length::points(width));
  const CellScale scale{1, std::vector<Length>(widths.size())};
  std::vector<int> out;
  for (const Length width : balance_columns(cells, scale, least, from)) out.push_back(static_cast<int>(width.points()));
  return out;
}

}  // namespace

TEST_CASE("the least widths for one, two, three and four lines") {
  const CellText cell = text(0, 0, {20, 30, 10, 40});
  CHECK(cell.widths[0].points() == 115);                           // 20+5+30+5+10+5+40
  CHECK(cell.widths[1].points() == doctest::Approx(55).epsilon(0.01));  // 20 30 | 10 40
  CHECK(cell.widths[2].points() == doctest::Approx(45).epsilon(0.01));  // 20 | 30 10 | 40
  CHECK(cell.widths[3].points() == doctest::Approx(40).epsilon(0.01));  // no word is wider
}

TEST_CASE("lines that the author ended are no fewer however wide the column") {
  const std::vector<WordExtent> words{word(20), word(30, true)};
  const auto widths = line_widths(words, Length::points(30));
  CHECK(widths[0].points() > 10000);
  CHECK(widths[1].points() == doctest::Approx(30).epsilon(0.01));
}

TEST_CASE("of a long text the widths are an estimate") {
  const std::vector<WordExtent> words(kMostWords + 1, word(10));
  const auto widths = line_widths(words, Length::points(400));
  CHECK(widths[0].points() == 400);
  CHECK(widths[1].points() == doctest::Approx(212));               // 400 × 1.06 / 2
}

TEST_CASE("a column gives another what spares it a line") {
  // "I need a break" needs 65 on one line and has 60; its neighbour needs 60 of its 100.
  const std::vector<CellText> cells{text(0, 0, {10, 20, 5, 15}), text(0, 1, {60})};
  CHECK(balanced(cells, {20, 60}, {60, 100}) == std::vector<int>{65, 94});
}

TEST_CASE("no column falls under its minimum") {
  const std::vector<CellText> cells{text(0, 0, {10, 20, 5, 15}), text(0, 1, {60})};
  CHECK(balanced(cells, {20, 99}, {60, 100}) == std::vector<int>{60, 100});
}

TEST_CASE("what saves no line and mends no lone word changes nothing") {
  const std::vector<CellText> cells{text(0, 0, {50, 50, 50}), text(0, 1, {40})};
  CHECK(balanced(cells, {50, 40}, {60, 45}) == std::vector<int>{60, 45});
}

TEST_CASE("a lone word is mended though the row stays as high") {
  // The second cell has two lines whatever is done; the first ends in a word of its own at 60 and stands on one line at 65.
  const std::vector<CellText> cells{text(0, 0, {30, 30}), text(0, 1, {80, 80})};
  CHECK(balanced(cells, {30, 80}, {60, 100}) == std::vector<int>{65, 94});
}
