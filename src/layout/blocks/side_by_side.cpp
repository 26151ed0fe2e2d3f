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

/// The region for a block's own columns, within the measure.
Region text_region(const Compositor& to, const ComputedStyle& style, const Setting& setting) {
  Region region;
  region.columns = std::max(1, style.column_count);
  region.gap = region.columns > 1 ? to.em(style, style.column_gap) : Length();
  region.width = (setting.measure - region.gap * (region.columns - 1)) / region.columns;
  const Length narrowest = used_size(to.typesetter, style).scaled(kNarrowestColumnEm);
  return region.width >= narrowest ? region : Region{0, 1, setting.measure, Length(), false};
}

}  // namespace

/// What spans all columns stands between two regions.
void set_document_columns(const Compositor& to, NodeId id, const Setting& setting) {
  const Region one{0, 1, setting.measure, Length(), false};
  const Region many = text_region(to, to.style(id), setting);
  for (const NodeId child : children(to.document(), id)) {
    const bool spans = to.style(child).column_span == ColumnSpan::all;
    const Region& region = spans ? one : many;
    to.column.set_region(region);
    Setting inner = setting;
    inner.width = region.width;
    set_block(to, child, inner);
  }
}

void set_columns(const Compositor& to, NodeId id, const Setting& setting) {
  const Region around = to.column.region();
  const Region region = text_region(to, to.style(id), setting);
  if (region.columns == 1 || around.columns > 1) {
    set_children(to, id, setting);
    return;
  }
  to.column.set_region(region);
  Setting inner = setting;
  inner.x = Length();
  inner.width = region.width;
  set_children(to, id, inner);
  to.column.set_region(around);
}

/// The children stand beside each other, tops aligned, each as wide as its picture asks or all alike; the row is whole.
void set_side_by_side(const Compositor& to, NodeId id, const Setting& setting) {
  std::vector<NodeId> parts;
  for (const NodeId child : children(to.document(), id)) parts.push_back(child);
  const ComputedStyle& style = to.style(id);
  const Length gap = to.em(style, style.column_gap);
  const auto count = static_cast<std::int64_t>(parts.size());
  const Length narrowest = used_size(to.typesetter, style).scaled(kNarrowestColumnEm);
  const Length width = count > 0 ? (setting.width - gap * (count - 1)) / count : Length();
  if (count < 2 || width < narrowest) {
    set_children(to, id, setting);
    return;
  }
  std::vector<Item> items;
  std::vector<NodeId> anchors;
  Length height;
  Setting inner = setting;
  inner.x = Length();
  inner.width = inner.measure = width;
  inner.may_turn = false;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    ColumnBuilder part({0, 1, width, Length(), false});
    set_block({to.typesetter, part}, parts[k], inner);
    for (const ColumnAnchor& anchor : part.column.anchors) anchors.push_back(anchor.node);
    const auto place = static_cast<std::int64_t>(setting.rtl ? parts.size() - 1 - k : k);
    const Length x = setting.x + (width + gap) * place;
    height = std::max(height, flatten(part.column, Color{255, 255, 255, 255}, x, items));
  }
  if (height > setting.page_height) {  // a row cannot break: below each other they can
    set_children(to, id, setting);
    return;
  }
  for (const NodeId anchor : anchors) to.column.anchor(anchor);
  const ComputedStyle& first = to.style(parts.front());
  const ComputedStyle& last = to.style(parts.back());
  to.column.margin(to.em(first, first.margin_top));
  to.column.push(height, items, id);
  to.column.margin(to.em(last, last.margin_bottom));
}

}  // namespace pamphlet
