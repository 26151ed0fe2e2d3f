// Straight and curly apostrophes made uniform. Private to recover/.
#pragma once

#include <string>
#include <string_view>

#include "recover/article.h"

namespace pamphlet::recover {

/// Which apostrophe the words of the article get: the one most of them have, U+2019 when it is even; 0 when they agree.
char32_t choose_apostrophe(Article& article);
/// Writes the apostrophes between letters, and at the end of words such as "mothers'", as `wanted`.
std::string mend_apostrophes(std::string_view text, char32_t wanted);

}  // namespace pamphlet::recover
