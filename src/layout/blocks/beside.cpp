// Pictures beside the text that belongs to them (CSS float, for figures).
//
// The column is one sequence of lines with a height each, so a picture beside them is no line of its own: it is set alone, in
// its own narrow column, and hung onto the first item that comes next. What follows asks how much of the picture is
// left (Beside) and leaves room for it: a paragraph in as many of its first lines as stand beside it, a list with its markers as a whole. What
// cannot leave room (a box with a ground, a table, a large heading, another picture) begins below. Lines beside a
// picture are whole with it, and the gaps between them are rigid, so that no page cuts it and no line moves up into it. Exclusion shapes
// found while pages are filled, as browsers have them, would make lines depend on pages and pages on lines. One
// setting of each block, as without pictures.
#include <fmt/core.h>

#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/codes.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

// A picture without a width takes at most this share; beside more than three fifths no text can be read.
constexpr double kOwnShare = 0.45, kMostShare = 0.6;
// Below it, as share of the font size, before text takes the whole measure again.
constexpr double kBelowEm = 0.5;
// For fewer lines than this a list is not moved aside.
constexpr std::int64_t kFewLines = 2;

/// The width of the box: what the author says of the picture, else its own size.
Length box_width(const Compositor& to, NodeId figure, const Setting& setting) {
  for (const NodeId child : children(to.document(), figure)) {
    if (to.document()[child].element != Element::image) continue;
    const ImageData& data = to.document().data<ImageData>(child);
    if (data.width) return setting.width.scaled(*data.width);
    const double ratio = to.style(child).width.ratio;
    if (ratio < 1) return setting.width.scaled(ratio);
    const ImageId found = to.typesetter.input.images.find(data.source);
    if (found == kNoImage) break;
    const Image& image = to.typesetter.input.images[found];
    const Length own = data.pixels > 0 ? Length::points(data.pixels * 0.75) : Length::points(image.width * 72.0 / image.resolution);
    return data.pixels > 0 ? own : std::min(own, setting.width.scaled(kOwnShare));
  }
  return setting.width.scaled(kOwnShare);
}

/// From the top of a line to the top of its capitals: there the picture begins.
Length above_capitals(const Compositor& to, const ComputedStyle& style) {
  const FontExtent font = font_extent(to.typesetter, style);
  const Length line = used_size(to.typesetter, style).scaled(style.line_height);
  return std::max(Length(), (line - font.ascent - font.descent) / 2 + font.ascent - font.cap_height);
}

}  // namespace

bool set_figure_beside(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const Length width = box_width(to, id, setting), gap = to.em(style, style.column_gap);
  const Length text = setting.width - width - gap;
  const bool room = to.column.may_have_beside() && width <= setting.width.scaled(kMostShare) && text >= narrowest(to.typesetter, setting);
  Column part;
  std::vector<Item> items;
  Length height;
  if (room) {
    to.column.clear_beside(id);
    ColumnBuilder builder({0, 1, width, Length(), false});
    Setting inner = setting;
    inner.x = Length();
    inner.width = inner.measure = width;
    inner.filled = true;
    inner.may_turn = false;
    set_whole_figure({to.typesetter, builder}, id, inner);
    part = std::move(builder.column);
    const Length x = style.float_ == Float::left ? setting.x : setting.x + setting.width - width;
    height = flatten(part, x, items);
  }
  if (!room || height * 4 > setting.page_height * 3) {
    to.typesetter.diagnostics.report(code::picture_not_beside, *to.document().source, to.document()[id].span,
                                     "the picture does not stand beside the text: there is no room for both",
                                     "give it a smaller width, as in {.right width=40%}, and not in a table or a row");
    return false;
  }
  const Length offset = above_capitals(to, style);
  for (Item& item : items) move_item(item, Length(), offset);
  for (const ColumnAnchor& anchor : part.anchors) to.column.anchor(anchor.node);
  const Length end = setting.x + setting.width;
  constexpr Length kFar = Length::raw(INT64_MAX / 4);
  Beside beside{-kFar, end - width - gap, height + offset + used_size(to.typesetter, style).scaled(kBelowEm)};
  if (style.float_ == Float::left) beside = {setting.x + width + gap, kFar, beside.height};
  to.column.set_beside(beside, std::move(items));
  return true;
}

bool stands_beside(const Compositor& to, NodeId id) {
  const ComputedStyle& style = to.style(id);
  if (draws_box(style) || style.place == Placement::foot || style.break_before == Break::page || style.break_before == Break::recto || to.column.is_forced()) return false;
  switch (to.document()[id].element) {
    case Element::paragraph:
    case Element::list:
    case Element::item:
    case Element::definition_list:
    case Element::term:
    case Element::description:
    case Element::block_quote: return true;
    case Element::heading: return to.document().data<HeadingData>(id).level > 2;  // a section's picture is not the next one's
    case Element::div: return style.display == DisplayMode::normal && style.column_count == 1;
    default: return false;
  }
}

void leave_room(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting, ParagraphOptions& options) {
  if (!to.column.is_beside()) return;
  const Beside& beside = to.column.beside();
  const Length left = std::max(Length(), beside.from - setting.x), right = std::max(Length(), setting.x + setting.width - beside.to);
  if (setting.width - left - right < narrowest(to.typesetter, setting)) return to.column.clear_beside(id);
  const Length line = used_size(to.typesetter, style).scaled(style.line_height);
  const Length rest = beside.height - (to.column.begins_beside() ? Length() : to.column.pending_gap());
  if (rest.raw() <= 0 || line.raw() <= 0) return;
  options.narrow_lines = static_cast<std::size_t>((rest.raw() + line.raw() - 1) / line.raw());
  options.narrow_left = left;
  options.narrow_right = right;
}

Setting list_beside(const Compositor& to, NodeId id, const Setting& setting) {
  Setting out = setting;
  if (!to.column.is_beside()) return out;
  const Beside& beside = to.column.beside();
  const Length left = std::max(Length(), beside.from - setting.x), right = std::max(Length(), setting.x + setting.width - beside.to);
  const Length taken = setting.rtl ? right : left;  // on the other side each line sees to itself
  if (taken.raw() == 0) return out;
  const Length line = used_size(to.typesetter, to.style(id)).scaled(to.style(id).line_height);
  const bool few = !to.column.begins_beside() && beside.height - to.column.pending_gap() < line * kFewLines;
  if (few || setting.width - left - right < narrowest(to.typesetter, setting)) {
    to.column.clear_beside(id);
    return out;
  }
  if (!setting.rtl) out.x += taken;
  out.width -= taken;
  return out;
}

}  // namespace pamphlet
