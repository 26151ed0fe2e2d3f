// Paragraphs and their like: collected, set in lines, pushed line by line with what a page break between them costs.
#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/blocks/markers.h"
#include "layout/lead_in.h"
#include "layout/lines/first_line.h"

namespace pamphlet {
namespace {

// Costs of a break, in 1/1000 of an empty page: inside a paragraph it is worth about two lines of white space to end
// the page with the paragraph instead.
constexpr int kLineBreakCost = 2;
// A page that ends with a hyphen makes the reader turn it in the middle of a word: worth about four lines.
constexpr int kHyphenBreakCost = 12;

/// Whether a break before line k would part so few lines from the others of a line of code that they belong together.
bool parts_code_line(const LineSet& set, std::size_t k, const ComputedStyle& style) {
  const auto is_start = [&](std::size_t line) { return line >= set.lines.size() || !set.lines[line].goes_on; };
  if (is_start(k)) return false;
  for (int n = 1; n < style.widows; ++n) {
    if (is_start(k + static_cast<std::size_t>(n))) return true;
  }
  for (int n = 1; n < style.orphans; ++n) {
    if (is_start(k - static_cast<std::size_t>(n))) return true;  // the first of them is a start
  }
  return false;
}

}  // namespace

void set_text_block(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  const InlineText text = collect_inline(to.typesetter, id);
  const OpenBox box = open_box(to, id, style, setting);
  const NodeId parent = to.document()[id].parent;
  if (parent != kNoNode && to.document()[parent].element == Element::timeline) attach_point(to, id, setting);
  if (!text.empty() || to.column.has_attachments()) set_text(to, id, text, style, box.inner);
  close_box(to, id, style, box);
  if (leads_in(to.document(), id, [&](NodeId figure) { return to.style(figure).float_ != Float::none; })) to.column.keep(BreakRule::keep);
}

void set_text(const Compositor& to, NodeId id, const InlineText& given, const ComputedStyle& style,
              const Setting& setting, Role role) {
  ParagraphOptions options = paragraph_options(style, setting, role);
  leave_room(to, id, style, setting, options);
  InlineText own;
  const InlineText* text = &given;
  if (style.initial_letter > 1 && role == Role::content && !given.empty()) {
    own = given;
    Setting narrow = setting;  // beside a picture
    narrow.x += options.narrow_left;
    narrow.width -= options.narrow_left + options.narrow_right;
    options.first_indents = set_drop_initial(to, id, style, narrow, own);
    text = &own;
  } else if (style.text_indent.em != 0) {
    options.first_indents.push_back(to.em(style, style.text_indent));
  }
  if (to.document()[id].element == Element::paragraph && role == Role::content) {
    const std::size_t skipped = given.text.size() - text->text.size();
    if (std::optional<FirstLine> first = style_first_line(to.typesetter, id, options, skipped)) {
      own = std::move(first->text);
      options.first_end = first->end;
      text = &own;
    }
  }
  push_lines(to, id, set_paragraph(to.typesetter, *text, style, options), style, setting);
}

void push_lines(const Compositor& to, NodeId id, const LineSet& set, const ComputedStyle& style,
                const Setting& setting) {
  const bool body = style.font_size.ratio == 1;
  const auto inked = [](const Line& line) { return line.width.raw() > 0; };  // others are blank lines of code
  auto after = static_cast<int>(std::count_if(set.lines.begin(), set.lines.end(), inked));
  int before = 0;
  for (std::size_t k = 0; k < set.lines.size(); ++k) {
    const Line& line = set.lines[k];
    if (k > 0) {
      if (before < style.orphans || after < style.widows || parts_code_line(set, k, style)) {
        to.column.keep(BreakRule::widow);
      } else if (!inked(set.lines[k - 1])) {
        to.column.free_cost(0);  // between two parts of a program
      } else {
        to.column.free_cost(set.lines[k - 1].hyphenated ? kHyphenBreakCost : kLineBreakCost);
      }
    }
    to.column.push_line(set, line, setting.x, id, body);
    before += inked(line) ? 1 : 0;
    after -= inked(line) ? 1 : 0;
  }
}

}  // namespace pamphlet
