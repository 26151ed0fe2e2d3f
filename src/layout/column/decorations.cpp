#include "layout/column/decorations.h"

#include <algorithm>

namespace pamphlet {

void paint_decoration(const Decoration& decoration, const DecorationPlace& place, std::vector<Item>& items) {
  Rect box = place.box;
  if (decoration.style->box_extent == BoxExtent::page) {
    box.x = Length();
    box.width = place.page_width;
    if (place.at_page_top) {  // the band reaches the edge of the sheet
      box.height += box.y;
      box.y = Length();
    }
  }
  paint_frame(decoration.node, box, *decoration.style, decoration.size, {place.first, place.last, decoration.rtl}, items);
}

}  // namespace pamphlet
