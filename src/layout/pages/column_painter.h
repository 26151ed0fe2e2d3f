// Painting stretches of a column onto pages, one after the other.
#pragma once

#include "layout/column/column.h"

namespace pamphlet {

class ColumnPainter {
 public:
  ColumnPainter(PageList& pages, const Column& column) : pages_(pages), column_(column) {}

  /// Where a stretch goes.
  struct Target {
    Page& page;
    std::uint32_t index = 0;          // of the page
    Point origin;                     // of the column's left edge and the stretch's top
    bool at_page_top = false;         // nothing stands above it
    bool free_head = false;           // not even a running head
    FrameFill fill;
  };

  /// Paints the VItems [begin, end), which must follow those painted before.
  void paint(std::uint32_t begin, std::uint32_t end, const Target& target);

 private:
  void place(std::uint32_t begin, std::uint32_t end, Length y, const FrameFill& fill = {});
  Length height(std::uint32_t item, double taken) const;
  void shrink(ImageItem& picture, std::uint32_t item, double taken) const;
  void add_items(std::uint32_t item, Length y, const Target& target, bool repeated);
  void add_repeated_head(std::uint32_t item, const Target& target);
  void add_decorations(std::uint32_t begin, std::uint32_t end, const Target& target);
  void add_decoration(const Decoration& decoration, std::uint32_t begin, std::uint32_t end, const Target& target);

  PageList& pages_;
  const Column& column_;
  std::uint32_t begin_ = 0;           // of the stretch
  std::vector<Length> tops_;          // of its items
  std::vector<std::size_t> open_;     // decorations that reach into it
  std::size_t next_decoration_ = 0, next_anchor_ = 0;
};

}  // namespace pamphlet
