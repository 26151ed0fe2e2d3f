#include "layout/column/decorations.h"

#include <algorithm>

#include "layout/inline/picture_frame.h"

namespace pamphlet {

void paint_decoration(const Decoration& decoration, const DecorationPlace& place, std::vector<Item>& items) {
  Rect box = place.box;
  if (decoration.style->box_extent == BoxExtent::page) {
    box.x = -place.bleed;
    box.width = place.page_width + place.bleed * 2;
    if (place.at_page_top) {  // the band reaches the edge of the sheet
      box.height += box.y + place.bleed;
      box.y = -place.bleed;
    }
  }
  paint_frame(decoration.node, box, *decoration.style, decoration.size, {place.first, place.last, decoration.rtl}, items);
}

}  // namespace pamphlet
