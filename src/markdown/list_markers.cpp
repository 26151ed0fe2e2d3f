#include "markdown/list_markers.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/numerals.h"
#include "base/utf8.h"

namespace pamphlet::markdown {
namespace {

// • ‣ ⁃ ◦ ∙ ● ○ ■ ▪ ▫ ◆ ◇ ➢ ❖, and the private-use characters that Word's Symbol and Wingdings bullets become.
constexpr std::u32string_view kBullets = U"•‣⁃◦∙●○■▪▫◆◇➢❖\uF0B7\uF0A7\uF0D8\uF076";
// A middle dot, a dash, an angle and Word's "o" are bullets only where another line has one too, or a tab follows.
constexpr std::u32string_view kWeakBullets = U"·–»›";
constexpr std::u32string_view kOpenBoxes = U"☐□", kTickedBoxes = U"☑☒";
constexpr std::string_view kKeycap = "\uFE0F\u20E3";

bool is_gap(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A); }

// Whether what stands there is white space that CommonMark knows.
bool is_plain_gap(std::string_view line, std::size_t at) { return at < line.size() && (line[at] == ' ' || line[at] == '\t'); }

ListMarker finish_marker(std::string_view line, ListMarker marker, std::size_t length) {
  const std::size_t gap = gap_length(line, length);
  marker.length = length;
  marker.content = length + gap;
  const bool words = marker.content < line.size() && line[marker.content] != '\n';
  return gap > 0 && words ? marker : ListMarker{};
}

// The letters or digits of a number and the sign behind them; "(…)" when it begins with a bracket.
struct Counter {
  std::string_view text;
  char delimiter = '.';
  std::size_t length = 0;  // 0: none
};
Counter find_counter(std::string_view line) {
  Counter counter;
  const std::size_t begin = line.starts_with('(') ? 1 : 0;
  std::size_t end = begin;
  while (end < line.size() && end - begin < 8 && is_ascii_alphanumeric(line[end])) ++end;
  if (end == begin || end >= line.size()) return counter;
  const bool bracket = line[end] == ')';
  if (!bracket && (begin > 0 || line[end] != '.')) return counter;
  counter.text = line.substr(begin, end - begin);
  counter.delimiter = begin > 0 ? '(' : line[end];
  counter.length = end + 1;
  return counter;
}

std::int64_t decimal_value(std::string_view text) {
  if (text.size() > 3 || !std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_digit(c); })) return 0;  // four digits are a year
  std::int64_t value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

// The value of a counter in a style, 0 when it is none.
std::int64_t value_in(std::string_view text, NumberStyle style) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), [](char c) { return ascii_lower(c); });
  const bool upper = std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_upper(c); });
  const bool lower = small == text && !is_ascii_digit(text[0]);
  switch (style) {
    case NumberStyle::decimal: return decimal_value(text);
    case NumberStyle::lower_alpha: return lower && text.size() == 1 ? alphabetic_value(small) : 0;
    case NumberStyle::upper_alpha: return upper && text.size() == 1 ? alphabetic_value(small) : 0;
    case NumberStyle::lower_roman: return lower ? roman_value(small) : 0;
    case NumberStyle::upper_roman: return upper ? roman_value(small) : 0;
  }
  return 0;
}

ListMarker make_number(std::string_view line, const Counter& counter, NumberStyle style, std::int64_t value) {
  ListMarker marker;
  marker.kind = ListMarker::Kind::number;
  marker.style = style;
  marker.value = value;
  marker.delimiter = counter.delimiter;
  return finish_marker(line, marker, counter.length);
}

// "1️⃣", which is a digit, a variation selector and the keycap.
ListMarker find_keycap(std::string_view line) {
  if (line.empty() || !is_ascii_digit(line[0]) || !line.substr(1).starts_with(kKeycap)) return {};
  ListMarker marker;
  marker.kind = ListMarker::Kind::number;
  marker.value = line[0] - '0';
  marker.sign = kKeycapSign;
  return finish_marker(line, marker, 1 + kKeycap.size());
}

// "#.": the next number.
ListMarker find_counted(std::string_view line, std::int64_t value) {
  if (!line.starts_with("#.")) return {};
  ListMarker marker;
  marker.kind = ListMarker::Kind::number;
  marker.value = value;
  marker.sign = kCountedSign;
  marker.sure = true;
  return finish_marker(line, marker, 2);
}

