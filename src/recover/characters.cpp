#include "recover/characters.h"

#include "base/utf8.h"

namespace pamphlet::recover {
namespace {

bool in(char32_t c, char32_t from, char32_t to) {
  return c >= from && c <= to;
}

// Latin Extended-A and Additional pair capitals with small letters, one after the other; in three stretches of
// Extended-A the capital has the odd number (Unicode 15, chart U0100).
Case paired_case(char32_t c) {
  const bool odd_capital = in(c, 0x139, 0x148) || in(c, 0x179, 0x17E);
  const bool odd = (c & 1) != 0;
  return odd == odd_capital ? Case::upper : Case::lower;
}

bool is_blank(char32_t c) {
  return c == ' ' || in(c, '\t', '\r') || c == 0xA0 || c == 0x1680 || in(c, 0x2000, 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

// Signs that web pages put around their own labels: "← Back", "» Read more", "• Share".
bool is_decoration(char32_t c) {
  return is_blank(c) || c == '<' || c == '>' || c == '|' || c == '*' || c == '_' || c == '#' || c == 0xAB ||
         c == 0xBB || c == 0xB7 || is_dash(c) || in(c, 0x2022, 0x2023) || c == 0x203A || c == 0x2039 ||
         in(c, 0x2190, 0x2BFF) || in(c, 0xFE00, 0xFE0F) || c >= 0x1F000;
}

}  // namespace

Case case_of(char32_t c) {
  if (in(c, 'a', 'z')) return Case::lower;
  if (in(c, 'A', 'Z')) return Case::upper;
  if (c < 0xC0) return Case::none;
  if (c == 0xD7 || c == 0xF7) return Case::none;
  if (c <= 0xDE) return Case::upper;
  if (c <= 0xFF) return Case::lower;
  if (in(c, 0x100, 0x17E) || in(c, 0x1E00, 0x1EFF)) return paired_case(c);
  if (c == 0x386 || in(c, 0x388, 0x38F) || in(c, 0x391, 0x3AB)) return Case::upper;
  if (c == 0x390 || in(c, 0x3AC, 0x3CE)) return Case::lower;
  if (in(c, 0x400, 0x42F)) return Case::upper;
  if (in(c, 0x430, 0x45F)) return Case::lower;
  if (in(c, 0x460, 0x481) || in(c, 0x48A, 0x4BF)) return (c & 1) != 0 ? Case::lower : Case::upper;
  return Case::none;
}

bool is_letter(char32_t c) {
  if (in(c, 'a', 'z') || in(c, 'A', 'Z')) return true;
  if (c == 0xAA || c == 0xBA || c == 0xB5) return true;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return false;
  if (in(c, 0x2000, 0x2BFF) || in(c, 0x2E00, 0x2E7F) || in(c, 0x3000, 0x303F)) return false;
  if (in(c, 0xE000, 0xF8FF) || in(c, 0xFE00, 0xFE0F) || in(c, 0xFE10, 0xFE6F) || in(c, 0xFEFF, 0xFF20)) return false;
  return c < 0xFFF0 || (c > 0xFFFF && c < 0x1F000) || in(c, 0x20000, 0x3FFFF);
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019;
}

bool is_open_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || c == 0x2018 || c == 0x201A || c == 0x201C || c == 0x201E ||
         c == 0x2039 || c == 0x300C || c == 0x300E;
}

bool is_close_quote(char32_t c) {
  return c == '"' || c == 0xAB || c == 0xBB || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D ||
         c == 0x203A || c == 0x300D || c == 0x300F;
}

bool is_dash(char32_t c) {
  return c == '-' || in(c, 0x2010, 0x2015) || c == 0x2212;
}

char32_t first_character(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : next_code_point(text, at);
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  return text.empty() ? 0 : previous_code_point(text, at);
}

char32_t final_mark(std::string_view text) {
  std::size_t at = text.size();
  // Citations stand behind the full stop: "parts.[1]", "parts.[2][3]".
  for (std::size_t open = text.rfind('['); open != std::string_view::npos && text.ends_with(']'); open = text.rfind('[')) {
    if (text.substr(open + 1).find_first_not_of("0123456789]") != std::string_view::npos || text.size() - open > 6) break;
    text = text.substr(0, open);
    at = text.size();
    if (open == 0) break;
  }
  while (at > 0) {
    const char32_t c = previous_code_point(text, at);
    const bool superscript = c == 0xB9 || c == 0xB2 || c == 0xB3 || in(c, 0x2070, 0x2079);
    if (is_blank(c) || is_close_quote(c) || c == '\'' || c == ')' || c == ']' || c == 0xFF09 || superscript) continue;
    return c;
  }
  return 0;
}

bool ends_sentence(std::string_view text) {
  switch (final_mark(text)) {
    case '.':
    case '!':
    case '?':
    case ':':
    case ';':
    case 0x2026:  // …
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:  // Han full stop, exclamation, question
    case 0xFF1A:
    case 0xFF1B:  // Han colon, semicolon
    case 0x61F:
    case 0x61B:
    case 0x6D4:  // Arabic question mark, semicolon, full stop
    case 0x964:
    case 0x965:
    case 0x1362:  // danda, double danda, Ethiopic full stop
    case 0x37E:   // Greek question mark
      return true;
    default:
      return false;
  }
}

Case initial_case(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c)) return case_of(c);
  }
  return Case::none;
}

bool begins_small(std::string_view text) {
  return initial_case(text) == Case::lower && !is_ascii_digit(first_character(text));
}

bool is_all_caps(std::string_view text) {
  int capitals = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Case found = case_of(next_code_point(text, at));
    if (found == Case::lower) return false;
    if (found == Case::upper) ++capitals;
  }
  return capitals >= 2;
}

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_letter(next_code_point(text, at))) return true;
  }
  return false;
}

std::string_view strip(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t at = begin;
    if (!is_blank(next_code_point(text, at))) break;
    begin = at;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t at = end;
    if (!is_blank(previous_code_point(text, at))) break;
    end = at;
  }
  return text.substr(begin, end - begin);
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!is_blank(next_code_point(text, at))) continue;
    if (here > begin) words.push_back(text.substr(begin, here - begin));
    begin = at;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0, unspaced = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool word = !is_blank(c);
    if (word && is_unspaced(c)) {
      ++unspaced;
    } else if (word && !inside) {
      ++words;
    }
    inside = word;
  }
  return words + (unspaced + 1) / 2;  // Chinese words have two characters, on average
}

std::string fold(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  while (begin < end) {
    std::size_t at = begin;
    if (!is_decoration(next_code_point(text, at))) break;
    begin = at;
  }
  while (end > begin) {
    std::size_t at = end;
    if (!is_decoration(previous_code_point(text, at))) break;
    end = at;
  }
  std::string out;
  out.reserve(end - begin);
  bool space = false;
  for (std::size_t at = begin; at < end;) {
    char32_t c = next_code_point(text.substr(0, end), at);
    if (is_blank(c)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (in(c, 'A', 'Z') || (in(c, 0xC0, 0xDE) && c != 0xD7)) c += 0x20;
    if (c == 0x2019 || c == 0x2018) c = '\'';
    append_utf8(out, c);
  }
  return out;
}

}  // namespace pamphlet::recover
