// Cutting the column into pages and putting everything in its final place.
#pragma once

#include "layout/column.h"

namespace pamphlet {

/// Fills typesetter.pages.pages and its anchors.
void paginate(Typesetter& typesetter, const Column& column);

/// Most pages that a document may have: ten times the longest book anybody prints at home.
inline constexpr std::size_t kMaxPages = 50000;

}  // namespace pamphlet
