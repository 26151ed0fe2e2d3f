#include "recover/markers.h"

#include <algorithm>
#include <array>

#include "base/numerals.h"
#include "base/utf8.h"
#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

// • ‣ ⁃ ◦ ∙ · ● ○ ■ □ ▪ ▫ ◆ ◇ ➢ ❖ ✦, and the private-use characters that Word's Symbol and Wingdings bullets become.
constexpr std::u32string_view kBullets = U"•‣⁃◦∙·●○■▪▫◆◇➢❖\uF0B7\uF0A7\uF0D8\uF076";

bool is_gap(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = next_code_point(text, at);
  return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

Marker finish(std::string_view text, Marker marker, std::size_t length) {
  marker.length = static_cast<std::uint32_t>(length);
  const std::string_view rest = strip(text.substr(length));
  if (rest.empty()) return {};
  marker.content = static_cast<std::uint32_t>(rest.data() - text.data());
  return marker;
}

Marker find_bullet(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = next_code_point(text, at);
  Marker marker;
  marker.kind = MarkerKind::bullet;
  marker.sign = c;
  const bool strong = kBullets.find(c) != std::u32string_view::npos;
  const bool weak = c == '*' || c == '-' || c == '+' || c == 'o' || c == 0x2013 || c == 0x2014 || c == 0x2012;
  if (strong && c != 0xB7) return finish(text, marker, at);
  if ((weak || strong) && is_gap(text, at)) return finish(text, marker, at);
  return {};
}

// "[ ] Yes [ ] No": a line with another box is no item.
bool has_second_box(std::string_view text, std::string_view box, std::size_t from) { return text.find(box, from) != std::string_view::npos; }

Marker find_task(std::string_view text) {
  constexpr std::string_view kOpen = "☐", kDone = "☑", kCrossed = "☒";
  for (const std::string_view box : {"□", "❑", "❏", "◻", "⬜"}) {  // what symbol fonts' boxes become
    if (!text.starts_with(box) || !is_gap(text, box.size()) || has_second_box(text, box, box.size())) continue;
    Marker marker;
    marker.kind = MarkerKind::task;
    marker.sign = first_character(kOpen);
    return finish(text, marker, box.size());
  }
  Marker marker;
  marker.kind = MarkerKind::task;
  for (const std::string_view box : {kOpen, kDone, kCrossed}) {
    if (!text.starts_with(box) || has_second_box(text, kOpen, box.size())) continue;
    marker.checked = box != kOpen;
    marker.sign = first_character(box);
    std::size_t length = box.size();
    if (text.substr(length).starts_with("\uFE0F")) length += std::string_view("\uFE0F").size();
    return finish(text, marker, length);
  }
  std::size_t at = 0;
  if (text.size() > 1 && std::string_view("-*").find(text[0]) != std::string_view::npos && text[1] == ' ') at = 2;
  const std::string_view box = text.substr(at);
  if (box.starts_with("[ ]") || box.starts_with("[x]") || box.starts_with("[X]") || box.starts_with("[_]")) {
    marker.checked = box[1] == 'x' || box[1] == 'X';
    if (has_second_box(text, "[ ]", at + 3)) return {};
    if (is_gap(text, at + 3)) return finish(text, marker, at + 3);
  }
  if (box.starts_with("[]") && is_gap(text, at + 2)) return finish(text, marker, at + 2);
  return {};
}

std::size_t digits(std::string_view text, std::size_t at, std::int64_t& value) {
  constexpr std::size_t kMostDigits = 3;  // four digits are a year
  const std::size_t begin = at;
  value = 0;
  while (at < text.size() && is_ascii_digit(text[at]) && at - begin < kMostDigits) {
    value = value * 10 + (text[at] - '0');
    ++at;
  }
  return at - begin;
}

Marker find_number(std::string_view text) {
  Marker marker;
  marker.kind = MarkerKind::number;
  if (text.starts_with("#.") && is_gap(text, 2)) {
    marker.sign = '#';
    marker.number = 1;  // find_lists() counts
    return finish(text, marker, 2);
  }
  std::size_t at = text[0] == '(' ? 1 : 0;
  const bool bracket = at == 1;
  const std::size_t length = digits(text, at, marker.number);
  if (length == 0 || (length > 1 && text[at] == '0')) return {};  // "01." would come out as "1."
  at += length;
  if (at >= text.size()) return {};
  if (!bracket && text[at] == '.' && at + 1 < text.size() && is_ascii_digit(text[at + 1])) {
    marker.kind = MarkerKind::section;
    marker.number = 1;
    while (at + 1 < text.size() && text[at] == '.') {
      std::int64_t part = 0;
      const std::size_t more = digits(text, at + 1, part);
      if (more == 0) break;
      at += 1 + more;
      ++marker.number;
    }
    if (at < text.size() && text[at] == '.') ++at;
    return marker.number <= 4 && is_gap(text, at) ? finish(text, marker, at) : Marker{};
  }
  if (text[at] != ')' && (bracket || text[at] != '.')) return {};
  marker.delimiter = bracket ? '(' : text[at];
  ++at;
  return is_gap(text, at) ? finish(text, marker, at) : Marker{};
}

Marker find_roman(std::string_view text) {
  constexpr auto kNumerals = std::to_array<std::string_view>(
      {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"});
  const std::size_t end = text.find_first_not_of("IVX");
  if (end == 0 || end == std::string_view::npos || (text[end] != '.' && text[end] != ')')) return {};
  const auto found = std::find(kNumerals.begin(), kNumerals.end(), text.substr(0, end));
  if (found == kNumerals.end() || !is_gap(text, end + 1)) return {};
  Marker marker;
  marker.kind = MarkerKind::roman;
  marker.number = found - kNumerals.begin() + 1;
  marker.delimiter = text[end];
  marker.style = NumberStyle::upper_roman;
  return finish(text, marker, end + 1);
}

Marker find_step(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>({"step ", "paso ", "étape ", "schritt ", "passo ", "stap "});
  const std::string head = fold(text.substr(0, std::min<std::size_t>(text.find('\n'), 9)));
  for (const std::string_view word : kWords) {
    if (!head.starts_with(word)) continue;
    Marker marker;
    marker.kind = MarkerKind::step;
    std::size_t at = text.find(' ') + 1;
    const std::size_t length = digits(text, at, marker.number);
    if (length == 0) return {};
    at += length;
    marker.length = static_cast<std::uint32_t>(at);  // the words stay, so the text begins where the line does
    return marker;
  }
  return {};
}

Marker find_emoji(std::string_view text) {
  Marker marker;
  marker.kind = MarkerKind::emoji;
  constexpr std::string_view kKeycap = "\uFE0F\u20E3";
  if (is_ascii_digit(text[0]) && text.substr(1).starts_with(kKeycap)) {
    return finish(text, marker, 1 + kKeycap.size());
  }
  if (static_cast<unsigned char>(text[0]) < 0xC3) return {};  // # * 0–9 © ® are emoji only by name
  const auto [mark, marked] = find_mark(text);
  if (mark != Mark::none && marked > 0) {
    marker.mark = mark;
    return finish(text, marker, marked);
  }
  const std::size_t length = emoji_length(text);
  if (length == 0 || text.starts_with("™")) return {};
  return finish(text, marker, length);
}

}  // namespace

Marker find_letter_marker(std::string_view text) {
  constexpr std::size_t kLongest = 6;  // xxviii
  const bool bracket = text.starts_with('(');
  const std::size_t begin = bracket ? 1 : 0;
  std::size_t end = begin;
  while (end < text.size() && end - begin <= kLongest && is_ascii_letter(text[end])) ++end;
  if (end == begin || end - begin > kLongest || end >= text.size() || (text[end] != ')' && (bracket || text[end] != '.'))) return {};
  const std::string_view letters = text.substr(begin, end - begin);
  std::string small(letters);
  std::transform(small.begin(), small.end(), small.begin(), ascii_lower<char>);
  const bool lower = small == letters;
  if (!lower && !std::all_of(letters.begin(), letters.end(), is_ascii_upper<char>)) return {};
  Marker marker;
  marker.kind = MarkerKind::letter;
  marker.delimiter = bracket ? '(' : text[end];
  const bool roman = letters.size() > 1;
  marker.number = roman ? roman_value(small) : alphabetic_value(small);
  marker.style = roman ? (lower ? NumberStyle::lower_roman : NumberStyle::upper_roman) : (lower ? NumberStyle::lower_alpha : NumberStyle::upper_alpha);
  if (marker.number < 1 || marker.number > 40 || !is_gap(text, end + 1)) return {};
  return finish(text, marker, end + 1);
}

bool counts_on(const Marker& before, const Marker& next) {
  return before.kind == next.kind && before.style == next.style && before.delimiter == next.delimiter && next.number == before.number + 1;
}

Marker find_marker(std::string_view text) {
  if (text.empty()) return {};
  if (Marker m = find_task(text); m.kind != MarkerKind::none) return m;
  if (Marker m = find_bullet(text); m.kind != MarkerKind::none) {
    // "* • words": a bullet that was typed before one that was pasted.
    const Marker second = is_weak_bullet(m) ? find_bullet(text.substr(m.content)) : Marker{};
    if (second.kind != MarkerKind::none && !is_weak_bullet(second)) m.length = m.content + second.length, m.content += second.content;
    return m;
  }
  const auto first = static_cast<unsigned char>(text[0]);
  if (is_ascii_digit(first)) {
    if (Marker m = find_emoji(text); m.kind != MarkerKind::none) return m;
  }
  if (is_ascii_digit(first) || first == '(' || first == '#') return find_number(text);
  if (first == 'I' || first == 'V' || first == 'X') return find_roman(text);
  if (first >= 0xC3) {
    if (Marker m = find_emoji(text); m.kind != MarkerKind::none) return m;
  }
  return find_step(text);
}

bool is_weak_bullet(const Marker& marker) {
  return marker.kind == MarkerKind::bullet && kBullets.find(marker.sign) == std::u32string_view::npos;
}

std::size_t find_inline_marker(std::string_view text, std::size_t from, const Marker& marker) {
  if (marker.kind == MarkerKind::bullet) {
    std::string sign = " ";
    append_utf8(sign, marker.sign);
    sign += ' ';
    const std::size_t at = text.find(sign, from);
    return at == std::string_view::npos ? at : at + 1;
  }
  for (std::size_t at = text.find(' ', from); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    if (at + 1 >= text.size() || static_cast<unsigned char>(text[at + 1]) < 0xC3) continue;
    const Marker next = find_emoji(text.substr(at + 1));
    if (next.kind == MarkerKind::emoji && next.mark == marker.mark) return at + 1;
  }
  return std::string_view::npos;
}

Rule find_rule(std::string_view text) {
  constexpr std::size_t kLongest = 400;
  if (text.size() < 3 || text.size() > kLongest) return {};
  char32_t sign = 0;
  std::size_t count = 0;
  bool spaced = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == ' ') {
      spaced = true;
      continue;
    }
    if (sign == 0) sign = c;
    if (c != sign) return {};
    ++count;
  }
  const bool ruling = sign == '-' || sign == '*' || sign == '_' || sign == '=' || sign == '~' || sign == '#' ||
                      sign == 0x2014 || sign == 0x2013 || sign == 0x2500 || sign == 0x2022 || sign == 0x2042 ||
                      sign == 0x2015;
  if (!ruling || count < 3) return {};
  return {true, !spaced && (sign == '=' || sign == '-') ? static_cast<char>(sign) : '\0'};
}

