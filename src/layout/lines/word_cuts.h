// Where the pieces of a word may be parted: at hyphens, after the signs of an address, between any two letters.
//
// A word may stand in several segments ("un*believ*able"), while hyphenation wants it whole; so the word is looked for
// when its first segment comes, and its hyphens are kept until its last. Addresses and paths have no hyphens, since a
// reader would type them: they are cut after their signs. Letters are parted only where even that is wider than the
// line. Linear: each word is looked at once, and of a word without end only its first kilobyte.
#pragma once

#include <vector>

#include "layout/lines/hitems.h"

namespace pamphlet {

/// A place in a segment where a line may end; at its beginning when the word began in another segment.
struct Cut {
  std::uint32_t offset = 0;  // bytes of the paragraph's text
  int cost = 0;
  bool hyphen = false;       // one appears
};

/// A break without a hyphen after a sign in an address, a path or code: better than a torn line, worse than a hyphen.
inline constexpr int kSignCutCost = 120;

class CutFinder {
 public:
  CutFinder(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, Length width, BreakEffort effort)
      : typesetter_(typesetter), text_(text), shaped_(shaped), width_(width), effort_(effort) {}

  /// The cuts of a segment in order. Segments must be asked for in order.
  std::vector<Cut> cuts(std::uint32_t s);

 private:
  void find_word(std::uint32_t s);
  std::vector<Cut> hyphen_cuts(std::uint32_t s);
  std::vector<Cut> sign_cuts(const Segment& segment) const;
  void add_grapheme_cuts(const Segment& segment, std::vector<Cut>& cuts);
  void measure_chain(std::uint32_t s);
  void add_data_cuts(std::uint32_t s, std::vector<Cut>& cuts);
  const InlineRun& run_of(const Segment& segment) const { return text_.runs[segment.run]; }
  bool breaks_before(const Segment& segment) const;
  bool one_word(const Segment& one, const Segment& next) const;

  Typesetter& typesetter_;
  const InlineText& text_;
  const ShapedText& shaped_;
  Length width_;
  BreakEffort effort_;
  std::uint32_t word_end_ = 0;               // segment after the word whose hyphens are known
  std::vector<std::uint32_t> word_offsets_;  // of its hyphens, in bytes
  std::size_t next_offset_ = 0;              // the first one that is not before the segment
  std::uint32_t chain_begin_ = 0, chain_end_ = 0;  // segments without any break opportunity between them
  bool data_ = false;                        // the chain is too long for a word, and too wide for a line
  Length since_cut_;                         // of its text
};

bool is_word_character(char32_t c);

/// Widths of the segment's text up to each offset (ascending), from its glyphs: exact at cluster edges.
std::vector<Length> prefix_widths(const ShapedText& shaped, const Segment& segment, Length size,
                                  const std::vector<std::uint32_t>& offsets);

}  // namespace pamphlet
