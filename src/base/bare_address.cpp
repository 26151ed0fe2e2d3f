#include "base/bare_address.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

bool is_hangul(char32_t c) { return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E); }
bool is_letter_without_blank(char32_t c, bool sign) { return is_hangul(c) || (is_unspaced(c) && !sign); }

// Signs of East Asian text, which no address holds: CJK symbols but 々〆〇, the middle dot, and the full-width forms of ASCII's signs.
bool is_sign(char32_t c) {
  if (c >= 0x3000 && c <= 0x303F) return c < 0x3005 || c > 0x3007;
  if (c == 0x30FB || (c >= 0xFF61 && c <= 0xFF65)) return true;
  if (c < 0xFF01 || c > 0xFF5E) return false;
  const auto ascii = static_cast<char>(c - 0xFEE0);
  return !is_ascii_alphanumeric(ascii);
}

bool is_quote(char32_t c) { return (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2026; }

// Korean particles stand behind the word without a blank; を begins no word.
bool is_particle(std::string_view word) {
  static constexpr std::string_view kParticles[] = {"를", "을", "은", "는", "이", "가", "에", "에서", "에서는", "로", "으로", "와", "과", "의", "도", "만", "까지", "부터"};
  return word.starts_with("を") || std::find(std::begin(kParticles), std::end(kParticles), word) != std::end(kParticles);
}

}  // namespace

bool is_unspaced(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  return in(0x2E80, 0x2FDF) || in(0x3000, 0x30FF) || in(0x3400, 0x9FFF) || in(0xF900, 0xFAFF) || in(0xFF00, 0xFFEF) || in(0x20000, 0x3FFFF) ||
         in(0x0E00, 0x0EFF) || in(0x1000, 0x109F) || in(0x1780, 0x17FF);
}

bool may_precede_address(std::string_view before) {
  if (before.empty() || static_cast<unsigned char>(before.back()) < 0x80) return false;
  std::size_t at = before.size();
  const char32_t c = previous_code_point(before, at);
  return is_unspaced(c) || is_hangul(c);
}

std::size_t cut_bare_address(std::string_view text, std::size_t begin, std::size_t end) {
  bool dot = false;  // a host has one; before it, letters are the host's
  char before = 0;   // 0: not ASCII
  for (std::size_t at = begin; at < end;) {
    const std::size_t here = at;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      before = text[at++];
      dot = dot || before == '.';
      continue;
    }
    const char32_t c = next_code_point(text, at);
    const bool sign = is_sign(c);
    if (sign) return here;
    std::size_t next = at;
    const char32_t after = at < end ? next_code_point(text, next) : U' ';
    if (is_quote(c) && (is_letter_without_blank(after, false) || (after < 0x80 && !is_ascii_alphanumeric(static_cast<char>(after))))) return here;
    if (dot && is_letter_without_blank(c, sign)) {
      if (is_ascii_alphanumeric(before) || (before != 0 && std::string_view(",.;:!?").find(before) != std::string_view::npos)) return here;
      if (before == '/' && is_particle(text.substr(here, end - here))) return here;
    }
    before = 0;
  }
  return end;
}

}  // namespace pamphlet
