// What each element does with the properties that are not inherited: one question for each kind of property, asked where a
// style is read, so that a rule that changes nothing is said at its own line. The answers follow the printers
// (layout/blocks, layout/tables, epub/css_values.cpp); a test prints each property on each element.
#include "style/honours.h"

namespace pamphlet {
namespace {

enum class Shape : unsigned char { block, row, cell, line, picture, marker, label, quote_mark, ornament, letters };

Shape shape_of(Element element) {
  switch (element) {
    case Element::table_row: return Shape::row;
    case Element::table_cell: return Shape::cell;
    case Element::image:
    case Element::figure: return Shape::picture;
    case Element::marker: return Shape::marker;
    case Element::callout_label:
    case Element::callout_title: return Shape::label;
    case Element::quote_mark: return Shape::quote_mark;
    case Element::ornament: return Shape::ornament;
    case Element::first_line:
    case Element::first_letter: return Shape::letters;
    default: return is_inline(element) ? Shape::line : Shape::block;
  }
}

/// Boxes that hold boxes, one below the other or side by side.
bool is_flow(Element element) { return info(element).display == Display::flow && shape_of(element) != Shape::row; }

bool honours_box(Shape shape, Property property) {
  const bool margin = property == Property::margin_top || property == Property::margin_bottom || property == Property::margin_left ||
                      property == Property::margin_right;
  switch (shape) {
    case Shape::block:
    case Shape::picture:
    case Shape::label: return true;
    case Shape::row: return !margin && property != Property::border_radius;
    case Shape::cell: return !margin && property != Property::border_radius && property != Property::border_style;
    case Shape::line:
    case Shape::marker: return !margin && property != Property::min_height;
    case Shape::quote_mark: return property == Property::margin_left || property == Property::margin_top;
    case Shape::ornament:
    case Shape::letters: return false;
  }
  return true;
}

}  // namespace

bool is_honoured(const Selector& selector, Property property) {
  const Element element = selector.element;
  const Shape shape = shape_of(element);
  if (info(property).inherited || shape == Shape::picture) return true;
  switch (property) {
    case Property::text_decoration: return true;
    case Property::vertical_align: return is_inline(element) || shape == Shape::letters;
    case Property::initial_letter: return info(element).display == Display::block || element == Element::div;
    case Property::content: return shape == Shape::quote_mark || shape == Shape::ornament || element == Element::div;
    case Property::printed_address: return element == Element::link;
    case Property::width: return element == Element::table || element == Element::notes || element == Element::div || element == Element::span;
    case Property::max_height:
    case Property::box_align: return element == Element::div || element == Element::span || element == Element::table;
    case Property::display: return true;
    case Property::float_: return element == Element::div;  // a class that figures have
    case Property::column_count: return element == Element::document || is_flow(element);
    case Property::column_gap: return element == Element::document || is_flow(element);
    case Property::column_span:
    case Property::box_extent:
    case Property::place: return shape == Shape::block;
    case Property::break_before:
    case Property::break_after:
    case Property::break_inside: return shape == Shape::block || shape == Shape::label || shape == Shape::row;
    default: return info(property).group != PropertyGroup::box || honours_box(shape, property);
  }
}

std::string honoured_help(const Selector& selector, Property property) {
  switch (shape_of(selector.element)) {
    case Shape::line: return "write it for the block that the words stand in";
    case Shape::row:
    case Shape::cell: return property == Property::border_radius ? "only boxes have round corners" : "write it for the table, or as padding of its cells";
    case Shape::marker: return "-marker-offset is the space between a marker and its text, padding and min-height are those of its item";
    case Shape::letters: return "what is around the paragraph has boxes, its first letters have none";
    default: return "docs/styles.md says what each property is for";
  }
}

}  // namespace pamphlet
