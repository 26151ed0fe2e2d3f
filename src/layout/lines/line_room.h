// Lines grow for what their line height does not hold: fonts that step in, marks stacked on letters.
//
// CSS gives every font that steps in its own ascent and descent, and lines with one foreign word then stand apart from
// the others though its letters are no higher (CSS 2.2 §10.8.1). So not what the font claims counts but what its glyphs
// reach, each measured once (inline/ink_reach.h), and only where the claim does not fit already: Latin text never gets
// here.
#pragma once

#include "layout/lines/line_pieces.h"

namespace pamphlet {

/// Makes a line higher, and moves its baseline down, where the ink of its pieces needs it. `spare`: how far ink may
/// reach into the empty space above and below the line.
void make_room(Typesetter& typesetter, const InlineText& text, std::span<const Placed> pieces, Length spare,
               Length& height, Length& baseline);

}  // namespace pamphlet
