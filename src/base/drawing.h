// Vector drawings: marks, ornaments, boxes, SVG pictures, glyph outlines. A closed set of path commands.
#pragma once

#include <vector>

#include "base/color.h"

namespace pamphlet {

enum class PathVerb : unsigned char { move, line, cubic, close };

/// A path as verbs and coordinates: move and line take 1 point, cubic takes 3, close none.
/// Units are the drawing's own (a drawing says its width and height); y grows downwards.
struct Path {
  std::vector<PathVerb> verbs;
  std::vector<double> coordinates;  // x, y, x, y …

  void move_to(double x, double y);
  void line_to(double x, double y);
  void cubic_to(double x1, double y1, double x2, double y2, double x, double y);
  void close();
  /// Appends a rectangle with corners rounded by `radius` (clamped to half of the shorter side).
  void add_rounded_rect(double x, double y, double width, double height, double radius);
  /// Appends an ellipse.
  void add_ellipse(double cx, double cy, double rx, double ry);
  bool empty() const { return verbs.empty(); }
  bool operator==(const Path&) const = default;
};

/// What a shape is painted with: a fixed colour, or the colour of the text it stands in (SVG `currentColor`).
enum class PaintSource : unsigned char { none, color, current };
struct Paint {
  PaintSource source = PaintSource::none;
  Color color;
  double opacity = 1;  // 0 to 1; printers blend it with white, PDF/A-2 allows transparency but paper does not
  bool operator==(const Paint&) const = default;
};

struct Shape {
  Path path;
  Paint fill, stroke;
  double stroke_width = 1;
  bool even_odd = false;
  bool round_joins = false;
  bool operator==(const Shape&) const = default;
};

/// Shapes in painting order inside a box of width × height.
struct Drawing {
  double width = 0, height = 0;
  std::vector<Shape> shapes;
  bool operator==(const Drawing&) const = default;
};

/// Every colour becomes the grey of its luminance.
void make_grey(Drawing& drawing);

}  // namespace pamphlet
