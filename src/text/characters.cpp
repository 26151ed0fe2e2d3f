// What ICU says of a character takes a dozen calls; a paragraph asks for each of its characters. So the answers are packed
// into eight bytes and kept in pages of 256, which are made when first asked for and shared by all threads without locks
// (the first to finish a page publishes it). A table for all of Unicode would be 9 MB to fill at each start. Grapheme
// clusters (UAX #29) are then a small state machine over these answers; ICU's iterator wants the text as UTF-16 and a call
// for each edge. Constant time a character.
#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <string>

namespace pamphlet::shaping {
namespace {

bool needs_bidi(UChar32 c) {
  switch (u_charDirection(c)) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_RIGHT_TO_LEFT_EMBEDDING:
    case U_RIGHT_TO_LEFT_OVERRIDE:
    case U_RIGHT_TO_LEFT_ISOLATE:
      return true;
    default:
      return false;
  }
}

// White space that vanishes at a line end: spaces (SP) and the fixed-width ones that UAX #14 gives class BA, with the
// ideographic space. Not the no-break spaces (GL).
bool is_breakable_space(UChar32 c) {
  if (c == 0x09 || c == 0x20) return true;
  if (u_charType(c) != U_SPACE_SEPARATOR) return false;
  const int line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
  return line_break == U_LB_BREAK_AFTER || line_break == U_LB_SPACE;
}

bool is_hard_break(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
    case U_LB_MANDATORY_BREAK:
    case U_LB_CARRIAGE_RETURN:
    case U_LB_LINE_FEED:
    case U_LB_NEXT_LINE:
      return true;
    default:
      return false;
  }
}

// The scripts and classes of ICU's rule, which Unicode 15.1 made GB9c.
std::uint16_t conjunct_flags(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_BENGALI:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_GUJARATI:
    case USCRIPT_MALAYALAM:
    case USCRIPT_ORIYA:
    case USCRIPT_TELUGU:
      break;
    default:
      return 0;
  }
  const int category = u_getIntPropertyValue(c, UCHAR_INDIC_SYLLABIC_CATEGORY);
  if (category == U_INSC_CONSONANT) return kConsonant;
  return category == U_INSC_VIRAMA ? kVirama : 0;
}

std::uint16_t flags_of(UChar32 c) {
  unsigned flags = conjunct_flags(c);
  if (u_getCombiningClass(c) != 0) flags |= kReordered;
  const auto category = U_MASK(u_charType(c));
  if (needs_bidi(c)) flags |= kNeedsBidi;
  if (is_breakable_space(c)) flags |= kSpace;
  if (is_hard_break(c)) flags |= kHardBreak;
  const bool control = (category & U_GC_CC_MASK) != 0 && (flags & (kSpace | kHardBreak)) == 0;
  if (control || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) flags |= kIgnorable;
  if (c >= 0x80 && u_hasBinaryProperty(c, UCHAR_EMOJI)) flags |= kEmoji;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) flags |= kEmojiPresentation;
  if (category & (U_GC_P_MASK | U_GC_Z_MASK)) flags |= kPunctuation;
  if (category & U_GC_S_MASK) flags |= kSymbol;
  if (category & U_GC_ND_MASK) flags |= kDigit;
  if (u_isUAlphabetic(c)) flags |= kLetter;
  if (u_isUUppercase(c)) flags |= kUpper;
  const bool quote = c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
  if (quote || u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE) flags |= kBracket;
  if (c == 0xFFFC) flags |= kObject;
  return static_cast<std::uint16_t>(flags);
}

ClusterBreak cluster_break_of(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_CR:
      return ClusterBreak::cr;
    case U_GCB_LF:
      return ClusterBreak::lf;
    case U_GCB_CONTROL:
      return ClusterBreak::control;
    case U_GCB_EXTEND:
      return ClusterBreak::extend;
    case U_GCB_ZWJ:
      return ClusterBreak::zwj;
    case U_GCB_REGIONAL_INDICATOR:
      return ClusterBreak::regional;
    case U_GCB_PREPEND:
      return ClusterBreak::prepend;
    case U_GCB_SPACING_MARK:
      return ClusterBreak::spacing_mark;
    case U_GCB_L:
      return ClusterBreak::hangul_l;
    case U_GCB_V:
      return ClusterBreak::hangul_v;
    case U_GCB_T:
      return ClusterBreak::hangul_t;
    case U_GCB_LV:
      return ClusterBreak::hangul_lv;
    case U_GCB_LVT:
      return ClusterBreak::hangul_lvt;
    default:
      break;
  }
  return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? ClusterBreak::pictographic : ClusterBreak::other;
}

