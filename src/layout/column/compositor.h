// What every block is set with: the tools that all share, and a setting that is handed down by value.
#pragma once

#include "layout/column/column.h"
#include "layout/lines/paragraph.h"

namespace pamphlet {

/// What may be set where. A box, a column, a table on a page of its own changes its copy, so nobody has to put anything
/// back.
struct Setting {
  Length x, width;                    // where a block may stand; x is from the column's left edge
  Length measure;                     // width of the text on the page, whatever its columns
  Length page_height;                 // of the text on one page: what should be whole must fit it
  bool may_turn = true;               // wide tables may have a landscape page
  bool rtl = false, explicit_direction = false;
  int list_depth = 0;
  bool filled = false;                // a picture is as wide as its setting, whatever its width
  bool squeezed = false;              // nested so deep that boxes got less room at their sides than the style says
};

struct Compositor {
  Typesetter& typesetter;
  ColumnBuilder& column;

  const Document& document() const { return typesetter.document; }
  const ComputedStyle& style(NodeId id) const { return typesetter.styles[id]; }
  const ComputedStyle& pseudo(NodeId id, Element element) const { return typesetter.styles.pseudo(id, element); }
  Length em(const ComputedStyle& style, EmLength value) const { return used(typesetter, style, value); }
};

/// All of it.
Setting column_setting(Length measure, Length page_height);
/// A node's own language or direction says how it runs.
Setting directed(const Document& document, NodeId id, const Setting& around);
/// The least width that a box leaves its text.
Length narrowest(const Typesetter& typesetter, const Setting& setting);

/// How text of that style is set there.
ParagraphOptions paragraph_options(const ComputedStyle& style, const Setting& setting, Role role = Role::content);
/// Text on one line at its natural width, beginning at its left edge: markers, leaders, the letters of a drop initial.
LineSet set_one_line(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style, const Setting& setting,
                     Role role);

/// An open box: what open_box() hands to close_box().
struct OpenBox {
  Setting inner;
  std::size_t decoration = SIZE_MAX;
  std::uint32_t first = 0;            // item
  bool whole = false;
};
/// The least height between the paddings of a box: its style's, or its attribute "height";
/// of a row in the body, that of its table.
Length least_height(const Compositor& to, NodeId id, const ComputedStyle& style);
/// Margin, border and padding before a block, and what they leave it.
OpenBox open_box(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting);
void close_box(const Compositor& to, NodeId id, const ComputedStyle& style, const OpenBox& box);

}  // namespace pamphlet
