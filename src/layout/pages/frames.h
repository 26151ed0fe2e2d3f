// From one endless column to frames on pages: regions one after the other, columns balanced where they end.
//
// A region flows through frames of one kind, so it is broken by itself, its first frames being what the one before left
// of the page. Columns that end in the middle of a page are made equally long: the lowest height at which they still
// hold everything without breaking a worse rule, found by halving, since the breaker answers "does it hold?" in linear
// time and there is no formula. One global search over all regions would see further, and would multiply its states by
// every kind of frame.
#pragma once

#include "layout/column/column.h"
#include "layout/column/page_geometry.h"

namespace pamphlet {

struct Frame {
  FrameRange range;                   // items of the column, lines of the notes
  std::size_t page = 0;
  Length x, top, bottom, width;       // bottom: where its notes end
  FrameFill fill;
};

struct FrameList {
  std::vector<Frame> frames;
  std::vector<bool> landscape;        // by page; never empty
};

/// `separator`: between text and notes. `rtl`: the first column stands on the right.
FrameList make_frames(const Column& column, std::span<const NoteLine> notes, const PageStyle& page, Length separator,
                      bool rtl);

}  // namespace pamphlet
