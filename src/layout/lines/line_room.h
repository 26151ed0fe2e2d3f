// Lines grow for what their line height does not hold: fonts that step in, marks stacked on letters.
#pragma once

#include "layout/lines/line_pieces.h"

namespace pamphlet {

/// Makes a line higher, and moves its baseline down, where the ink of its pieces needs it. `spare`: how far ink may reach
/// into the empty space above and below the line.
void make_room(Typesetter& typesetter, const InlineText& text, std::span<const Placed> pieces, Length spare,
               Length& height, Length& baseline);

}  // namespace pamphlet
