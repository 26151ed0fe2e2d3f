// The sheet and its margins.
#pragma once

#include "base/length.h"
#include "style/style.h"

namespace pamphlet {

/// A page's sheet and the part of it that text may fill.
struct PageGeometry {
  Length width, height;
  Length left, top, right, bottom;    // of the text: distances from the sheet's left and top edges
};
/// `index` 0 is the first page; odd ones are mirrored when the style is duplex.
PageGeometry page_geometry(const PageStyle& page, std::size_t index, bool landscape);

}  // namespace pamphlet
