#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "epub/raster.h"

using namespace pamphlet;
using namespace pamphlet::epub;

namespace {

Path rectangle(double x0, double y0, double x1, double y1, bool reverse = false) {
  Path path;
  path.move_to(x0, y0);
  if (reverse) path.line_to(x0, y1);
  else path.line_to(x1, y0);
  path.line_to(x1, y1);
  if (reverse) path.line_to(x1, y0);
  else path.line_to(x0, y1);
  path.close();
  return path;
}

double area(const Mask& mask) { return std::accumulate(mask.coverage.begin(), mask.coverage.end(), 0.0) / 255; }

}  // namespace

TEST_CASE("whole pixels are covered wholly") {
  Rasterizer rasterizer(20, 20);
  rasterizer.add(rectangle(2, 3, 6, 5), 1, 0, 0);
  const Mask& mask = rasterizer.fill();
  CHECK(mask.x == 2);
  CHECK(mask.y == 3);
  CHECK(mask.width == 4);
  CHECK(mask.height == 2);
  for (const std::uint8_t c : mask.coverage) CHECK(c == 255);
}

TEST_CASE("parts of pixels are covered by their share") {
  Rasterizer rasterizer(20, 20);
  rasterizer.add(rectangle(1.5, 1, 3, 2), 1, 0, 0);
  const Mask& mask = rasterizer.fill();
  REQUIRE(mask.coverage.size() == 2);
  CHECK(mask.coverage[0] == 128);
  CHECK(mask.coverage[1] == 255);
  rasterizer.add(rectangle(0.25, 0.5, 0.75, 1), 1, 0, 0);
  CHECK(rasterizer.fill().coverage[0] == 64);  // a quarter of 255, rounded
}

TEST_CASE("a diagonal halves the pixels that it crosses") {
  Rasterizer rasterizer(10, 10);
  Path triangle;
  triangle.move_to(0, 0);
  triangle.line_to(4, 4);
  triangle.line_to(0, 4);
  triangle.close();
  rasterizer.add(triangle, 1, 0, 0);
  const Mask& mask = rasterizer.fill();
  for (int n = 0; n < 4; ++n) CHECK(mask.row(n)[n] == 128);
  CHECK(mask.row(3)[0] == 255);
  CHECK(mask.row(0)[3] == 0);
}

TEST_CASE("direction does not matter, and a figure inside turned the other way is a hole") {
  Rasterizer rasterizer(20, 20);
  rasterizer.add(rectangle(0, 0, 10, 10, true), 1, 0, 0);
  CHECK(area(rasterizer.fill()) == doctest::Approx(100));
  rasterizer.add(rectangle(0, 0, 10, 10), 1, 0, 0);
  rasterizer.add(rectangle(2, 2, 8, 8, true), 1, 0, 0);
  CHECK(area(rasterizer.fill()) == doctest::Approx(64));
  rasterizer.add(rectangle(0, 0, 10, 10), 1, 0, 0);
  rasterizer.add(rectangle(2, 2, 8, 8), 1, 0, 0);  // overlap is not painted twice
  CHECK(area(rasterizer.fill()) == doctest::Approx(100));
}

TEST_CASE("a circle has the area of a circle") {
  Rasterizer rasterizer(300, 300);
  Path circle;
  circle.add_ellipse(1, 1, 1, 1);
  rasterizer.add(circle, 100, 20.3, 31.7);
  CHECK(area(rasterizer.fill()) == doctest::Approx(std::acos(-1.0) * 100 * 100).epsilon(0.002));
}

TEST_CASE("what lies outside is cut off, whatever its size") {
  Rasterizer rasterizer(8, 8);
  rasterizer.add(rectangle(-1e9, -1e9, 1e9, 1e9), 1, 0, 0);
  CHECK(area(rasterizer.fill()) == doctest::Approx(64));
  rasterizer.add(rectangle(20, 20, 30, 30), 1, 0, 0);
  CHECK(area(rasterizer.fill()) == 0);
  rasterizer.add(rectangle(std::nan(""), 0, 4, 4), 1, 0, 0);
  CHECK(area(rasterizer.fill()) == doctest::Approx(16));
  CHECK(rasterizer.fill().coverage.empty());
}

TEST_CASE("an open figure is filled as if it were closed") {
  Rasterizer rasterizer(8, 8);
  Path open;
  open.move_to(0, 0);
  open.line_to(4, 0);
  open.line_to(4, 4);
  open.line_to(0, 4);
  rasterizer.add(open, 1, 0, 0);
  CHECK(area(rasterizer.fill()) == doctest::Approx(16));
}
