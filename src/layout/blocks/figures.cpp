// Figures: pictures as large as the page allows, with their captions.
#include <fmt/core.h>

#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/codes.h"
#include "layout/inline/picture_frame.h"

namespace pamphlet {
namespace {

void set_missing_image(const Compositor& to, NodeId id, const Setting& setting) {
  const ImageData& data = to.document().data<ImageData>(id);
  const std::string_view lang = to.document().lang(id);
  std::string words = data.alt;
  if (to.typesetter.input.draft) {
    words = term_with("image_missing", lang, "name", data.source) + (words.empty() ? "" : " – " + words);
  }
  if (words.empty() && !data.decorative) words = data.source;
  if (words.empty()) return;
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  set_text(to, id, make_inline(to.typesetter, words, id, style, lang), style, box.inner);
  close_box(to, id, style, box);
}

/// Its own, or those of its figure, unless they are a box's.
CornerRadius corner_radius(const Compositor& to, NodeId image) {
  const CornerRadius own = to.style(image).border_radius;
  const NodeId parent = to.document()[image].parent;
  if (own != CornerRadius{} || parent == kNoNode || to.document()[parent].element != Element::figure) return own;
  return draws_box(to.style(parent)) ? own : to.style(parent).border_radius;
}

bool wants_edges(const Compositor& to, NodeId image) {
  const NodeId parent = to.document()[image].parent;
  const bool figure = parent != kNoNode && to.document()[parent].element == Element::figure;
  return to.style(image).box_extent == BoxExtent::page || (figure && to.style(parent).box_extent == BoxExtent::page);
}

/// Whether the picture goes to the edges of the sheet: where nothing stands at its sides.
bool reaches_edges(const Compositor& to, NodeId image, const Setting& setting, bool wanted) {
  const bool possible = to.column.may_have_beside() && to.column.region().columns == 1 && setting.width == setting.measure && setting.may_turn;
  if (wanted && !possible) {
    to.typesetter.diagnostics.report(code::not_honoured, *to.document().source, to.document()[image].span,
                                     "the picture does not reach the edges of the sheet: something stands at its side",
                                     "take it out of the box, the row or the columns, or .to-edges away");
  }
  return wanted && possible;
}

}  // namespace

void set_figure(const Compositor& to, NodeId id, const Setting& setting) {
  if (to.style(id).float_ != Float::none && set_figure_beside(to, id, setting)) return;
  to.column.clear_beside(id);
  set_whole_figure(to, id, setting);
}

void set_whole_figure(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  to.column.open_whole();
  const OpenBox box = open_box(to, id, style, setting);
  bool first = true;
  for (const bool captions : {true, false}) {  // captions that stand above their picture come first
    for (const NodeId child : children(to.document(), id)) {
      const bool above =
          to.document()[child].element == Element::caption && to.style(child).caption_side == CaptionSide::top;
      if (above != captions) continue;
      if (!first) to.column.keep(BreakRule::keep);
      set_block(to, child, box.inner);
      first = false;
    }
  }
  close_box(to, id, style, box);
  to.column.close_whole(setting.page_height);
}

void set_image(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const ImageData& data = to.document().data<ImageData>(id);
  const ImageId found = to.typesetter.input.images.find(data.source);
  if (found == kNoImage) {
    set_missing_image(to, id, setting);
    return;
  }
  const Image& image = to.typesetter.input.images[found];
  const OpenBox box = open_box(to, id, style, setting);
  const bool to_edges = reaches_edges(to, id, setting, wants_edges(to, id));
  const Length available = setting.filled ? box.inner.width : box.inner.width.scaled(data.width.value_or(style.width.ratio));
  Length width = data.pixels > 0 ? Length::points(data.pixels * 0.75) : Length::points(image.width * 72.0 / image.resolution);
  if (data.width.has_value() || setting.filled || width > available) width = available;
  const PageStyle& page = to.typesetter.input.style.page;
  if (to_edges) width = page.width + page.reach() * 2;
  Length height = width.scaled(1 / picture_ratio(style, image));
  const Length tallest = setting.page_height.scaled(std::min(style.max_height.ratio, 0.95));  // room for a caption
  if (height > tallest) {
    if (!to_edges) width = width.scaled(tallest.points() / height.points());  // what goes to the edges is cut
    height = tallest;
    to.typesetter.diagnostics.report(code::image_shrunk, *to.document().source, to.document()[id].span,
                                   fmt::format("the image “{}” was {} to fit the page", data.source, to_edges ? "cut" : "made smaller"),
                                   "give it {width=…%}, or crop it");
  }
  ImageItem item;
  item.node = id;
  item.image = found;
  Length x = box.inner.x;
  if (style.box_align == BoxAlign::center) x += (box.inner.width - width) / 2;
  if ((style.box_align == BoxAlign::end) != setting.rtl && style.box_align != BoxAlign::center) {
    x += box.inner.width - width;
  }
  frame_picture(style, image, {x, Length(), width, height}, item);
  if (to_edges) fill_box(item, {x, Length(), width, height}, style.object_position);
  item.radius = used_radius(corner_radius(to, id), used_size(to.typesetter, style), item.box);
  std::vector<Item> items;
  // A marker stands beside the picture's top, where the first line of a text would be.
  to.column.take_attachments(std::min(height, used_size(to.typesetter, style)), items);
  items.emplace_back(item);
  to.column.push(height, items, id);
  ColumnContent& content = to.column.column.contents.back();
  content.to_edges = to_edges;
  const Length spare = box.inner.width - width;
  content.align = spare.raw() > 0 ? (x - box.inner.x).points() / spare.points() : style.box_align == BoxAlign::center ? 0.5 : box.inner.rtl ? 1 : 0;
  if (to.column.may_have_beside() && !to_edges) to.column.column.vitems.back().give = height.scaled(1 - style.shrink_to.ratio);
  close_box(to, id, style, box);
}

}  // namespace pamphlet
