// Numbers as lists and pages count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pamphlet {

/// "iv"; digits where roman numerals end (1 to 3999).
std::string roman_numeral(std::int64_t number, bool upper);

/// "a" … "z", "aa" …: bijective base 26 (CSS Counter Styles 3 §3.1.4, alphabetic). Nothing below 1.
std::string alphabetic(std::int64_t number, char first);

/// What they stand for, in small letters; 0 when the text is none.
std::int64_t roman_value(std::string_view text);
std::int64_t alphabetic_value(std::string_view text);

}  // namespace pamphlet
