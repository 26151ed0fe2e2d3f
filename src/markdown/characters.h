// Classes of characters as CommonMark (§2.1) names them.
#pragma once

#include <string_view>

#include "base/ascii.h"

namespace pamphlet::markdown {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n'; }
constexpr bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_ascii_alphanumeric(c); }
constexpr bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && !is_white(c)) || c == 0x7F; }

constexpr std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_white(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_white(text.front())) text.remove_prefix(1);
  return text;
}

}  // namespace pamphlet::markdown
