#include "layout/blocks/markers.h"

#include <algorithm>

#include "layout/blocks/blocks.h"
#include "base/ascii.h"
#include "base/numerals.h"
#include "layout/lines/move_item.h"
#include "layout/lines/paint_box.h"

namespace pamphlet {
namespace {

constexpr std::string_view kBullet = "\xE2\x80\xA2";  // U+2022

std::string number_text(const ListData& list, std::int64_t number, const ComputedStyle& style) {
  NumberStyle how = list.style;  // the author's letters before the style's: the text may refer to them
  if (how == NumberStyle::decimal) {
    switch (style.list_style_type) {
      case ListStyle::lower_alpha: how = NumberStyle::lower_alpha; break;
      case ListStyle::upper_alpha: how = NumberStyle::upper_alpha; break;
      case ListStyle::lower_roman: how = NumberStyle::lower_roman; break;
      case ListStyle::upper_roman: how = NumberStyle::upper_roman; break;
      default: break;
    }
  }
  const std::string text = counter_text(number, how);
  if (draws_box(style)) return text;  // the box parts it from the words, as the stop does
  return list.delimiter == '(' ? "(" + text + ")" : text + list.delimiter;
}

std::string bullet_text(const ComputedStyle& style, int depth) {
  switch (style.list_style_type) {
    case ListStyle::circle: return "\xE2\x97\xA6";  // U+25E6
    case ListStyle::square: return "\xE2\x96\xAA";  // U+25AA
    case ListStyle::dash: return "\xE2\x80\x93";    // U+2013
    case ListStyle::automatic: return depth % 2 == 0 ? "\xE2\x80\x93" : std::string(kBullet);
    default: return std::string(kBullet);
  }
}

void attach_mark(const Compositor& to, NodeId item, Mark mark, std::string_view spoken, const ComputedStyle& style, const Setting& setting) {
  const Length side = to.em(style, style.mark_size);
  const Length gap = to.em(style, style.marker_offset);
  // The mark's middle is the middle of the capitals of the first line.
  const FontExtent extent = font_extent(to.typesetter, to.style(item));
  const Length x = setting.rtl ? setting.x + setting.width + gap : setting.x - gap - side;
  const Rect box{x, -(extent.cap_height / 2) - side / 2, side, side};
  if (style.mark_ground.visible()) {
    BoxItem ground;
    ground.node = item;
    ground.box = box;
    ground.radius = side / 2;
    ground.fill = style.mark_ground;
    to.column.attach(ground);
  }
  // Where the meaning matters it is said; else the reader hears a plain bullet.
  const std::string_view says =
      spoken.empty() ? kBullet : term(spoken, to.document().lang(item));
  Rect inner = box;
  if (style.mark_ground.visible()) {  // the glyph sits inside its disc
    const Length inset = side.scaled(0.2);
    inner = {box.x + inset, box.y + inset, box.width - inset * 2, box.height - inset * 2};
  }
  attach_drawing(to, name(mark), {item, Role::marker, inner, style.mark_color}, says);
}

/// A box around a marker of that width, which is never higher than wide: with round corners one figure has a disc.
Rect marker_box(const Compositor& to, const ComputedStyle& style, Length width) {
  const auto em = [&](double value) { return to.em(style, EmLength{value}); };
  const Length height = em(1 + style.padding_top.em + style.padding_bottom.em + style.border_top_width.em + style.border_bottom_width.em);
  const Length padded = width + em(style.padding_left.em + style.padding_right.em + style.border_left_width.em + style.border_right_width.em);
  return {{}, {}, std::max(padded, height), height};
}

void attach_text(const Compositor& to, NodeId item, std::string_view text, const ComputedStyle& style,
                               const Setting& setting) {
  const InlineText marker = make_inline(to.typesetter, text, item, style, to.document().lang(item));
  Setting known = setting;
  known.explicit_direction = true;  // the stop after the number stands on the side of the text
  const LineSet set = set_one_line(to.typesetter, marker, style, known, Role::marker);
  if (set.lines.empty()) return;
  const Line& line = set.lines.front();
  const Length gap = to.em(style, style.marker_offset);
  Rect box{{}, {}, line.width, {}};
  if (draws_box(style)) box = marker_box(to, style, line.width);
  box.x = setting.rtl ? setting.x + setting.width + gap : setting.x - gap - box.width;
  Length drop;
  if (box.height.raw() > 0) {  // the middle of the figures, of the box, and of the words' capitals are one
    const Length middle = font_extent(to.typesetter, to.style(item)).cap_height / 2;
    box.y = -middle - box.height / 2;
    drop = font_extent(to.typesetter, style).cap_height / 2 - middle;
    std::vector<Item> frame;
    paint_frame(item, box, style, used_size(to.typesetter, style), {true, true, setting.rtl}, frame);
    for (Item& part : frame) to.column.attach(std::move(part));
  }
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item placed = set.items[line.first_item + k];
    move_item(placed, box.x + (box.width - line.width) / 2 - line.left, drop - line.baseline);
    to.column.attach(std::move(placed));
  }
}

}  // namespace

