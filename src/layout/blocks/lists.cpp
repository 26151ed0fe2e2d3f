// Lists, their items, and notes: markers beside what they mark.
#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/blocks/markers.h"

namespace pamphlet {
namespace {

// In 1/1000 of an empty page: between list items a break is worth one line of white space.
constexpr int kItemBreakCost = 1;
// One item alone at the foot or at the head of a page looks lost: worth a sixth of a page of white space.
constexpr int kLoneItemCost = 30;

/// An item without text still shows its marker.
void set_lone_marker(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting) {
  if (!to.column.has_attachments()) return;
  set_text(to, id, make_inline(to.typesetter, " ", id, style, to.document().lang(id)), style, setting);
}

}  // namespace

void set_list(const Compositor& to, NodeId id, const Setting& around) {
  const Document& document = to.document();
  const ComputedStyle& style = to.style(id);
  const Setting setting = list_beside(to, id, around);
  OpenBox box = open_box(to, id, style, setting);
  box.inner.list_depth = setting.list_depth + 1;
  const Length needed =
      std::min(marker_overhang(to, id, box.inner), box.inner.width - narrowest(to.typesetter, box.inner));
  if (needed.raw() > 0) {  // numbers wider than the style's indent push the text in rather than leave the page
    if (!box.inner.rtl) box.inner.x += needed;
    box.inner.width -= needed;
  }
  const std::uint32_t first = to.column.size();
  int position = 0;
  for (const NodeId child : children(document, id)) {
    const bool lone = position == 1 || document.next_sibling(child) == kNoNode;
    if (position > 0) to.column.free_cost(lone ? kLoneItemCost : kItemBreakCost);
    set_block(to, child, box.inner);
    if (document[child].element == Element::term) to.column.keep(BreakRule::keep);
    ++position;
  }
  to.column.keep_together(first, setting.page_height);
  close_box(to, id, style, box);
}

void set_item(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  // No room for two markers on one line.
  if (box.inner.squeezed) set_lone_marker(to, to.document()[id].parent, style, setting);
  attach_marker(to, id, box.inner);
  set_children(to, id, box.inner);
  set_lone_marker(to, id, style, box.inner);
  close_box(to, id, style, box);
}

void set_note(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  attach_note_number(to, id, box.inner);
  set_children(to, id, box.inner);
  to.column.clear_attachments();
  close_box(to, id, style, box);
}

}  // namespace pamphlet
