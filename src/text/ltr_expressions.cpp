// Numbers that right-to-left text would tear apart.
//
// To UAX #9 digits are weak: after an Arabic letter the groups of "555-0142" are turned round, and a dose "39.5 °C" loses
// its unit to the other side. A patient who dials 0142-555 is badly served, and authors do not type isolates. So
// telephone numbers, dates and quantities are recognised, and bidi is shown Latin letters in their place. CSS leaves this
// to the author (unicode-bidi: isolate). One pass, with at most kMostGroups groups of digits looked at from each place; what is
// recognised is never wrong to set from left to right, so the rules are narrow rather than clever.
#include <algorithm>

#include "base/characters.h"
#include "base/utf8.h"
#include "text/no_break.h"

namespace pamphlet {
namespace {

// A telephone number without its country has seven digits at least; a longer number than this is data.
constexpr int kLeastDigits = 7;
constexpr std::size_t kMostGroups = 12;

struct Reader {
  std::string_view text;

  char32_t at(std::size_t i) const { return i < text.size() ? next_code_point(text, i) : 0; }

  std::size_t digits(std::size_t i, int& count) const {
    while (i < text.size()) {
      std::size_t next = i;
      if (!is_decimal_digit(next_code_point(text, next))) break;
      ++count;
      i = next;
    }
    return i;
  }

  /// "555-0142", "+1 (555) 010-0142", "2026-03-01": the end, or `begin` when it is none.
  std::size_t groups(std::size_t begin) const {
    std::size_t i = begin;
    const bool plus = at(i) == U'+';
    if (plus) ++i;
    if (at(i) == U'(') ++i;
    int total = 0;
    std::size_t count = 0, end = begin;
    bool hyphen = plus, two_years = true;
    while (count < kMostGroups) {
      int size = 0;
      const std::size_t next = digits(i, size);
      if (size == 0) break;
      total += size;
      ++count;
      two_years = two_years && size == 4;
      end = i = next;
      if (at(i) == U')') end = ++i;
      const char32_t c = at(i);
      if (c != U'-' && c != U' ' && c != 0x2011 && c != 0xA0 && c != 0x202F) break;
      hyphen = hyphen || c == U'-' || c == 0x2011;
      (void)next_code_point(text, i);
      if (at(i) == U'(') ++i;
    }
    const bool number = total >= kLeastDigits && count > 1 && hyphen && !(two_years && count == 2);
    return number || (plus && total >= kLeastDigits) ? end : begin;
  }

  /// "39.5 °C", "10–15 mg/kg": the end, or `begin`.
  std::size_t quantity(std::size_t begin) const {
    std::size_t i = begin;
    for (;;) {
      int size = 0;
      i = digits(i, size);
      if (size == 0) return begin;
      const char32_t c = at(i);
      std::size_t next = i;
      if (c != 0) (void)next_code_point(text, next);
      const bool joins = c == U'.' || c == U',' || c == U'-' || c == U'/' || c == 0x2013;
      if (!joins || !is_decimal_digit(at(next))) break;
      i = next;
    }
    const char32_t space = at(i);
    if (space == U' ' || space == 0xA0 || space == 0x202F) (void)next_code_point(text, i);
    std::size_t end = latin_unit(i);
    if (end == i) return begin;
    if (at(end) == U'/') {
      const std::size_t second = latin_unit(end + 1);
      if (second > end + 1) end = second;
    }
    return end;
  }

  std::size_t latin_unit(std::size_t i) const {
    const std::string_view unit = shaping::unit_after(text, i);
    if (unit == "%" || !shaping::is_unit(unit)) return i;
    const std::string script = script_of(unit);
    return script == "Latn" || unit.starts_with("\xC2\xB0") ? i + unit.size() : i;  // U+00B0
  }
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> ltr_expressions(std::string_view text) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  const Reader reader{text};
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i;
    const char32_t c = next_code_point(text, next);
    const bool starts = is_decimal_digit(c) || (c == U'+' && is_decimal_digit(reader.at(next))) || (c == U'(' && is_decimal_digit(reader.at(next)));
    if (starts && !is_decimal_digit(before)) {
      const std::size_t end = std::max(reader.groups(i), reader.quantity(i));
      if (end > i) {
        found.emplace_back(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end));
        before = 0;
        i = end;
        continue;
      }
    }
    before = c;
    i = next;
  }
  return found;
}

}  // namespace pamphlet