bool is_control(ClusterBreak value) {
  return value == ClusterBreak::cr || value == ClusterBreak::lf || value == ClusterBreak::control;
}

// GB6 to GB8: Hangul syllables.
bool joins_hangul(ClusterBreak before, ClusterBreak after) {
  using enum ClusterBreak;
  if (before == hangul_l) return after == hangul_l || after == hangul_v || after == hangul_lv || after == hangul_lvt;
  if (before == hangul_lv || before == hangul_v) return after == hangul_v || after == hangul_t;
  if (before == hangul_lvt || before == hangul_t) return after == hangul_t;
  return false;
}

}  // namespace

CharInfo ask_character(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  UErrorCode error = U_ZERO_ERROR;
  const int script = uscript_getScript(c, &error);
  CharInfo info;
  info.flags = flags_of(c);
  info.script = static_cast<std::uint8_t>(U_SUCCESS(error) && script >= 0 && script < 256 ? script : USCRIPT_COMMON);
  info.cluster_break = cluster_break_of(c);
  return info;
}

CharTable::~CharTable() {
  for (auto& page : pages_)
    delete page.load(std::memory_order_relaxed);
}

const CharTable::Page* CharTable::fill(std::size_t number) const {
  auto page = std::make_unique<Page>();
  for (std::size_t i = 0; i < page->size(); ++i)
    (*page)[i] = ask_character(static_cast<char32_t>(number * 256 + i));
  const Page* expected = nullptr;
  if (pages_[number].compare_exchange_strong(expected, page.get(), std::memory_order_acq_rel)) return page.release();
  return expected;  // another thread was first
}

bool ClusterEdges::begins_cluster(ClusterBreak next, std::uint16_t flags) {
  using enum ClusterBreak;
  const ClusterBreak before = previous_;
  bool edge = true;
  if (first_) {
    edge = true;  // GB1
  } else if (before == cr && next == lf) {
    edge = false;  // GB3
  } else if (is_control(before) || is_control(next)) {
    edge = true;  // GB4, GB5
  } else if (joins_hangul(before, next) || next == extend || next == zwj || next == spacing_mark || before == prepend) {
    edge = false;  // GB6 to GB9b
  } else if (linked_ && (flags & kConsonant)) {
    edge = false;  // GB9c
  } else if (pictographic_zwj_ && next == pictographic) {
    edge = false;  // GB11
  } else if (before == regional && next == regional && odd_regional_) {
    edge = false;  // GB12, GB13
  }
  first_ = false;
  pictographic_zwj_ = pictographic_ && next == zwj;
  pictographic_ = next == pictographic || (pictographic_ && next == extend);
  odd_regional_ = next == regional && !(before == regional && odd_regional_);
  const bool linking_mark = (next == extend && (flags & kReordered)) || next == zwj;
  linked_ = consonant_ && linking_mark && (linked_ || (flags & kVirama));
  consonant_ = (flags & kConsonant) || (consonant_ && linking_mark);
  previous_ = next;
  return edge;
}

ScriptCode script_code(std::uint8_t script) {
  ScriptCode code;
  const char* name = uscript_getShortName(static_cast<UScriptCode>(script));
  if (name != nullptr && std::char_traits<char>::length(name) == 4) std::copy_n(name, 4, code.letters);
  return code;
}

std::uint8_t script_number(std::string_view code) {
  const int value = u_getPropertyValueEnum(UCHAR_SCRIPT, std::string(code).c_str());
  return static_cast<std::uint8_t>(value > 0 && value < 256 ? value : USCRIPT_COMMON);
}

}  // namespace pamphlet::shaping
