#include "layout/pages/page_numbers.h"

#include <doctest/doctest.h>

#include "base/numerals.h"

using namespace pamphlet;

TEST_CASE("a blank page stands before what must begin on a right-hand page") {
  PageStyle style;
  style.width = style.height = Length::points(100);
  style.duplex = true;
  Column column;
  Region region;
  region.width = Length::points(100);
  column.regions = {region};
  for (const bool recto : {false, true, true, false}) {  // each on a page of its own
    VItem item;
    item.height = Length::points(50);
    item.rule = BreakRule::forced;
    item.recto = recto;
    column.vitems.push_back(item);
  }
  column.contents.resize(4);
  const FrameList list = make_frames(column, {}, style, {}, false);
  REQUIRE(list.frames.size() == 4);
  CHECK(list.landscape.size() == 6);
  const std::size_t pages[] = {0, 2, 4, 5};
  for (std::size_t k = 0; k < 4; ++k) CHECK(list.frames[k].page == pages[k]);
}

TEST_CASE("roman numerals") {
  CHECK(roman_numeral(1, false) == "i");
  CHECK(roman_numeral(14, false) == "xiv");
  CHECK(roman_numeral(1994, true) == "MCMXCIV");
  CHECK(roman_numeral(0, false) == "0");
  CHECK(roman_numeral(4000, false) == "4000");
}
