// Lines of the contents: words, dots, page.
#include <algorithm>

#include "layout/blocks/blocks.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

constexpr double kLeaderGap = 0.5;                // em between words, dots and number
constexpr std::string_view kWidestNumber = "000";  // the column of page numbers is the same on every line
constexpr std::size_t kMostDots = 400;             // wider than any page

NodeId find_page_reference(const Document& document, NodeId line) {
  for (NodeId id = line; id < document[line].end; ++id) {
    if (document[id].element == Element::page_reference) return id;
  }
  return kNoNode;
}

/// Appends what `from` shows in its only line to the last line of `to`, its left edge at x, on the same baseline.
void append_line(const LineSet& from, Length x, LineSet& to) {
  if (from.lines.empty() || to.lines.empty()) return;
  const Line& line = from.lines.front();
  Line& last = to.lines.back();
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item item = from.items[line.first_item + k];
    move_item(item, x - line.left, last.baseline - line.baseline);
    to.items.push_back(std::move(item));
    ++last.item_count;
  }
}

/// As many dots as there is room for; all lines end theirs at the same place, so that they stand below each other.
LineSet leader(Typesetter& typesetter, NodeId id, const ComputedStyle& style, Length room) {
  const Length one = measure_text(typesetter, make_inline(typesetter, ".", id, style, "en"), style).maximum;
  const Length pitch = measure_text(typesetter, make_inline(typesetter, ". .", id, style, "en"), style).maximum - one;
  if (pitch.raw() <= 0 || room < one) return {};
  const auto count = std::min(static_cast<std::size_t>((room - one).raw() / pitch.raw()) + 1, kMostDots);
  std::string dots = ".";
  for (std::size_t k = 1; k < count; ++k) dots += " .";
  return set_one_line(typesetter, make_inline(typesetter, dots, id, style, "en"), style, {}, Role::background);
}

}  // namespace

void set_contents_line(const Compositor& to, NodeId id, const Setting& setting) {
  Typesetter& typesetter = to.typesetter;
  const Document& document = to.document();
  const ComputedStyle& style = to.style(id);
  const OpenBox box = open_box(to, id, style, setting);
  const NodeId reference = find_page_reference(document, id);
  if (reference == kNoNode) {
    set_text(to, id, collect_inline(typesetter, id), style, box.inner);
    close_box(to, id, style, box);
    return;
  }
  const std::string_view lang = document.lang(id);
  const NodeId target = document.data<PageReferenceData>(reference).target;
  // A reader that reads aloud needs a space between the words and the number.
  ComputedStyle& number_style = typesetter.memory.styles.emplace_back(to.style(reference));
  number_style.white_space = WhiteSpace::pre_wrap;  // else a line does not begin with one
  const std::string label = "\xC2\xA0" + std::string(page_label(typesetter, target));
  InlineText page = make_inline(typesetter, label, reference, number_style, lang);
  for (InlineRun& run : page.runs) run.link = document[reference].parent;
  const LineSet number = set_one_line(typesetter, page, number_style, {}, Role::content);
  const Length widest =
      measure_text(typesetter, make_inline(typesetter, kWidestNumber, id, style, lang), style).maximum;
  const Length number_width = number.lines.empty() ? Length() : number.lines.front().width;
  const Length gap = to.em(style, EmLength{kLeaderGap});
  const Length reserve = std::min(std::max(widest, number_width) + gap, box.inner.width / 2);
  Setting inner = box.inner;
  inner.width -= reserve;
  if (inner.rtl) inner.x += reserve;
  inner.explicit_direction = true;
  ParagraphOptions options = paragraph_options(style, inner);
  options.align = TextAlign::start;
  options.align_last = TextAlignLast::auto_;
  if (style.text_indent.em != 0) options.first_indents.push_back(to.em(style, style.text_indent));
  LineSet set = set_paragraph(typesetter, collect_inline(typesetter, id), style, options);
  if (!set.lines.empty()) {
    const Line last = set.lines.back();
    // The last line's things stand last, so more can follow them.
    append_line(number, inner.rtl ? -reserve : inner.width + reserve - number_width, set);
    const Length room = (inner.rtl ? last.left : inner.width - last.left - last.width) - gap;
    const LineSet dots = leader(typesetter, id, style, room);
    if (!dots.lines.empty()) append_line(dots, inner.rtl ? Length() : inner.width - dots.lines.front().width, set);
  }
  push_lines(to, id, set, style, inner);
  close_box(to, id, style, box);
}

}  // namespace pamphlet
