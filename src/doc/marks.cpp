// Emoji: which of them are marks with a meaning, and where an emoji sequence ends.

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "base/ascii.h"
#include "base/hyphenated.h"
#include "base/utf8.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

constexpr char32_t kTextStyle = 0xFE0E, kEmojiStyle = 0xFE0F, kJoiner = 0x200D, kKeycap = 0x20E3, kTagEnd = 0xE007F;

struct MarkRow {
  std::string_view name, spoken, emoji;
};

#define PAMPHLET_MARK(name, spoken, emoji) constexpr Hyphenated k_##name(#name);
#include "doc/marks.def"
#undef PAMPHLET_MARK

constexpr MarkRow kRows[] = {
    {"", "", ""},
#define PAMPHLET_MARK(name, spoken, emoji) {k_##name.view(), spoken, emoji},
#include "doc/marks.def"
#undef PAMPHLET_MARK
};

struct Entry {
  char32_t code_point = 0;
  Mark mark = Mark::none;
};

// The well-formed UTF-8 of the table at compile time; base/utf8.h is for texts.
constexpr char32_t decode(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i)
    c = c << 6 | (byte(at + i) & 0x3F);
  at += length;
  return c;
}

constexpr std::size_t count_entries() {
  std::size_t count = 0;
  for (const MarkRow& row : kRows) {
    for (std::size_t at = 0; at < row.emoji.size();)
      count += decode(row.emoji, at) != ' ';
  }
  return count;
}

constexpr auto make_entries() {
  std::array<Entry, count_entries()> entries{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    for (std::size_t at = 0; at < kRows[i].emoji.size();) {
      const char32_t c = decode(kRows[i].emoji, at);
      if (c != ' ') entries[count++] = {c, static_cast<Mark>(i)};
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.code_point < b.code_point; });
  return entries;
}

constexpr auto kEntries = make_entries();

// One emoji may not stand for two marks: what a reader sees would depend on the order of the rows.
constexpr bool has_twins() {
  for (std::size_t i = 1; i < kEntries.size(); ++i) {
    if (kEntries[i - 1].code_point == kEntries[i].code_point) return true;
  }
  return false;
}
static_assert(!has_twins(), "marks.def names an emoji twice");

const MarkRow& row(Mark mark) {
  return kRows[static_cast<std::size_t>(mark)];
}

// The code point at `at`, or 0 at the end; `next` is moved past it.
char32_t peek(std::string_view text, std::size_t at, std::size_t& next) {
  next = at;
  return at < text.size() ? next_code_point(text, next) : 0;
}

bool is_skin_tone(char32_t c) {
  return c >= 0x1F3FB && c <= 0x1F3FF;
}
bool is_regional_indicator(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}
bool is_tag(char32_t c) {
  return c >= 0xE0020 && c < kTagEnd;
}
bool is_keycap_base(char32_t c) {
  return is_ascii_digit(c) || c == '#' || c == '*';
}

// Cheap answer for nearly all text: emoji are ©, ®, or between U+203C and U+3299, or from U+1F004 on.
bool may_be_emoji(char32_t c) {
  return c == 0xA9 || c == 0xAE || (c >= 0x203C && c <= 0x3299) || (c >= 0x1F000 && c <= 0x1FBFF);
}

bool has_property(char32_t c, UProperty property) {
  return may_be_emoji(c) && u_hasBinaryProperty(static_cast<UChar32>(c), property) != 0;
}

struct EmojiElement {
  std::size_t end = 0;       // 0: no emoji at all
  bool emoji_style = false;  // shown in colour by itself, not only as a part of a joined sequence
};

// emoji_zwj_element of UTS #51 §1.4.9, also without the U+FE0F that people leave out.
EmojiElement read_element(std::string_view text, std::size_t at) {
  std::size_t end = 0, next = 0;
  const char32_t base = peek(text, at, end);
  if (!has_property(base, UCHAR_EMOJI)) return {};
  bool emoji_style = has_property(base, UCHAR_EMOJI_PRESENTATION);
  const char32_t follower = peek(text, end, next);
  if (follower == kTextStyle) return {};
  if (follower == kEmojiStyle || (is_skin_tone(follower) && has_property(base, UCHAR_EMOJI_MODIFIER_BASE))) {
    end = next;
    emoji_style = true;
  }
  // Tags (subdivision flags) only count when they are terminated.
  std::size_t tags = end;
  char32_t c = peek(text, tags, next);
  while (is_tag(c)) {
    tags = next;
    c = peek(text, tags, next);
  }
  if (tags > end && c == kTagEnd) end = next;
  return {end, emoji_style};
}

}  // namespace

std::string_view name(Mark mark) {
  return row(mark).name;
}
std::string_view spoken_term(Mark mark) {
  return row(mark).spoken;
}

std::string_view spoken_term(const ItemData& item) {
  if (item.sense == MarkSense::said) return {};
  if (item.mark == Mark::cross) return "do_not";  // before words; alone in a cell it is "no"
  if (item.mark == Mark::check && item.sense == MarkSense::advice) return "do";
  return spoken_term(item.mark);
}

std::string_view canonical_emoji(Mark mark) {
  // The first emoji of each row, followed by U+FE0F where the character is text by default (emoji-data.txt).
  static const auto table = [] {
    std::array<std::string, std::size(kRows)> out;
    for (std::size_t i = 1; i < out.size(); ++i) {
      if (kRows[i].emoji.empty()) continue;
      std::size_t end = 0;
      const char32_t c = decode(kRows[i].emoji, end);
      out[i] = kRows[i].emoji.substr(0, end);
      if (!has_property(c, UCHAR_EMOJI_PRESENTATION)) append_utf8(out[i], kEmojiStyle);
    }
    return out;
  }();
  return table[static_cast<std::size_t>(mark)];
}

std::pair<Mark, std::size_t> find_mark(std::string_view text) {
  // No mark stands before U+2000, whose first byte is E2. Called at the start of every line.
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE2) return {Mark::none, 0};
  std::size_t end = 0, next = 0;
  const char32_t c = next_code_point(text, end);
  const auto found = std::lower_bound(kEntries.begin(), kEntries.end(), c,
                                      [](const Entry& entry, char32_t wanted) { return entry.code_point < wanted; });
  if (found == kEntries.end() || found->code_point != c) return {Mark::none, 0};
  for (char32_t follower = peek(text, end, next);
       follower == kEmojiStyle || follower == kTextStyle || is_skin_tone(follower); follower = peek(text, end, next)) {
    end = next;
  }
  // A joined sequence is another picture: "heart on fire" is no heart.
  if (peek(text, end, next) == kJoiner) return {Mark::none, 0};
  return {found->mark, end};
}

std::size_t emoji_length(std::string_view text) {
  std::size_t end = 0, next = 0;
  const char32_t first = peek(text, 0, end);
  if (is_keycap_base(first)) {
    const char32_t follower = peek(text, end, next);
    if (follower == kKeycap) return next;
    if (follower != kEmojiStyle) return 0;
    end = next;
    return peek(text, end, next) == kKeycap ? next : end;
  }
  if (!may_be_emoji(first)) return 0;
  if (is_regional_indicator(first)) return is_regional_indicator(peek(text, end, next)) ? next : end;

  EmojiElement element = read_element(text, 0);
  if (element.end == 0) return 0;
  std::size_t length = element.emoji_style ? element.end : 0;
  end = element.end;
  while (peek(text, end, next) == kJoiner) {
    element = read_element(text, next);
    if (element.end == 0) break;
    end = length = element.end;
  }
  return length;
}

}  // namespace pamphlet
