// Breaking a column of boxes into pages by dynamic programming (Plass, "Optimal Pagination Techniques for Automatic
// Typesetting Systems", 1981). Numbers only, like the line breaker.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/length.h"

namespace pamphlet {

/// May a page end before this box? The rules are tiers: breaking one of a later tier is worse than breaking any number
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
  Length gap;                          // space before it, which vanishes at the top of a page
  Length height;
  BreakRule rule = BreakRule::free;    // of a break before it
  int cost = 0;                        // of a free break before it, in 1/1000 of an empty page
  Length repeat;                       // extra height when a page starts here (a table head shown again)
};

struct PageRange {
  std::uint32_t begin = 0, end = 0;    // items
  BreakRule broken = BreakRule::free;  // the rule that the break before `begin` gave up
  Length height;                       // filled
  bool overfull = false;               // a single box taller than the page
};

/// The pages of least total cost. Every item is on exactly one page, in order. Time is linear in the items for a
/// given page height.
std::vector<PageRange> break_pages(std::span<const VItem> items, Length first_height, Length height);

}  // namespace pamphlet
