// One record of 24 bytes a character, filled by one pass after another: decoding and clusters, bidi levels, scripts. Each
// pass is linear and skips itself where its answer is known: text without right-to-left characters needs no bidi, text of
// one script no stack of brackets. ICU's own structures (UText, iterators) would be opened for each paragraph and ask by
// UTF-16 position; here everything is asked by index. Where Unicode's rules need a stack it is bounded (kMaxBrackets), as
// UAX #9 itself bounds it, so that a page of brackets is no attack.
#include "text/paragraph.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet::shaping {
namespace {

bool is_open_script(std::uint8_t script) {
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

bool joins_clusters(ClusterBreak value) {
  return value != ClusterBreak::other && value != ClusterBreak::pictographic && value != ClusterBreak::control &&
         value != ClusterBreak::lf;
}

/// Every character has been marked as a cluster; takes the mark from those that join the one before.
void mark_clusters(Paragraph& paragraph) {
  if (paragraph.simple_clusters) return;
  ClusterEdges edges;
  for (Char& c : paragraph.chars) {
    if (!edges.begins_cluster(c.cluster_break, c.flags)) c.marks &= static_cast<std::uint8_t>(~kClusterStart);
  }
}

/// A cluster belongs to the run of its first character, whatever run its marks are in.
void assign_runs(Paragraph& paragraph) {
  if (paragraph.runs.size() == 1) return;
  std::uint32_t run = 0, of_cluster = 0;
  const auto last = static_cast<std::uint32_t>(paragraph.runs.size() - 1);
  for (Char& c : paragraph.chars) {
    while (run < last && c.offset >= paragraph.runs[run].end)
      ++run;
    if (c.marks & kClusterStart) of_cluster = run;
    c.run = of_cluster;
  }
}

struct OpenBracket {
  char32_t closing;
  std::uint8_t script;
};

/// The bracket that closes this one, or 0. Curly quotation marks count: both of a pair should come from one font.
char32_t closing_of(char32_t c) {
  if (c == 0x2018 || c == 0x201C) return c + 1;
  if (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_OPEN) return 0;
  return static_cast<char32_t>(u_getBidiPairedBracket(static_cast<UChar32>(c)));
}

// UAX #9, BD16: a stack of 63 open brackets is enough. UAX #24 §5.2 asks no depth: the same serves there.
constexpr std::size_t kMaxBrackets = 63;

/// ICU keeps all open brackets and searches them for every character: a page of them would take minutes. Brackets after
/// the 63rd open one become plain neutrals, as BD16 has it. `units` is a copy for bidi only.
void limit_brackets(std::u16string& units) {
  std::vector<char16_t> closers;
  bool full = false;
  for (char16_t& unit : units) {
    const int type = u_getIntPropertyValue(unit, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    if (type == U_BPT_NONE) continue;
    if (type == U_BPT_CLOSE && !full) {
      const auto open = std::find(closers.rbegin(), closers.rend(), unit);
      if (open != closers.rend()) closers.erase(open.base() - 1, closers.end());
      continue;
    }
    full = full || closers.size() == kMaxBrackets;
    if (full) {
      unit = u'\u2016';  // double vertical line: neutral (ON) and no bracket
    } else {
      closers.push_back(static_cast<char16_t>(u_getBidiPairedBracket(unit)));
    }
  }
}

/// What must run from left to right is shown to bidi as Latin letters. `units` is a copy for bidi only.
void set_expressions(const Paragraph& paragraph, std::u16string& units) {
  if (!(paragraph.all_flags & kDigit)) return;
  const auto expressions = ltr_expressions(paragraph.text);
  auto next = expressions.begin();
  for (std::size_t unit = 0; unit < units.size() && next != expressions.end(); ++unit) {
    const Char& c = paragraph.chars[paragraph.utf16_is_plain ? unit : paragraph.unit_to_char[unit]];
    if (c.offset >= next->second) ++next;
    if (next == expressions.end()) break;
    if (c.offset >= next->first) units[unit] = u'a';
  }
}

}  // namespace

void read_characters(Paragraph& paragraph, const CharTable& table) {
  const std::string_view text = paragraph.text;
  paragraph.chars.clear();
  paragraph.utf16.clear();
  paragraph.simple_clusters = paragraph.one_script = paragraph.utf16_is_plain = true;
  paragraph.chars.resize(text.size());
  std::size_t count = 0;
  std::uint8_t only_script = USCRIPT_COMMON;
  std::uint16_t all_flags = 0;
  for (std::size_t at = 0; at < text.size();) {
    Char& c = paragraph.chars[count++];
    c.offset = static_cast<std::uint32_t>(at);
    c.marks = kClusterStart;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      c.code_point = byte;
      ++at;
    } else {
      c.code_point = next_code_point(text, at);
    }
    const CharInfo& info = table[c.code_point];
    c.flags = info.flags;
    c.script = info.script;
    c.cluster_break = info.cluster_break;
    all_flags |= info.flags;
    if (joins_clusters(info.cluster_break)) paragraph.simple_clusters = false;
    if (c.code_point >= 0x10000) paragraph.utf16_is_plain = false;
    if (is_open_script(info.script)) {
      c.marks |= kCommon;
    } else if (info.script != only_script) {
      if (only_script != USCRIPT_COMMON) paragraph.one_script = false;
      only_script = info.script;
    }
  }
  paragraph.chars.resize(count);
  paragraph.all_flags = all_flags;
  mark_clusters(paragraph);
  assign_runs(paragraph);
}

void make_utf16(Paragraph& paragraph) {
  std::u16string& out = paragraph.utf16;
  out.clear();
  paragraph.unit_to_char.clear();
  if (paragraph.utf16_is_plain) {
    out.resize(paragraph.chars.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const Char& c = paragraph.chars[i];
      out[i] = c.flags & kHardBreak ? u'\u2028' : static_cast<char16_t>(c.code_point);
    }
    return;
  }
  for (std::size_t i = 0; i < paragraph.chars.size(); ++i) {
    const Char& c = paragraph.chars[i];
    const char32_t code_point = c.flags & kHardBreak ? U'\u2028' : c.code_point;
    if (code_point < 0x10000) {
      out += static_cast<char16_t>(code_point);
    } else {
      out += static_cast<char16_t>(U16_LEAD(code_point));
      out += static_cast<char16_t>(U16_TRAIL(code_point));
      paragraph.unit_to_char.push_back(static_cast<std::uint32_t>(i));
    }
    paragraph.unit_to_char.push_back(static_cast<std::uint32_t>(i));
  }
}

void resolve_scripts(Paragraph& paragraph) {
  const auto first = std::find_if(paragraph.chars.begin(), paragraph.chars.end(), [](const Char& c) {
    return !is_open_script(c.script) && c.script != USCRIPT_UNKNOWN;
  });
  std::uint8_t current = first == paragraph.chars.end() ? static_cast<std::uint8_t>(USCRIPT_COMMON) : first->script;
  if (paragraph.one_script) {
    for (Char& c : paragraph.chars)
      c.script = current;
    return;
  }
  std::vector<OpenBracket> brackets;
  for (Char& c : paragraph.chars) {
    if (!is_open_script(c.script)) {
      current = c.script;
      continue;
    }
    c.script = current;
    if (!(c.flags & kBracket)) continue;
    const char32_t closing = closing_of(c.code_point);
    if (closing != 0) {
      if (brackets.size() < kMaxBrackets) brackets.push_back({closing, current});
      continue;
    }
    const auto open = std::find_if(brackets.rbegin(), brackets.rend(),
                                   [&](const OpenBracket& bracket) { return bracket.closing == c.code_point; });
    if (open == brackets.rend()) continue;
    c.script = current = open->script;
    brackets.erase(open.base() - 1, brackets.end());
  }
}

void resolve_levels(Paragraph& paragraph, std::optional<Direction> base, Bidi& bidi) {
  paragraph.direction = base.value_or(Direction::ltr);
  // Without a right-to-left character all levels are even, and even levels are never turned.
  if (paragraph.direction == Direction::ltr && !(paragraph.all_flags & kNeedsBidi)) return;
  make_utf16(paragraph);
  if (bidi == nullptr) bidi.reset(ubidi_open());
  std::u16string units = paragraph.utf16;
  if (paragraph.all_flags & kBracket) limit_brackets(units);
  set_expressions(paragraph, units);
  const auto size = static_cast<int32_t>(units.size());
  const UBiDiLevel wanted = !base ? UBIDI_DEFAULT_LTR : (*base == Direction::rtl ? UBiDiLevel{1} : UBiDiLevel{0});
  UErrorCode error = U_ZERO_ERROR;
  ubidi_setPara(bidi.get(), units.data(), size, wanted, nullptr, &error);
  const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &error);
  if (U_FAILURE(error) || levels == nullptr) return;
  paragraph.direction = ubidi_getParaLevel(bidi.get()) & 1 ? Direction::rtl : Direction::ltr;
  const bool plain = paragraph.utf16_is_plain;
  for (std::size_t unit = 0; unit < paragraph.utf16.size(); ++unit) {
    Char& c = paragraph.chars[plain ? unit : paragraph.unit_to_char[unit]];
    c.level = levels[unit];
  }
  // A cluster is one thing on the line: it takes the level of its first character.
  std::uint8_t level = 0;
  for (Char& c : paragraph.chars) {
    if (c.marks & kClusterStart) level = c.level;
    c.level = level;
  }
}

}  // namespace pamphlet::shaping
