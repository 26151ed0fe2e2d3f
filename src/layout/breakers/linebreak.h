// Breaking a paragraph into lines by total fit (Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice
// and Experience 11, 1981). Numbers only: it knows no font, no text and no page, so it can be tested by hand.
//
// A line that takes what fits, as browsers do, leaves the next ones what it leaves: one long word and three lines gape.
// Here every place where a line may end keeps the best way to get there, and a paragraph is the cheapest way to its
// end: how far spaces stretch, hyphens, two hyphens in a row, a stray last word all have their price. Ways that differ
// in nothing that matters later are one (same hyphens behind them, same tightness), so few are alive at a time: as many
// as there are words in a line. Time is that times the items; memory is one record for each place where a line may end.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/length.h"

namespace pamphlet {

enum class HKind : unsigned char { box, glue, penalty };

/// Costs of penalties: at or above kForbidden no break, at or below kForced always one.
inline constexpr int kForbidden = 10000, kForced = -10000;

/// One horizontal item. A line may end at a glue that follows a box, or at a penalty below kForbidden; glue and
/// penalties after a break vanish.
struct HItem {
  HKind kind = HKind::box;
  bool flagged = false;            // penalty: the line ends with a hyphen
  int cost = 0;                    // penalty, or of a break at this glue
  Length width;                    // penalty: of the hyphen, only when the line ends here
  Length stretch, shrink;          // glue, and a box whose letters give a little
  /// How far the box may stand outside a line that it begins or ends (hanging punctuation, the letter space after the
  /// last letter); of a penalty: its hyphen.
  Length hang_start, hang_end;
  std::uint32_t ref = 0;           // the caller's own
};

struct LineBreakOptions {
  Length width;                          // of every line …
  std::vector<Length> first_widths;      // … but the first ones (a drop initial, a text indent)
  bool justify = false;
  /// Ragged text: a line that is short by this much is as bad as a justified one stretched to its limit.
  Length ragged_stretch;
  /// Greatest badness of a line (100 |ratio|³, TeXbook p. 97); 10000 takes anything.
  int tolerance = 200;
  Length emergency_stretch;              // extra stretch a line may claim in the last resort
  bool allow_overfull = false;           // last pass: a line that is too long is taken when nothing else is left
  std::uint32_t first_break = UINT32_MAX;  // the item that the first line has to end at, when one is given
};

struct BrokenLine {
  std::uint32_t begin = 0, end = 0;      // items; end is the item the line ends at, not part of it
  double ratio = 0;                      // of stretch (positive) or shrink (negative) of its glue; 0 when ragged
  Length natural;                        // width before stretching, with the hyphen
  bool hyphenated = false, overfull = false, last = false;  // hyphenated: by the break; last: ends at a forced break
  Length hang_start, hang_end;           // what of `natural` stands outside the measure
};

/// A last line of one word is a runt unless the word is as long as this share of the line.
inline constexpr double kRuntShare = 0.3;

/// The lines of least total demerits; empty when no set of breaks keeps within the tolerance.
/// The last item must be a penalty of kForced. Time is linear in the items for a given line width.
std::vector<BrokenLine> break_lines(std::span<const HItem> items, const LineBreakOptions& options);

}  // namespace pamphlet
