// Blocks with furniture: callouts, quotations, breaks with an ornament.
#include <algorithm>

#include "layout/blocks/blocks.h"

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

void set_callout_label(const Compositor& to, NodeId id, NodeId title, const Setting& setting) {
  const ComputedStyle& style = to.pseudo(id, Element::callout_label);
  if (style.display == DisplayMode::none && title == kNoNode) return;
  const CalloutKind kind = to.document().data<CalloutData>(id).kind;
  InlineText text = title != kNoNode ? collect_inline(to.typesetter, title)
                                     : make_inline(to.typesetter, term(callout_term(kind), to.document().lang(id)),
                                                   id, style, to.document().lang(id));
  for (InlineRun& run : text.runs) {  // a title of the author's looks like the label it replaces
    if (title != kNoNode && run.style == &to.style(title)) run.style = &style;
  }
  const OpenBox box = open_box(to, id, style, setting);
  Setting inner = box.inner;
  const Length side = to.em(style, style.mark_size);
  if (side.raw() > 0) {
    const Length gap = to.em(style, style.marker_offset);
    const FontExtent extent = font_extent(to.typesetter, style);
    const Length x = inner.rtl ? inner.x + inner.width - side : inner.x;
    const Rect place{x, -(extent.cap_height / 2) - side / 2, side, side};
    // A title of the author's need not say that this is a warning: then the mark says it.
    const bool spoken = title != kNoNode;
    attach_drawing(to, name(callout_mark(kind)), {id, spoken ? Role::label : Role::background, place, style.mark_color}, spoken ? term(callout_term(kind), to.document().lang(id)) : std::string_view());
    if (!inner.rtl) inner.x += side + gap;
    inner.width -= side + gap;
  }
  if (title != kNoNode && !to.document().attributes_of(title).id.empty()) to.column.anchor(title);
  set_text(to, title != kNoNode ? title : id, text, style, inner, title != kNoNode ? Role::content : Role::label);
  to.column.clear_attachments();
  close_box(to, id, style, box);
  to.column.keep(BreakRule::keep);
}

}  // namespace

void set_callout(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  NodeId child = to.document().first_child(id);
  const bool titled = child != kNoNode && to.document()[child].element == Element::callout_title;
  set_callout_label(to, id, titled ? child : kNoNode, box.inner);
  if (titled) child = to.document().next_sibling(child);
  for (; child != kNoNode; child = to.document().next_sibling(child)) set_block(to, child, box.inner);
  close_box(to, id, style, box);
}

void set_quotation(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  const ComputedStyle& mark = to.pseudo(id, Element::quote_mark);
  bool pending = mark.content.mark != Mark::none && mark.display != DisplayMode::none;
  for (const NodeId child : children(to.document(), id)) {
    const bool attribution = to.document()[child].element == Element::attribution;
    if (pending && !attribution) {  // the large mark stands beside the words, not beside the speaker
      const Length side = to.em(mark, mark.mark_size);
      const Length offset = to.em(mark, mark.margin_left);
      const Length x = box.inner.rtl ? box.inner.x + box.inner.width - offset - side : box.inner.x + offset;
      const FontExtent extent = font_extent(to.typesetter, to.style(child));
      const Rect place{x, -extent.cap_height + to.em(mark, mark.margin_top), side, side};
      attach_drawing(to, name(mark.content.mark), {id, Role::background, place, mark.mark_color, box.inner.rtl});
      pending = false;
    }
    if (attribution && child != to.document().first_child(id)) to.column.keep(BreakRule::keep);
    set_block(to, child, box.inner);
    if (attribution && child == to.document().first_child(id)) to.column.keep(BreakRule::keep);
  }
  to.column.clear_attachments();
  close_box(to, id, style, box);
}

void set_thematic_break(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const ComputedStyle& ornament = to.pseudo(id, Element::ornament);
  const OpenBox box = open_box(to, id, style, setting);
  const Length line = used_size(to.typesetter, ornament).scaled(ornament.line_height);
  if (ornament.content.mark != Mark::none) {
    const Length side = to.em(ornament, ornament.mark_size);
    const Drawing* drawing = to.typesetter.input.mark ? to.typesetter.input.mark(name(ornament.content.mark)) : nullptr;
    if (drawing != nullptr && drawing->height > 0) {
      const Length width = side.scaled(drawing->width / drawing->height);
      const Rect place{box.inner.x + (box.inner.width - width) / 2, -side, width, side};
      attach_drawing(to, name(ornament.content.mark), {id, Role::background, place, ornament.mark_color});
    }
    LineSet empty;
    Line blank;
    blank.height = std::max(line, side);
    blank.baseline = (blank.height + side) / 2;
    to.column.push_line(empty, blank, Length(), id, false);
  } else if (!ornament.content.text.empty()) {
    const InlineText text = make_inline(to.typesetter, ornament.content.text, id, ornament, "en");
    set_text(to, id, text, ornament, box.inner, Role::background);
  } else {
    to.column.push(Length(), {}, id);
  }
  close_box(to, id, style, box);
}

}  // namespace pamphlet
