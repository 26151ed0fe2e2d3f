#include "layout/lines/paint_box.h"

#include <algorithm>

#include "layout/inline/picture_frame.h"
#include "layout/lines/thinnest_line.h"

namespace pamphlet {

void add_box(NodeId node, Rect rect, Length radius, Color fill, std::vector<Item>& items) {
  if (rect.width.raw() <= 0 || rect.height.raw() <= 0 || !fill.visible()) return;
  BoxItem box;
  box.node = node;
  box.box = rect;
  box.radius = radius;
  box.fill = fill;
  items.emplace_back(box);
}

namespace {

BoxLine line_of(BorderStyle style) {
  switch (style) {
    case BorderStyle::solid: return BoxLine::solid;
    case BorderStyle::dashed: return BoxLine::dashed;
    case BorderStyle::dotted: return BoxLine::dotted;
  }
  return BoxLine::solid;
}

/// One side of a box, `rect`: filled, or a line along its middle.
void add_side(NodeId node, Rect rect, const ComputedStyle& style, std::vector<Item>& items) {
  if (style.border_style == BorderStyle::solid) return add_box(node, rect, {}, style.border_color, items);
  if (rect.width.raw() <= 0 || rect.height.raw() <= 0 || !style.border_color.visible()) return;
  const bool flat = rect.width > rect.height;
  BoxItem line;
  line.node = node;
  line.stroke = flat ? rect.height : rect.width;
  line.box = flat ? Rect{rect.x, rect.y + rect.height / 2, rect.width, {}} : Rect{rect.x + rect.width / 2, rect.y, {}, rect.height};
  line.fill = style.border_color;
  line.line = line_of(style.border_style);
  items.emplace_back(line);
}

}  // namespace

void paint_frame(NodeId node, const Rect& box, const ComputedStyle& style, Length size, const FrameSides& sides, std::vector<Item>& items) {
  const auto used = [&](EmLength value) { return value.em > 0 ? std::max(size.scaled(value.em), kThinnestLine) : Length(); };
  const Length radius = used_radius(style.border_radius, size, box);
  const Length top = used(style.border_top_width), bottom = used(style.border_bottom_width);
  Length left = used(style.border_left_width), right = used(style.border_right_width);
  if (sides.rtl) std::swap(left, right);
  const bool framed = top.raw() > 0 && top == bottom && top == left && top == right;
  if (framed && style.background_color.visible() && style.border_style == BorderStyle::solid) {
    add_box(node, box, radius, style.border_color, items);
    const Rect inner{box.x + left, box.y + top, box.width - left - right, box.height - top - bottom};
    return add_box(node, inner, std::max(Length(), radius - top), style.background_color, items);
  }
  add_box(node, box, radius, style.background_color, items);
  if (framed && style.border_color.visible()) {
    BoxItem line;
    line.node = node;
    line.box = {box.x + left / 2, box.y + top / 2, box.width - left, box.height - top};
    line.radius = std::max(Length(), radius - top / 2);
    line.fill = style.border_color;
    line.stroke = top;
    line.line = line_of(style.border_style);
    if (line.box.width.raw() > 0 && line.box.height.raw() > 0) items.emplace_back(line);
    return;
  }
  if (sides.first) add_side(node, {box.x, box.y, box.width, top}, style, items);
  if (sides.last) add_side(node, {box.x, box.bottom() - bottom, box.width, bottom}, style, items);
  add_side(node, {box.x, box.y, left, box.height}, style, items);
  add_side(node, {box.right() - right, box.y, right, box.height}, style, items);
}

}  // namespace pamphlet