void attach_drawing(const Compositor& to, std::string_view name, const DrawingPlace& place, std::string_view text) {
  if (const std::optional<DrawingItem> item = make_drawing(to.typesetter, name, place, text)) to.column.attach(*item);
}

Length marker_overhang(const Compositor& to, NodeId list, const Setting& setting) {
  const auto* data = std::get_if<ListData>(&to.document()[list].payload);
  if (data == nullptr || (data->kind != ListKind::ordered && data->kind != ListKind::marked)) return Length();
  NodeId last = kNoNode;
  for (const NodeId child : children(to.document(), list)) last = child;
  if (last == kNoNode || !std::holds_alternative<ItemData>(to.document()[last].payload)) return Length();
  const ComputedStyle& style = to.pseudo(last, Element::marker);
  const ItemData& item_data = to.document().data<ItemData>(last);
  const bool counted = data->kind == ListKind::marked;  // "1.1": a number of several parts
  if (counted && (item_data.marker.empty() || !is_ascii_digit(item_data.marker.str()[0]) || item_data.marker.str().size() > 12)) return Length();
  const std::string widest = counted ? item_data.marker.str() : number_text(*data, item_data.number, style);
  const InlineText text = make_inline(to.typesetter, widest, last, style, "en");
  Length width = measure_text(to.typesetter, text, style).maximum;
  if (draws_box(style)) width = marker_box(to, style, width).width;
  width += to.em(style, style.marker_offset);
  const ComputedStyle& item = to.style(last);
  const Length outside = setting.rtl ? setting.measure - setting.x - setting.width : setting.x;
  const Length indent = outside + to.em(item, item.padding_left) + to.em(item, item.margin_left);
  // A short number may hang one em into the page margin, no further.
  return std::max(Length(), width - indent - (counted ? Length() : to.em(style, EmLength{1})));
}

void attach_marker(const Compositor& to, NodeId item, const Setting& setting) {
  const auto* data = std::get_if<ItemData>(&to.document()[item].payload);
  const auto* list = std::get_if<ListData>(&to.document()[to.document()[item].parent].payload);
  if (data == nullptr || list == nullptr) return;
  const ComputedStyle& style = to.pseudo(item, Element::marker);
  if (style.list_style_type == ListStyle::none || style.display == DisplayMode::none) return;
  if (data->checked.has_value()) {
    const Mark box = *data->checked ? Mark::task_done : Mark::task_open;
    attach_mark(to, item, box, spoken_term(box), style, setting);
  } else if (list->kind == ListKind::marked && data->mark != Mark::none) {
    attach_mark(to, item, data->mark, spoken_term(*data), style, setting);
  } else if (list->kind == ListKind::marked && !data->marker.empty()) {
    attach_text(to, item, data->marker, style, setting);
  } else if (list->kind == ListKind::ordered) {
    attach_text(to, item, number_text(*list, data->number, style), style, setting);
  } else {
    attach_text(to, item, bullet_text(style, setting.list_depth), style, setting);
  }
}

void attach_point(const Compositor& to, NodeId term, const Setting& setting) {
  const ComputedStyle& frame = to.style(to.document()[term].parent);
  const ComputedStyle& style = to.style(term);
  const Length side = to.em(style, style.mark_size);
  if (setting.squeezed || side.raw() <= 0) return;  // squeezed: the rule is not where its style says
  const Length out = to.em(frame, frame.padding_left) + to.em(frame, frame.border_left_width) / 2;
  const Length middle = setting.rtl ? setting.x + setting.width + out : setting.x - out;
  BoxItem point;
  point.node = term;
  point.box = {middle - side / 2, -(font_extent(to.typesetter, style).cap_height / 2) - side / 2, side, side};
  point.radius = side / 2;
  point.fill = style.mark_color;
  to.column.attach(point);
}

void attach_note_number(const Compositor& to, NodeId note, const Setting& setting) {
  const ComputedStyle& style = to.pseudo(note, Element::marker);
  attach_text(to, note, std::to_string(to.document().data<NoteData>(note).number), style, setting);
}

}  // namespace pamphlet
