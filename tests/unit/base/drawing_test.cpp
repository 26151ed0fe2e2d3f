#include "base/drawing.h"

#include <doctest/doctest.h>

using namespace pamphlet;

namespace {
// Every verb takes as many coordinates as drawing.h says.
std::size_t coordinates_of(const Path& path) {
  std::size_t count = 0;
  for (const PathVerb verb : path.verbs) {
    count += verb == PathVerb::cubic ? 6 : verb == PathVerb::close ? 0 : 2;
  }
  return count;
}
}  // namespace

TEST_CASE("a rectangle without radius has four corners") {
  Path path;
  path.add_rounded_rect(1, 2, 10, 20, 0);
  CHECK(path.verbs == std::vector{PathVerb::move, PathVerb::line, PathVerb::line, PathVerb::line, PathVerb::close});
  CHECK(path.coordinates == std::vector<double>{1, 2, 11, 2, 11, 22, 1, 22});
}

TEST_CASE("a radius is clamped to half of the shorter side") {
  Path clamped, half;
  clamped.add_rounded_rect(0, 0, 10, 4, 99);
  half.add_rounded_rect(0, 0, 10, 4, 2);
  CHECK(clamped == half);
  CHECK(clamped.coordinates.size() == coordinates_of(clamped));
  CHECK(clamped.coordinates[0] == 2);  // starts where the first corner ends
  Path negative;
  negative.add_rounded_rect(0, 0, 10, 4, -1);
  CHECK(negative.verbs.size() == 5);
}

TEST_CASE("the curve of a corner passes through its middle") {
  Path path;
  path.add_ellipse(0, 0, 1, 1);
  CHECK(path.coordinates.size() == coordinates_of(path));
  // Cubic at t = 1/2: (p0 + 3 p1 + 3 p2 + p3) / 8 must lie on the unit circle at 45°.
  const auto& c = path.coordinates;
  const double x = (c[0] + 3 * c[2] + 3 * c[4] + c[6]) / 8, y = (c[1] + 3 * c[3] + 3 * c[5] + c[7]) / 8;
  CHECK(x == doctest::Approx(0.70710678));
  CHECK(y == doctest::Approx(0.70710678));
}
