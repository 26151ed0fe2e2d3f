#include "layout/lines/drawings.h"

#include <algorithm>

namespace pamphlet {
namespace {

/// Left and right changed places: an opening quotation mark of text that runs from right to left.
Drawing mirror(Drawing drawing) {
  for (Shape& shape : drawing.shapes) {
    for (std::size_t k = 0; k < shape.path.coordinates.size(); k += 2) {
      shape.path.coordinates[k] = drawing.width - shape.path.coordinates[k];
    }
  }
  return drawing;
}

}  // namespace

std::optional<DrawingItem> make_drawing(const Typesetter& typesetter, std::string_view drawing_name, const DrawingPlace& place,
                                        std::string_view text) {
  const LayoutInput& input = typesetter.input;
  const Drawing* drawing = input.mark ? input.mark(drawing_name) : nullptr;
  if (drawing == nullptr || drawing->width <= 0 || drawing->height <= 0) return std::nullopt;
  Drawing turned;
  if (place.mirrored) {
    turned = mirror(*drawing);
    drawing = &turned;
  }
  PageList& pages = typesetter.pages;
  auto& known = pages.drawings;
  auto found = std::find(known.begin(), known.end(), *drawing);
  if (found == known.end()) found = known.insert(known.end(), *drawing);
  DrawingItem item;
  item.node = place.node;
  item.role = place.role;
  item.box = place.box;
  item.drawing = static_cast<std::uint32_t>(found - known.begin());
  item.color = place.color;
  item.text_begin = static_cast<std::uint32_t>(pages.text.size());
  pages.text += text;
  item.text_length = static_cast<std::uint32_t>(text.size());
  return item;
}

}  // namespace pamphlet
