#include "layout/lines/line_room.h"

#include <algorithm>
#include <cstdlib>

namespace pamphlet {
namespace {

/// A glyph moved up or down by less than this is a mark on a letter, for which the line has room.
constexpr Em kHighMark = kEm / 4;

/// The style's font gave the line its height; a font that steps in for another script may need more.
void make_room_for_ink(Typesetter& typesetter, const InlineText& text, std::span<const Placed> pieces, Length& height,
                       Length& baseline) {
  const FontLibrary& fonts = typesetter.input.fonts;
  for (const Placed& placed : pieces) {
    const InlineRun& run = text.runs[placed.segment->run];
    if (is_object(run) || placed.segment->font == kNoFont || placed.glyphs.empty()) continue;
    const FontMetrics& metrics = fonts.metrics(placed.segment->font);
    const bool fits = at_size(metrics.ascent, run.size) + run.rise <= baseline &&
                      at_size(metrics.descent, run.size) - run.rise <= height - baseline;
    if (fits || metrics.color_bitmaps) continue;
    if (!typesetter.memory.ink.stands_in(fonts, placed.segment->font, *run.style, typesetter.diagnostics)) continue;
    const InkReach reach = typesetter.memory.ink.reach(fonts, placed.segment->font, placed.glyphs, run.size);
    const Length above = reach.above + run.rise - baseline;
    if (above.raw() > 0) {
      baseline += above;
      height += above;
    }
    height = std::max(height, baseline + reach.below - run.rise);
  }
}

/// Marks stacked on a letter may reach over the line above by half the leading, which is empty there; the line grows
/// by what they need beyond it, and so below.
void make_room_for_marks(Typesetter& typesetter, const InlineText& text, std::span<const Placed> pieces, Length spare,
                         Length& height, Length& baseline) {
  InkReach most;
  for (const Placed& placed : pieces) {
    const Length size = text.runs[placed.segment->run].size;
    for (std::size_t g = 0; g < placed.glyphs.size(); ++g) {
      if (std::abs(placed.glyphs[g].dy) < kHighMark) continue;
      const InkReach reach = typesetter.memory.ink.reach(typesetter.input.fonts, placed.segment->font,
                                                  placed.glyphs.subspan(g, 1), size);
      most = {std::max(most.above, reach.above), std::max(most.below, reach.below)};
    }
  }
  const Length up = std::max(most.above - baseline - spare, Length());
  const Length down = std::max(most.below - (height - baseline) - spare, Length());
  baseline += up;
  height += up + down;
}

}  // namespace

void make_room(Typesetter& typesetter, const InlineText& text, std::span<const Placed> pieces, Length spare,
               Length& height, Length& baseline) {
  make_room_for_ink(typesetter, text, pieces, height, baseline);
  make_room_for_marks(typesetter, text, pieces, spare, height, baseline);
}

}  // namespace pamphlet
