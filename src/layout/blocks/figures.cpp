// Figures: pictures as large as the page allows, with their captions.
#include <fmt/core.h>

#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/codes.h"

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

}  // namespace

void set_figure(const Compositor& to, NodeId id, const Setting& setting) {
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
  const Length available = box.inner.width.scaled(data.width.value_or(style.width.ratio));
  Length width = data.pixels > 0 ? Length::points(data.pixels * 0.75) : Length::points(image.width * 72.0 / image.resolution);
  if (data.width.has_value() || width > available) width = available;
  Length height = width.scaled(static_cast<double>(image.height) / std::max(1u, image.width));
  const Length tallest = setting.page_height.scaled(std::min(style.max_height.ratio, 0.95));  // room for a caption
  if (height > tallest) {
    width = width.scaled(tallest.points() / height.points());
    height = tallest;
    to.typesetter.diagnostics.report(code::image_shrunk, *to.document().source, to.document()[id].span,
                                   fmt::format("the image “{}” was made smaller to fit the page", data.source),
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
  item.box = {x, Length(), width, height};
  std::vector<Item> items;
  // A marker stands beside the picture's top, where the first line of a text would be.
  to.column.take_attachments(std::min(height, used_size(to.typesetter, style)), items);
  items.emplace_back(item);
  to.column.push(height, items, id);
  close_box(to, id, style, box);
}

}  // namespace pamphlet
