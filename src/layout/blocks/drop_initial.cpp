// Drop initials: the first letter of a paragraph, as tall as several lines (CSS Inline 3 §6).
//
// Its capital reaches from the cap line of the first line to the baseline of the last one beside it, so its size comes
// from both fonts' cap heights, not from the line height. How far the lines move is the ink of its outline, since the
// advance of an A or a W leaves a hole at its foot. Accents rise into the space above, which grows when it has no room;
// a tail moves one more line. Where fewer lines would stand beside it than it is tall, or a script has no such
// tradition, there is none.
#include <algorithm>

#include "base/utf8.h"
#include "layout/blocks/blocks.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

/// Between the letter's ink and its lines, in em of the body.
constexpr double kInitialGap = 0.18;
/// Size of quotation marks before the letter: as large as the letter they shout, as small as the text they are lost.
constexpr double kQuoteSize = 1.6;

bool opens_quote(char32_t c) { return c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x201E; }

/// Bytes of the quotation marks before the first letter, and with the letter and the marks that sit on it.
struct Opening {
  std::size_t quotes = 0, all = 0;
};

/// Nothing when the text does not start with a letter that has a drop initial's tradition: joined and ideographic
/// scripts have none, and a figure is not a letter.
Opening opening_of(std::string_view text) {
  Opening opening;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    if (!opens_quote(next_code_point(text, next))) break;
    at = next;
  }
  if (at == text.size()) return {};
  opening.quotes = at;
  std::size_t next = at;
  next_code_point(text, next);
  const std::string script = script_of(text.substr(at, next - at));
  if (script != "Latn" && script != "Cyrl" && script != "Grek" && script != "Armn" && script != "Geor") return {};
  while (next < text.size()) {
    std::size_t after = next;
    const char32_t mark = next_code_point(text, after);
    if (mark < 0x300 || mark > 0x36F) break;
    next = after;
  }
  opening.all = next;
  return opening;
}

/// The space after an initial that is a word of its own ("A fever") takes no room but is read aloud.
void say_space(PageList& pages, LineSet& set) {
  auto* run = set.items.empty() ? nullptr : std::get_if<GlyphRun>(&set.items.back());
  if (run == nullptr || run->text_begin + run->text_length != pages.text.size()) return;
  pages.text += ' ';
  ++run->text_length;
}

/// Edges of an outline in em: x from the pen, top upwards and bottom downwards from the baseline.
struct InkExtent {
  double left = 0, right = 0, top = 0, bottom = 0;
};

/// Of the outline's points: a curve's handles may lie outside its ink by a little.
InkExtent ink_extent(const Path& outline) {
  InkExtent ink;
  for (std::size_t k = 0; k + 1 < outline.coordinates.size(); k += 2) {
    const double x = outline.coordinates[k] / 1000, y = outline.coordinates[k + 1] / 1000;
    if (k == 0) ink = {x, x, -y, y};
    ink.left = std::min(ink.left, x);
    ink.right = std::max(ink.right, x);
    ink.top = std::max(ink.top, -y);
    ink.bottom = std::max(ink.bottom, y);
  }
  return ink;
}

/// The ink of all glyphs of a short text, in em.
InkExtent ink_of(Typesetter& typesetter, const InlineText& text) {
  const ShapedText shaped = typesetter.shaper.shape(text.text, text.shaping, Direction::ltr, typesetter.diagnostics);
  InkExtent all;
  double pen = 0;
  bool first = true;
  for (const Segment& segment : shaped.segments) {
    for (std::uint32_t k = 0; k < segment.glyph_count; ++k) {
      const ShapedGlyph& glyph = shaped.glyphs[segment.first_glyph + k];
      const InkExtent ink = ink_extent(typesetter.input.fonts.outline(segment.font, glyph.glyph));
      const double x = pen + static_cast<double>(glyph.dx) / kEm, y = static_cast<double>(glyph.dy) / kEm;
      if (ink.right > ink.left) {
        all.left = first ? x + ink.left : std::min(all.left, x + ink.left);
        all.right = std::max(all.right, x + ink.right);
        all.top = std::max(all.top, y + ink.top);
        all.bottom = std::max(all.bottom, ink.bottom - y);
        first = false;
      }
      pen += static_cast<double>(glyph.advance) / kEm;
    }
  }
  if (first) all.right = pen;  // a bitmap, or nothing to see
  return all;
}

