#include "layout/inline/ink_reach.h"

#include <algorithm>
#include <cmath>

#include "layout/inline/inline_text.h"

namespace pamphlet {

const InkTable::Ink& InkTable::ink(const FontLibrary& fonts, FontId font, std::uint32_t glyph) {
  const std::uint64_t key = (static_cast<std::uint64_t>(font) << 32) | glyph;
  const auto [found, fresh] = known_.try_emplace(key);
  if (!fresh) return found->second;
  const Path path = fonts.outline(font, glyph);
  double top = 0, bottom = 0;  // y grows downwards
  for (std::size_t k = 1; k < path.coordinates.size(); k += 2) {
    top = std::min(top, path.coordinates[k]);
    bottom = std::max(bottom, path.coordinates[k]);
  }
  found->second = {static_cast<Em>(std::llround(-top / 1000 * kEm)), static_cast<Em>(std::llround(bottom / 1000 * kEm))};
  return found->second;
}

bool InkTable::stands_in(const FontLibrary& fonts, FontId font, const ComputedStyle& style, Diagnostics& diagnostics) {
  const auto [found, fresh] = own_.try_emplace(&style, kNoFont);
  if (fresh) found->second = fonts.find(font_request(style), diagnostics);
  return font != found->second;
}

InkReach InkTable::reach(const FontLibrary& fonts, FontId font, std::span<const ShapedGlyph> glyphs, Length size) {
  Em above = 0, below = 0;
  for (const ShapedGlyph& glyph : glyphs) {
    const Ink& own = ink(fonts, font, glyph.glyph);
    if (own.above != 0 || own.below != 0) {
      above = std::max(above, own.above + glyph.dy);
      below = std::max(below, own.below - glyph.dy);
    }
  }
  return {at_size(above, size), at_size(below, size)};
}

}  // namespace pamphlet
