#include "layout/inline/picture_frame.h"

#include <algorithm>
#include <cmath>

namespace pamphlet {

double picture_ratio(const ComputedStyle& style, const Image& image) {
  if (style.aspect_ratio.width > 0) return style.aspect_ratio.width / style.aspect_ratio.height;
  return static_cast<double>(std::max(1u, image.width)) / std::max(1u, image.height);
}

void fill_box(ImageItem& item, const Rect& box, ObjectPosition position) {
  const double width = item.placed().width.points(), height = item.placed().height.points();
  item.box = box;
  item.whole = {};
  if (width <= 0 || height <= 0) return;
  const double across = box.width.points() / width, down = box.height.points() / height;
  if (std::abs(across - down) < 1e-3 * down) return;  // a rounding of lengths
  const double scale = std::max(across, down);
  item.whole.width = Length::points(width * scale);
  item.whole.height = Length::points(height * scale);
  item.whole.x = box.x - (item.whole.width - box.width).scaled(position.x);
  item.whole.y = box.y - (item.whole.height - box.height).scaled(position.y);
}

void frame_picture(const ComputedStyle& style, const Image& image, const Rect& frame, ImageItem& item) {
  item.box = frame;
  item.whole = {};
  if (style.aspect_ratio.width <= 0) return;
  const double own = static_cast<double>(std::max(1u, image.width)) / std::max(1u, image.height);
  if (style.object_fit == ObjectFit::cover) {
    item.box = {frame.x, frame.y, frame.width, frame.width.scaled(1 / own)};
    return fill_box(item, frame, style.object_position);
  }
  const Length width = std::min(frame.width, frame.height.scaled(own)), height = width.scaled(1 / own);
  item.box = {frame.x + (frame.width - width).scaled(style.object_position.x),
              frame.y + (frame.height - height).scaled(style.object_position.y), width, height};
}

Length used_radius(CornerRadius radius, Length em, const Rect& box) {
  return radius.share > 0 ? std::min(box.width, box.height).scaled(radius.share) : em.scaled(radius.em);
}

}  // namespace pamphlet
