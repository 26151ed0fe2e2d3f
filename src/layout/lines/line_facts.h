// What layout knows about lines that the finished pages no longer show. A side table: a line is found again by the
// range of PageList::text that its glyphs stand for, wherever the pages put it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/length.h"

namespace pamphlet {

struct LineFact {
  std::uint32_t text_begin = 0, text_end = 0;  // in PageList::text
  std::uint32_t paragraph = 0;                 // lines of one paragraph have one number, in the order they were set
  std::uint8_t orphans = 1, widows = 1;        // what the style asks for
  bool justified = false, last = false;        // last: ends the paragraph, or the author broke it
  Length above, below;                         // of the line box, from the baseline
  Length measure, ink, size;
  std::uint32_t spaces = 0;                    // between words
  double squared_deviation = 0;                // of the spaces from their natural width, in em², summed
  double widest = 1;                           // space, in natural spaces
};

struct LineFacts {
  bool wanted = false;                         // nobody asks: nothing is gathered
  std::vector<LineFact> lines;                 // by text_begin
  std::uint32_t paragraphs = 0;
};

}  // namespace pamphlet
