// Views of what a page's items point at, never outside the PageList.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "pages/pages.h"

namespace pamphlet::pdf {

inline std::span<const PageGlyph> glyphs_of(const PageList& pages, const GlyphRun& run) {
  const std::size_t begin = std::min<std::size_t>(run.first_glyph, pages.glyphs.size());
  const std::size_t count = std::min<std::size_t>(run.glyph_count, pages.glyphs.size() - begin);
  return {pages.glyphs.data() + begin, count};
}

/// Of a GlyphRun or DrawingItem.
template <class T>
std::string_view text_of(const PageList& pages, const T& item) {
  const std::size_t begin = std::min<std::size_t>(item.text_begin, pages.text.size());
  return std::string_view(pages.text).substr(begin, item.text_length);
}

}  // namespace pamphlet::pdf
