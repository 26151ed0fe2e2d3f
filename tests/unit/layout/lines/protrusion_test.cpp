#include <doctest/doctest.h>

#include <initializer_list>

#include "layout/lines/protrusion.h"

using pamphlet::protrusion;

TEST_CASE("light marks hang further than heavy ones, and letters not at all") {
  CHECK(protrusion(U'.').end > protrusion(U':').end);
  CHECK(protrusion(U':').end > protrusion(U'!').end);
  CHECK(protrusion(U'-').end > protrusion(0x2013).end);
  CHECK(protrusion(0x2013).end > protrusion(0x2014).end);
  CHECK(protrusion(U'a').start == 0);
  CHECK(protrusion(U'a').end == 0);
  CHECK(protrusion(0x4E00).end == 0);
}

TEST_CASE("stops hang at the end of a line only, quotation marks at both ends") {
  for (const char32_t stop : {U'.', U',', U':', U';', U'?', char32_t{0x60C}, char32_t{0x3002}}) {
    CHECK(protrusion(stop).start == 0);
    CHECK(protrusion(stop).end > 0);
  }
  for (const char32_t quote : {U'"', char32_t{0x201C}, char32_t{0x201D}, char32_t{0xAB}, char32_t{0x201E}}) {
    CHECK(protrusion(quote).start > 0);
    CHECK(protrusion(quote).end > 0);
  }
  CHECK(protrusion(0x300C).start == 500);  // the empty half of a corner bracket
  CHECK(protrusion(0x300C).end == 0);
}
