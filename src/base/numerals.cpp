#include "base/numerals.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace pamphlet {

std::string roman_numeral(std::int64_t number, bool upper) {
  static constexpr std::pair<int, std::string_view> kParts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"},
                                                                {100, "c"},  {90, "xc"},  {50, "l"},  {40, "xl"},
                                                                {10, "x"},   {9, "ix"},   {5, "v"},   {4, "iv"},
                                                                {1, "i"}};
  if (number < 1 || number > 3999) return std::to_string(number);
  std::string text;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value) text += letters;
  }
  if (upper) std::transform(text.begin(), text.end(), text.begin(), [](char c) { return static_cast<char>(c - 32); });
  return text;
}

std::string alphabetic(std::int64_t number, char first) {
  std::string text;
  for (; number > 0; number = (number - 1) / 26) text.insert(text.begin(), static_cast<char>(first + (number - 1) % 26));
  return text;
}

std::int64_t roman_value(std::string_view text) {
  constexpr std::size_t kMaxRomanLength = 15;  // mmmdccclxxxviii: 3888
  static constexpr std::pair<std::string_view, int> kParts[] = {{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100},
                                                                {"xc", 90},  {"l", 50},   {"xl", 40}, {"x", 10},   {"ix", 9},
                                                                {"v", 5},    {"iv", 4},   {"i", 1}};
  if (text.empty() || text.size() > kMaxRomanLength) return 0;
  std::int64_t value = 0;
  for (const auto& [part, worth] : kParts) {
    const int most = worth == 1000 || worth == 100 || worth == 10 || worth == 1 ? 3 : 1;
    for (int i = 0; i < most && text.starts_with(part); ++i) {
      value += worth;
      text.remove_prefix(part.size());
    }
  }
  return text.empty() ? value : 0;
}

std::int64_t alphabetic_value(std::string_view text) {
  if (text.empty() || text.size() > 4) return 0;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < 'a' || c > 'z') return 0;
    value = value * 26 + (c - 'a' + 1);
  }
  return value;
}

}  // namespace pamphlet
