// The pseudo element first-line: the words of a paragraph's first line in a style of their own (CSS Pseudo 4 §2.1).
//
// Which words are on the line depends on their style, and their style on whether they are on the line. So it is tried:
// where does the line end in plain style, and where when so many bytes have the style? A few rounds settle it; where
// two ends take turns, the nearer one is made a break.
#pragma once

#include <optional>

#include "layout/lines/paragraph.h"

namespace pamphlet {

struct FirstLine {
  InlineText text;
  std::uint32_t end = 0;  // bytes of the text on the first line
};

/// The text of a paragraph, without its first `skipped` bytes (a drop initial), its first line styled; nothing when the
/// style has no first-line for it.
std::optional<FirstLine> style_first_line(Typesetter& typesetter, NodeId id,
                                          const ParagraphOptions& options, std::size_t skipped);

}  // namespace pamphlet
