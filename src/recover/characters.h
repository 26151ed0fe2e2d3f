// What recovery must know of characters and words, without tables: enough to tell a heading from a sentence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/bare_address.h"
#include "base/characters.h"

namespace pamphlet::recover {

enum class Case : unsigned char { none, lower, upper };  // none: no letter, or a script without case

/// The case of a letter of the Latin, Greek and Cyrillic scripts.
Case case_of(char32_t c);
/// Letters, and everything that stands in words of scripts without case. Not exact: punctuation and symbols are
/// excluded by block.
bool is_letter(char32_t c);
bool is_apostrophe(char32_t c);  // ' and U+2019
bool is_open_quote(char32_t c);
bool is_close_quote(char32_t c);
bool is_dash(char32_t c);  // - and U+2010 … U+2015, U+2212

char32_t first_character(std::string_view text);  // 0 when empty
char32_t last_character(std::string_view text);
/// The last character that is no closing quote, bracket or footnote figure: what ends the sentence.
char32_t final_mark(std::string_view text);
/// Whether the text ends as a sentence does: . ! ? … : ; and their forms in other scripts.
bool ends_sentence(std::string_view text);

/// The first letter's case, skipping opening quotes, brackets, digits and symbols.
Case initial_case(std::string_view text);
/// Whether it begins with a small letter, as the middle of a sentence does; "5 things" does not.
bool begins_small(std::string_view text);
/// At least two letters, all of them capitals (small words such as "of" are not excused).
bool is_all_caps(std::string_view text);
bool has_letter(std::string_view text);

/// Without white space (ASCII, U+00A0, U+200B, U+FEFF, U+3000 and the spaces of U+2000…) at both ends.
std::string_view strip(std::string_view text);
std::vector<std::string_view> split_words(std::string_view text);
std::size_t count_words(std::string_view text);
/// Lower case, accents kept, curly quotes straight, white space runs one space, emoji and arrows and bullets at both
/// ends gone: how a phrase is looked up. Folds A–Z and U+00C0–U+00DE only, which is what the phrase tables need.
std::string fold(std::string_view text);

}  // namespace pamphlet::recover
