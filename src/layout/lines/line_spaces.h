// What a line's pieces say about its spaces.
#pragma once

#include "layout/lines/line_facts.h"
#include "layout/lines/line_pieces.h"

namespace pamphlet {

/// Completes a fact whose ink has the pieces' whole width: counts the spaces between words, and takes off the ink what
/// spaces of code reach beyond the last sign, which nobody sees.
void add_spaces(std::span<const Placed> pieces, std::span<const InlineRun> runs, LineFact& fact);

}  // namespace pamphlet
