#include <unicode/uchar.h>

#include <iterator>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// Longer ids help nobody; cut where a word ends.
constexpr std::size_t kLongestSlug = 96;

struct Range {
  char32_t first, last;
};

// XML 1.0 (fifth edition) production 4, without the colon, which an NCName may not have.
constexpr Range kNameStart[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},        {0xC0, 0xD6},
                                {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},    {0x37F, 0x1FFF},
                                {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},  {0x3001, 0xD7FF},
                                {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
// Production 4a: what may also follow.
constexpr Range kNameMore[] = {{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t c) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

bool is_name_start(char32_t c) {
  return is_in(kNameStart, c);
}
bool is_name_character(char32_t c) {
  return is_name_start(c) || is_in(kNameMore, c);
}

// Letters, digits and the marks that belong to letters: without vowel signs Hindi words would not be told apart.
bool is_word_character(char32_t c) {
  if (c < 0x80) return is_ascii_alphanumeric(c) || c == '_';
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

}  // namespace

bool is_ncname(std::string_view text) {
  if (text.empty()) return false;
  for (std::size_t at = 0; at < text.size();) {
    const bool first = at == 0;
    const char32_t c = next_code_point(text, at);
    if (!(first ? is_name_start(c) : is_name_character(c))) return false;
  }
  return true;
}

std::string slug(std::string_view text, std::string_view lang) {
  // Only as much as can be seen in the slug is mapped, so that a heading of a megabyte costs no more than another.
  std::string_view head = text.substr(0, kLongestSlug * 8);
  while (head.size() < text.size() && !head.empty() && (static_cast<unsigned char>(text[head.size()]) & 0xC0) == 0x80) {
    head.remove_suffix(1);
  }
  const std::string lower = to_lower(to_nfc(head), lang);
  std::string out;
  std::size_t word_end = 0;
  bool gap = false;
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(lower, at);
    if (is_space(c) || c == '-' || (c >= 0x2010 && c <= 0x2015)) {
      gap = !out.empty();
      continue;
    }
    if (!is_word_character(c) || !is_name_character(c)) continue;
    if (gap) {
      word_end = out.size();
      out += '-';
      gap = false;
    }
    if (out.size() + (at - begin) > kLongestSlug) {
      if (word_end > 0) out.resize(word_end);
      break;
    }
    out.append(lower, begin, at - begin);
  }
  while (out.ends_with('-'))
    out.pop_back();
  if (out.empty()) return "section";
  std::size_t at = 0;
  return is_name_start(next_code_point(out, at)) ? out : "s-" + out;
}

}  // namespace pamphlet::resolving
