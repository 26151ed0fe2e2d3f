// Markers: bullets, numbers, marks and boxes before list items, numbers before notes.
#pragma once

#include "layout/blocks/blocks.h"

namespace pamphlet {

class MarkerSetter {
 public:
  explicit MarkerSetter(BlockSetter& setter) : setter_(setter) {}
  /// How much further than the style's indent the text of a list must move so that its widest marker fits.
  Length overhang(NodeId list, const BlockContext& context);
  /// Attaches the marker of an item to its first line.
  void attach(NodeId item, const BlockContext& context);
  /// The point of a moment, on the rule at the side of its timeline, whose children have this context.
  void attach_point(NodeId term, const BlockContext& context);
  void attach_note_number(NodeId note, const BlockContext& context);

 private:
  void attach_mark(NodeId item, Mark mark, const ComputedStyle& style, const BlockContext& context);
  void attach_text(NodeId item, std::string_view text, const ComputedStyle& style, const BlockContext& context);
  std::string number_text(const ListData& list, std::int64_t number, const ComputedStyle& style) const;
  std::string bullet_text(const ComputedStyle& style, int depth) const;

  BlockSetter& setter_;
};

}  // namespace pamphlet
