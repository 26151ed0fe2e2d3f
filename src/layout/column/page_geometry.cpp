#include "layout/column/page_geometry.h"

#include <algorithm>

namespace pamphlet {

PageGeometry page_geometry(const PageStyle& page, std::size_t index, bool landscape) {
  PageGeometry out;
  const bool mirrored = page.duplex && index % 2 == 1;
  if (!landscape) {
    out.width = page.width;
    out.height = page.height;
    out.left = mirrored ? page.margin_right : page.margin_left;
    out.right = page.width - (mirrored ? page.margin_left : page.margin_right);
  } else {
    // Turned for something wide: the narrowest of the style's margins is enough on both sides.
    out.width = std::max(page.width, page.height);
    out.height = std::min(page.width, page.height);
    const Length side = std::min({page.margin_left, page.margin_right, page.margin_top, page.margin_bottom});
    out.left = side;
    out.right = out.width - side;
  }
  out.top = page.margin_top;
  out.bottom = out.height - page.margin_bottom;
  return out;
}

}  // namespace pamphlet
