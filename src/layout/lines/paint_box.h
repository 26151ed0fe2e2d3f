// Grounds and borders as painted things, of blocks and of words within a line.
#pragma once

#include <vector>

#include "pages/pages.h"
#include "style/style.h"

namespace pamphlet {

/// Adds a filled box, unless nothing of it could be seen.
void add_box(NodeId node, Rect rect, Length radius, Color fill, std::vector<Item>& items);

/// Which of the block's ends a part has, and which way its text runs.
struct FrameSides {
  bool first = true, last = true, rtl = false;
};
/// Ground and borders of `style` around `box`; `size` is its font size.
void paint_frame(NodeId node, const Rect& box, const ComputedStyle& style, Length size, const FrameSides& sides, std::vector<Item>& items);

}  // namespace pamphlet
