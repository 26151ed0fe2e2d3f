#include "base/characters.h"

#include <unicode/uchar.h>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

/// Quotation marks and brackets by category, the straight ones and Markdown's emphasis marks by name.
bool may_follow(char32_t c) {
  if (is_space(c) || c == U'"' || c == U'\'' || c == U'*' || c == U'_') return true;
  const auto category = U_MASK(u_charType(static_cast<UChar32>(c)));
  // German closes with U+201C, Danish with U+00AB: what opens in one language closes in another.
  const bool quote = (category & (U_GC_PI_MASK | U_GC_PF_MASK)) != 0;
  return quote || (category & U_GC_PE_MASK) != 0 || c == 0x200B || c == 0x200E || c == 0x200F;
}

}  // namespace

bool is_decimal_digit(char32_t c) {
  return c < 0x80 ? is_ascii_digit(c) : u_isdigit(static_cast<UChar32>(c)) != 0;
}

bool ends_with_colon(std::string_view text) {
  for (std::size_t at = text.size(); at > 0;) {
    const char32_t c = previous_code_point(text, at);
    if (may_follow(c)) continue;
    switch (c) {
      case U':':
      case 0xA789:  // modifier letter colon
      case 0xFF1A:  // full-width
      case 0xFE13:  // of vertical text
      case 0xFE55:  // small
      case 0x1365:  // Ethiopic
      case 0x1366:  // Ethiopic, before a list
      case 0x1804:  // Mongolian
      case 0x205D:  // tricolon
        return true;
      default: return false;  // not U+0589 and U+05C3: Armenian and Hebrew full stops only look like colons
    }
  }
  return false;
}

std::string_view beginning_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace pamphlet