/// Sets a few letters on the baseline at (x, y) of the next line.
void attach_letters(const Compositor& to, const InlineText& text, const ComputedStyle& style, Point at, bool hangs) {
  LineSet set = set_one_line(to.typesetter, text, style, {}, Role::content);
  if (set.lines.empty()) return;
  const Line& line = set.lines.front();
  const Length left = at.x - line.left - (hangs ? line.width : Length());
  for (std::uint32_t k = 0; k < line.item_count; ++k) {
    Item item = set.items[line.first_item + k];
    move_item(item, left, at.y - line.baseline);
    to.column.attach(std::move(item));
  }
}

/// The outlines of a run's glyphs, on a square of an em that stands on the baseline; nothing for glyphs of bitmaps.
Drawing outlines_of(const Typesetter& typesetter, const GlyphRun& run) {
  Drawing drawing{1000, 1000, {}};
  const double em = 1000.0 / static_cast<double>(std::max<std::int64_t>(run.size.raw(), 1));
  double pen = 0;
  for (std::uint32_t k = 0; k < run.glyph_count; ++k) {
    const PageGlyph& glyph = typesetter.pages.glyphs[run.first_glyph + k];
    Shape shape;
    shape.path = typesetter.input.fonts.outline(run.font, glyph.glyph);
    shape.fill.source = PaintSource::current;
    for (std::size_t at = 0; at + 1 < shape.path.coordinates.size(); at += 2) {
      shape.path.coordinates[at] += (pen + glyph.dx) * em;
      shape.path.coordinates[at + 1] += 1000 - glyph.dy * em;
    }
    if (!shape.path.empty()) drawing.shapes.push_back(std::move(shape));
    pen += glyph.advance;
  }
  return drawing;
}

/// The same run at another size, unseen, that ends at `right` on the baseline of the next line.
GlyphRun unseen(PageList& pages, GlyphRun run, Length size, Length right) {
  const auto scaled = [&](std::int32_t value) { return static_cast<std::int32_t>(value * size.points() / run.size.points()); };
  const std::uint32_t first = static_cast<std::uint32_t>(pages.glyphs.size());
  for (std::uint32_t k = 0; k < run.glyph_count; ++k) {
    PageGlyph glyph = pages.glyphs[run.first_glyph + k];
    glyph.advance = scaled(glyph.advance);
    glyph.dx = scaled(glyph.dx);
    glyph.dy = scaled(glyph.dy);
    pages.glyphs.push_back(glyph);
  }
  run.first_glyph = first;
  run.width = run.width.scaled(size.points() / run.size.points());
  run.size = size;
  run.color = kTransparent;
  run.origin = {right - run.width, Length()};
  return run;
}

/// Readers take a letter of another size on another baseline for a word of its own ("O nce"). So the letter is drawn, and what
/// is read stands unseen before the words of the first line, in their size.
void attach_initial(const Compositor& to, const InlineText& text, const ComputedStyle& style, Point at, Length size, Length right, bool before_space) {
  PageList& pages = to.typesetter.pages;
  LineSet set = set_one_line(to.typesetter, text, style, {}, Role::content);
  if (before_space) say_space(pages, set);
  if (set.lines.empty()) return;
  const Line& line = set.lines.front();
  for (std::uint32_t k = line.item_count; k-- > 0;) {
    Item item = set.items[line.first_item + k];
    move_item(item, at.x - line.left, at.y - line.baseline);
    const auto* run = std::get_if<GlyphRun>(&item);
    Drawing drawing = run != nullptr ? outlines_of(to.typesetter, *run) : Drawing();
    if (drawing.shapes.empty()) {
      to.column.attach(std::move(item));
      continue;
    }
    const Rect box{run->origin.x, run->origin.y - run->size, run->size, run->size};
    to.column.attach(DrawingItem{run->node, Role::background, box, static_cast<std::uint32_t>(pages.drawings.size()), run->color, 0, 0});
    pages.drawings.push_back(std::move(drawing));
    const GlyphRun read = unseen(pages, *run, size, right);
    right = read.origin.x;
    to.column.attach(read);
  }
}

}  // namespace

