// The text of finished pages as lines and pictures again, in reading order: what the report looks at.
//
// Pages hold glyph runs; a reader sees lines. Every run stands for a range of the pages' text, and every line that was
// set has such a range in the side table, so a run finds its line by halving, wherever the pages put it. Asking the
// breakers where they put it would repeat their mistakes. Items times the logarithm of lines.
#pragma once

#include <span>

#include "layout/report/report_layout.h"

namespace pamphlet {

/// A line or a picture of the text where it stands.
struct Thing {
  std::uint32_t page = 0;
  const LineFact* line = nullptr;       // none: a picture
  NodeId node = kNoNode;                // the first run's
  NodeId block = kNoNode, row = kNoNode, note = kNoNode;  // that it stands in; row, note: kNoNode when in none
  Length x, top, bottom;
  bool hyphen = false;                  // ends in one that the line break made
  bool foot_note = false;               // stands below the text
};

/// How far the text of a page reaches.
struct PageExtent {
  std::uint32_t first = 0, last = 0;    // things
  Length area_top, area_bottom;         // of the text area
  Length bottom;                        // of the text with its boxes
  Length notes_top, notes_bottom;
  bool has_notes = false;               // at the foot
  std::vector<Length> edges;            // tops and bottoms of the boxes of blocks, ascending
};

inline constexpr std::uint32_t kNoThing = UINT32_MAX;

struct Things {
  std::vector<Thing> all;               // by page, in reading order
  std::vector<std::uint32_t> of_line;   // parallel to LayoutFacts::lines: index into `all`, or kNoThing
  std::vector<PageExtent> pages;
};

Things gather_things(const Document& document, const PageList& pages, const LayoutFacts& facts);

/// The beginning of a text, short enough for a line of a report.
std::string excerpt(std::string_view text);

}  // namespace pamphlet
