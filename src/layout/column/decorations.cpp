#include "layout/column/decorations.h"

#include <algorithm>

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

void paint_decoration(const Decoration& decoration, const DecorationPlace& place, std::vector<Item>& items) {
  const ComputedStyle& style = *decoration.style;
  const auto used = [&](EmLength value) { return decoration.size.scaled(value.em); };
  Rect box = place.box;
  const Length radius = used(style.border_radius);
  if (style.box_extent == BoxExtent::page) {
    box.x = Length();
    box.width = place.page_width;
    if (place.at_page_top) {  // the band reaches the edge of the sheet
      box.height += box.y;
      box.y = Length();
    }
  }
  const Length top = used(style.border_top_width), bottom = used(style.border_bottom_width);
  Length left = used(style.border_left_width), right = used(style.border_right_width);
  if (decoration.rtl) std::swap(left, right);
  const bool framed = top.raw() > 0 && top == bottom && top == left && top == right;
  if (framed) {
    add_box(decoration.node, box, radius, style.border_color, items);
    const Rect inner{box.x + left, box.y + top, box.width - left - right, box.height - top - bottom};
    const Color ground = style.background_color.visible() ? style.background_color : place.paper;
    add_box(decoration.node, inner, std::max(Length(), radius - top), ground, items);
    return;
  }
  add_box(decoration.node, box, radius, style.background_color, items);
  if (place.first) add_box(decoration.node, {box.x, box.y, box.width, top}, {}, style.border_color, items);
  if (place.last) {
    add_box(decoration.node, {box.x, box.bottom() - bottom, box.width, bottom}, {}, style.border_color, items);
  }
  add_box(decoration.node, {box.x, box.y, left, box.height}, {}, style.border_color, items);
  add_box(decoration.node, {box.right() - right, box.y, right, box.height}, {}, style.border_color, items);
}

}  // namespace pamphlet
