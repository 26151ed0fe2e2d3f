#include "base/drawing.h"

#include <algorithm>

namespace pamphlet {
namespace {

// Control-point distance that makes a cubic touch a quarter circle at both ends and its middle: 4/3 (√2 − 1).
constexpr double kQuarterCircle = 0.5522847498307936;

}  // namespace

void Path::move_to(double x, double y) {
  verbs.push_back(PathVerb::move);
  coordinates.insert(coordinates.end(), {x, y});
}

void Path::line_to(double x, double y) {
  verbs.push_back(PathVerb::line);
  coordinates.insert(coordinates.end(), {x, y});
}

void Path::cubic_to(double x1, double y1, double x2, double y2, double x, double y) {
  verbs.push_back(PathVerb::cubic);
  coordinates.insert(coordinates.end(), {x1, y1, x2, y2, x, y});
}

void Path::close() {
  verbs.push_back(PathVerb::close);
}

void Path::add_rounded_rect(double x, double y, double width, double height, double radius) {
  const double r = std::clamp(radius, 0.0, std::max(0.0, std::min(width, height) / 2));
  const double right = x + width, bottom = y + height;
  if (r <= 0) {
    move_to(x, y);
    line_to(right, y);
    line_to(right, bottom);
    line_to(x, bottom);
    close();
    return;
  }
  const double k = r * (1 - kQuarterCircle);
  move_to(x + r, y);
  line_to(right - r, y);
  cubic_to(right - k, y, right, y + k, right, y + r);
  line_to(right, bottom - r);
  cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
  line_to(x + r, bottom);
  cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
  line_to(x, y + r);
  cubic_to(x, y + k, x + k, y, x + r, y);
  close();
}

void Path::add_ellipse(double cx, double cy, double rx, double ry) {
  const double kx = rx * kQuarterCircle, ky = ry * kQuarterCircle;
  move_to(cx + rx, cy);
  cubic_to(cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry);
  cubic_to(cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy);
  cubic_to(cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry);
  cubic_to(cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy);
  close();
}

void make_grey(Drawing& drawing) {
  for (Shape& shape : drawing.shapes) {
    shape.fill.color = to_grey(shape.fill.color);
    shape.stroke.color = to_grey(shape.stroke.color);
  }
}

}  // namespace pamphlet
