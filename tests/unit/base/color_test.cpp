#include "base/color.h"

#include <doctest/doctest.h>

using namespace pamphlet;

TEST_CASE("parse_color reads CSS's hexadecimal notations and three words") {
  CHECK(parse_color("#1f6f78") == Color{0x1F, 0x6F, 0x78, 255});
  CHECK(parse_color("#FA0") == Color{0xFF, 0xAA, 0x00, 255});
  CHECK(parse_color("transparent") == kTransparent);
  CHECK(parse_color("black") == Color{0, 0, 0, 255});
  CHECK(parse_color("white") == Color{255, 255, 255, 255});
  for (const char* bad : {"", "#", "#12", "#1234", "#12345g", "#ggg", "red", "fff", "#fffffff"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_color(bad).has_value());
  }
}

TEST_CASE("to_css writes what parse_color reads") {
  CHECK(to_css({0x1F, 0x6F, 0x78, 255}) == "#1f6f78");
  CHECK(to_css(kTransparent) == "transparent");
  CHECK(parse_color(to_css({1, 2, 3, 255})) == Color{1, 2, 3, 255});
}

TEST_CASE("contrast follows WCAG 2.2") {
  const Color white{255, 255, 255, 255}, black{0, 0, 0, 255};
  CHECK(contrast(white, black) == doctest::Approx(21.0));
  CHECK(contrast(black, white) == doctest::Approx(21.0));
  CHECK(contrast(white, white) == doctest::Approx(1.0));
  // #777 is the well-known grey that just misses 4.5:1 on white; #767676 just passes.
  CHECK(contrast({0x77, 0x77, 0x77, 255}, white) == doctest::Approx(4.48).epsilon(0.001));
  CHECK(contrast({0x76, 0x76, 0x76, 255}, white) == doctest::Approx(4.54).epsilon(0.001));
  CHECK(luminance({255, 0, 0, 255}) == doctest::Approx(0.2126));
  CHECK(luminance({0, 255, 0, 255}) == doctest::Approx(0.7152));
}

TEST_CASE("to_grey keeps the luminance") {
  CHECK(to_grey({255, 255, 255, 255}) == Color{255, 255, 255, 255});
  CHECK(to_grey({0x77, 0x77, 0x77, 255}) == Color{0x77, 0x77, 0x77, 255});
  // Red's luminance 0.2126 is sRGB 1.055 × 0.2126^(1/2.4) − 0.055 = 0.4985, times 255 = 127.1.
  CHECK(to_grey({255, 0, 0, 255}) == Color{127, 127, 127, 255});
  CHECK(to_grey(kTransparent) == kTransparent);
}
