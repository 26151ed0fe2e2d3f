// Numbers with their units, initials, titles, French punctuation: what a plain space must not part.
//
// Authors type plain spaces, typographers would have set no-break ones: "5 mg", "J. R. Smith", "Dr. Lee", "10 000". Each
// space is judged by the characters beside it and by at most kLongest bytes of the words around it, against the tables of
// no_break.def. Rules over a parsed sentence would know more ("in 5 a.m."); these have to be right in any language and
// are wrong at the price of one space that does not break. A replacement in the text would show in what readers copy; here only
// the break opportunity goes, and French gets the glyph of U+202F. Constant time a space.
#include "text/no_break.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/characters.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr char32_t kNoBreakSpace = 0xA0, kNarrowSpace = 0x202F;
// The longest word of the tables has 20 bytes; what is longer is none of them.
constexpr std::size_t kLongest = 32;

struct LanguageWord {
  std::string_view lang, word;
};

constexpr std::array kUnits = {
#define PAMPHLET_UNIT(unit) std::string_view(unit),
#define PAMPHLET_NUMBER_WORD(lang, word)
#define PAMPHLET_TITLE(lang, word)
#include "text/no_break.def"
#undef PAMPHLET_UNIT
#undef PAMPHLET_NUMBER_WORD
#undef PAMPHLET_TITLE
};
constexpr std::array kNumberWords = {
#define PAMPHLET_UNIT(unit)
#define PAMPHLET_NUMBER_WORD(lang, word) LanguageWord{lang, word},
#define PAMPHLET_TITLE(lang, word)
#include "text/no_break.def"
#undef PAMPHLET_UNIT
#undef PAMPHLET_NUMBER_WORD
#undef PAMPHLET_TITLE
};
constexpr std::array kTitles = {
#define PAMPHLET_UNIT(unit)
#define PAMPHLET_NUMBER_WORD(lang, word)
#define PAMPHLET_TITLE(lang, word) LanguageWord{lang, word},
#include "text/no_break.def"
#undef PAMPHLET_UNIT
#undef PAMPHLET_NUMBER_WORD
#undef PAMPHLET_TITLE
};

bool is_language(std::string_view lang, std::string_view primary) {
  if (lang.size() < primary.size() || (lang.size() > primary.size() && lang[primary.size()] != '-')) return false;
  for (std::size_t i = 0; i < primary.size(); ++i) {
    if ((lang[i] | 0x20) != primary[i]) return false;
  }
  return true;
}

bool is_letter(char32_t c) {
  const auto category = U_MASK(u_charType(static_cast<UChar32>(c)));
  return (category & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014 || c == 0x2015; }

bool is_sign_of_unit(char32_t c) {
  return c == U'%' || c == 0x2030 || c == 0xB0 || c == 0xB5 || c == 0x200C ||
         u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

/// The word that ends before the space at `at`, brackets before it left out.
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongest) {
    std::size_t previous = begin;
    const char32_t c = previous_code_point(text, previous);
    if (is_space(c) || c == U'(' || c == U'[' || c == 0xAB || c == 0x201C || c == 0x201E) break;
    begin = previous;
  }
  return text.substr(begin, at - begin);
}

template <std::size_t N> bool holds(const std::array<LanguageWord, N>& table, std::string_view word, std::string_view lang) {
  return std::any_of(table.begin(), table.end(), [&](const LanguageWord& row) {
    return row.word == word && (row.lang.empty() || is_language(lang, row.lang));
  });
}

/// "10 000": a group of exactly three digits after one of at most three.
bool is_thousands(std::string_view text, std::size_t at) {
  std::size_t before = 0, after = 0;
  for (std::size_t i = at; i > 0 && before < 4 && is_decimal_digit(previous_code_point(text, i)); ++before) {
  }
  for (std::size_t i = at + 1; i < text.size() && after < 4 && is_decimal_digit(next_code_point(text, i)); ++after) {
  }
  return before <= 3 && after == 3;
}

