// Boxes as painted things: grounds and borders of a block, or of the part of it that stands in one frame.
#pragma once

#include "layout/column/column.h"
#include "layout/lines/paint_box.h"

namespace pamphlet {

/// Where a part of a decorated block stands on its page.
struct DecorationPlace {
  Rect box;                           // between its outer edges
  bool first = true, last = true;     // it has the block's beginning, its end
  bool at_page_top = false;  // it is the first thing on its page: a band to the sheet's edges reaches the top too
  Length page_width, bleed;
};

void paint_decoration(const Decoration& decoration, const DecorationPlace& place, std::vector<Item>& items);

}  // namespace pamphlet
