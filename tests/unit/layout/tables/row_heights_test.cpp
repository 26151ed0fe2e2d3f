#include "layout/tables/row_heights.h"

#include <doctest/doctest.h>

using namespace pamphlet;

namespace {

std::vector<Line> lines(int count, double height, double baseline) {
  Line line;
  line.height = Length::points(height);
  line.baseline = Length::points(baseline);
  return std::vector<Line>(static_cast<std::size_t>(count), line);
}

CellHeights cell(std::uint32_t row, std::uint32_t span, const std::vector<Line>& lines, double padding = 2) {
  return {row, span, Length::points(padding), Length::points(padding), lines};
}

std::vector<RowInsets> insets(std::size_t rows, double below = 0) {
  return std::vector<RowInsets>(rows, {Length(), Length::points(below), Length::points(10)});
}

std::vector<double> heights(const GroupPlaces& places) {
  std::vector<double> out;
  for (const RowPlace& row : places.rows) out.push_back(row.height.points());
  return out;
}

std::vector<double> tops(const GroupPlaces& places, std::size_t cell) {
  std::vector<double> out;
  for (const Length top : places.line_tops[cell]) out.push_back(top.points());
  return out;
}

const std::vector<Line> kOne = lines(1, 10, 8), kTwo = lines(2, 10, 8), kSix = lines(6, 10, 8);

}  // namespace

TEST_CASE("a cell over two rows that they can hold changes nothing") {
  // Rows of 10 + 2 + 2 and a hairline of 1 below.
  const std::vector<CellHeights> cells{cell(0, 2, kTwo), cell(0, 1, kOne), cell(1, 1, kOne)};
  const GroupPlaces places = place_group(cells, insets(2, 1));
  CHECK(heights(places) == std::vector<double>{15, 15});
  CHECK(places.height == Length::points(30));
  CHECK(tops(places, 0) == std::vector<double>{2, 12});  // its lines follow each other
  CHECK(tops(places, 1) == std::vector<double>{2});
  CHECK(tops(places, 2) == std::vector<double>{17});
  CHECK(places.first_baseline == Length::points(10));
}

TEST_CASE("a high cell makes all its rows higher by the same") {
  // Six lines and padding are 64, the rows 14, 24 and 14: 12 missing, 4 each.
  const std::vector<CellHeights> cells{cell(0, 3, kSix), cell(0, 1, kOne), cell(1, 1, kTwo), cell(2, 1, kOne)};
  const GroupPlaces places = place_group(cells, insets(3));
  CHECK(heights(places) == std::vector<double>{18, 28, 18});
  CHECK(tops(places, 3) == std::vector<double>{48});
}

TEST_CASE("cells over few rows come before those over many") {
  const std::vector<CellHeights> cells{cell(0, 3, kSix), cell(0, 1, kOne), cell(1, 2, kSix), cell(1, 1, kOne),
                                       cell(2, 1, kOne)};
  // 64 over the last two, which are 14 each: 36 missing, 18 each. Then all three are 78, more than 64.
  CHECK(heights(place_group(cells, insets(3))) == std::vector<double>{14, 32, 32});
}

TEST_CASE("lines of one row stand on one baseline, whatever their height") {
  const std::vector<Line> large = lines(1, 20, 16);
  // A high first line over two rows lowers its row's first baseline, but needs no height in that row alone.
  const std::vector<CellHeights> cells{cell(0, 2, large), cell(0, 1, kOne), cell(1, 1, kOne)};
  const GroupPlaces places = place_group(cells, insets(2));
  CHECK(tops(places, 0) == std::vector<double>{2});
  CHECK(tops(places, 1) == std::vector<double>{10});  // 2 + 16 - 8
  CHECK(heights(places) == std::vector<double>{22, 14});
}

TEST_CASE("a row without cells of its own has only what cells from above need") {
  const std::vector<CellHeights> cells{cell(0, 2, kSix), cell(0, 2, kOne)};
  CHECK(heights(place_group(cells, insets(2, 1))) ==
        std::vector<double>{38, 27});  // 2 + 8 + 1, then 65 - 11 = 54: 27 each
}

TEST_CASE("a row whose cells are empty is a line high") {
  const std::vector<Line> none;
  const std::vector<CellHeights> cells{cell(0, 2, kTwo), cell(0, 1, none), cell(1, 1, none)};
  CHECK(heights(place_group(cells, insets(2))) == std::vector<double>{14, 14});
}
