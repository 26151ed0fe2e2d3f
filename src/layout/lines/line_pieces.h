// What a line is put together from.
#pragma once

#include <span>

#include "layout/lines/hitems.h"

namespace pamphlet {

/// A part of a segment on one line, with its own glyphs when the line cut the segment.
struct Placed {
  const Segment* segment = nullptr;
  std::uint32_t begin = 0, end = 0;
  std::span<const ShapedGlyph> glyphs;
  std::uint8_t level = 0;
  bool space = false, stretches = false, trailing = false, hyphen = false;
  bool letters = false;  // text whose letters give a little
  Length width;      // natural
  Length stretch, shrink;
  Length extra;      // justification: after the last glyph, or shared among the letters
  Length x;
};

}  // namespace pamphlet
