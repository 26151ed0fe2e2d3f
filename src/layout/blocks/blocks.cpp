#include "layout/blocks/blocks.h"

#include <algorithm>

#include "layout/blocks/markers.h"
#include "layout/blocks/table.h"
#include "layout/lines/first_line.h"

namespace pamphlet {
namespace {

// Costs of a break, in 1/1000 of an empty page: inside a paragraph it is worth about two lines of white space to end
// the page with the paragraph instead; between list items one line.
constexpr int kLineBreakCost = 2, kItemBreakCost = 1;
// A page that ends with a hyphen makes the reader turn it in the middle of a word: worth about four lines.
constexpr int kHyphenBreakCost = 12;
// One item alone at the foot or at the head of a page looks lost: worth a sixth of a page of white space.
constexpr int kLoneItemCost = 30;

// However deep the nesting, text keeps room for a word or two: eight ems, or half of a column that is hardly wider.
constexpr std::int64_t kNarrowestEm = 8;

bool draws_box(const ComputedStyle& style) {
  return style.background_color.visible() || style.border_top_width.em > 0 || style.border_bottom_width.em > 0 ||
         style.border_left_width.em > 0 || style.border_right_width.em > 0;
}

}  // namespace

BlockSetter::BlockSetter(Typesetter& typesetter, const StyledDocument& styles, Length width, Length page_height)
    : typesetter_(typesetter),
      document_(typesetter.inline_context.document),
      styles_(styles),
      width_(width),
      page_height_(page_height) {
  builder_.set_page_height(page_height);
}

Column BlockSetter::run() {
  BlockContext context;
  context.width = width_;
  context.rtl = document_.meta.dir == "rtl";
  // The author's language says the direction, as in the ebook; where none is given, each text speaks for itself.
  context.explicit_direction = context.rtl || !document_.meta.lang.span.empty();
  node(0, context);
  return std::move(builder_.column);
}

void BlockSetter::add_note(NodeId note, Length width) {
  width_ = width;
  may_turn_ = false;
  builder_.set_region({0, 1, width, Length(), false});
  BlockContext context;
  context.width = width;
  context.rtl = document_.meta.dir == "rtl";
  context.explicit_direction = context.rtl;
  node(note, context);
}

Length BlockSetter::em(const ComputedStyle& style, EmLength value) const {
  return used(typesetter_.inline_context, style, value);
}

Length BlockSetter::narrowest() const {
  return std::min(typesetter_.inline_context.root_size * kNarrowestEm, width_ / 2);
}

BlockContext BlockSetter::directed(NodeId id, const BlockContext& context) const {
  BlockContext inner = context;
  const Attributes& attributes = document_.attributes_of(id);
  if (!attributes.dir.empty()) {
    inner.rtl = attributes.dir == "rtl";
    inner.explicit_direction = true;
  } else if (!attributes.lang.empty()) {
    inner.rtl = is_rtl_language(attributes.lang);
    inner.explicit_direction = true;
  }
  return inner;
}

BlockSetter::OpenBox BlockSetter::begin_box(NodeId id, const ComputedStyle& style, const BlockContext& context) {
  OpenBox box;
  box.inner = context;
  builder_.margin(em(style, style.margin_top));
  if (style.break_before == Break::page) builder_.force_break();
  if (style.break_before == Break::recto) builder_.force_break(typesetter_.input.style.page.duplex);
  if (style.break_before == Break::avoid) builder_.keep(BreakRule::keep);
  box.whole = style.break_inside == Break::avoid;
  if (box.whole) builder_.open_whole();
  Length margin_start = em(style, style.margin_left), margin_end = em(style, style.margin_right);
  Length inset_start = em(style, style.padding_left) + em(style, style.border_left_width);
  Length inset_end = em(style, style.padding_right) + em(style, style.border_right_width);
  const Length spare = std::max(context.width - narrowest(), Length());
  const Length wanted = margin_start + margin_end + inset_start + inset_end;
  if (wanted > spare) {
    box.inner.squeezed = true;
    const double share = spare.points() / wanted.points();
    for (Length* part : {&margin_start, &margin_end, &inset_start, &inset_end}) *part = part->scaled(share);
  }
  const Length outer_x = context.x + (context.rtl ? margin_end : margin_start);
  const Length outer_width = context.width - margin_start - margin_end;
  box.inner.x = outer_x + (context.rtl ? inset_end : inset_start);
  box.inner.width = outer_width - inset_start - inset_end;
  if (draws_box(style)) {
    Decoration decoration;
    decoration.node = id;
    decoration.x = outer_x;
    decoration.width = outer_width;
    decoration.style = &style;
    decoration.size = used_size(typesetter_.inline_context, style);
    decoration.rtl = context.rtl;
    box.decoration = builder_.open_decoration(decoration);
  }
  const Length top = em(style, style.padding_top) + em(style, style.border_top_width);
  if (top.raw() > 0) {
    builder_.push(top, {}, id);
    builder_.keep(BreakRule::forbidden);
  }
  return box;
}

void BlockSetter::end_box(NodeId id, const ComputedStyle& style, const OpenBox& box) {
  const Length bottom = em(style, style.padding_bottom) + em(style, style.border_bottom_width);
  if (bottom.raw() > 0) {
    builder_.keep(BreakRule::forbidden);
    builder_.push(bottom, {}, id);
  }
  if (box.decoration != SIZE_MAX) builder_.close_decoration(box.decoration);
  if (box.whole) builder_.close_whole();
  builder_.margin(em(style, style.margin_bottom));
  if (style.break_after == Break::avoid) builder_.keep(BreakRule::keep);
  if (style.break_after == Break::page) builder_.force_break();
  if (style.break_after == Break::recto) builder_.force_break(typesetter_.input.style.page.duplex);
}

void BlockSetter::children_of(NodeId id, const BlockContext& context) {
  for (const NodeId child : children(document_, id)) node(child, context);
}

void BlockSetter::node(NodeId id, const BlockContext& outer) {
  const ComputedStyle& style = styles_[id];
  if (style.display == DisplayMode::none) return;
  const BlockContext context = directed(id, outer);
  if (has_trait(document_[id].element, Trait::titles) || document_[id].element == Element::note || !document_.attributes_of(id).id.empty()) {
    builder_.anchor(id);
  }
  switch (document_[id].element) {
    case Element::document: document(id, context); return;
    case Element::list:
    case Element::definition_list:
    case Element::timeline: list(id, context); return;
    case Element::item: item(id, context); return;
    case Element::callout: callout(id, context); return;
    case Element::quotation: quotation(id, context); return;
    case Element::code_block: code_block(id, context); return;
    case Element::thematic_break: thematic_break(id, context); return;
    case Element::figure: figure(id, context); return;
    case Element::image: block_image(id, context); return;
    case Element::table: TableSetter(*this).run(id, context); return;
    case Element::note: note(id, context); return;
    case Element::notes:
      if (typesetter_.input.style.page.notes == NotePlacement::end) flow(id, context);
      return;
    case Element::contents_line: contents_line(id, context); return;
    case Element::header:
    case Element::contents:
    case Element::contents_list:
    case Element::contents_entry:
    case Element::index:
    case Element::colophon:
    case Element::block_quote:
    case Element::div:
    case Element::description: flow(id, context); return;
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
    case Element::caption:
    case Element::term: text_block(id, context); return;
    // Rows and cells are the table's; inlines are their block's; pseudo elements are never nodes.
    case Element::table_row:
    case Element::table_cell:
    case Element::text:
    case Element::soft_break:
    case Element::hard_break:
    case Element::emphasis:
    case Element::strong:
    case Element::strikethrough:
    case Element::superscript:
    case Element::subscript:
    case Element::code:
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

void BlockSetter::flow(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  if (style.display == DisplayMode::flex) {
    side_by_side(id, box.inner);
  } else if (style.column_count > 1 && builder_.may_change_region()) {
    columns(id, box.inner);
  } else {
    children_of(id, box.inner);
  }
  end_box(id, style, box);
}

/// "The signs are:" must not stand alone at the foot of a page with its list on the next.
void BlockSetter::lead_in(NodeId id) {
  const NodeId next = document_.next_sibling(id);
  if (next == kNoNode) return;
  if (!has_trait(document_[next].element, Trait::introduced)) return;
  const std::string words = document_.plain_text(id);
  const bool introduces = words.ends_with(':') || words.ends_with("\xEF\xBC\x9A");  // U+FF1A: the full-width colon
  if (introduces) builder_.keep(BreakRule::keep);
}

void BlockSetter::text_block(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  InlineText text = collect_inline(typesetter_.inline_context, id);
  const OpenBox box = begin_box(id, style, context);
  const NodeId parent = document_[id].parent;
  if (parent != kNoNode && document_[parent].element == Element::timeline) MarkerSetter(*this).attach_point(id, context);
  if (!text.empty() || builder_.has_attachments()) set_text(id, text, style, box.inner);
  end_box(id, style, box);
  if (document_[id].element == Element::paragraph) lead_in(id);
}

void BlockSetter::set_text(NodeId id, const InlineText& given, const ComputedStyle& style, const BlockContext& context,
                           Role role) {
  ParagraphOptions options;
  options.width = context.width;
  options.align = style.text_align;
  options.align_last = style.text_align_last;
  options.rtl = context.rtl;
  options.explicit_direction = context.explicit_direction;
  options.role = role;
  InlineText own;
  const InlineText* text = &given;
  if (style.initial_letter > 1 && role == Role::content && !given.empty()) {
    own = given;
    options.first_indents = drop_initial(id, style, context, own);
    text = &own;
  } else if (style.text_indent.em != 0) {
    options.first_indents.push_back(em(style, style.text_indent));
  }
  if (document_[id].element == Element::paragraph && role == Role::content) {
    const std::size_t skipped = given.text.size() - text->text.size();
    if (std::optional<FirstLine> first = style_first_line(typesetter_, styles_, id, options, skipped)) {
      own = std::move(first->text);
      options.first_end = first->end;
      text = &own;
    }
  }
  push_lines(id, set_paragraph(typesetter_, *text, style, options), style, context);
}

void BlockSetter::push_lines(NodeId id, const LineSet& set, const ComputedStyle& style, const BlockContext& context) {
  const bool body = style.font_size.ratio == 1;
  const auto inked = [](const Line& line) { return line.width.raw() > 0; };  // others are blank lines of code
  auto after = static_cast<int>(std::count_if(set.lines.begin(), set.lines.end(), inked));
  int before = 0;
  for (std::size_t k = 0; k < set.lines.size(); ++k) {
    const Line& line = set.lines[k];
    if (k > 0) {
      if (before < style.orphans || after < style.widows) {
        builder_.keep(BreakRule::widow);
      } else if (!inked(set.lines[k - 1])) {
        builder_.free_cost(0);  // between two parts of a program
      } else {
        builder_.free_cost(set.lines[k - 1].hyphenated ? kHyphenBreakCost : kLineBreakCost);
      }
    }
    builder_.push_line(set, line, context.x, id, body);
    before += inked(line) ? 1 : 0;
    after -= inked(line) ? 1 : 0;
  }
}

void BlockSetter::list(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  OpenBox box = begin_box(id, style, context);
  box.inner.list_depth = context.list_depth + 1;
  const Length needed = std::min(MarkerSetter(*this).overhang(id, box.inner), box.inner.width - narrowest());
  if (needed.raw() > 0) {  // numbers wider than the style's indent push the text in rather than leave the page
    if (!box.inner.rtl) box.inner.x += needed;
    box.inner.width -= needed;
  }
  int position = 0;
  for (const NodeId child : children(document_, id)) {
    const bool lone = position == 1 || document_.next_sibling(child) == kNoNode;
    if (position > 0) builder_.free_cost(lone ? kLoneItemCost : kItemBreakCost);
    node(child, box.inner);
    if (document_[child].element == Element::term) builder_.keep(BreakRule::keep);
    ++position;
  }
  end_box(id, style, box);
}

void BlockSetter::item(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  if (box.inner.squeezed) lone_marker(document_[id].parent, style, context);  // no room for two markers on one line
  MarkerSetter(*this).attach(id, box.inner);
  children_of(id, box.inner);
  lone_marker(id, style, box.inner);
  end_box(id, style, box);
}

/// An item without text still shows its marker.
void BlockSetter::lone_marker(NodeId id, const ComputedStyle& style, const BlockContext& context) {
  if (!builder_.has_attachments()) return;
  set_text(id, make_inline(typesetter_.inline_context, " ", id, style, document_.lang(id)), style, context);
}

void BlockSetter::note(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  const OpenBox box = begin_box(id, style, context);
  MarkerSetter(*this).attach_note_number(id, box.inner);
  children_of(id, box.inner);
  builder_.clear_attachments();
  end_box(id, style, box);
}

void BlockSetter::code_block(NodeId id, const BlockContext& context) {
  const ComputedStyle& style = styles_[id];
  InlineText text = collect_inline(typesetter_.inline_context, id);
  while (text.text.ends_with('\n') && !text.runs.empty()) {  // the line end that closes the last line is no line
    text.text.pop_back();
    text.runs.back().end = text.shaping.back().end = static_cast<std::uint32_t>(text.text.size());
    if (text.runs.back().begin == text.runs.back().end) {
      text.runs.pop_back();
      text.shaping.pop_back();
    }
  }
  const OpenBox box = begin_box(id, style, context);
  BlockContext inner = box.inner;
  inner.rtl = false;  // programs are written from left to right everywhere
  inner.explicit_direction = true;
  if (!text.empty()) set_text(id, text, style, inner);
  end_box(id, style, box);
}

}  // namespace pamphlet
