// Breaking a column of boxes into frames by dynamic programming (Plass, "Optimal Pagination Techniques for Automatic
// Typesetting Systems", 1981). A frame is a page, or one of the columns of a page. Numbers only, like the line breaker.
//
// Filling page after page cannot know that a line less on this one spares a stray line two pages on, and needs undoing
// where a rule is broken. Here the state is "everything before this box is set": for each, the cheapest last frame.
// White space costs its square, less of it where the gaps between the items may take it up, rules cost so much more that they are tiers; what cannot be kept is then given up in
// that order without a word about it in the code. Notes are charged to the frame that cites them; what does not fit is
// carried on, and paid. Frames of one height are all alike, so time is boxes times the boxes of one frame; only the
// first few frames, when they are shorter, are states of their own.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/length.h"

namespace pamphlet {

/// May a frame end before this box? The rules are tiers: breaking one of a later tier is worse than breaking any number
/// of an earlier one, so that what cannot be kept is given up in this fixed order.
enum class BreakRule : unsigned char {
  free,       // at `cost`
  widow,      // leaves fewer lines than orphans or widows ask
  keep,       // parts a heading from its text, an introduction from its list
  inside,     // splits a box that should stay whole
  forbidden,  // parts a box's padding from its first line: given up last
  forced,     // always a new page here
};

/// One vertical item: a line, a picture, the padding of a box, a slice of a table row.
struct VItem {
  Length gap;                          // space before it, which vanishes at the top of a frame
  Length height;
  BreakRule rule = BreakRule::free;    // of a break before it
  int cost = 0;                        // of a free break before it, in 1/1000 of an empty page
  bool rigid = false;                  // its gap neither grows nor gives way: something stands beside it
  Length give;                         // of its height: a picture that may be set smaller
  bool recto = false;                  // a forced break, to a right-hand page
  Length repeat;                       // extra height when a frame starts here (a table head shown again)
  std::uint32_t notes_end = 0;         // note lines that this item and those before it cite; never decreases
};

/// One line of the notes that stand at the foot, in the order of their citation.
struct NoteLine {
  Length gap, height;
  BreakRule rule = BreakRule::free;    // of a break before it: only `free` ones are taken where there is a choice
  bool starts = false;                 // the first line of a note
  Length repeat;                       // extra height when a frame's notes start here, as of a VItem
};

/// How high the frames are.
struct FrameHeights {
  std::vector<Length> first;           // of the first frames …
  Length rest;                         // … and of all others
  Length separator;                    // between text and notes, where a frame has notes
  double gap_stretch = 0, gap_shrink = 0;  // shares by which the gaps of a frame may grow and give way
  bool gives = false;                  // so may its pictures
  bool ends = false;                   // a page of its own ends with the last item, as before a forced break: it should not look empty
  bool few = false;                    // fitting: a frame saved is worth any white space, but no broken rule
  Length at(std::size_t frame) const { return frame < first.size() ? first[frame] : rest; }
};

struct FrameRange {
  std::uint32_t begin = 0, end = 0;    // items; none in a frame of notes only and in one that is left empty
  BreakRule broken = BreakRule::free;  // the rule that the break before `begin` gave up
  Length height;                       // filled by the items, with their gaps as they are
  Length gaps;                         // of it, what may stretch and shrink
  Length give;                         // of it, what its pictures may be smaller
  std::uint32_t note_begin = 0, note_end = 0;  // note lines
  Length note_height;                  // with the separator; 0 without notes
  bool overfull = false;               // a single box taller than the frame
};

/// The frames of least total cost. Every item and every note line is in exactly one frame, in order; a note begins in
/// the frame that cites it wherever that is possible, and goes on in later ones when it must. `first_note` is the first
/// line of `notes` not yet set. Time is linear in the items and lines for given heights.
std::vector<FrameRange> break_frames(std::span<const VItem> items, std::span<const NoteLine> notes,
                                     std::uint32_t first_note, const FrameHeights& heights);

}  // namespace pamphlet
