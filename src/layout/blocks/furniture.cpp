// Blocks with furniture: callouts, quotations, breaks with an ornament, figures.
#include <fmt/format.h>

#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/codes.h"

namespace pamphlet {
namespace {

Mark callout_mark(CalloutKind kind) {
  switch (kind) {
    case CalloutKind::note: return Mark::note;
    case CalloutKind::tip: return Mark::tip;
    case CalloutKind::important: return Mark::important;
    case CalloutKind::warning: return Mark::warning;
    case CalloutKind::caution: return Mark::caution;
    case CalloutKind::help: return Mark::help;
    case CalloutKind::summary: return Mark::summary;
  }
  return Mark::none;
}

std::string_view callout_term(CalloutKind kind) { return name(callout_mark(kind)); }

/// Left and right changed places: an opening quotation mark of text that runs from right to left.
Drawing mirror(Drawing drawing) {
  for (Shape& shape : drawing.shapes) {
    for (std::size_t k = 0; k < shape.path.coordinates.size(); k += 2) {
      shape.path.coordinates[k] = drawing.width - shape.path.coordinates[k];
    }
  }
  return drawing;
}

}  // namespace

void BlockSetter::attach_drawing(std::string_view drawing_name, NodeId node, Role role, Rect box, Color color,
                                 std::string_view text, bool mirrored) {
  const Drawing* drawing = typesetter_.input.mark ? typesetter_.input.mark(drawing_name) : nullptr;
  if (drawing == nullptr || drawing->width <= 0 || drawing->height <= 0) return;
  Drawing turned;
  if (mirrored) {
    turned = mirror(*drawing);
    drawing = &turned;
  }
  PageList& pages = typesetter_.pages;
  auto& known = pages.drawings;
  auto found = std::find(known.begin(), known.end(), *drawing);
  if (found == known.end()) found = known.insert(known.end(), *drawing);
  DrawingItem item;
  item.node = node;
  item.role = role;
  item.box = box;
  item.drawing = static_cast<std::uint32_t>(found - known.begin());
  item.color = color;
  item.text_begin = static_cast<std::uint32_t>(pages.text.size());
  pages.text += text;
  item.text_length = static_cast<std::uint32_t>(text.size());
  builder_.attach(item);
}

void BlockSetter::callout(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  NodeId child = document_.first_child(id);
  const bool titled = child != kNoNode && document_[child].element == Element::callout_title;
  callout_label(id, titled ? child : kNoNode, box.inner);
  if (titled) child = document_.next_sibling(child);
  for (; child != kNoNode; child = document_.next_sibling(child)) node(child, box.inner);
  end_box(id, style, box);
}

void BlockSetter::callout_label(NodeId id, NodeId title, const BlockContext& context) {
  const ComputedStyle& style = styles_.pseudo(id, Element::callout_label);
  if (style.display == DisplayMode::none && title == kNoNode) return;
  const CalloutKind kind = document_.data<CalloutData>(id).kind;
  InlineText text = title != kNoNode ? collect_inline(typesetter_.inline_context, title)
                                     : make_inline(typesetter_.inline_context, term(callout_term(kind), document_.lang(id)),
                                                   id, style, document_.lang(id));
  for (InlineRun& run : text.runs) {  // a title of the author's looks like the label it replaces
    if (title != kNoNode && run.style == &styles_[title]) run.style = &style;
  }
  const OpenBox box = begin_box(id, style, context);
  BlockContext inner = box.inner;
  const Length side = em(style, style.mark_size);
  if (side.raw() > 0) {
    const Length gap = em(style, style.marker_offset);
    const FontExtent extent = font_extent(typesetter_, style);
    const Length x = inner.rtl ? inner.x + inner.width - side : inner.x;
    attach_drawing(name(callout_mark(kind)), id, Role::background,
                   {x, -(extent.cap_height / 2) - side / 2, side, side}, style.mark_color, "");
    if (!inner.rtl) inner.x += side + gap;
    inner.width -= side + gap;
  }
  if (title != kNoNode && !document_.attributes_of(title).id.empty()) builder_.anchor(title);
  set_text(title != kNoNode ? title : id, text, style, inner, title != kNoNode ? Role::content : Role::label);
  builder_.clear_attachments();
  end_box(id, style, box);
  builder_.keep(BreakRule::keep);
}

void BlockSetter::quotation(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  const ComputedStyle& mark = styles_.pseudo(id, Element::quote_mark);
  bool pending = mark.content.mark != Mark::none && mark.display != DisplayMode::none;
  for (const NodeId child : children(document_, id)) {
    const bool attribution = document_[child].element == Element::attribution;
    if (pending && !attribution) {  // the large mark stands beside the words, not beside the speaker
      const Length side = em(mark, mark.mark_size);
      const Length offset = em(mark, mark.margin_left);
      const Length x = box.inner.rtl ? box.inner.x + box.inner.width - offset - side : box.inner.x + offset;
      const FontExtent extent = font_extent(typesetter_, styles_[child]);
      attach_drawing(name(mark.content.mark), id, Role::background,
                     {x, -extent.cap_height + em(mark, mark.margin_top), side, side}, mark.mark_color, "", box.inner.rtl);
      pending = false;
    }
    if (attribution && child != document_.first_child(id)) builder_.keep(BreakRule::keep);
    node(child, box.inner);
    if (attribution && child == document_.first_child(id)) builder_.keep(BreakRule::keep);
  }
  builder_.clear_attachments();
  end_box(id, style, box);
}

void BlockSetter::thematic_break(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const ComputedStyle& ornament = styles_.pseudo(id, Element::ornament);
  const OpenBox box = begin_box(id, style, context);
  const Length line = used_size(typesetter_.inline_context, ornament).scaled(ornament.line_height);
  if (ornament.content.mark != Mark::none) {
    const Length side = em(ornament, ornament.mark_size);
    const Drawing* drawing = typesetter_.input.mark ? typesetter_.input.mark(name(ornament.content.mark)) : nullptr;
    if (drawing != nullptr && drawing->height > 0) {
      const Length width = side.scaled(drawing->width / drawing->height);
      const Rect place{box.inner.x + (box.inner.width - width) / 2, -side, width, side};
      attach_drawing(name(ornament.content.mark), id, Role::background, place, ornament.mark_color, "");
    }
    LineSet empty;
    Line blank;
    blank.height = std::max(line, side);
    blank.baseline = (blank.height + side) / 2;
    builder_.push_line(empty, blank, Length(), id, false);
  } else if (!ornament.content.text.empty()) {
    const InlineText text = make_inline(typesetter_.inline_context, ornament.content.text, id, ornament, "en");
    set_text(id, text, ornament, box.inner, Role::background);
  } else {
    builder_.push(Length(), {}, id);
  }
  end_box(id, style, box);
}

void BlockSetter::figure(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  builder_.open_whole();
  const OpenBox box = begin_box(id, style, context);
  bool first = true;
  for (const bool captions : {true, false}) {  // captions that stand above their picture come first
    for (const NodeId child : children(document_, id)) {
      const bool above = document_[child].element == Element::caption && styles_[child].caption_side == CaptionSide::top;
      if (above != captions) continue;
      if (!first) builder_.keep(BreakRule::keep);
      node(child, box.inner);
      first = false;
    }
  }
  end_box(id, style, box);
  builder_.close_whole();
}

void BlockSetter::block_image(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const ImageData& data = document_.data<ImageData>(id);
  const ImageId found = typesetter_.input.images.find(data.source);
  if (found == kNoImage) {
    missing_image(id, context);
    return;
  }
  const Image& image = typesetter_.input.images[found];
  const OpenBox box = begin_box(id, style, context);
  const Length available = box.inner.width.scaled(data.width.value_or(style.width.ratio));
  Length width = Length::points(image.width * 72.0 / image.resolution);
  if (data.width.has_value() || width > available) width = available;
  Length height = width.scaled(static_cast<double>(image.height) / std::max(1u, image.width));
  const Length tallest = page_height_.scaled(std::min(style.max_height.ratio, 0.95));  // room for a caption
  if (height > tallest) {
    width = width.scaled(tallest.points() / height.points());
    height = tallest;
    typesetter_.diagnostics.report(code::image_shrunk, *document_.source, document_[id].span,
                                   fmt::format("the image “{}” was made smaller to fit the page", data.source),
                                   "give it {width=…%}, or crop it");
  }
  ImageItem item;
  item.node = id;
  item.image = found;
  Length x = box.inner.x;
  if (style.box_align == BoxAlign::center) x += (box.inner.width - width) / 2;
  if ((style.box_align == BoxAlign::end) != context.rtl && style.box_align != BoxAlign::center) {
    x += box.inner.width - width;
  }
  item.box = {x, Length(), width, height};
  std::vector<Item> items;
  // A marker stands beside the picture's top, where the first line of a text would be.
  builder_.take_attachments(std::min(height, used_size(typesetter_.inline_context, style)), items);
  items.emplace_back(item);
  builder_.push(height, items, id);
  end_box(id, style, box);
}

void BlockSetter::missing_image(NodeId id, const BlockContext& context) {
  const ImageData& data = document_.data<ImageData>(id);
  const std::string_view lang = document_.lang(id);
  std::string words = data.alt;
  if (typesetter_.input.draft) {
    words = term_with("image_missing", lang, "name", data.source) + (words.empty() ? "" : " – " + words);
  }
  if (words.empty() && !data.decorative) words = data.source;
  if (words.empty()) return;
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  set_text(id, make_inline(typesetter_.inline_context, words, id, style, lang), style, box.inner);
  end_box(id, style, box);
}

}  // namespace pamphlet
