// Setting one block of text: shape → horizontal items → lines → positioned glyph runs.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "layout/breakers/linebreak.h"
#include "layout/inline/ink_reach.h"
#include "layout/inline/inline_text.h"
#include "layout/layout.h"
#include "layout/lines/line_facts.h"
#include "pages/pages.h"

namespace pamphlet {

/// What all paragraphs of one layout share.
struct Typesetter {
  const LayoutInput& input;
  InlineContext inline_context;
  Shaper& shaper;
  Diagnostics& diagnostics;
  PageList& pages;              // glyphs and text are appended as lines are made
  LineFacts& facts;             // for the report
  std::deque<ComputedStyle> line_styles{};  // of first lines: what runs point to stays
  InkTable ink = {};
};

struct ParagraphOptions {
  Length width;                       // of the column
  std::vector<Length> first_indents;  // of the first lines: text-indent, drop initial
  TextAlign align = TextAlign::start;
  TextAlignLast align_last = TextAlignLast::auto_;
  bool rtl = false;                   // the direction around it
  bool explicit_direction = false;    // `rtl` is the author's word; else the first strong character decides
  std::optional<Length> line_height;  // overrides the style's
  Role role = Role::content;
  std::optional<std::uint32_t> first_end;  // bytes of the text that the first line has to hold
};

/// A line ready to be placed: its items are relative to the line box's left top corner.
struct Line {
  std::uint32_t first_item = 0, item_count = 0;  // in LineSet::items
  Length height, baseline;                        // baseline: below the top
  Length width;                                   // of its ink, without trailing spaces
  Length left;                                    // of its ink from the column's left edge
  bool hyphenated = false;                        // the break put a hyphen: no place to end a page
};

struct LineSet {
  std::vector<Line> lines;
  std::vector<Item> items;
  bool rtl = false;                               // the paragraph's own direction
};

/// Sets `text` in lines of at most options.width. `style` is the block's own.
LineSet set_paragraph(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                      const ParagraphOptions& options);

/// Where its lines would end, in bytes of the text; sets nothing.
std::vector<std::uint32_t> line_ends(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                                     const ParagraphOptions& options);

/// Widths of a block's text: of its longest unbreakable part, and without any break.
struct TextExtent {
  Length minimum, maximum;
};
TextExtent measure_text(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style);

/// Ascent and descent of a style's own font at its size.
struct FontExtent {
  Length ascent, descent, cap_height, x_height;
};
FontExtent font_extent(Typesetter& typesetter, const ComputedStyle& style);

}  // namespace pamphlet
