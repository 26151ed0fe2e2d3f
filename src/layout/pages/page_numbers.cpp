#include "layout/pages/page_numbers.h"

#include <algorithm>

#include "base/numerals.h"

namespace pamphlet {

PageNumbers::PageNumbers(const Document& document, const Column& column, const FrameList& list)
    : count_(list.landscape.size()) {
  if (!document.book) return;
  NodeId first = kNoNode;
  for (const NodeId child : children(document, 0)) {
    if (document[child].element != Element::heading || document.data<HeadingData>(child).level != 1) continue;
    first = child;
    break;
  }
  const auto anchor = std::find_if(column.anchors.begin(), column.anchors.end(),
                                   [&](const ColumnAnchor& a) { return a.node == first; });
  if (first == kNoNode || anchor == column.anchors.end()) return;
  const auto frame = std::find_if(list.frames.begin(), list.frames.end(),
                                  [&](const Frame& f) { return anchor->item < f.range.end; });
  if (frame != list.frames.end() && frame->range.begin == anchor->item) front_ = std::min(frame->page, count_);
}

std::string PageNumbers::label(std::size_t index) const {
  return is_front(index) ? roman_numeral(static_cast<std::int64_t>(index) + 1, false) : std::to_string(index - front_ + 1);
}

}  // namespace pamphlet
