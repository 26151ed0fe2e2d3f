#include <algorithm>

#include "style/page.h"

namespace pamphlet {

Length PageStyle::reach() const { return safe_edge ? -kUnprintable : bleed; }

void keep_within_edge(PageStyle& page) {
  if (!page.safe_edge) return;
  for (Length* margin : {&page.margin_top, &page.margin_right, &page.margin_bottom, &page.margin_left}) *margin = std::max(*margin, kUnprintable);
  // Letters rise about eight tenths of their size above the line that they stand on, and reach a quarter below it.
  const Length size = page.font_size.scaled(page.running_style.font_size.ratio);
  page.head_distance = std::max(page.head_distance, kUnprintable + size.scaled(0.8));
  page.foot_distance = std::max(page.foot_distance, kUnprintable + size.scaled(0.25));
  page.margin_top = std::max(page.margin_top, page.head_distance);
  page.margin_bottom = std::max(page.margin_bottom, page.foot_distance);
}

}  // namespace pamphlet
