// Cutting the column into pages and putting everything in its final place.
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
