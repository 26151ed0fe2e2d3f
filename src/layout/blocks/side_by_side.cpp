// What does not flow from top to bottom through whole pages: columns, and boxes side by side.
#include <algorithm>
#include <utility>

#include "layout/blocks/blocks.h"
#include "layout/column/decorations.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

// A column needs room for a few words (about twelve letters): narrower ones are not made.
constexpr double kNarrowestColumnEm = 6;

/// A column's content as items in their places, and its height: what never breaks needs no breaker.
Length flatten(const Column& column, Color paper, Length x, std::vector<Item>& items) {
  std::vector<Length> tops;
  Length y;
  for (std::size_t k = 0; k < column.vitems.size(); ++k) {
    if (k > 0) y += column.vitems[k].gap;
    tops.push_back(y);
    y += column.vitems[k].height;
  }
  for (const Decoration& decoration : column.decorations) {
    if (decoration.first >= decoration.last) continue;
    DecorationPlace place;
    const Length bottom = tops[decoration.last - 1] + column.vitems[decoration.last - 1].height;
    place.box = {x + decoration.x, tops[decoration.first], decoration.width, bottom - tops[decoration.first]};
    place.paper = paper;
    place.page_width = decoration.width;
    paint_decoration(decoration, place, items);
  }
  for (std::size_t k = 0; k < column.vitems.size(); ++k) {
    const ColumnContent& content = column.contents[k];
    for (std::uint32_t n = 0; n < content.item_count; ++n) {
      Item item = column.items[content.first_item + n];
      move_item(item, x, tops[k]);
      items.push_back(std::move(item));
    }
  }
  return y;
}

}  // namespace

/// The region for a block's own columns, within the measure.
Region BlockSetter::text_region(const ComputedStyle& style) const {
  Region region;
  region.columns = std::max(1, style.column_count);
  region.gap = region.columns > 1 ? em(style, style.column_gap) : Length();
  region.width = (width_ - region.gap * (region.columns - 1)) / region.columns;
  const Length narrowest = used_size(typesetter_.inline_context, style).scaled(kNarrowestColumnEm);
  return region.width >= narrowest ? region : Region{0, 1, width_, Length(), false};
}

/// The document's columns; what spans them all stands between two regions.
void BlockSetter::document(NodeId id, const BlockContext& context) {
  const Region one{0, 1, width_, Length(), false};
  const Region many = text_region(styles_[id]);
  builder_.set_region(one);
  for (const NodeId child : children(document_, id)) {
    const bool spans = styles_[child].column_span == ColumnSpan::all;
    const Region& region = spans ? one : many;
    builder_.set_region(region);
    BlockContext inner = context;
    inner.width = region.width;
    node(child, inner);
  }
}

void BlockSetter::columns(NodeId id, const BlockContext& context) {
  const Region around = builder_.region();
  const Region region = text_region(styles_[id]);
  if (region.columns == 1 || around.columns > 1) {
    children_of(id, context);
    return;
  }
  builder_.set_region(region);
  BlockContext inner = context;
  inner.x = Length();
  inner.width = region.width;
  children_of(id, inner);
  builder_.set_region(around);
}

/// The children stand beside each other, tops aligned, each as wide as its picture asks or all alike; the row is whole.
void BlockSetter::side_by_side(NodeId id, const BlockContext& context) {
  std::vector<NodeId> parts;
  for (const NodeId child : children(document_, id)) parts.push_back(child);
  const ComputedStyle& style = styles_[id];
  const Length gap = em(style, style.column_gap);
  const auto count = static_cast<std::int64_t>(parts.size());
  const Length narrowest = used_size(typesetter_.inline_context, style).scaled(kNarrowestColumnEm);
  const Length width = count > 0 ? (context.width - gap * (count - 1)) / count : Length();
  if (count < 2 || width < narrowest) {
    children_of(id, context);
    return;
  }
  std::vector<Item> items;
  std::vector<NodeId> anchors;
  Length height, x = context.x;
  ColumnBuilder outer;
  std::swap(outer, builder_);
  const Length outer_width = width_;
  const bool outer_turn = std::exchange(may_turn_, false);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    builder_ = ColumnBuilder();
    builder_.set_region({0, 1, width, Length(), false});
    width_ = width;
    BlockContext inner = context;
    inner.x = Length();
    inner.width = width;
    node(parts[k], inner);
    for (const ColumnAnchor& anchor : builder_.column.anchors) anchors.push_back(anchor.node);
    const auto place = static_cast<std::int64_t>(context.rtl ? parts.size() - 1 - k : k);
    height = std::max(height, flatten(builder_.column, Color{255, 255, 255, 255}, x + (width + gap) * place, items));
  }
  std::swap(outer, builder_);
  width_ = outer_width;
  may_turn_ = outer_turn;
  if (height > page_height_) {  // a row cannot break: below each other they can
    children_of(id, context);
    return;
  }
  for (const NodeId anchor : anchors) builder_.anchor(anchor);
  const ComputedStyle& first = styles_[parts.front()];
  const ComputedStyle& last = styles_[parts.back()];
  builder_.margin(em(first, first.margin_top));
  builder_.push(height, items, id);
  builder_.margin(em(last, last.margin_bottom));
}

}  // namespace pamphlet
