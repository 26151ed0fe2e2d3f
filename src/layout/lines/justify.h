// How a justified line shares out what it is too short or too long by.
//
// Spaces and letters give in proportion to what they can, letters only within a limit that nobody sees; what is beyond
// it the spaces take. Shares are rounded as running sums, not one by one, so that the line is as wide as its measure to
// the unit. A line that would be torn is left ragged and reported. One pass over the pieces.
#pragma once

#include <span>

#include "layout/lines/line_pieces.h"

namespace pamphlet {

/// How far a line may be opened: not at all, as a last one; as long as it does not look torn; or whatever it looks like,
/// because the style wants its last lines justified.
enum class Justifying : unsigned char { none, decent, whatever };

/// Sets `extra` so that the pieces grow or shrink by `missing` together, as far as they can; returns by how much.
/// Letters give no more than their own stretch and shrink; spaces stretch as `justifying` says.
Length justify_pieces(std::span<Placed> pieces, Length missing, Justifying justifying);

}  // namespace pamphlet
