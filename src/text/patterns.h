// Hyphenation patterns (Liang, "Word Hy-phen-a-tion by Com-put-er", 1983) as the hyphen-* packages have them.
//
// The files are libhyphen's; libhyphen itself is not used. Its loader builds a state machine with linear look-ups: 2.3 s
// for Debian's German file, 0.33 s for the Hungarian one and 9 ms for the American one, on a machine where a whole article
// may take 40 ms. A hash table of the patterns is read in 8, 8 and 0.8 ms. It also asks for words in each file's own
// encoding, one call a word with arrays to free, and leaks part of a file. Our answers equal its (a test has them), and
// are more where a file was not prepared with its substrings.pl, as Debian's Czech, Italian and Russian ones: there it
// overlooks patterns that end inside longer ones.
//
// Looking a word up tries each of its letters as the beginning of a pattern, up to the longest pattern's length: linear
// in the word for a given file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pamphlet::shaping {

/// One level of patterns: strings of letters, each with priorities for the places between and around them.
class PatternTable {
 public:
  /// `line` is a pattern as files write it: "hy3ph", ".a2d", "s1szony/sz=sz,1,3".
  void add(std::u16string_view line);
  /// Makes room for the patterns of a file of that size.
  void reserve(std::size_t bytes);
  bool empty() const { return patterns_.empty(); }
  /// Priorities of the places after each letter of a word in lower case (the last means nothing). Places at which the
  /// spelling would change (Hungarian, pre-1996 German) are 0: a PDF must extract as it was written.
  void apply(std::u16string_view word, std::vector<std::uint8_t>& after) const;

 private:
  struct Pattern {
    std::uint32_t letters;
    std::uint8_t size;
    bool respells;
  };
  void resize(std::size_t slots);
  /// The slot of a pattern, or the free one where it belongs.
  std::size_t find(std::uint32_t hash, const char16_t* letters, std::size_t size) const;
  std::u16string letters_;            // of all patterns, one after the other
  std::vector<std::uint8_t> places_;  // size + 1 priorities for each, from `letters` + its number on
  std::vector<Pattern> patterns_;
  /// Open addressing. The number of the pattern + 1 in 24 bits (0 = free), 8 bits of its hash above: building a table
  /// is bound by cache misses, so it is kept small.
  std::vector<std::uint32_t> slots_;
  std::size_t longest_ = 0;
};

/// A pattern file: one level, or two (boundaries of compounds, then inside their parts).
struct PatternFile {
  PatternTable compounds, patterns;
  int left = 0, right = 0;                    // least letters before and after a hyphen; 0 = not stated
  int compound_left = 0, compound_right = 0;  // … at the inner edges of a compound's parts

  /// Offsets (in letters) before which a hyphen may stand, in a word of lower-case letters only.
  std::vector<std::uint32_t> positions(std::u16string_view word, int least_left, int least_right) const;
};

/// Reads a file's bytes. False when its encoding is unknown or it holds no pattern.
bool parse_patterns(std::string_view bytes, PatternFile& out);

}  // namespace pamphlet::shaping
