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

/// The region for a block's own columns, within the measure.
Region text_region(const Compositor& to, const ComputedStyle& style, const Setting& setting) {
  Region region;
  region.columns = std::max(1, style.column_count);
  region.gap = region.columns > 1 ? to.em(style, style.column_gap) : Length();
  region.width = (setting.measure - region.gap * (region.columns - 1)) / region.columns;
  const Length narrowest = used_size(to.typesetter, style).scaled(kNarrowestColumnEm);
  return region.width >= narrowest ? region : Region{0, 1, setting.measure, Length(), false};
}

/// The places of what a column holds, from its top: what never breaks needs no breaker.
struct Flat {
  std::vector<Length> tops;
  Length height;
};

Flat flat(const Column& column) {
  Flat out;
  for (std::size_t k = 0; k < column.vitems.size(); ++k) {
    if (k > 0) out.height += column.vitems[k].gap;
    out.tops.push_back(out.height);
    out.height += column.vitems[k].height;
  }
  return out;
}

/// Puts them at (x, y). A box around all of the column is as high as `height`: those of a row end together.
void flatten(const Column& column, const Flat& places, Point at, Length height, std::vector<Item>& items) {
  for (const Decoration& decoration : column.decorations) {
    if (decoration.first >= decoration.last) continue;
    const bool whole = decoration.first == 0 && decoration.last == column.vitems.size();
    DecorationPlace place;
    const Length top = places.tops[decoration.first];
    const Length bottom = whole ? height : places.tops[decoration.last - 1] + column.vitems[decoration.last - 1].height;
    place.box = {at.x + decoration.x, at.y + top, decoration.width, bottom - top};
    place.page_width = decoration.width;
    paint_decoration(decoration, place, items);
  }
  for (std::size_t k = 0; k < column.vitems.size(); ++k) {
    const ColumnContent& content = column.contents[k];
    for (std::uint32_t n = 0; n < content.item_count; ++n) {
      Item item = column.items[content.first_item + n];
      move_item(item, at.x, at.y + places.tops[k]);
      items.push_back(std::move(item));
    }
  }
}

}  // namespace

Length flatten(const Column& column, Length x, std::vector<Item>& items) {
  const Flat places = flat(column);
  flatten(column, places, {x, Length()}, places.height, items);
  return places.height;
}

/// What spans all columns stands between two regions.
void set_document_columns(const Compositor& to, NodeId id, const Setting& setting) {
  const Region one{0, 1, setting.measure, Length(), false};
  const Region many = text_region(to, to.style(id), setting);
  for_each_placed(to, id, [&](NodeId child) {
    const bool spans = to.style(child).column_span == ColumnSpan::all;
    const Region& region = spans ? one : many;
    to.column.set_region(region);
    Setting inner = setting;
    inner.width = region.width;
    set_block(to, child, inner);
  });
}

void set_columns(const Compositor& to, NodeId id, const Setting& setting) {
  const Region around = to.column.region();
  const Region region = text_region(to, to.style(id), setting);
  if (region.columns == 1 || around.columns > 1) {
    report_one_column(to, id);
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

namespace {

/// What a part needs so that no word of it is broken, with the boxes around the word. Pictures take what they get.
Length widest_word(const Compositor& to, NodeId part) {
  const Document& document = to.document();
  const auto sides = [&](NodeId node) {
    const ComputedStyle& style = to.style(node);
    return to.em(style, style.padding_left) + to.em(style, style.padding_right) + to.em(style, style.margin_left) + to.em(style, style.margin_right) +
           to.em(style, style.border_left_width) + to.em(style, style.border_right_width);
  };
  Length widest;
  for (NodeId node = part; node < document[part].end;) {
    if (info(document[node].element).display != Display::block) {
      ++node;
      continue;
    }
    const auto drawn = [&](NodeId id) { return document[id].element == Element::image || document[id].element == Element::formula; };
    bool words = true;
    for (NodeId id = node; id < document[node].end; ++id) words = words && !drawn(id);
    if (words) {
      Length around;
      for (NodeId at = node; at != document[part].parent; at = document[at].parent) around += sides(at);
      widest = std::max(widest, measure_text(to.typesetter, collect_inline(to.typesetter, node), to.style(node)).minimum + around);
    }
    node = document[node].end;
  }
  return widest;
}

/// Children beside each other, in rows of as many as have room, tops aligned, all alike wide and in a row alike high.
class RowsOfParts {
 public:
  RowsOfParts(const Compositor& to, NodeId id, const Setting& setting) : to_(to), id_(id), setting_(setting) {
    for (const NodeId child : children(to.document(), id)) parts_.push_back(child);
    const ComputedStyle& style = to.style(id);
    gap_ = to.em(style, style.column_gap);
    Length narrowest = used_size(to.typesetter, style).scaled(kNarrowestColumnEm);
    for (const NodeId part : parts_) narrowest = std::max(narrowest, widest_word(to, part));
    const auto fit = std::max<std::int64_t>(1, (setting.width + gap_).raw() / std::max<std::int64_t>((narrowest + gap_).raw(), 1));
    const auto count = static_cast<std::int64_t>(parts_.size());
    const std::int64_t rows = (count + fit - 1) / std::max<std::int64_t>(fit, 1);
    across_ = rows > 0 ? static_cast<std::size_t>((count + rows - 1) / rows) : 0;  // rows of nearly as many
    width_ = across_ > 0 ? (setting.width - gap_ * (static_cast<std::int64_t>(across_) - 1)) / static_cast<std::int64_t>(across_) : Length();
  }

  bool run() {
    if (across_ < 2) return false;
    Setting inner = setting_;
    inner.x = Length();
    inner.width = inner.measure = width_;
    inner.may_turn = false;
    for (const NodeId part : parts_) {
      ColumnBuilder builder({0, 1, width_, Length(), false});
      set_block({to_.typesetter, builder}, part, inner);
      columns_.push_back(std::move(builder.column));
      places_.push_back(flat(columns_.back()));
      if (places_.back().height > setting_.page_height) return false;  // a row cannot break: below each other they can
    }
    for (std::size_t first = 0; first < parts_.size(); first += across_) push_row(first, std::min(first + across_, parts_.size()));
    return true;
  }

 private:
  void push_row(std::size_t first, std::size_t end) {
    std::vector<Item> items;
    Length height, below;
    for (std::size_t k = first; k < end; ++k) {
      const ComputedStyle& style = to_.style(parts_[k]);
      height = std::max(height, places_[k].height);
      to_.column.margin(to_.em(style, style.margin_top));
      below = std::max(below, to_.em(style, style.margin_bottom));
      for (const ColumnAnchor& anchor : columns_[k].anchors) to_.column.anchor(anchor.node);
    }
    if (first > 0) to_.column.margin(gap_ / 2);
    for (std::size_t k = first; k < end; ++k) {
      const auto place = static_cast<std::int64_t>(setting_.rtl ? across_ - 1 - (k - first) : k - first);
      flatten(columns_[k], places_[k], {setting_.x + (width_ + gap_) * place, Length()}, height, items);
    }
    to_.column.push(height, items, id_);
    to_.column.margin(below);
  }

  const Compositor& to_;
  const NodeId id_;
  const Setting& setting_;
  std::vector<NodeId> parts_;
  std::vector<Column> columns_;
  std::vector<Flat> places_;
  std::size_t across_ = 0;
  Length gap_, width_;
};

}  // namespace

void set_side_by_side(const Compositor& to, NodeId id, const Setting& setting) {
  if (!RowsOfParts(to, id, setting).run()) set_children(to, id, setting);
}

}  // namespace pamphlet
