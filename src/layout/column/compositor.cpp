#include "layout/column/compositor.h"

#include <algorithm>
#include <optional>

namespace pamphlet {
namespace {

// However deep the nesting, text keeps room for a word or two: eight ems, or half of a column that is hardly wider.
constexpr std::int64_t kNarrowestEm = 8;
// Wider than any page and any marker.
constexpr Length kUnlimited = Length::raw(10000 * Length::kPerPoint);

}  // namespace

Length least_height(const Compositor& to, NodeId id, const ComputedStyle& style) {
  const std::optional<Measure> stated = stated_height(to.document(), id);
  const Length author = !stated ? Length() : stated->em ? to.em(style, EmLength{stated->value}) : Length::points(stated->value);
  return std::max(author, to.em(style, style.min_height));
}

Setting column_setting(Length measure, Length page_height) {
  Setting setting;
  setting.width = setting.measure = measure;
  setting.page_height = page_height;
  return setting;
}

Setting directed(const Document& document, NodeId id, const Setting& around) {
  Setting setting = around;
  const Attributes& attributes = document.attributes_of(id);
  if (attributes.dir.empty() && attributes.lang.empty()) return setting;
  setting.rtl = attributes.dir.empty() ? is_rtl_language(attributes.lang) : attributes.dir == "rtl";
  setting.explicit_direction = true;
  return setting;
}

Length narrowest(const Typesetter& typesetter, const Setting& setting) {
  return std::min(typesetter.root_size * kNarrowestEm, setting.measure / 2);
}

ParagraphOptions paragraph_options(const ComputedStyle& style, const Setting& setting, Role role) {
  ParagraphOptions options;
  options.width = setting.width;
  options.align = style.text_align;
  options.align_last = style.text_align_last;
  options.rtl = setting.rtl;
  options.explicit_direction = setting.explicit_direction;
  options.role = role;
  return options;
}

LineSet set_one_line(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style, const Setting& setting,
                     Role role) {
  ParagraphOptions options = paragraph_options(style, setting, role);
  options.width = kUnlimited;
  options.align = TextAlign::left;
  options.align_last = TextAlignLast::auto_;
  return set_paragraph(typesetter, text, style, options);
}

namespace {

bool is_flow(const Document& document, NodeId id) {
  const Element element = document[id].element;
  return element == Element::div || element == Element::block_quote || element == Element::colophon || element == Element::header;
}

/// A forced break before a first child is one before its box (CSS Fragmentation 3 §3.1.1): a rule or a ground begins with it.
Break break_before(const Compositor& to, NodeId id) {
  const Document& document = to.document();
  const NodeId parent = document[id].parent;
  const Break own = to.style(id).break_before;
  if (parent != kNoNode && is_flow(document, parent) && document.first_child(parent) == id) return own == Break::avoid ? own : Break::auto_;
  for (NodeId at = id; at != kNoNode; at = is_flow(document, at) ? document.first_child(at) : kNoNode) {
    const Break before = to.style(at).break_before;
    if (before == Break::page || before == Break::recto) return before;
  }
  return own;
}

}  // namespace

OpenBox open_box(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting) {
  const auto em = [&](EmLength value) { return to.em(style, value); };
  OpenBox box;
  box.inner = setting;
  to.column.margin(em(style.margin_top));
  const Break before = break_before(to, id);
  if (before == Break::page) to.column.force_break();
  if (before == Break::recto) to.column.force_break(to.typesetter.input.style.page.duplex);
  if (before == Break::avoid) to.column.keep(BreakRule::keep);
  if (style.place == Placement::foot) to.column.to_foot();
  box.whole = style.break_inside == Break::avoid;
  if (box.whole) to.column.open_whole();
  Length margin_start = em(style.margin_left), margin_end = em(style.margin_right);
  Length inset_start = em(style.padding_left) + em(style.border_left_width);
  Length inset_end = em(style.padding_right) + em(style.border_right_width);
  const Length spare = std::max(setting.width - narrowest(to.typesetter, setting), Length());
  const Length wanted = margin_start + margin_end + inset_start + inset_end;
  if (wanted > spare) {
    box.inner.squeezed = true;
    const double share = spare.points() / wanted.points();
    for (Length* part : {&margin_start, &margin_end, &inset_start, &inset_end}) *part = part->scaled(share);
  }
  const Length outer_x = setting.x + (setting.rtl ? margin_end : margin_start);
  const Length outer_width = setting.width - margin_start - margin_end;
  box.inner.x = outer_x + (setting.rtl ? inset_end : inset_start);
  box.inner.width = outer_width - inset_start - inset_end;
  if (draws_box(style)) {
    Decoration decoration;
    decoration.node = id;
    decoration.x = outer_x;
    decoration.width = outer_width;
    decoration.style = &style;
    decoration.size = used_size(to.typesetter, style);
    decoration.rtl = setting.rtl;
    box.decoration = to.column.open_decoration(decoration);
  }
  box.first = to.column.size();
  const Length top = em(style.padding_top) + em(style.border_top_width);
  if (top.raw() > 0) {
    to.column.push(top, {}, id);
    to.column.keep(BreakRule::forbidden);
  }
  return box;
}

void close_box(const Compositor& to, NodeId id, const ComputedStyle& style, const OpenBox& box) {
  if (box.decoration != SIZE_MAX) to.column.clear_beside(id);  // the box goes round the picture
  const Length insets = to.em(style, style.padding_top) + to.em(style, style.border_top_width);
  const Length bottom = to.em(style, style.padding_bottom) + to.em(style, style.border_bottom_width);
  const Length least = least_height(to, id, style);
  const Length missing = least.raw() > 0 ? least + insets - to.column.height_since(box.first) : Length();
  if (missing.raw() > 0) {
    to.column.keep(BreakRule::forbidden);
    to.column.push(missing, {}, id);
  }
  if (bottom.raw() > 0) {
    to.column.keep(BreakRule::forbidden);
    to.column.push(bottom, {}, id);
  }
  if (box.decoration != SIZE_MAX) to.column.close_decoration(box.decoration);
  if (box.whole) to.column.close_whole(box.inner.page_height);
  to.column.margin(to.em(style, style.margin_bottom));
  if (style.break_after == Break::avoid) to.column.keep(BreakRule::keep);
  if (style.break_after == Break::page) to.column.force_break();
  if (style.break_after == Break::recto) to.column.force_break(to.typesetter.input.style.page.duplex);
}

}  // namespace pamphlet
