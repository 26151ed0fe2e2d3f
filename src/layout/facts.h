// What layout knows about lines and pages that the finished pages no longer show. A side table: a line is found again by
// the range of PageList::text that its glyphs stand for, wherever the pages put it.
#pragma once

#include "layout/pagebreak.h"
#include "layout/report.h"

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

struct PageFact {
  Length top, bottom;                          // of the text area
  BreakRule broken = BreakRule::free;          // what the break before the page gave up
};

struct LayoutFacts {
  bool wanted = false;                         // nobody asks: nothing is gathered
  std::vector<LineFact> lines;                 // by text_begin
  std::vector<PageFact> pages;
  std::uint32_t paragraphs = 0;
};

/// The report of finished pages. Linear in the items of the pages.
LayoutReport report_layout(const Document& document, const PageList& pages, const LayoutFacts& facts);

}  // namespace pamphlet
