#include <doctest/doctest.h>

#include "layout/tables/table_widths.h"

using namespace pamphlet;

namespace {

TextExtent extent(double minimum, double maximum) { return {Length::points(minimum), Length::points(maximum)}; }

std::vector<double> shared(std::vector<TextExtent> columns, double available, bool fill) {
  std::vector<double> out;
  for (const Length width : share_width(columns, Length::points(available), fill)) out.push_back(width.points());
  return out;
}

}  // namespace

TEST_CASE("columns get what they want when it fits") {
  CHECK(shared({extent(10, 20), extent(10, 60)}, 100, false) == std::vector<double>{20, 60});
  // 20 to spare, shared 20 : 60.
  CHECK(shared({extent(10, 20), extent(10, 60)}, 100, true) == std::vector<double>{25, 75});
}

TEST_CASE("columns share what is left above their minimum") {
  // Minimum 20 of 60; 40 to spare; the wishes are 10 and 70 more.
  CHECK(shared({extent(10, 20), extent(10, 80)}, 60, true) == std::vector<double>{15, 45});
}

TEST_CASE("columns that cannot fit are squeezed alike") {
  CHECK(shared({extent(40, 50), extent(60, 90)}, 50, true) == std::vector<double>{20, 30});
}

namespace {

/// Columns of prose: `minimum` wide at least, `comfortable` wide to be read well, with 10 of padding.
std::vector<ColumnExtent> columns(int count, double hyphenated, double minimum, double comfortable) {
  ColumnExtent one;
  one.text = {Length::points(minimum), Length::points(comfortable * 2)};
  one.comfortable = Length::points(comfortable);
  one.hyphenated = Length::points(hyphenated);
  one.padding = Length::points(10);
  return std::vector<ColumnExtent>(static_cast<std::size_t>(count), one);
}

TableFit fitted(const std::vector<ColumnExtent>& wanted, double width, double turned) {
  return fit_table(wanted, {Length::points(width), Length::points(turned), 0.7});
}

}  // namespace

TEST_CASE("a table gives up its padding, its size, its page and its comfort, in this order") {
  // Five columns of 40 + 10: 250 as they are, 230 with padding 6, 5 × 27.5 = 137.5 in words with padding 2.5.
  const std::vector<ColumnExtent> five = columns(5, 15, 25, 40);
  TableFit fit = fitted(five, 250, 400);
  CHECK((fit.size == 1 && fit.padding == 1 && !fit.landscape && fit.narrowness == Narrowness::comfortable));
  fit = fitted(five, 230, 400);
  CHECK((fit.size == 1 && fit.padding == 0.6 && !fit.landscape));
  fit = fitted(five, 200, 400);  // 200 / 230 = 0.87: 0.85 on the grid
  CHECK(fit.size == doctest::Approx(0.85));
  CHECK_FALSE(fit.landscape);
  fit = fitted(five, 150, 400);  // 150 / 230 is under the floor
  CHECK((fit.size == 1 && fit.landscape && fit.fits));
  fit = fitted(five, 150, 0);    // no page to turn: words, 5 × 31 = 155, 150 / 155 = 0.97
  CHECK((fit.narrowness == Narrowness::words && fit.padding == 0.6 && !fit.landscape));
  CHECK(fit.size == doctest::Approx(0.95));
  fit = fitted(five, 65, 0);     // hyphens: 5 × 17.5 = 87.5, 65 / 87.5 = 0.743: 0.725
  CHECK((fit.narrowness == Narrowness::hyphens && fit.fits));
  CHECK(fit.size == doctest::Approx(0.725));
  fit = fitted(five, 40, 0);
  CHECK_FALSE(fit.fits);
  CHECK(fit.size == 0.7);
}

TEST_CASE("a fitted table is never wider than its room") {
  const std::vector<ColumnExtent> seven = columns(7, 13.37, 31.41, 59.26);
  for (double room = 60; room < 700; room += 7.3) {
    const TableFit fit = fitted(seven, room, 0);
    Length sum;
    for (const Length width : share_width(seven, fit, Length::points(room), true)) sum += width;
    CHECK(sum <= Length::points(room) + Length::raw(16));  // a rounding error a column
    CHECK(sum >= Length::points(room * 0.999));
  }
}