/// "J. R.": a capital with a full stop, before another capital.
bool is_initial(std::string_view word) {
  if (!word.ends_with('.')) return false;
  std::size_t at = 0;
  const char32_t c = next_code_point(word, at);
  return at + 1 == word.size() && u_isUUppercase(static_cast<UChar32>(c));
}

/// Words of one letter that Czech, Slovak, Polish, Russian and Ukrainian do not leave at a line end.
bool is_clinging_letter(std::string_view word, std::string_view lang) {
  std::size_t at = 0;
  if (word.empty() || word.size() > 2) return false;
  const char32_t c = next_code_point(word, at);
  if (at != word.size() || !is_letter(c)) return false;
  return is_language(lang, "cs") || is_language(lang, "sk") || is_language(lang, "pl") || is_language(lang, "ru") ||
         is_language(lang, "uk");
}

bool is_french_space(char32_t before, char32_t after) {
  return before == 0xAB || before == 0x2039 || after == 0xBB || after == 0x203A || after == U';' || after == U':' ||
         after == U'!' || after == U'?';
}

/// A dash between spaces stays with the words before it.
bool is_spaced_dash(std::string_view text, std::size_t after_at) {
  std::size_t next = after_at;
  if (!is_dash(next_code_point(text, next))) return false;
  return next == text.size() || text[next] == ' ';
}

}  // namespace

char32_t no_break_space(std::string_view text, std::size_t at, std::string_view lang) {
  if (at == 0 || at + 1 >= text.size()) return 0;
  std::size_t before_at = at, peek = at + 1;
  const char32_t before = previous_code_point(text, before_at), after = next_code_point(text, peek);
  if (is_space(before) || is_space(after)) return 0;
  if (is_french_space(before, after) && is_language(lang, "fr")) return kNarrowSpace;
  if (is_spaced_dash(text, at + 1)) return kNoBreakSpace;
  if (is_decimal_digit(before)) {
    if (is_decimal_digit(after)) return is_thousands(text, at) ? kNoBreakSpace : 0;
    if (shaping::is_unit(shaping::unit_after(text, at + 1))) return kNoBreakSpace;
  }
  const bool number = is_decimal_digit(after);
  const bool name = !number && is_letter(after) && !u_isULowercase(static_cast<UChar32>(after));
  const std::string_view word = word_before(text, at);
  if (number && holds(kNumberWords, word, lang)) return kNoBreakSpace;
  if (name && (is_initial(word) || holds(kTitles, word, lang))) return kNoBreakSpace;
  return is_clinging_letter(word, lang) ? kNoBreakSpace : 0;
}

namespace shaping {

/// The word after `at`, up to the first character that no unit has; a quotation mark belongs to it between Hebrew
/// letters.
std::string_view unit_after(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongest) {
    std::size_t next = end;
    const char32_t c = next_code_point(text, next);
    const bool gershayim = (c == U'"' || c == 0x5F4) && end > at && next < text.size();
    if (gershayim) {
      std::size_t peek = next;
      const char32_t after = next_code_point(text, peek);
      if (after < 0x5D0 || after > 0x5EA) break;
    } else if (!is_letter(c) && !is_sign_of_unit(c)) {
      break;
    }
    end = next;
  }
  return text.substr(at, end - at);
}

bool is_unit(std::string_view word) {
  return !word.empty() && std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
}

void keep_together(Paragraph& paragraph) {
  std::vector<Char>& chars = paragraph.chars;
  for (std::size_t i = 1; i + 1 < chars.size(); ++i) {
    Char& c = chars[i];
    if (c.code_point != U' ' || !paragraph.runs[c.run].style->prose) continue;
    const char32_t space = no_break_space(paragraph.text, c.offset, paragraph.runs[c.run].style->lang);
    if (space == 0) continue;
    chars[i + 1].marks &= static_cast<std::uint8_t>(~kBreakBefore);
    if (space != kNarrowSpace) continue;
    c.code_point = space;
    c.flags &= static_cast<std::uint16_t>(~kSpace);
    c.marks &= static_cast<std::uint8_t>(~kBreakBefore);
  }
}

}  // namespace shaping
}  // namespace pamphlet
