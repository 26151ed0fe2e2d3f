// A shaped paragraph as the line breaker's numbers, and the way back from its items to pieces of text.
//
// The breaker wants boxes, glue and penalties; a paragraph has glyphs, break opportunities (UAX #14), hyphens, no-break
// spaces, ideographs that open between each other, signs that hang. This is the one place that knows both. Widths come
// from the shaped glyphs, cut at cluster edges, so that a paragraph is shaped once whatever its breaks; only what a
// line really cuts is shaped again (line_builder.h). Words are not cut before somebody asks for it (BreakEffort): most
// paragraphs need no hyphen, and finding them costs as much as shaping. Linear in the text.
#pragma once

#include <vector>

#include "layout/lines/paragraph.h"

namespace pamphlet {

/// What an item's `ref` leads to: a part of a segment.
struct Piece {
  std::uint32_t segment = 0;
  std::uint32_t begin = 0, end = 0;  // bytes
  Length width;
};
inline constexpr std::uint32_t kNoPiece = UINT32_MAX;

/// What may be broken: only between words; at hyphens and the signs of addresses too; anywhere when a word is too wide.
enum class BreakEffort : unsigned char { words, hyphens, emergency };

/// A byline's parts stand between dots: a line ends after one, or a name or a date would be torn.
inline constexpr int kPartCost = 5000;

struct HItemList {
  std::vector<HItem> items;
  std::vector<Piece> pieces;
  bool has_hyphens = false;
};

HItemList make_items(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped,
                     const ComputedStyle& style, Length width, BreakEffort effort);

/// What stands in a line and is no text.
struct InlineObject {
  Length width, above, below;  // of the baseline
};
InlineObject inline_object(Typesetter& typesetter, const InlineRun& run, Length width);

/// The formula of a run as a box within `width`.
const FormulaBox& formula_box(Typesetter& typesetter, const InlineRun& run, Length width);

/// Its items, with the left end of its baseline at `origin`.
void emit_formula(Typesetter& typesetter, const InlineRun& run, const ParagraphOptions& options, Point origin, std::vector<Item>& items);
/// A shaped glyph at a size, in a run whose text begins at `text_begin`.
PageGlyph page_glyph(const ShapedGlyph& shaped, std::uint32_t text_begin, Length size);

/// Width and height of the inline picture of a run, within `width`.
struct InlinePicture {
  Length width, height;
};
InlinePicture inline_picture(const Typesetter& typesetter, const InlineRun& run, Length width);

}  // namespace pamphlet
