// How a justified line shares out what it is too short or too long by.
#pragma once

#include <span>

#include "layout/lines/line_pieces.h"

namespace pamphlet {

/// Sets `extra` so that the pieces grow or shrink by `missing` together, as far as they can; returns by how much. Letters
/// give no more than their own stretch and shrink; spaces stretch without limit, but not in a last line.
Length justify_pieces(std::span<Placed> pieces, Length missing, bool last);

}  // namespace pamphlet
