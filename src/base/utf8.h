// UTF-8: decoding, encoding, checking, normalising.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace pamphlet {

inline constexpr char32_t kReplacement = 0xFFFD;

/// The code point that starts at `at`, which is moved past it. Ill-formed bytes yield U+FFFD, one per maximal subpart
/// (Unicode 15, §3.9). `at` must be less than text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);
/// The code point that ends before `at`, which is moved to its first byte. The text must be valid; `at` must be above 0.
char32_t previous_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
std::string to_utf8(std::u32string_view text);
std::u32string to_utf32(std::string_view text);
std::u16string to_utf16(std::string_view text);
/// Offset of the first ill-formed byte, or npos.
std::size_t find_invalid_utf8(std::string_view text);
std::size_t count_code_points(std::string_view text);
std::string to_nfc(std::string_view text);
/// Full case folding after NFC, for comparing names.
std::string fold_case(std::string_view text);
std::string to_lower(std::string_view text, std::string_view lang);
std::string to_upper(std::string_view text, std::string_view lang);
/// Whether it is a capital or a small letter (Uppercase, Lowercase). Both are false in scripts without case.
bool is_upper(char32_t code_point);
bool is_lower(char32_t code_point);
/// White space as Unicode has it (White_Space), which is more than ASCII's.
bool is_space(char32_t code_point);
std::string_view trim(std::string_view text);          // Unicode white space at both ends
std::string collapse_spaces(std::string_view text);    // runs of white space become one space; trimmed

}  // namespace pamphlet
