#include "layout/blocks/blocks.h"

#include <fmt/core.h>

#include "layout/codes.h"
#include "layout/tables/table.h"

namespace pamphlet {
namespace {

/// A mark on the upper edge of a box: scissors where it is to be cut off.
void set_edge_mark(const Compositor& to, NodeId id, const ComputedStyle& style, const Setting& setting) {
  const Length side = to.em(style, style.mark_size);
  const Length edge = to.em(style, style.padding_top) + to.em(style, style.border_top_width) / 2;
  attach_drawing(to, name(style.content.mark), {id, Role::background, {setting.x, -edge - side / 2, side, side}, style.mark_color, setting.rtl});
  std::vector<Item> items;
  to.column.take_attachments(Length(), items);
  to.column.keep(BreakRule::forbidden);
  to.column.push(Length(), items, id);
  to.column.keep(BreakRule::forbidden);
}

}  // namespace

void report_one_column(const Compositor& to, NodeId id) {
  if (to.column.region().columns > 1) return;  // those of the page are columns too
  to.typesetter.diagnostics.report(code::not_honoured, *to.document().source, to.document()[id].span,
                                   "this stands in one column: there is no room for more here", "take it out of the box, the table or the row that it stands in");
}

namespace {

void set_flow(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  if (style.content.mark != Mark::none) set_edge_mark(to, id, style, box.inner);
  if (style.display == DisplayMode::flex) {
    set_side_by_side(to, id, box.inner);
  } else if (style.column_count > 1 && to.column.may_change_region()) {
    set_columns(to, id, box.inner);
  } else {
    if (style.column_count > 1) report_one_column(to, id);
    set_children(to, id, box.inner);
  }
  close_box(to, id, style, box);
}

void report_no_float(const Compositor& to, NodeId id) {
  to.typesetter.diagnostics.report(code::not_honoured, *to.document().source, to.document()[id].span,
                                   fmt::format("only pictures stand beside text: this {} does not", info(to.document()[id].element).name),
                                   "take .left or .right away, or float = … in the style");
}

bool is_place(const Document& document, NodeId id) {
  const Element element = document[id].element;
  return has_trait(element, Trait::titles) || element == Element::note || !landmark_title(document, id).empty() || !document.attributes_of(id).id.empty();
}

}  // namespace

Column set_document(Typesetter& typesetter, Length measure, Length page_height) {
  const Document& document = typesetter.document;
  ColumnBuilder column({0, 1, measure, Length(), false}, true);
  Setting setting = column_setting(measure, page_height);
  setting.rtl = document.meta.dir == "rtl";
  // The author's language says the direction, as in the ebook; where none is given, each text speaks for itself.
  setting.explicit_direction = setting.rtl || !document.meta.lang.span.empty();
  set_block({typesetter, column}, 0, setting);
  column.clear_beside(0);
  return std::move(column.column);
}

void set_children(const Compositor& to, NodeId id, const Setting& setting) {
  for_each_placed(to, id, [&](NodeId child) { set_block(to, child, setting); });
}

void set_block(const Compositor& to, NodeId id, const Setting& around) {
  if (to.style(id).display == DisplayMode::none) return;
  const Setting setting = directed(to.document(), id, around);
  if (to.column.is_beside() && !stands_beside(to, id)) to.column.clear_beside(id);
  if (to.style(id).float_ != Float::none && to.document()[id].element != Element::figure) report_no_float(to, id);
  if (is_place(to.document(), id)) to.column.anchor(id);
  switch (to.document()[id].element) {
    case Element::document: set_document_columns(to, id, setting); return;
    case Element::list:
    case Element::definition_list:
    case Element::timeline: set_list(to, id, setting); return;
    case Element::item: set_item(to, id, setting); return;
    case Element::callout: set_callout(to, id, setting); return;
    case Element::quotation: set_quotation(to, id, setting); return;
    case Element::code_block: set_code_block(to, id, setting); return;
    case Element::thematic_break: set_thematic_break(to, id, setting); return;
    case Element::figure: set_figure(to, id, setting); return;
    case Element::image: set_image(to, id, setting); return;
    case Element::table: set_table(to, id, setting, set_block); return;
    case Element::note: set_note(to, id, setting); return;
    case Element::notes:
      if (to.typesetter.input.style.page.notes == NotePlacement::end) set_flow(to, id, setting);
      return;
    case Element::contents_line: set_contents_line(to, id, setting); return;
    case Element::header:
    case Element::contents:
    case Element::contents_list:
    case Element::contents_entry:
    case Element::index:
    case Element::colophon:
    case Element::block_quote:
    case Element::div:
    case Element::description: set_flow(to, id, setting); return;
    case Element::publisher:
    case Element::kicker:
    case Element::title:
    case Element::standfirst:
    case Element::byline:
    case Element::paragraph:
    case Element::heading:
    case Element::index_letter:
    case Element::index_entry:
    case Element::attribution:
    case Element::callout_title:
    case Element::equation:
    case Element::caption:
    case Element::term: set_text_block(to, id, setting); return;
    // Rows and cells are the table's; inlines are their block's; pseudo elements are never nodes.
    case Element::table_row:
    case Element::table_cell:
    case Element::text:
    case Element::soft_break:
    case Element::hard_break:
    case Element::emphasis:
    case Element::strong:
    case Element::strikethrough:
    case Element::highlight:
    case Element::underline:
    case Element::insertion:
    case Element::small:
    case Element::keyboard:
    case Element::abbreviation:
    case Element::superscript:
    case Element::subscript:
    case Element::code:
    case Element::formula:
    case Element::link:
    case Element::span:
    case Element::note_reference:
    case Element::number:
    case Element::page_reference:
    case Element::marker:
    case Element::callout_label:
    case Element::quote_mark:
    case Element::ornament:
    case Element::first_line:
    case Element::first_letter: return;
  }
}

}  // namespace pamphlet
