// Numbers as lists and pages count.
#pragma once

#include <cstdint>
#include <string>

namespace pamphlet {

/// "iv"; digits where roman numerals end (1 to 3999).
std::string roman_numeral(std::int64_t number, bool upper);

/// "a" … "z", "aa" …: bijective base 26 (CSS Counter Styles 3 §3.1.4, alphabetic). Nothing below 1.
std::string alphabetic(std::int64_t number, char first);

}  // namespace pamphlet
