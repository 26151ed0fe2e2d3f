// Addresses that stand bare in a text, where a script is written without blanks around them.
#pragma once

#include <cstddef>
#include <string_view>

namespace pamphlet {

/// Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without blanks between words; the full-width signs belong to them.
bool is_unspaced(char32_t c);

/// Whether an address may begin directly behind `before`: a letter or sign of such a script, Hangul. Not a quotation mark, typed or set
/// (GFM §6.9): what import writes reads back the same.
bool may_precede_address(std::string_view before);

/// Where an address that begins at `begin` ends before `end`: a particle or the next word of such a script stands directly behind
/// it, or a sign of it. Letters behind a slash may be a path's, as browsers show it: they stay.
std::size_t cut_bare_address(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace pamphlet
