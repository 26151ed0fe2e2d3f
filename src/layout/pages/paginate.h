// Cutting the column into pages and putting everything in its final place: frames are made (frames.h), then page after
// page its stretches are painted (column_painter.h), its notes, its running head and foot. What the breaker had to give
// up is said here, with the place in the text. Nothing is decided any more: a second run would paint the same.
#pragma once

#include "layout/pages/footnotes.h"
#include "layout/pages/page_facts.h"

namespace pamphlet {

/// Fills typesetter.pages.pages and its anchors; says what the report wants to know of each page. `notes` are those at
/// the foot of pages.
std::vector<PageFact> paginate(Typesetter& typesetter, const Column& column, const Footnotes& notes);

/// Most pages that a document may have: ten times the longest book anybody prints at home.
inline constexpr std::size_t kMaxPages = 50000;

}  // namespace pamphlet
