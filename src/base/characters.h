// What several rooms ask of characters and of the marks that end a text.
#pragma once

#include <string_view>

namespace pamphlet {

/// Digits of any script (General_Category Nd).
bool is_decimal_digit(char32_t code_point);

/// Whether the text's last mark is a colon of any script: "The signs are:", "症状：", also before closing quotation
/// marks, brackets, emphasis marks and white space ("**The signs are:** ").
bool ends_with_colon(std::string_view text);
/// The beginning of a text, at most so many bytes and whole characters.
std::string_view beginning_of(std::string_view text, std::size_t bytes);

}  // namespace pamphlet
