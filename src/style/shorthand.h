// CSS's one-to-four-values notation, for em lengths and for page margins.
#pragma once

#include <cstddef>
#include <vector>

#include "style/tokens.h"

namespace pamphlet {

/// The items of a list, or the words of a single text.
std::vector<RawItem> split_words(const RawValue& raw);

/// Which of `count` values (1 to 4) holds for a side: top 0, right 1, bottom 2, left 3 (CSS Box 4 §4.2).
std::size_t side_index(std::size_t side, std::size_t count);

}  // namespace pamphlet
