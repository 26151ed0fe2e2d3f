#include <doctest/doctest.h>

#include <cmath>

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
TableExtents columns(int count, double hyphenated, double minimum, double comfortable) {
  ColumnExtent one;
  one.text = {Length::points(minimum), Length::points(comfortable * 2)};
  one.comfortable = Length::points(comfortable);
  one.hyphenated = Length::points(hyphenated);
  one.padding = Length::points(10);
  return {std::vector<ColumnExtent>(static_cast<std::size_t>(count), one), {}};
}

TableFit fitted(const TableExtents& wanted, double width, double turned) {
  return fit_table(wanted, {Length::points(width), Length::points(turned), 0.7});
}

}  // namespace

TEST_CASE("a table gives up its padding, its size, its page and its comfort, in this order") {
  // Five columns of 40 + 10: 250 as they are, 230 with padding 6, 5 × 27.5 = 137.5 in words with padding 2.5.
  const TableExtents five = columns(5, 15, 25, 40);
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
  TableExtents seven = columns(7, 13.37, 31.41, 59.26);
  for (const bool spanned : {false, true}) {
    if (spanned) {
      seven.spans.push_back({1, 2, columns(1, 61.7, 133.3, 141.9).columns[0]});
      seven.spans.push_back({2, 5, columns(1, 201.1, 211.9, 350.3).columns[0]});
    }
    for (double room = 90; room < 700; room += 7.3) {
      const TableFit fit = fitted(seven, room, 0);
      Length sum;
      for (const Length width : share_width(seven, fit, Length::points(room), true)) sum += width;
      CHECK(sum <= Length::points(room) + Length::raw(16));  // a rounding error a column
      CHECK(sum >= Length::points(room * 0.999));
    }
  }
}

TEST_CASE("parts that are too small together grow alike, in whole units that sum up") {
  std::vector<Length> parts{Length::raw(10), Length::raw(0), Length::raw(5)};
  widen_alike(parts, Length::raw(25));  // 10 missing: 3, 3, 4
  CHECK(parts == std::vector<Length>{Length::raw(13), Length::raw(3), Length::raw(9)});
  widen_alike(parts, Length::raw(20));
  CHECK(parts == std::vector<Length>{Length::raw(13), Length::raw(3), Length::raw(9)});
}

namespace {

/// The widths in whole points: columns have a little slack, for which the room has a tenth.
std::vector<int> whole_widths(const TableExtents& extents, const TableFit& fit, double room) {
  std::vector<int> widths;
  for (const Length width : share_width(extents, fit, Length::points(room), false)) {
    widths.push_back(static_cast<int>(width.points()));
  }
  return widths;
}

}  // namespace

TEST_CASE("a cell over two columns widens both alike") {
  // Columns of 20 + 10 each want 80 + 10 at most; 110 + 10 in one word over the last two: 60 of 120 are missing, 30
  // each.
  TableExtents three = columns(3, 20, 20, 40);
  three.spans.push_back({1, 2, columns(1, 110, 110, 110).columns[0]});
  TableFit words;
  words.narrowness = Narrowness::words;
  CHECK(whole_widths(three, words, 150.1) == std::vector<int>{30, 60, 60});
  // With room for all: the cell over two columns wants 220 + 10, its columns 90 each, so 25 more each.
  CHECK(whole_widths(three, words, 400) == std::vector<int>{90, 115, 115});
}

TEST_CASE("what spans few columns is settled before what spans many") {
  // 70 over the last two: 10 more than 60, 5 each. Then 130 over all three: 30 more than 100, 10 each.
  TableExtents three = columns(3, 20, 20, 20);
  three.spans.push_back({1, 2, columns(1, 60, 60, 60).columns[0]});
  three.spans.push_back({0, 3, columns(1, 120, 120, 120).columns[0]});
  TableFit words;
  words.narrowness = Narrowness::words;
  CHECK(whole_widths(three, words, 130.1) == std::vector<int>{40, 45, 45});
}

TEST_CASE("less padding is less for the columns below a cell too") {
  // Two columns of 20 + 10 hold a word of 50 + 10 exactly: 60. With padding 0.6 they are 26 each, and the word needs
  // 56: 4 more than 52. The table is 56 wide, not 52.
  TableExtents two = columns(2, 20, 20, 20);
  two.spans.push_back({0, 2, columns(1, 50, 50, 50).columns[0]});
  CHECK(fitted(two, 60, 0).padding == 1);
  CHECK((fitted(two, 56, 0).padding == 0.6 && fitted(two, 56, 0).size == 1));
  CHECK(fitted(two, 55.9, 0).size < 1);
}

namespace {

struct Stated {
  std::vector<int> widths;
  bool honoured = false;
};

/// Columns of 20 + 10 at least.
Stated stated(std::vector<double> shares, double available) {
  TableFit words;
  words.narrowness = Narrowness::words;
  Stated out;
  for (const Length width : stated_share(columns(static_cast<int>(shares.size()), 20, 20, 20), words, Length::points(available), shares, out.honoured)) {
    out.widths.push_back(static_cast<int>(std::lround(width.points())));
  }
  return out;
}

}  // namespace

TEST_CASE("columns have the shares that are stated, and at least room for their words") {
  CHECK((stated({0.3, 0.7}, 200).widths == std::vector<int>{60, 140} && stated({0.3, 0.7}, 200).honoured));
  // 20 of 200 are 10 less than a word needs.
  CHECK((stated({0.1, 0.9}, 200).widths == std::vector<int>{30, 170} && !stated({0.1, 0.9}, 200).honoured));
  // 20 become 30; of the 70 that are left 3 / 8 are 26, which become 30 too.
  CHECK((stated({0.2, 0.3, 0.5}, 100).widths == std::vector<int>{30, 30, 40} && !stated({0.2, 0.3, 0.5}, 100).honoured));
}
