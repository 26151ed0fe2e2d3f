// Characters of ASCII, for formats that know no others: numbers, names of tags, codes and keys. What people write is
// asked of Unicode (base/utf8.h). Any character type: what is not ASCII is none of these.
#pragma once

namespace pamphlet {

template <class Char> constexpr bool is_ascii_digit(Char c) { return c >= Char{'0'} && c <= Char{'9'}; }
template <class Char> constexpr bool is_ascii_upper(Char c) { return c >= Char{'A'} && c <= Char{'Z'}; }
template <class Char> constexpr bool is_ascii_lower(Char c) { return c >= Char{'a'} && c <= Char{'z'}; }
template <class Char> constexpr bool is_ascii_letter(Char c) { return is_ascii_upper(c) || is_ascii_lower(c); }
template <class Char> constexpr bool is_ascii_alphanumeric(Char c) { return is_ascii_letter(c) || is_ascii_digit(c); }

template <class Char> constexpr Char ascii_lower(Char c) { return is_ascii_upper(c) ? static_cast<Char>(c + 32) : c; }
template <class Char> constexpr Char ascii_upper(Char c) { return is_ascii_lower(c) ? static_cast<Char>(c - 32) : c; }

/// 0 to 15, or -1 when it is no hexadecimal digit.
template <class Char> constexpr int hex_value(Char c) {
  if (is_ascii_digit(c)) return static_cast<int>(c - Char{'0'});
  const Char small = ascii_lower(c);
  return small >= Char{'a'} && small <= Char{'f'} ? static_cast<int>(small - Char{'a'}) + 10 : -1;
}

}  // namespace pamphlet
