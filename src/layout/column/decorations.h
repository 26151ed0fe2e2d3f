// Boxes as painted things: grounds and borders of a block, or of the part of it that stands in one frame.
#pragma once

#include "layout/column/column.h"

namespace pamphlet {

/// Where a part of a decorated block stands on its page.
struct DecorationPlace {
  Rect box;                           // between its outer edges
  bool first = true, last = true;     // it has the block's beginning, its end
  bool at_page_top = false;  // it is the first thing on its page: a band to the sheet's edges reaches the top too
  Length page_width;
  Color paper;                        // what shows through a frame without a ground
};

void paint_decoration(const Decoration& decoration, const DecorationPlace& place, std::vector<Item>& items);

/// Adds a filled box, unless nothing of it could be seen.
void add_box(NodeId node, Rect rect, Length radius, Color fill, std::vector<Item>& items);

}  // namespace pamphlet
