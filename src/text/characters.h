// Properties of characters that shaping asks for, packed into one table so that a character costs one lookup.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "text/text.h"

namespace pamphlet::shaping {

enum CharFlag : std::uint16_t {
  kNeedsBidi = 1 << 0,          // right to left, or a control that makes text so
  kIgnorable = 1 << 1,          // Default_Ignorable_Code_Point or a control character: never drawn
  kSpace = 1 << 2,              // white space after which a line may break
  kHardBreak = 1 << 3,          // ends its line (UAX #14 classes BK, CR, LF, NL)
  kEmoji = 1 << 4,              // Emoji, except ASCII
  kEmojiPresentation = 1 << 5,  // shown as a picture unless VS15 follows
  kPunctuation = 1 << 6,        // general category P or Z: takes the font of its neighbours
  kSymbol = 1 << 7,             // general category S
  kLetter = 1 << 8,             // alphabetic
  kBracket = 1 << 9,            // has a paired bracket, or is a curly quotation mark
  kObject = 1 << 10,            // U+FFFC
  kUpper = 1 << 11,
  kDigit = 1 << 12,      // general category Nd
  kConsonant = 1 << 13,  // of a script whose conjuncts are one cluster
  kVirama = 1 << 14,     // joins such consonants
  kReordered = 1 << 15,  // canonical combining class is not 0
};

/// Grapheme_Cluster_Break (UAX #29 table 2), with Extended_Pictographic among the values: no character is both.
enum class ClusterBreak : std::uint8_t {
  other,
  cr,
  lf,
  control,
  extend,
  zwj,
  regional,
  prepend,
  spacing_mark,
  hangul_l,
  hangul_v,
  hangul_t,
  hangul_lv,
  hangul_lvt,
  pictographic
};

struct CharInfo {
  std::uint16_t flags = 0;
  std::uint8_t script = 0;  // UScriptCode; those of Unicode 15 are below 256
  ClusterBreak cluster_break = ClusterBreak::other;
};

/// Properties of one character, asked from ICU.
CharInfo ask_character(char32_t code_point);

/// The same from pages of 256 characters that are filled when first touched. Safe to share between threads.
class CharTable {
 public:
  CharTable() = default;
  ~CharTable();
  CharTable(const CharTable&) = delete;
  CharTable& operator=(const CharTable&) = delete;

  const CharInfo& operator[](char32_t code_point) const {
    const char32_t known = code_point < 0x110000 ? code_point : 0xFFFD;
    const Page* page = pages_[known >> 8].load(std::memory_order_acquire);
    if (page == nullptr) page = fill(known >> 8);
    return (*page)[known & 0xFF];
  }

 private:
  using Page = std::array<CharInfo, 256>;
  const Page* fill(std::size_t number) const;
  mutable std::array<std::atomic<const Page*>, 0x1100> pages_{};
};

/// Whether a grapheme cluster begins at each character of a text (UAX #29 §3.1.1), fed in order. Indic conjuncts are
/// one cluster, as in Unicode 15.1 (GB9c) and in ICU.
class ClusterEdges {
 public:
  bool begins_cluster(ClusterBreak next, std::uint16_t flags);

 private:
  ClusterBreak previous_ = ClusterBreak::other;
  bool first_ = true;
  bool pictographic_ = false;      // \p{Extended_Pictographic} Extend* seen
  bool pictographic_zwj_ = false;  // … and ZWJ
  bool odd_regional_ = false;      // an odd number of regional indicators stands before
  bool consonant_ = false;         // a linking consonant and marks stand before …
  bool linked_ = false;            // … with a virama among them
};

ScriptCode script_code(std::uint8_t script);
/// The UScriptCode of an ISO 15924 code, or that of Zyyy.
std::uint8_t script_number(std::string_view code);

}  // namespace pamphlet::shaping
