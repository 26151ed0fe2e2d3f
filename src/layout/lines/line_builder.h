// From break positions to glyph runs in their places: justification, visual order, decoration, links.
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
