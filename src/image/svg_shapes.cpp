#include "image/svg_shapes.h"

#include <algorithm>
#include <cmath>

namespace pamphlet::svg {
namespace {

/// Quarter of an ellipse as a cubic: the control points lie this share of the radius away.
constexpr double kArc = 0.5522847498307936;  // 4/3 (√2 - 1)

double length(const pugi::xml_node& node, const char* name, double percent_of, double otherwise = 0) {
  return parse_length(node.attribute(name).value(), percent_of).value_or(otherwise);
}

/// rx and ry may differ, which Path::add_rounded_rect has no words for.
void add_rect(const pugi::xml_node& node, Viewport viewport, Path& path) {
  const double x = length(node, "x", viewport.width), y = length(node, "y", viewport.height);
  const double w = length(node, "width", viewport.width), h = length(node, "height", viewport.height);
  if (!(w > 0 && h > 0)) return;
  // Each radius is the other's when only one is given (SVG 1.1 §9.2).
  double rx = length(node, "rx", viewport.width, -1), ry = length(node, "ry", viewport.height, -1);
  if (rx < 0) rx = std::max(ry, 0.0);
  if (ry < 0) ry = rx;
  rx = std::min(rx, w / 2);
  ry = std::min(ry, h / 2);
  if (rx <= 0 || ry <= 0) return path.add_rounded_rect(x, y, w, h, 0);
  const double cx = rx * (1 - kArc), cy = ry * (1 - kArc), right = x + w, bottom = y + h;
  path.move_to(x + rx, y);
  path.line_to(right - rx, y);
  path.cubic_to(right - cx, y, right, y + cy, right, y + ry);
  path.line_to(right, bottom - ry);
  path.cubic_to(right, bottom - cy, right - cx, bottom, right - rx, bottom);
  path.line_to(x + rx, bottom);
  path.cubic_to(x + cx, bottom, x, bottom - cy, x, bottom - ry);
  path.line_to(x, y + ry);
  path.cubic_to(x, y + cy, x + cx, y, x + rx, y);
  path.close();
}

bool add_points(std::string_view points, bool closed, std::size_t limit, Path& path) {
  Scanner scanner(points);
  double x = 0, y = 0;
  bool complete = true;
  while (!scanner.at_end() && path.verbs.size() < limit) {
    complete = scanner.number(x) && scanner.number(y);
    if (!complete) break;
    if (path.empty())
      path.move_to(x, y);
    else
      path.line_to(x, y);
  }
  if (closed && !path.empty()) path.close();
  return complete;
}

}  // namespace

std::optional<ViewBox> parse_view_box(std::string_view text) {
  Scanner scanner(text);
  ViewBox box;
  if (!scanner.number(box.x) || !scanner.number(box.y) || !scanner.number(box.width) || !scanner.number(box.height)) {
    return std::nullopt;
  }
  const auto sane = [](double v) { return std::abs(v) <= 1e9; };
  if (!(box.width > 1e-9 && box.height > 1e-9) || !sane(box.width) || !sane(box.height) || !sane(box.x) ||
      !sane(box.y)) {
    return std::nullopt;
  }
  return box;
}

Matrix fit(const ViewBox& box, double width, double height, std::string_view preserve) {
  double sx = width / box.width, sy = height / box.height;
  preserve = trim_spaces(preserve);
  double across = 0.5, down = 0.5;  // xMidYMid
  if (preserve != "none") {
    sx = sy = preserve.ends_with("slice") ? std::max(sx, sy) : std::min(sx, sy);
    if (preserve.starts_with("xMin")) across = 0;
    if (preserve.starts_with("xMax")) across = 1;
    if (preserve.size() >= 8 && preserve.substr(4).starts_with("YMin")) down = 0;
    if (preserve.size() >= 8 && preserve.substr(4).starts_with("YMax")) down = 1;
  }
  return {sx, 0, 0, sy, (width - box.width * sx) * across - box.x * sx, (height - box.height * sy) * down - box.y * sy};
}

ShapeResult build_shape(std::string_view name, const pugi::xml_node& node, Viewport viewport, std::size_t limit,
                        Path& path) {
  const double diagonal = std::sqrt((viewport.width * viewport.width + viewport.height * viewport.height) / 2);
  bool complete = true;
  if (name == "path") {
    complete = parse_path(node.attribute("d").value(), limit, path);
  } else if (name == "rect") {
    add_rect(node, viewport, path);
  } else if (name == "circle" || name == "ellipse") {
    const bool circle = name == "circle";
    const double rx = circle ? length(node, "r", diagonal) : length(node, "rx", viewport.width);
    const double ry = circle ? rx : length(node, "ry", viewport.height);
    if (rx > 0 && ry > 0)
      path.add_ellipse(length(node, "cx", viewport.width), length(node, "cy", viewport.height), rx, ry);
  } else if (name == "line") {
    path.move_to(length(node, "x1", viewport.width), length(node, "y1", viewport.height));
    path.line_to(length(node, "x2", viewport.width), length(node, "y2", viewport.height));
  } else if (name == "polyline" || name == "polygon") {
    complete = add_points(node.attribute("points").value(), name == "polygon", limit, path);
  } else {
    return ShapeResult::unknown;
  }
  return complete ? ShapeResult::ok : ShapeResult::partial;
}

}  // namespace pamphlet::svg
