// Setting one block of text: shape → horizontal items → lines → positioned glyph runs.
//
// The breaker is asked up to three times, each time with more allowed: breaks between words, then hyphens, then
// stretched spaces, words cut anywhere and at last a line that is too wide and reported. TeX does the same (TeXbook p.
// 96), and most paragraphs stop at the first. One pass with everything allowed and a price on each would hyphenate text
// that needs no hyphen, and would look for hyphens in every word. Ragged text takes the same way, with another measure
// of a bad line.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "layout/breakers/linebreak.h"
#include "layout/formulas/formula_box.h"
#include "layout/inline/ink_reach.h"
#include "layout/inline/inline_text.h"
#include "layout/layout.h"
#include "layout/lines/line_facts.h"
#include "pages/pages.h"

namespace pamphlet {

/// What a formula's box depends on.
struct FormulaKey {
  NodeId node = kNoNode;
  const ComputedStyle* style = nullptr;
  Length size, room;
  auto operator<=>(const FormulaKey&) const = default;
};

/// What paragraphs leave behind for later ones.
struct TypesetterMemory {
  std::deque<ComputedStyle> styles;   // made here, of first lines and initials: what runs point to stays
  InkTable ink;
  std::map<FormulaKey, FormulaBox> formulas;  // looked up, never walked
  std::set<NodeId> formulas_said;             // whose missing characters were reported
};

/// What all paragraphs of one layout share, and the size of letters: a value of a few references, copied where the size
/// is another one.
struct Typesetter : InlineContext {
  const LayoutInput& input;
  Shaper& shaper;
  Diagnostics& diagnostics;
  PageList& pages;              // glyphs and text are appended as lines are made
  LineFacts& facts;             // for the report
  TypesetterMemory& memory;
  const std::set<NodeId>& moved;  // figures that stand below the paragraph after them

  Typesetter scaled(double share) const {
    Typesetter smaller = *this;
    smaller.root_size = root_size.scaled(share);
    return smaller;
  }
};

struct ParagraphOptions {
  Length width;                       // of the column
  std::vector<Length> first_indents;  // of the first lines: text-indent, drop initial
  std::size_t narrow_lines = 0;       // so many first lines leave room at their sides, for a picture
  Length narrow_left, narrow_right;
  TextAlign align = TextAlign::start;
  TextAlignLast align_last = TextAlignLast::auto_;
  bool rtl = false;                   // the direction around it
  bool explicit_direction = false;    // `rtl` is the author's word; else the first strong character decides
  std::optional<Length> line_height;  // overrides the style's
  Role role = Role::content;
  std::optional<std::uint32_t> first_end;  // bytes of the text that the first line has to hold
};

/// The width of a paragraph's line by its number.
inline Length line_room(const ParagraphOptions& options, std::size_t line) {
  Length room = options.width;
  if (line < options.first_indents.size()) room -= options.first_indents[line];
  if (line < options.narrow_lines) room -= options.narrow_left + options.narrow_right;
  return room;
}
/// How a line stands. The last one, and one before a forced break, may have its own (CSS Text 3 §6.3).
TextAlign line_alignment(const ParagraphOptions& options, bool last);

/// A line ready to be placed: its items are relative to the line box's left top corner.
struct Line {
  std::uint32_t first_item = 0, item_count = 0;  // in LineSet::items
  Length height, baseline;                        // baseline: below the top
  Length width;                                   // of its ink, without trailing spaces
  Length left;                                    // of its ink from the column's left edge
  bool hyphenated = false;                        // the break put a hyphen: no place to end a page
  bool goes_on = false;                           // it is the rest of a line of code
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
/// A part that is never broken, with the space before it; `forced`: a line begins with it.
struct WordExtent {
  Length space, width;
  bool forced = false;
};
inline constexpr std::size_t kMostWords = 24;
/// `words` gets the text's words; of longer texts the first kMostWords and one more.
TextExtent measure_text(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style, std::vector<WordExtent>* words = nullptr);

/// Ascent and descent of a style's own font at its size.
struct FontExtent {
  Length ascent, descent, cap_height, x_height;
};
FontExtent font_extent(Typesetter& typesetter, const ComputedStyle& style);

}  // namespace pamphlet
