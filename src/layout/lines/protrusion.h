// Hanging punctuation: how far a character at the edge of a line may stand outside the measure, so that the edge looks
// straight (CSS Text 4 §8.2; microtypography's "protrusion").
#pragma once

namespace pamphlet {

/// Shares of the character's own advance, in thousandths.
struct Protrusion {
  int start = 0, end = 0;  // at the beginning and at the end of a line, in the direction of the text
};

Protrusion protrusion(char32_t c);

}  // namespace pamphlet
