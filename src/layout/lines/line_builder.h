// From break positions to glyph runs in their places: justification, visual order, decoration, links.
//
// The steps follow each other: pieces of the line are joined again and what the line cut is shaped anew; spaces are
// stretched; the line gets its height; bidi orders the pieces (UAX #9 rule L2, per line, after breaking, since a break
// changes the order); neighbours that are one run for the printer become one. Places are those of the eye, the order of
// the runs is that of reading: tags and copied text then need no second look. Linear in the pieces.
#pragma once

#include "layout/lines/hitems.h"

namespace pamphlet {

struct LineJob {
  const InlineText& text;
  const ShapedText& shaped;
  const ComputedStyle& style;
  const ParagraphOptions& options;
  const HItemList& list;
};

/// Appends `broken` as line number `number` to `set`.
void build_line(Typesetter& typesetter, const LineJob& job, const BrokenLine& broken, std::size_t number, LineSet& set);

}  // namespace pamphlet
