// Walking the document: every block becomes items of the column. Each kind of block is a function of what all blocks
// are set with, the node and its setting; whoever sets others inside (a box, columns, a table) hands them a setting of
// their own. Two other ways were left: one object for the whole walk, where a table has to put back what it changed,
// and a tree of boxes with a second walk that places them, which needs twice the memory and knows nothing more. One
// walk, linear in the document.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "layout/column/compositor.h"
#include "layout/lines/drawings.h"

namespace pamphlet {

/// The whole document as one column, of that measure and for pages of that height.
Column set_document(Typesetter& typesetter, Length measure, Length page_height);

/// The children of a node in the order in which they stand: a figure may have moved below the paragraph after it.
template <class Visit>
void for_each_placed(const Compositor& to, NodeId id, const Visit& visit) {
  NodeId moved = kNoNode;
  for (const NodeId child : children(to.document(), id)) {
    if (moved == kNoNode && to.typesetter.moved.contains(child)) {
      moved = child;
      continue;
    }
    visit(child);
    if (moved != kNoNode) visit(std::exchange(moved, kNoNode));
  }
  if (moved != kNoNode) visit(moved);
}

/// Any block.
void set_block(const Compositor& to, NodeId id, const Setting& around);
void set_children(const Compositor& to, NodeId id, const Setting& setting);

/// text_blocks.cpp: paragraphs and their like.
void set_text_block(const Compositor& to, NodeId id, const Setting& setting);
void set_text(const Compositor& to, NodeId id, const InlineText& text, const ComputedStyle& style,
              const Setting& setting, Role role = Role::content);
void push_lines(const Compositor& to, NodeId id, const LineSet& set, const ComputedStyle& style,
                const Setting& setting);
void set_code_block(const Compositor& to, NodeId id, const Setting& setting);

/// drop_initial.cpp: sets the first letter large beside the first lines; returns their indents. Takes its bytes off
/// `text`.
std::vector<Length> set_drop_initial(const Compositor& to, NodeId id, const ComputedStyle& style,
                                     const Setting& setting, InlineText& text);

/// lists.cpp: lists, their items, notes.
void set_list(const Compositor& to, NodeId id, const Setting& setting);
void set_item(const Compositor& to, NodeId id, const Setting& setting);
void set_note(const Compositor& to, NodeId id, const Setting& setting);

/// furniture.cpp: blocks with drawings, and pictures.
void set_callout(const Compositor& to, NodeId id, const Setting& setting);
void set_quotation(const Compositor& to, NodeId id, const Setting& setting);
void set_thematic_break(const Compositor& to, NodeId id, const Setting& setting);

/// figures.cpp
void set_figure(const Compositor& to, NodeId id, const Setting& setting);
void set_image(const Compositor& to, NodeId id, const Setting& setting);

/// beside.cpp: figures with text along them. False when there is no room, and nothing is set.
bool set_figure_beside(const Compositor& to, NodeId id, const Setting& setting);
void set_whole_figure(const Compositor& to, NodeId id, const Setting& setting);  // figures.cpp: wherever it stands
/// Whether a block can leave room for the picture beside it.
bool stands_beside(const Compositor& to, NodeId id);
/// How many lines of a text leave how much room.
void leave_room(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting, ParagraphOptions& options);
/// A list whose markers would stand in the picture moves as a whole.
Setting list_beside(const Compositor& to, NodeId id, const Setting& setting);

/// contents.cpp
void set_contents_line(const Compositor& to, NodeId id, const Setting& setting);

/// side_by_side.cpp: what does not flow from top to bottom through whole pages.
void set_document_columns(const Compositor& to, NodeId id, const Setting& setting);
/// That a block which asks for columns has none.
void report_one_column(const Compositor& to, NodeId id);
void set_columns(const Compositor& to, NodeId id, const Setting& setting);
void set_side_by_side(const Compositor& to, NodeId id, const Setting& setting);
/// A column's content as items in their places, and its height: what never breaks needs no breaker.
Length flatten(const Column& column, Length x, std::vector<Item>& items);

/// markers.cpp: a drawing that belongs to the next line; its box is relative to the line's baseline.
void attach_drawing(const Compositor& to, std::string_view name, const DrawingPlace& place, std::string_view text = "");

}  // namespace pamphlet
