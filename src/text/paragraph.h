// A paragraph on its way to glyphs: one record per character, filled by one pass after another.
#pragma once

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"
#include "text/text.h"

namespace pamphlet::shaping {

enum CharMark : std::uint8_t {
  kClusterStart = 1 << 0,  // a grapheme cluster begins here
  kBreakBefore = 1 << 1,   // a line may break before it
  kMustBreakBefore = 1 << 2,
  kEmojiCluster = 1 << 3,  // wants to be a picture
  kMissing = 1 << 4,       // no font has its cluster
  kAddress = 1 << 5,       // inside a web address
  kCommon = 1 << 6,        // of no script itself: `script` comes from its neighbours
};

struct Char {
  std::uint32_t offset = 0;  // bytes into the text
  char32_t code_point = 0;
  FontId font = kNoFont;
  std::uint32_t run = 0;
  std::uint16_t flags = 0;  // CharFlag
  std::uint8_t script = 0;  // UScriptCode; resolved by resolve_scripts
  std::uint8_t level = 0;
  ClusterBreak cluster_break = ClusterBreak::other;
  std::uint8_t marks = 0;  // CharMark
};

struct Paragraph {
  std::string_view text;
  std::span<const TextRun> runs;
  std::vector<Char> chars;
  std::uint16_t all_flags = 0;  // of any character
  bool simple_clusters = true;  // every character is a grapheme cluster of its own
  bool one_script = true;       // at most one script besides Common and Inherited
  bool utf16_is_plain = true;   // no character takes two units
  std::u16string utf16;         // filled on demand by make_utf16
  std::vector<std::uint32_t> unit_to_char;
  Direction direction = Direction::ltr;

  std::uint32_t end_offset(std::size_t index) const {
    return index + 1 < chars.size() ? chars[index + 1].offset : static_cast<std::uint32_t>(text.size());
  }
  /// First character of the cluster after the one that begins at `index`.
  std::size_t cluster_end(std::size_t index) const {
    do
      ++index;
    while (index < chars.size() && !(chars[index].marks & kClusterStart));
    return index;
  }
};

/// Decodes the text and looks every character up; marks the grapheme clusters and the run of each.
void read_characters(Paragraph& paragraph, const CharTable& table);
/// The text as UTF-16 for ICU. Line ends become U+2028, so that bidi does not take them for paragraph ends.
void make_utf16(Paragraph& paragraph);
/// Scripts of Common and Inherited characters from their neighbours (UAX #24 §5.1, §5.2), brackets as pairs.
void resolve_scripts(Paragraph& paragraph);

struct BidiDelete {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};
using Bidi = std::unique_ptr<UBiDi, BidiDelete>;
/// Embedding levels and the paragraph's direction (UAX #9). `bidi` is made when first needed.
void resolve_levels(Paragraph& paragraph, std::optional<Direction> base, Bidi& bidi);

struct BreakerDelete {
  void operator()(UBreakIterator* breaker) const { ubrk_close(breaker); }
};
using Breaker = std::unique_ptr<UBreakIterator, BreakerDelete>;
/// Line break iterators by the kind of language, made when first needed.
struct LineBreakers {
  Breaker by_kind[4];
};
/// Line break opportunities: UAX #14 tailored by language, then web addresses.
void find_breaks(Paragraph& paragraph, LineBreakers& breakers);

}  // namespace pamphlet::shaping
