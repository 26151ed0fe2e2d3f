// Walking the document: every block becomes items of the column.
#pragma once

#include "layout/column/column.h"

namespace pamphlet {

class BlockSetter {
 public:
  BlockSetter(Typesetter& typesetter, const StyledDocument& styles, Length width, Length page_height);
  /// Sets the whole document.
  Column run();

  /// For notes at the foot, which stand in a column of their own: sets one more, as wide as the column that cites it.
  void add_note(NodeId note, Length width);
  std::uint32_t note_lines() const { return builder_.size(); }
  Column take_notes() { return std::move(builder_.column); }

 private:
  friend class TableSetter;
  friend class MarkerSetter;

  void document(NodeId id, const BlockContext& context);
  void columns(NodeId id, const BlockContext& context);
  void side_by_side(NodeId id, const BlockContext& context);
  Region text_region(const ComputedStyle& style) const;
  void node(NodeId id, const BlockContext& context);
  void children_of(NodeId id, const BlockContext& context);
  void flow(NodeId id, const BlockContext& context);
  void text_block(NodeId id, const BlockContext& context);
  void heading_like(NodeId id, const BlockContext& context);
  void list(NodeId id, const BlockContext& context);
  void item(NodeId id, const BlockContext& context);
  void callout(NodeId id, const BlockContext& context);
  void callout_label(NodeId id, NodeId title, const BlockContext& context);
  void quotation(NodeId id, const BlockContext& context);
  void code_block(NodeId id, const BlockContext& context);
  void thematic_break(NodeId id, const BlockContext& context);
  void figure(NodeId id, const BlockContext& context);
  void block_image(NodeId id, const BlockContext& context);
  void missing_image(NodeId id, const BlockContext& context);
  void lone_marker(NodeId id, const ComputedStyle& style, const BlockContext& context);
  void note(NodeId id, const BlockContext& context);
  // contents.cpp
  void contents_line(NodeId id, const BlockContext& context);
  LineSet leader(NodeId id, const ComputedStyle& style, Length room);
  LineSet one_line(const InlineText& text, const ComputedStyle& style, Role role);

  /// An open box: what begin_box() hands to end_box().
  struct OpenBox {
    BlockContext inner;
    std::size_t decoration = SIZE_MAX;
    bool whole = false;
  };
  OpenBox begin_box(NodeId id, const ComputedStyle& style, const BlockContext& context);
  void end_box(NodeId id, const ComputedStyle& style, const OpenBox& box);

  void set_text(NodeId id, const InlineText& text, const ComputedStyle& style, const BlockContext& context,
                Role role = Role::content);
  void push_lines(NodeId id, const LineSet& set, const ComputedStyle& style, const BlockContext& context);
  /// Sets the first letter large beside the first lines; returns their indents. Takes its bytes off `text`.
  std::vector<Length> drop_initial(NodeId id, const ComputedStyle& style, const BlockContext& context, InlineText& text);
  void attach_letters(const InlineText& text, const ComputedStyle& style, Length x, Length y, bool hangs, bool before_space);
  BlockContext directed(NodeId id, const BlockContext& context) const;
  /// The least width that a box leaves its text.
  Length narrowest() const;
  Length em(const ComputedStyle& style, EmLength value) const;
  void attach_drawing(std::string_view name, NodeId node, Role role, Rect box, Color color, std::string_view text,
                      bool mirrored = false);
  void lead_in(NodeId id);

  Typesetter& typesetter_;
  const Document& document_;
  const StyledDocument& styles_;
  Length width_, page_height_;
  bool may_turn_ = true;               // wide tables may have a landscape page
  ColumnBuilder builder_;
};

}  // namespace pamphlet
