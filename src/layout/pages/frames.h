// From one endless column to frames on pages: regions one after the other, columns balanced where they end.
#pragma once

#include "layout/column/column.h"
#include "layout/column/page_geometry.h"

namespace pamphlet {

struct Frame {
  FrameRange range;                   // items of the column, lines of the notes
  std::size_t page = 0;
  Length x, top, bottom, width;       // bottom: where its notes end
};

struct FrameList {
  std::vector<Frame> frames;
  std::vector<bool> landscape;        // by page; never empty
};

/// `separator`: between text and notes. `rtl`: the first column stands on the right.
FrameList make_frames(const Column& column, std::span<const NoteLine> notes, const PageStyle& page, Length separator,
                      bool rtl);

}  // namespace pamphlet
