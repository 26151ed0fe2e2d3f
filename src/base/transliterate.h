// Words of any script in the letters a to z.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet {

/// "Capítulo" → "Capitulo", "Сон" → "Son", "睡眠" → "shui mian": ASCII only, after CLDR's rules (ICU "Any-Latin; Latin-ASCII"). What has
/// no letters is left out, and so is what lies beyond the first few hundred bytes: names need no more.
std::string in_ascii_letters(std::string_view text);

}  // namespace pamphlet