std::vector<Length> set_drop_initial(const Compositor& to, NodeId id, const ComputedStyle& style,
                                     const Setting& setting, InlineText& text) {
  const Opening opening = opening_of(text.text);
  if (opening.all == 0 || setting.rtl || text.runs.front().end < opening.all || is_object(text.runs.front())) {
    return {};
  }
  const int lines = style.initial_letter;
  Typesetter& typesetter = to.typesetter;
  const Length size = used_size(typesetter, style), line_height = size.scaled(style.line_height);
  const FontExtent body = font_extent(typesetter, style);
  // The initial's capitals reach from the cap line of the first line to the baseline of the last one it spans
  // (CSS Inline 3 §6.3); an accent rises above it, a tail hangs below.
  const Length target = line_height * (lines - 1) + body.cap_height;
  ComputedStyle& letter = typesetter.memory.styles.emplace_back(to.pseudo(id, Element::first_letter));
  ComputedStyle& small = typesetter.memory.styles.emplace_back(letter);
  const FontExtent own = font_extent(typesetter, letter);
  if (own.cap_height.raw() <= 0) return {};
  letter.font_size.ratio *= target.points() / own.cap_height.points();
  small.font_size.ratio *= kQuoteSize;
  letter.hanging_punctuation = small.hanging_punctuation = false;
  const std::string_view words = text.text;
  const NodeId node = text.runs.front().node;
  const std::string_view lang = to.document().lang(id);
  const InlineText initial =
      make_inline(typesetter, words.substr(opening.quotes, opening.all - opening.quotes), node, letter, lang);
  const InlineText quotes = make_inline(typesetter, words.substr(0, opening.quotes), node, small, lang);
  const Length letter_size = used_size(typesetter, letter);
  const InkExtent ink = ink_of(typesetter, initial);
  // The marks before the letter stay small, level with the first line's capitals; they hang in the margin, or push the
  // letter in.
  const bool hangs = style.hanging_punctuation;
  const Length push = quotes.empty() || hangs ? Length() : measure_text(typesetter, quotes, small).maximum;
  const Length width = push + letter_size.scaled(ink.right - ink.left) + size.scaled(kInitialGap);
  const bool tail = letter_size.scaled(ink.bottom) > line_height - body.cap_height;  // into the line below
  InlineText rest = text;
  take_off(rest, opening.all);
  ParagraphOptions trial = paragraph_options(style, setting);
  trial.first_indents.assign(static_cast<std::size_t>(lines + (tail ? 1 : 0)), width);
  if (rest.empty() || line_ends(typesetter, rest, style, trial).size() < static_cast<std::size_t>(lines)) return {};
  const Length leading = (line_height - body.ascent - body.descent) / 2;
  const Length room = body.ascent - body.cap_height + leading * 2;  // above the cap line, up to the line before
  to.column.margin(std::max(letter_size.scaled(ink.top) - target - room, Length()));
  const Point raised{setting.x, body.cap_height.scaled(kQuoteSize - 1)};
  if (!quotes.empty()) attach_letters(to, quotes, small, raised, hangs);
  attach_initial(to, initial, letter, {setting.x + push - letter_size.scaled(ink.left), line_height * (lines - 1)}, size, setting.x + width,
                 text.text.compare(opening.all, 1, " ") == 0);
  text = std::move(rest);
  return trial.first_indents;
}

}  // namespace pamphlet
