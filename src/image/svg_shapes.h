// Private to the room: basic shapes as paths, and view boxes.
#pragma once

#include <optional>
#include <string_view>

#include <pugixml.hpp>

#include "image/svg.h"

namespace pamphlet::svg {

struct ViewBox {
  double x = 0, y = 0, width = 0, height = 0;
};
/// Nothing unless it has four numbers and a size above 0.
std::optional<ViewBox> parse_view_box(std::string_view text);
/// Maps the box into width × height (SVG 1.1 §7.8).
Matrix fit(const ViewBox& box, double width, double height, std::string_view preserve_aspect_ratio);

struct Viewport {
  double width = 0, height = 0;
};
enum class ShapeResult : unsigned char { ok, partial, unknown };
/// The outline of path, rect, circle, ellipse, line, polyline and polygon; an empty path when it has no size.
ShapeResult build_shape(std::string_view name, const pugi::xml_node& node, Viewport viewport, std::size_t limit,
                        Path& path);

}  // namespace pamphlet::svg
