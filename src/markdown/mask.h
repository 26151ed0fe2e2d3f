// The pass before cmark. cmark-gfm 0.29.0.gfm.6 (Debian 12) parses blocks and inlines; what it cannot know of our dialect
// is made inert here, byte for byte in place, so that it comes through as text and can be told apart from escaped text:
//   [^label]       a note reference. cmark's own footnotes read freed memory on `[&Hat;a]` and drop notes nobody cites.
//   {#id .class}   attribute lists where one may stand
//   \[ \]          so that `\[text\]{.class}` is no span and `\[ ] x` no task
//   * _ ~          within bare addresses
// The same pass keeps cmark linear: where a known weakness of this version would cost more than linear time or memory,
// the characters that trigger it are made inert (see guards in mask_guards.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace pamphlet::markdown {

/// Stand-ins of two bytes: punctuation for cmark's flanking rules, chosen so that the article does not hold them.
struct StandIns {
  std::string_view note, open_bracket, close_bracket;
};

struct MaskedText {
  std::string text;
  StandIns stand_ins;
  std::uint32_t source_begin = 0;       // where the body starts in the Source
  std::uint32_t first_line = 1;         // its line there, 1-based
  std::vector<std::uint32_t> line_starts;  // of `text`
  bool shifted = false;                 // some bytes stand elsewhere in their line than in the Source
  bool too_deep = false;                // container markers were left out
  std::uint32_t too_deep_at = 0;        // offset in the Source
  // In the Source; see mask_guards.h.
  std::vector<Span> refused_tables, refused_definitions, refused_markup;

  /// Offset in the Source of an offset in `text`.
  std::uint32_t to_source(std::size_t offset, const Source& source) const;
  /// End of the line of `text` that holds `offset`.
  std::size_t line_end(std::size_t offset) const { return std::min(text.find('\n', offset), text.size()); }
};

/// `dialect`: whether notes, attributes and bare addresses are looked for.
MaskedText mask(const Source& source, std::uint32_t begin, bool dialect);

/// The text that a masked stretch stands for, where Markdown's escapes hold (text, titles, addresses).
std::string unmask_text(std::string_view masked, const StandIns& stand_ins);
/// The source bytes of a masked stretch (code, HTML).
std::string unmask_source(std::string_view masked, const StandIns& stand_ins);
/// Whether there is anything to undo.
bool is_masked(std::string_view text, const StandIns& stand_ins);

/// The attribute list that `masked`, which starts with '{', was before: its length, 0 when it was none.
std::size_t masked_attributes_length(std::string_view masked);

/// The character that a mask byte stands for; 0 when `c` is none.
char unmask_byte(char c);
/// The mask byte for a character; the character itself when it has none.
char mask_byte(char c);

}  // namespace pamphlet::markdown
