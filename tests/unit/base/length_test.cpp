#include "base/length.h"

#include <doctest/doctest.h>

using namespace pamphlet;

TEST_CASE("lengths are exact integers") {
  CHECK(Length::points(1).raw() == 65536);
  CHECK(Length::millimetres(25.4) == Length::points(72));
  CHECK(Length::points(0.1) * 10 != Length::points(1));  // 0.1 pt is 6554 units, not 6553.6
  CHECK((Length::points(12) + Length::points(0.5) - Length::points(12.5)) == Length());
  CHECK(Length::points(12).scaled(1.45) == Length::points(17.4));
  CHECK((-Length::points(3)).points() == -3);
}

TEST_CASE("at_size rounds to the nearest unit, halves away from zero") {
  CHECK(at_size(kEm, Length::points(12)) == Length::points(12));
  CHECK(at_size(kEm / 2, Length::points(11)) == Length::points(5.5));
  CHECK(at_size(1, Length::raw(32768)).raw() == 1);  // 0.5
  CHECK(at_size(1, Length::raw(32767)).raw() == 0);
  CHECK(at_size(-1, Length::raw(32768)).raw() == -1);
}
