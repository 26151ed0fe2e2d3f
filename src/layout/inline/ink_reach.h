// How far glyphs reach above and below their baseline: of their outlines, since a font's own ascent says what its
// highest letter needs, not this one. A glyph is measured once; only glyphs that may leave their line ever are
// (lines/line_room.h).
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>

#include "base/length.h"
#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

struct InkReach {
  Length above, below;  // of the baseline; never negative
};

/// Ink of glyphs, measured once each. Only fonts that may leave their line are ever asked for.
class InkTable {
 public:
  /// Whether the font stands in for the one that the style asked for, and that gave the line its height.
  bool stands_in(const FontLibrary& fonts, FontId font, const ComputedStyle& style, Diagnostics& diagnostics);
  InkReach reach(const FontLibrary& fonts, FontId font, std::span<const ShapedGlyph> glyphs, Length size);

 private:
  struct Ink {
    Em above = 0, below = 0;
  };
  const Ink& ink(const FontLibrary& fonts, FontId font, std::uint32_t glyph);
  std::unordered_map<std::uint64_t, Ink> known_;
  std::unordered_map<const ComputedStyle*, FontId> own_;  // looked up, never walked
};

}  // namespace pamphlet
