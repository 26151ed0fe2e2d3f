#include "layout/blocks/markers.h"

#include <algorithm>

#include "layout/inline/numerals.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

constexpr std::string_view kBullet = "\xE2\x80\xA2";  // U+2022

}  // namespace

std::string MarkerSetter::number_text(const ListData& list, std::int64_t number, const ComputedStyle& style) const {
  std::string text;
  switch (style.list_style_type) {
    case ListStyle::lower_alpha: text = alphabetic(number, 'a'); break;
    case ListStyle::upper_alpha: text = alphabetic(number, 'A'); break;
    case ListStyle::lower_roman: text = roman_numeral(number, false); break;
    case ListStyle::upper_roman: text = roman_numeral(number, true); break;
    default: break;
  }
  if (text.empty()) text = std::to_string(number);
  return text + list.delimiter;
}

std::string MarkerSetter::bullet_text(const ComputedStyle& style, int depth) const {
  switch (style.list_style_type) {
    case ListStyle::circle: return "\xE2\x97\xA6";  // U+25E6
    case ListStyle::square: return "\xE2\x96\xAA";  // U+25AA
    case ListStyle::dash: return "\xE2\x80\x93";    // U+2013
    case ListStyle::automatic: return depth % 2 == 0 ? "\xE2\x80\x93" : std::string(kBullet);
    default: return std::string(kBullet);
  }
}

Length MarkerSetter::overhang(NodeId list, const BlockContext& context) {
  const auto* data = std::get_if<ListData>(&setter_.document_[list].payload);
  if (data == nullptr || data->kind != ListKind::ordered) return Length();
  NodeId last = kNoNode;
  for (const NodeId child : children(setter_.document_, list)) last = child;
  if (last == kNoNode || !std::holds_alternative<ItemData>(setter_.document_[last].payload)) return Length();
  const ComputedStyle& style = setter_.styles_.pseudo(last, Element::marker);
  const std::string widest = number_text(*data, setter_.document_.data<ItemData>(last).number, style);
  const InlineText text = make_inline(setter_.typesetter_.inline_context, widest, last, style, "en");
  const Length width = measure_text(setter_.typesetter_, text, style).maximum + setter_.em(style, style.marker_offset);
  const ComputedStyle& item = setter_.styles_[last];
  const Length outside = context.rtl ? setter_.width_ - context.x - context.width : context.x;
  const Length indent = outside + setter_.em(item, item.padding_left) + setter_.em(item, item.margin_left);
  // A marker may hang one em into the page margin, no further.
  return std::max(Length(), width - indent - setter_.em(style, EmLength{1}));
}

void MarkerSetter::attach(NodeId item, const BlockContext& context) {
  const auto* data = std::get_if<ItemData>(&setter_.document_[item].payload);
  const auto* list = std::get_if<ListData>(&setter_.document_[setter_.document_[item].parent].payload);
  if (data == nullptr || list == nullptr) return;
  const ComputedStyle& style = setter_.styles_.pseudo(item, Element::marker);
  if (style.list_style_type == ListStyle::none || style.display == DisplayMode::none) return;
  if (data->checked.has_value()) {
    attach_mark(item, *data->checked ? Mark::task_done : Mark::task_open, style, context);
  } else if (list->kind == ListKind::marked && data->mark != Mark::none) {
    attach_mark(item, data->mark, style, context);
  } else if (list->kind == ListKind::marked && !data->marker.empty()) {
    attach_text(item, data->marker, style, context);
  } else if (list->kind == ListKind::ordered) {
    attach_text(item, number_text(*list, data->number, style), style, context);
  } else {
    attach_text(item, bullet_text(style, context.list_depth), style, context);
  }
}

void MarkerSetter::attach_mark(NodeId item, Mark mark, const ComputedStyle& style, const BlockContext& context) {
  const Length side = setter_.em(style, style.mark_size);
  const Length gap = setter_.em(style, style.marker_offset);
  // The mark's middle is the middle of the capitals of the first line.
  const FontExtent extent = font_extent(setter_.typesetter_, setter_.styles_[item]);
  const Length x = context.rtl ? context.x + context.width + gap : context.x - gap - side;
  const Rect box{x, -(extent.cap_height / 2) - side / 2, side, side};
  if (style.mark_ground.visible()) {
    BoxItem ground;
    ground.node = item;
    ground.box = box;
    ground.radius = side / 2;
    ground.fill = style.mark_ground;
    setter_.builder_.attach(ground);
  }
  // Where the meaning matters it is said; else the reader hears a plain bullet.
  const std::string_view spoken = spoken_term(mark);
  const std::string_view says =
      spoken.empty() ? kBullet : term(spoken, setter_.document_.lang(item));
  Rect inner = box;
  if (style.mark_ground.visible()) {  // the glyph sits inside its disc
    const Length inset = side.scaled(0.2);
    inner = {box.x + inset, box.y + inset, box.width - inset * 2, box.height - inset * 2};
  }
  setter_.attach_drawing(name(mark), item, Role::marker, inner, style.mark_color, says);
}

void MarkerSetter::attach_text(NodeId item, std::string_view text, const ComputedStyle& style,
                               const BlockContext& context) {
  Typesetter& typesetter = setter_.typesetter_;
  const InlineText marker = make_inline(typesetter.inline_context, text, item, style, setter_.document_.lang(item));
  ParagraphOptions options;
  options.width = Length::points(1000);
  options.align = TextAlign::left;
  options.rtl = context.rtl;  // the stop after the number stands on the side of the text
  options.explicit_direction = true;
  options.role = Role::marker;
  const LineSet set = set_paragraph(typesetter, marker, style, options);
  if (set.lines.empty()) return;
  const Line& line = set.lines.front();
  const Length gap = setter_.em(style, style.marker_offset);
  const Length x = context.rtl ? context.x + context.width + gap : context.x - gap - line.width;
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item placed = set.items[line.first_item + k];
    move_item(placed, x - line.left, -line.baseline);
    setter_.builder_.attach(std::move(placed));
  }
}

void MarkerSetter::attach_point(NodeId term, const BlockContext& context) {
  const ComputedStyle& frame = setter_.styles_[setter_.document_[term].parent];
  const ComputedStyle& style = setter_.styles_[term];
  const Length side = setter_.em(style, style.mark_size);
  if (context.squeezed || side.raw() <= 0) return;  // squeezed: the rule is not where its style says
  const Length out = setter_.em(frame, frame.padding_left) + setter_.em(frame, frame.border_left_width) / 2;
  const Length middle = context.rtl ? context.x + context.width + out : context.x - out;
  BoxItem point;
  point.node = term;
  point.box = {middle - side / 2, -(font_extent(setter_.typesetter_, style).cap_height / 2) - side / 2, side, side};
  point.radius = side / 2;
  point.fill = style.mark_color;
  setter_.builder_.attach(point);
}

void MarkerSetter::attach_note_number(NodeId note, const BlockContext& context) {
  const ComputedStyle& style = setter_.styles_.pseudo(note, Element::marker);
  attach_text(note, std::to_string(setter_.document_.data<NoteData>(note).number), style, context);
}

}  // namespace pamphlet