// What CommonMark reads itself before white space of its own, before another one.
ListMarker find_plain(std::string_view line) {
  ListMarker marker;
  std::size_t length = 1;
  if (line[0] == '-' || line[0] == '*' || line[0] == '+') {
    marker.kind = ListMarker::Kind::bullet;
    marker.sign = static_cast<char32_t>(line[0]);
  } else if (line[0] == '#') {
    length = std::min(line.find_first_not_of('#'), line.size());
    if (length > 6) return {};
    marker.kind = ListMarker::Kind::heading;
    marker.value = static_cast<std::int64_t>(length);
  } else if (is_ascii_digit(line[0])) {
    const Counter counter = find_counter(line);
    const std::int64_t value = decimal_value(counter.text);
    if (counter.length == 0 || (value == 0 && counter.text != "0")) return {};
    marker = make_number(line, counter, NumberStyle::decimal, value);
    length = counter.length;
  }
  if (marker.kind == ListMarker::Kind::none || is_plain_gap(line, length)) return {};
  marker.sure = true;
  return finish_marker(line, marker, length);
}

// "[ ] words" on lines below each other, without a bullet.
ListMarker find_brackets(std::string_view line) {
  const bool ticked = line.starts_with("[x]") || line.starts_with("[X]");
  if (!ticked && !line.starts_with("[ ]")) return {};
  ListMarker marker;
  marker.kind = ListMarker::Kind::box;
  marker.sign = U'□';
  marker.checked = ticked;
  return finish_marker(line, marker, 3);
}

ListMarker find_sign(std::string_view line) {
  std::size_t at = 0;
  const char32_t c = next_code_point(line, at);
  ListMarker marker;
  marker.kind = ListMarker::Kind::bullet;
  marker.sign = c;
  if (kBullets.find(c) != std::u32string_view::npos) {
    marker.sure = true;
    return finish_marker(line, marker, at);
  }
  if (kOpenBoxes.find(c) != std::u32string_view::npos || kTickedBoxes.find(c) != std::u32string_view::npos) {
    marker.kind = ListMarker::Kind::box;
    marker.checked = kTickedBoxes.find(c) != std::u32string_view::npos;
    marker.sure = c != U'□';  // "□ yes □ no" in a line of text
    if (line.substr(at).starts_with("\uFE0F")) at += 3;
    return finish_marker(line, marker, at);
  }
  if (c == 'o' && line.substr(at).starts_with('\t')) {
    marker.sure = true;
    return finish_marker(line, marker, at);
  }
  return kWeakBullets.find(c) != std::u32string_view::npos ? finish_marker(line, marker, at) : ListMarker{};
}

}  // namespace

std::size_t gap_length(std::string_view line, std::size_t at) {
  const std::size_t begin = at;
  while (at < line.size()) {
    std::size_t next = at;
    if (!is_gap(next_code_point(line, next))) break;
    at = next;
  }
  return at - begin;
}

ListMarker find_list_marker(std::string_view line) {
  if (line.empty()) return {};
  if (ListMarker keycap = find_keycap(line); keycap.kind != ListMarker::Kind::none) return keycap;
  if (ListMarker counted = find_counted(line, 1); counted.kind != ListMarker::Kind::none) return counted;
  if (ListMarker plain = find_plain(line); plain.kind != ListMarker::Kind::none) return plain;
  const char first = line[0];
  if (static_cast<unsigned char>(first) >= 0x80 || line.starts_with("o\t")) return find_sign(line);
  const Counter counter = find_counter(line);
  if (first == '[') return find_brackets(line);
  if (counter.length == 0) return {};
  if (const std::int64_t value = decimal_value(counter.text); value > 0) return first == '(' ? make_number(line, counter, NumberStyle::decimal, value) : ListMarker{};
  // "i" begins with roman numerals, where it is not the ninth letter: whoever knows what came before says which.
  for (const NumberStyle style : {NumberStyle::lower_alpha, NumberStyle::upper_alpha, NumberStyle::lower_roman, NumberStyle::upper_roman}) {
    const std::int64_t value = value_in(counter.text, style);
    const bool roman_one = value == 9 && (style == NumberStyle::lower_alpha || style == NumberStyle::upper_alpha);
    if (value > 0 && !roman_one) return make_number(line, counter, style, value);
  }
  return {};
}

ListMarker find_list_marker(std::string_view line, NumberStyle style, std::int64_t value, char delimiter) {
  if (style == NumberStyle::decimal) {
    const ListMarker keycap = find_keycap(line);
    if (keycap.kind != ListMarker::Kind::none) return keycap.value == value ? keycap : ListMarker{};
    if (const ListMarker counted = find_counted(line, value); counted.kind != ListMarker::Kind::none && delimiter == '.') return counted;
  }
  const Counter counter = find_counter(line);
  if (counter.length == 0 || counter.delimiter != delimiter || value_in(counter.text, style) != value) return {};
  return make_number(line, counter, style, value);
}

}  // namespace pamphlet::markdown