char question_or_answer(std::string_view text) {
  struct Word {
    std::string_view word;
    char kind;
  };
  static constexpr auto kWords = std::to_array<Word>({
      {"q", 'q'},
      {"question", 'q'},
      {"p", 'q'},
      {"pregunta", 'q'},
      {"f", 'q'},
      {"frage", 'q'},
      {"a", 'a'},
      {"answer", 'a'},
      {"r", 'a'},
      {"respuesta", 'a'},
      {"réponse", 'a'},
      {"antwort", 'a'},
  });
  constexpr std::size_t kLongest = 16;  // bytes before the colon
  const std::size_t end = text.substr(0, kLongest + 1).find_first_of(":.");
  if (end == std::string_view::npos || end + 1 >= text.size() || !is_gap(text, end + 1)) return 0;
  if (case_of(first_character(text)) != Case::upper) return 0;
  std::string folded = fold(text.substr(0, end));
  while (!folded.empty() && (is_ascii_digit(folded.back()) || folded.back() == ' '))
    folded.pop_back();
  for (const Word& entry : kWords) {
    if (entry.word != folded) continue;
    // "A. lanolin": a letter with a full stop is more often an initial than an answer.
    return text[end] == ':' || entry.word.size() > 1 ? entry.kind : '\0';
  }
  return 0;
}

}  // namespace pamphlet::recover
