// Outlines to coverage: an exact-area scanline rasteriser in whole numbers, so that a cover is the same on every machine.
#pragma once

#include <cstdint>
#include <vector>

#include "base/drawing.h"

namespace pamphlet::epub {

/// Coverage, 0 to 255, of a rectangle of pixels.
struct Mask {
  int x = 0, y = 0, width = 0, height = 0;
  std::vector<std::uint8_t> coverage;  // rows from the top
  const std::uint8_t* row(int n) const { return coverage.data() + static_cast<std::size_t>(n) * static_cast<std::size_t>(width); }
};

/// Fills paths by the non-zero rule. What lies outside `width` × `height` is cut off.
class Rasterizer {
 public:
  Rasterizer(int width, int height) : width_(width), height_(height) {}
  /// Adds a path, its coordinates times `scale` and moved by (dx, dy) pixels.
  void add(const Path& path, double scale, double dx, double dy);
  /// The coverage of all paths added since the last call. Valid until the next call.
  const Mask& fill();

 private:
  struct FixedPoint { std::int32_t x = 0, y = 0; };  // 1/256 pixel
  struct Segment { FixedPoint from, to; };
  FixedPoint fixed(double x, double y) const;
  void line(FixedPoint from, FixedPoint to);
  void cubic(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d);
  void render(const Segment& segment);
  void render_row(int row, FixedPoint from, FixedPoint to);
  void add_cell(int row, int column, std::int32_t cover, std::int32_t area);
  void sweep();

  int width_, height_;
  std::vector<Segment> segments_;
  /// How much more of this pixel than of the one before it is covered, in 1/131072; one pixel more than a row has.
  std::vector<std::int32_t> steps_;
  Mask mask_;
};

}  // namespace pamphlet::epub
