#include "layout/pages/column_painter.h"

#include <algorithm>
#include <utility>

#include "layout/column/decorations.h"
#include "layout/inline/picture_frame.h"
#include "layout/lines/move_item.h"

namespace pamphlet {

void ColumnPainter::paint(std::uint32_t begin, std::uint32_t end, const Target& target) {
  if (begin >= end) return;
  place(begin, end, target.origin.y + column_.vitems[begin].repeat, target.fill);
  add_decorations(begin, end, target);
  if (column_.contents[begin].head != 0) {
    add_repeated_head(begin, target);
    place(begin, end, target.origin.y + column_.vitems[begin].repeat, target.fill);
  }
  for (std::uint32_t k = begin; k < end; ++k) add_items(k, tops_[k - begin], target, false);
  while (next_anchor_ < column_.anchors.size() && column_.anchors[next_anchor_].item < end) {
    const ColumnAnchor& anchor = column_.anchors[next_anchor_++];
    pages_.anchors.push_back({anchor.node, target.index, tops_[anchor.item - begin]});
  }
}

/// The top of each item of a stretch that begins at `y`.
void ColumnPainter::place(std::uint32_t begin, std::uint32_t end, Length y, const FrameFill& fill) {
  Length spare = fill.spare;
  begin_ = begin;
  tops_.clear();
  for (std::uint32_t k = begin; k < end; ++k) {
    const Length gap = column_.vitems[k].gap;
    if (k > begin) y += gap.raw() > 0 && !column_.vitems[k].rigid ? gap.scaled(1 + fill.stretch) : gap;
    if (k > begin && column_.contents[k].foot) y += std::exchange(spare, Length());
    tops_.push_back(y);
    y += height(k, fill.taken);
  }
}

Length ColumnPainter::height(std::uint32_t item, double taken) const {
  return column_.vitems[item].height - column_.vitems[item].give.scaled(taken);
}

/// A picture of a page that had no room for all of it.
void ColumnPainter::shrink(ImageItem& picture, std::uint32_t item, double taken) const {
  const double share = height(item, taken).points() / std::max(0.01, column_.vitems[item].height.points());
  const Rect box = picture.box, whole = picture.whole;
  const auto smaller = [&](Length side) { return side.scaled(share); };
  picture.box = {box.x + (box.width - smaller(box.width)).scaled(column_.contents[item].align), box.y, smaller(box.width), smaller(box.height)};
  if (!picture.is_cut()) return;
  picture.whole = {picture.box.x + smaller(whole.x - box.x), picture.box.y + smaller(whole.y - box.y), smaller(whole.width), smaller(whole.height)};
}

void ColumnPainter::add_items(std::uint32_t item, Length y, const Target& target, bool repeated) {
  const ColumnContent& content = column_.contents[item];
  for (std::uint32_t n = 0; n < content.item_count; ++n) {
    Item placed = column_.items[content.first_item + n];
    if (repeated && std::holds_alternative<LinkArea>(placed)) continue;  // a link is one place, not two
    if (auto* picture = std::get_if<ImageItem>(&placed); picture != nullptr && column_.vitems[item].give.raw() > 0 && target.fill.taken > 0) {
      shrink(*picture, item, target.fill.taken);
    }
    move_item(placed, target.origin.x, y);
    if (auto* picture = std::get_if<ImageItem>(&placed); picture != nullptr && content.to_edges) {
      Rect sheet{-pages_.bleed, picture->box.y, target.page.width + pages_.bleed * 2, picture->box.height};
      if (target.at_page_top && target.free_head && item == begin_) {
        sheet.height = picture->box.bottom() + pages_.bleed;
        sheet.y = -pages_.bleed;
      }
      fill_box(*picture, sheet);
    }
    if (repeated) set_role(placed, Role::repeated);
    target.page.items.push_back(std::move(placed));
  }
}

void ColumnPainter::add_repeated_head(std::uint32_t item, const Target& target) {
  const RepeatedHead& head = column_.heads[column_.contents[item].head - 1];
  place(head.first, head.last, target.origin.y);
  for (std::size_t k = head.first_decoration; k < head.last_decoration; ++k) {
    add_decoration(column_.decorations[k], head.first, head.last, target);
  }
  for (std::uint32_t k = head.first; k < head.last; ++k) add_items(k, tops_[k - head.first], target, true);
}

/// Decorations begin in the column's order, so that a window over them is enough; open ones are carried along.
void ColumnPainter::add_decorations(std::uint32_t begin, std::uint32_t end, const Target& target) {
  while (next_decoration_ < column_.decorations.size() && column_.decorations[next_decoration_].first < end) {
    open_.push_back(next_decoration_++);
  }
  for (const std::size_t index : open_) add_decoration(column_.decorations[index], begin, end, target);
  std::erase_if(open_, [&](std::size_t index) { return column_.decorations[index].last <= end; });
}

void ColumnPainter::add_decoration(const Decoration& decoration, std::uint32_t begin, std::uint32_t end,
                                   const Target& target) {
  const std::uint32_t first = std::max(decoration.first, begin), last = std::min(decoration.last, end);
  if (first >= last) return;
  const Length top = tops_[first - begin_];
  const Length bottom = tops_[last - 1 - begin_] + height(last - 1, target.fill.taken);
  DecorationPlace place;
  place.box = {target.origin.x + decoration.x, top, decoration.width, bottom - top};
  place.first = decoration.first == first;
  place.last = decoration.last == last;
  place.at_page_top = target.at_page_top && first == begin;
  place.page_width = target.page.width;
  place.bleed = pages_.bleed;
  paint_decoration(decoration, place, target.page.items);
}

}  // namespace pamphlet
