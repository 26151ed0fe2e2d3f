// Lines of code keep their ends. One that is wider than the measure goes on below, further in than it began and behind a
// mark, so that nobody takes its rest for a line of its own: half a command would be another command.
#include <algorithm>
#include <iterator>

#include "layout/blocks/blocks.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

constexpr double kWrapHangEm = 1.2;      // two letters of a monospaced face …
constexpr double kWrapMarkEm = 0.75;     // … and the mark's side
constexpr double kWrapMarkRiseEm = 0.6;  // of its top above the baseline
constexpr std::size_t kMostIndent = 16;  // letters of the line's own indent that its rest keeps

/// Appends lines with their items, the first ones or all, moved to the right by `dx`.
void append_lines(LineSet& to, const LineSet& from, std::size_t count, Length dx) {
  for (std::size_t k = 0; k < std::min(count, from.lines.size()); ++k) {
    Line line = from.lines[k];
    line.first_item = static_cast<std::uint32_t>(to.items.size());
    line.left += dx;
    for (std::uint32_t n = 0; n < line.item_count; ++n) {
      Item item = from.items[from.lines[k].first_item + n];
      move_item(item, dx, Length());
      to.items.push_back(std::move(item));
    }
    to.lines.push_back(line);
  }
}

class CodeSetter {
 public:
  CodeSetter(const Compositor& to, NodeId id, const InlineText& text, const ComputedStyle& style, const Setting& setting)
      : to_(to), id_(id), text_(text), style_(style), options_(paragraph_options(style, setting)) {}

  LineSet run() {
    const auto ends = static_cast<std::size_t>(std::count(text_.text.begin(), text_.text.end(), '\n'));
    LineSet all = set_paragraph(to_.typesetter, text_, style_, options_);
    if (all.lines.size() <= ends + 1) return all;
    LineSet lines;
    for (std::size_t begin = 0; begin <= text_.text.size();) {
      const std::size_t end = std::min(text_.text.find('\n', begin), text_.text.size());
      if (begin == end && end == text_.text.size()) break;
      add_line(begin, end, lines);
      begin = end + 1;
    }
    return lines;
  }

 private:
  /// With its line end, which is a word's end to who reads the page's text; what begins behind it is no line.
  LineSet set(const InlineText& line, const ParagraphOptions& options) const {
    LineSet lines = set_paragraph(to_.typesetter, line, style_, options);
    if (line.text.ends_with('\n') && lines.lines.size() > 1) lines.lines.pop_back();
    return lines;
  }

  void add_line(std::size_t begin, std::size_t end, LineSet& lines) {
    const InlineText line = part_of(text_, begin, std::min(end + 1, text_.text.size()));
    const LineSet whole = set(line, options_);
    if (begin == end || whole.lines.size() == 1) return append_lines(lines, whole, 1, Length());
    const std::size_t blanks = std::min({line.text.find_first_not_of(' '), line.text.size(), kMostIndent});
    const Length indent = blanks == 0 ? Length() : measure_text(to_.typesetter, make_inline(to_.typesetter, std::string(blanks, '0'), id_, style_, "en"), style_).maximum;
    const Length hang = indent + used_size(to_.typesetter, style_).scaled(kWrapHangEm);
    ParagraphOptions hanging = options_;
    hanging.width -= hang;
    hanging.first_indents = {-hang};
    const LineSet wrapped = set(line, hanging);
    LineSet own;
    append_lines(own, wrapped, wrapped.lines.size(), hang);
    mark_rest(indent, own);
    append_lines(lines, own, own.lines.size(), Length());
  }

  /// Puts the mark before all lines but the first: a drawing, so that who copies the code copies no mark.
  void mark_rest(Length x, LineSet& lines) {
    const Length size = used_size(to_.typesetter, style_), side = size.scaled(kWrapMarkEm);
    DrawingPlace place;
    place.node = id_;
    place.role = Role::background;
    place.color = style_.mark_color;
    std::vector<Item> items;
    for (std::size_t k = 0; k < lines.lines.size(); ++k) {
      Line& line = lines.lines[k];
      const std::uint32_t begin = line.first_item;
      line.first_item = static_cast<std::uint32_t>(items.size());
      std::move(lines.items.begin() + begin, lines.items.begin() + begin + line.item_count, std::back_inserter(items));
      if (k == 0) continue;
      line.goes_on = true;
      place.box = {x, line.baseline - size.scaled(kWrapMarkRiseEm), side, side};
      if (const auto mark = make_drawing(to_.typesetter, "wrapped", place)) {
        items.emplace_back(*mark);
        ++line.item_count;
      }
    }
    lines.items = std::move(items);
  }

  const Compositor& to_;
  NodeId id_;
  const InlineText& text_;
  const ComputedStyle& style_;
  ParagraphOptions options_;
};

}  // namespace

void set_code_block(const Compositor& to, NodeId id, const Setting& setting) {
  const ComputedStyle& style = to.style(id);
  InlineText text = collect_inline(to.typesetter, id);
  while (text.text.ends_with('\n') && !text.runs.empty()) {  // the line end that closes the last line is no line
    text.text.pop_back();
    text.runs.back().end = text.shaping.back().end = static_cast<std::uint32_t>(text.text.size());
    if (text.runs.back().begin == text.runs.back().end) {
      text.runs.pop_back();
      text.shaping.pop_back();
    }
  }
  const OpenBox box = open_box(to, id, style, setting);
  Setting inner = box.inner;
  inner.rtl = false;  // programs are written from left to right everywhere
  inner.explicit_direction = true;
  if (!text.empty()) push_lines(to, id, CodeSetter(to, id, text, style, inner).run(), style, inner);
  close_box(to, id, style, box);
}

}  // namespace pamphlet
