// Where prose must not end a line at a plain space. Private to text/; text.h has what other rooms ask.
#pragma once

#include "text/paragraph.h"

namespace pamphlet::shaping {

/// Takes the line break opportunities away that no_break_space() forbids, in runs of prose. A space that French sets
/// narrow becomes U+202F: a part of its word, of fixed width.
void keep_together(Paragraph& paragraph);

/// The word that begins at `at` as a unit reads it, and whether it is a unit of no_break.def.
std::string_view unit_after(std::string_view text, std::size_t at);
bool is_unit(std::string_view word);

}  // namespace pamphlet::shaping
