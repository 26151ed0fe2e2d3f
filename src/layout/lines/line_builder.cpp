// long: one pass over the pieces of one line, which all its steps share.
#include "layout/lines/line_builder.h"

#include <algorithm>

#include "layout/inline/picture_frame.h"
#include "layout/lines/drawings.h"
#include "layout/lines/justify.h"
#include "layout/lines/line_room.h"
#include "layout/lines/line_spaces.h"
#include "layout/lines/paint_box.h"

namespace pamphlet {
namespace {

class LineBuilder {
 public:
  LineBuilder(Typesetter& typesetter, const LineJob& job, const BrokenLine& broken, std::size_t number, LineSet& set)
      : typesetter_(typesetter), job_(job), broken_(broken), number_(number), set_(set) {}

  void run() {
    gather();
    justify();
    measure_line();
    place();
    Line line;
    line.first_item = static_cast<std::uint32_t>(set_.items.size());
    const std::size_t text_begin = typesetter_.pages.text.size();
    emit();
    if (typesetter_.facts.wanted) record(text_begin);
    line.item_count = static_cast<std::uint32_t>(set_.items.size()) - line.first_item;
    line.height = height_;
    line.baseline = baseline_;
    line.width = ink_;
    line.left = left_;
    line.hyphenated = broken_.hyphenated;
    set_.lines.push_back(line);
  }

 private:
  /// For the report: what the finished page will not show of the line.
  void record(std::size_t text_begin) {
    LineFact fact;
    fact.text_begin = static_cast<std::uint32_t>(text_begin);
    fact.text_end = static_cast<std::uint32_t>(typesetter_.pages.text.size());
    fact.paragraph = number_ == 0 ? ++typesetter_.facts.paragraphs : typesetter_.facts.paragraphs;
    fact.orphans = static_cast<std::uint8_t>(std::clamp(job_.style.orphans, 1, 255));
    fact.widows = static_cast<std::uint8_t>(std::clamp(job_.style.widows, 1, 255));
    fact.justified = job_.options.align == TextAlign::justify;
    fact.last = broken_.last;
    fact.above = baseline_;
    fact.below = height_ - baseline_;
    fact.measure = room();
    fact.ink = ink_ - hanging();
    fact.size = used_size(typesetter_, job_.style);
    add_spaces(placed_, job_.text.runs, fact);
    typesetter_.facts.lines.push_back(fact);
  }

  const InlineRun& run_of(const Placed& placed) const { return job_.text.runs[placed.segment->run]; }

  /// Joins the pieces of one segment again and reshapes what the line cut.
  void gather() {
    const auto& items = job_.list.items;
    for (std::uint32_t i = broken_.begin; i < broken_.end; ++i) {
      if (items[i].kind == HKind::penalty) continue;
      if (items[i].ref == kNoPiece) {  // stretch between ideographs belongs to the one before
        if (!placed_.empty()) {
          placed_.back().stretch += items[i].stretch;
          placed_.back().stretches = true;
        }
        continue;
      }
      add_piece(job_.list.pieces[items[i].ref], items[i]);
    }
    for (Placed& placed : placed_) shape(placed, false);
    if (broken_.hyphenated && !placed_.empty()) add_hyphen();
    if (broken_.end < items.size() && items[broken_.end].kind == HKind::glue && items[broken_.end].ref != kNoPiece) {
      add_piece(job_.list.pieces[items[broken_.end].ref], items[broken_.end]);
      placed_.back().trailing = true;  // kept for whoever reads the text aloud; it takes no room
      placed_.back().level = job_.shaped.direction == Direction::rtl ? 1 : 0;
      shape(placed_.back(), false);
    }
  }

  /// A line end of the author's own comes after the line.
  bool ends_hard() const {
    const auto& items = job_.list.items;
    return broken_.end + 1 < items.size() && items[broken_.end].kind == HKind::penalty &&
           items[broken_.end].cost <= kForced && job_.options.role == Role::content;
  }

  void add_piece(const Piece& piece, const HItem& item) {
    const Segment& segment = job_.shaped.segments[piece.segment];
    const bool glue = item.kind == HKind::glue;
    if (!placed_.empty() && placed_.back().segment == &segment && placed_.back().end == piece.begin && !glue &&
        !placed_.back().stretches) {
      placed_.back().end = piece.end;
      placed_.back().stretch += item.stretch;
      placed_.back().shrink += item.shrink;
      return;
    }
    Placed placed;
    placed.segment = &segment;
    placed.begin = piece.begin;
    placed.end = piece.end;
    placed.level = segment.level;
    placed.space = segment.space;
    placed.stretches = glue;
    placed.letters = !glue && item.stretch.raw() > 0;
    placed.stretch = item.stretch;
    placed.shrink = item.shrink;
    placed_.push_back(placed);
  }

  void shape(Placed& placed, bool hyphen) {
    const Segment& segment = *placed.segment;
    const InlineRun& run = run_of(placed);
    if (is_object(run)) {
      placed.width = inline_object(typesetter_, run, job_.options.width).width;
      return;
    }
    if (placed.begin == segment.begin && placed.end == segment.end && !hyphen) {
      placed.glyphs = std::span(job_.shaped.glyphs).subspan(segment.first_glyph, segment.glyph_count);
    } else {
      auto piece = typesetter_.shaper.shape_piece(job_.text.text, segment, job_.text.shaping, placed.begin, placed.end,
                                                  hyphen);
      owned_.push_back(std::move(piece.glyphs));
      placed.glyphs = owned_.back();
    }
    placed.width = Length();
    for (const ShapedGlyph& glyph : placed.glyphs) placed.width += at_size(glyph.advance, run.size);
  }

  /// The hyphen is a thing of the line, not of the text: its own piece, with its own role.
  void add_hyphen() {
    Placed& word = placed_.back();
    shape(word, true);
    std::size_t own = word.glyphs.size();
    while (own > 0 && word.glyphs[own - 1].cluster >= word.end) --own;
    Placed hyphen = word;
    hyphen.glyphs = word.glyphs.subspan(own);
    hyphen.begin = hyphen.end = word.end;
    hyphen.hyphen = true;
    hyphen.letters = false;
    hyphen.stretch = hyphen.shrink = Length();
    const Length size = run_of(word).size;
    hyphen.width = Length();
    for (const ShapedGlyph& glyph : hyphen.glyphs) hyphen.width += at_size(glyph.advance, size);
    word.glyphs = word.glyphs.first(own);
    word.width -= hyphen.width;
    placed_.push_back(hyphen);
  }

  Length indent() const {
    return number_ < job_.options.first_indents.size() ? job_.options.first_indents[number_] : Length();
  }
  Length room() const { return line_room(job_.options, number_); }
  Length hanging() const { return broken_.hang_start + broken_.hang_end; }

  void justify() {
    ink_ = Length();
    for (const Placed& placed : placed_) {
      if (!placed.trailing) ink_ += placed.width;
    }
    const bool wanted = broken_.last && job_.options.align_last == TextAlignLast::justify;
    if (!wanted && job_.options.align != TextAlign::justify) return;
    const Justifying opening = wanted ? Justifying::whatever : alignment() == TextAlign::justify ? Justifying::decent : Justifying::none;
    ink_ += justify_pieces(placed_, room() + hanging() - ink_, opening);
  }

  TextAlign alignment() const { return line_alignment(job_.options, broken_.last); }

  void measure_line() {
    const FontExtent extent = font_extent(typesetter_, job_.style);
    const Length size = used_size(typesetter_, job_.style);
    const Length line_height = job_.options.line_height.value_or(size.scaled(job_.style.line_height));
    // CSS 2.2 §10.8.1: half of the leading above, half below.
    const Length leading = line_height - extent.ascent - extent.descent;
    baseline_ = extent.ascent + leading / 2;
    height_ = line_height;
    for (const Placed& placed : placed_) {
      const InlineRun& run = run_of(placed);
      if (!is_object(run)) continue;
      const InlineObject object = inline_object(typesetter_, run, job_.options.width);
      const Length above = object.above + run.rise;
      if (above > baseline_) {
        height_ += above - baseline_;
        baseline_ = above;
      }
      height_ = std::max(height_, baseline_ + object.below - run.rise);
    }
    grow(size, line_height);
    ascent_ = extent.ascent;
    descent_ = extent.descent;
    make_room(typesetter_, job_.text, placed_, std::max(leading / 2, Length()), height_, baseline_);
  }

  /// A line is as tall as the tallest of its words asks (CSS 2.2 §10.8), on the grid where its own height is.
  void grow(Length size, Length line_height) {
    Length above = baseline_, below = height_ - baseline_;
    for (const Placed& placed : placed_) {
      const InlineRun& run = run_of(placed);
      const bool taller = run.blank.raw() > 0 ? run.edge == InlineRun::Edge::none && run.mark == Mark::none : !is_object(run) && !placed.space && run.size > size;
      if (!taller) continue;
      const FontExtent own = font_extent(typesetter_, *run.style);
      const Length height = run.size.scaled(run.style->line_height), top = own.ascent + (height - own.ascent - own.descent) / 2;
      above = std::max(above, top + run.rise);
      below = std::max(below, height - top - run.rise);
    }
    if (above + below <= height_) return;
    const Length unit = typesetter_.input.style.page.baseline;
    const auto off = [&](Length length) { return unit.raw() > 0 ? length.raw() % unit.raw() : 0; };
    constexpr std::int64_t kNearly = Length::kPerPoint / 50;  // leading times size is rounded
    const bool on_grid = unit.raw() > 0 && (off(line_height) <= kNearly || unit.raw() - off(line_height) <= kNearly);
    Length height = above + below;
    if (on_grid && off(height) > kNearly) height += unit - Length::raw(off(height));
    baseline_ = height - below;
    height_ = height;
  }

  Length start_of_ink() const {
    const bool rtl = job_.shaped.direction == Direction::rtl;
    return aligned(room() + hanging() - ink_, rtl) - (rtl ? broken_.hang_end : broken_.hang_start);
  }

  /// Where what does not hang begins, when `spare` is left of the room.
  Length aligned(Length spare, bool rtl) const {
    TextAlign align = alignment();
    if (align == TextAlign::start || align == TextAlign::justify) align = rtl ? TextAlign::right : TextAlign::left;
    if (align == TextAlign::end) align = rtl ? TextAlign::left : TextAlign::right;
    const Length beside = number_ < job_.options.narrow_lines ? job_.options.narrow_left : Length();
    const Length before = beside + (rtl ? Length() : indent());
    switch (align) {
      case TextAlign::center: return before + std::max(spare, Length()) / 2;
      case TextAlign::right: return before + spare;
      default: return before;
    }
  }

  void place() {
    left_ = start_of_ink();
    std::vector<std::uint8_t> levels(placed_.size());
    for (std::size_t k = 0; k < placed_.size(); ++k) levels[k] = placed_[k].level;
    const bool plain = std::all_of(levels.begin(), levels.end(), [](std::uint8_t level) { return level == 0; });
    if (plain) {
      order_.resize(placed_.size());
      for (std::uint32_t k = 0; k < order_.size(); ++k) order_[k] = k;
    } else {
      order_ = visual_order(levels);
    }
    Length x = left_;
    for (const std::uint32_t k : order_) {  // a trailing space at the left end stands outside the ink
      if (!placed_[k].trailing) break;
      x -= placed_[k].width;
    }
    for (const std::uint32_t k : order_) {
      placed_[k].x = x;
      x += placed_[k].width + placed_[k].extra;
    }
  }

  /// Neighbours on the line that are one run for the printer.
  bool continues(const Placed& before, const Placed& after) const {
    if (before.segment->run != after.segment->run || before.segment->font != after.segment->font) return false;
    if (before.level != after.level || before.hyphen || after.hyphen) return false;
    if (is_object(run_of(before))) return false;
    return (before.level & 1) ? after.end == before.begin : before.end == after.begin;
  }

  /// Runs stand where bidi puts them, but come in reading order: tags and readers take them as they come. From right to
  /// left the spaces at a run's ends are runs of their own, or they would come before the word they follow.
  void emit() {
    std::vector<std::pair<std::size_t, std::size_t>> runs;  // of order_
    bool mixed = false;
    for (std::size_t k = 0; k < order_.size();) {
      std::size_t from = k, end = k + 1;
      while (end < order_.size() && continues(placed_[order_[end - 1]], placed_[order_[end]])) ++end;
      k = end;
      const bool rtl = placed_[order_[from]].level & 1;
      mixed = mixed || rtl;
      if (rtl && end - from > 1 && placed_[order_[from]].space) runs.emplace_back(from, from + 1), ++from;
      if (rtl && end - from > 1 && placed_[order_[end - 1]].space) runs.emplace_back(end - 1, end), --end;
      runs.emplace_back(from, end);
    }
    const auto begin = [&](const auto& run) { return std::min(placed_[order_[run.first]].begin, placed_[order_[run.second - 1]].begin); };
    if (mixed) std::stable_sort(runs.begin(), runs.end(), [&](const auto& a, const auto& b) { return begin(a) < begin(b); });
    emit_boxes();
    for (const auto& [from, to] : runs) {
      const Placed& first = placed_[order_[from]];
      if (run_of(first).blank.raw() > 0) {
        if (run_of(first).mark != Mark::none) emit_mark(first);
        add_link(run_of(first), first.x, first.width);
      } else if (run_of(first).formula) {
        emit_formula(typesetter_, run_of(first), job_.options, {first.x, baseline_ - run_of(first).rise}, set_.items);
        add_link(run_of(first), first.x, first.width);
      } else if (run_of(first).image != kNoImage) {
        emit_picture(first);
      } else {
        emit_run(from, to);
      }
    }
    for (const LinkArea& area : links_) set_.items.emplace_back(area);
  }

  /// In the middle of the capitals, in the colour of the words. One whose meaning matters says it.
  void emit_mark(const Placed& placed) {
    const InlineRun& run = run_of(placed);
    const std::string_view spoken = spoken_term(run.mark);
    const Length middle = baseline_ - run.rise - font_extent(typesetter_, *run.style).cap_height / 2;
    const DrawingPlace place{run.node, spoken.empty() ? Role::background : job_.options.role,
                             {placed.x, middle - placed.width / 2, placed.width, placed.width}, run.style->color};
    const std::string_view says = spoken.empty() ? std::string_view() : term(spoken, typesetter_.document.lang(run.node));
    if (const auto item = make_drawing(typesetter_, name(run.mark), place, says)) set_.items.emplace_back(*item);
  }

  void emit_picture(const Placed& placed) {
    const InlineRun& run = run_of(placed);
    const InlinePicture picture = inline_picture(typesetter_, run, job_.options.width);
    ImageItem item;
    item.node = run.node;
    item.image = run.image;
    frame_picture(*run.style, typesetter_.input.images[run.image], {placed.x, baseline_ - picture.height, picture.width, picture.height}, item);
    item.radius = used_radius(run.style->border_radius, run.size, item.box);
    set_.items.emplace_back(item);
    add_link(run, placed.x, picture.width);
  }

  void emit_run(std::size_t from, std::size_t to) {
    const Placed& first = placed_[order_[from]];
    const InlineRun& run = run_of(first);
    PageList& pages = typesetter_.pages;
    GlyphRun out;
    out.node = run.node;
    out.role = first.hyphen ? Role::hyphen : job_.options.role;
    out.rtl = first.level & 1;
    out.font = first.segment->font;
    out.size = run.size;
    out.color = run.style->color;
    out.origin = {first.x, baseline_ - run.rise};
    std::uint32_t begin = first.begin, end = first.end;
    for (std::size_t k = from; k < to; ++k) {
      begin = std::min(begin, placed_[order_[k]].begin);
      end = std::max(end, placed_[order_[k]].end);
    }
    out.text_begin = static_cast<std::uint32_t>(pages.text.size());
    if (first.hyphen) {
      pages.text += "\xC2\xAD";  // U+00AD: a reader joins the word again
    } else {
      const std::string& words = run.transformed ? job_.text.original : job_.text.text;
      pages.text.append(words, begin, end - begin);
      if (ends_hard() && end == placed_.back().end) pages.text += '\n';  // as a space does: no two words run together
    }
    out.text_length = static_cast<std::uint32_t>(pages.text.size()) - out.text_begin;
    out.first_glyph = static_cast<std::uint32_t>(pages.glyphs.size());
    for (std::size_t k = from; k < to; ++k) add_glyphs(placed_[order_[k]], begin, run.size);
    out.glyph_count = static_cast<std::uint32_t>(pages.glyphs.size()) - out.first_glyph;
    const Placed& final = placed_[order_[to - 1]];
    out.width = final.x + final.width + final.extra - first.x;
    const Length ink = final.trailing && (final.level & 1) == 0 ? out.width - final.width : out.width;
    if (out.glyph_count > 0) set_.items.emplace_back(out);
    add_decoration(run, out, ink);
    add_link(run, out.origin.x, ink);
  }

  void add_glyphs(const Placed& placed, std::uint32_t text_begin, Length size) {
    const std::size_t count = placed.glyphs.size();
    const auto ends = [&](std::size_t g) {  // a letter with its marks, after which there may be more room
      return g + 1 == count || (placed.letters && placed.glyphs[g + 1].cluster != placed.glyphs[g].cluster);
    };
    std::int64_t letters = 0, seen = 0, given = 0;
    for (std::size_t g = 0; g < count; ++g) letters += ends(g) ? 1 : 0;
    for (std::size_t g = 0; g < count; ++g) {
      typesetter_.pages.glyphs.push_back(page_glyph(placed.glyphs[g], text_begin, size));
      if (ends(g)) {
        const std::int64_t due = placed.extra.raw() * ++seen / letters;
        typesetter_.pages.glyphs.back().advance += static_cast<std::int32_t>(due - given);
        given = due;
      }
    }
  }

  /// Grounds and borders of inline elements: one box for what of it stands together on the line.
  void emit_boxes() {
    for (std::size_t k = 0; k < order_.size();) {
      const InlineRun& run = run_of(placed_[order_[k]]);
      std::size_t end = k + 1;
      while (end < order_.size() && run_of(placed_[order_[end]]).box == run.box) ++end;
      if (run.box != kNoNode) emit_box(run, k, end);
      k = end;
    }
  }

  void emit_box(const InlineRun& run, std::size_t from, std::size_t to) {
    while (to > from && placed_[order_[to - 1]].trailing) --to;
    while (to > from && placed_[order_[from]].trailing) ++from;
    if (to == from) return;
    const ComputedStyle& style = *run.box_style;
    const Length size = used_size(typesetter_, style);
    const FontExtent extent = font_extent(typesetter_, style);
    const Length above = extent.ascent + size.scaled(style.padding_top.em + style.border_top_width.em);
    const Length below = extent.descent + size.scaled(style.padding_bottom.em + style.border_bottom_width.em);
    // Without padding a hair of ground beside the letters, or it seems to cut them.
    const bool padded = style.padding_left.em > 0 || style.border_left_width.em > 0 || style.border_bottom_width.em > 0;
    const Length hair = padded ? Length() : size.scaled(0.1);
    const Placed& last = placed_[order_[to - 1]];
    const Length x = placed_[order_[from]].x;
    const Rect box{x - hair, baseline_ - run.rise - above, last.x + last.width + last.extra - x + hair * 2, above + below};
    paint_frame(run.box, box, style, size, {true, true, job_.shaped.direction == Direction::rtl}, set_.items);
  }

  void add_decoration(const InlineRun& run, const GlyphRun& out, Length ink) {
    if (run.decoration == TextDecoration::none || out.font == kNoFont) return;
    const FontMetrics& metrics = typesetter_.input.fonts.metrics(out.font);
    const bool under = run.decoration == TextDecoration::underline;
    const Length thick = std::max(at_size(metrics.underline_thickness, run.size), Length::points(0.5));
    const Length above = at_size(under ? metrics.underline_position : metrics.strikeout_position, run.size);
    BoxItem line;
    line.node = run.node;
    line.box = {out.origin.x, out.origin.y - above - thick / 2, ink, thick};
    line.fill = run.style->color;
    set_.items.emplace_back(line);
  }

  void add_link(const InlineRun& run, Length x, Length width) {
    if (run.link == kNoNode || job_.options.role != Role::content) return;
    const Rect box{x, baseline_ - ascent_, width, ascent_ + descent_};
    if (!links_.empty() && links_.back().node == run.link) {
      Rect& last = links_.back().box;
      const Length right = std::max(last.right(), box.right());
      last.x = std::min(last.x, box.x);
      last.width = right - last.x;
      return;
    }
    links_.push_back({run.link, box});
  }

  Typesetter& typesetter_;
  const LineJob& job_;
  const BrokenLine& broken_;
  std::size_t number_;
  LineSet& set_;
  std::vector<Placed> placed_;
  std::vector<std::vector<ShapedGlyph>> owned_;
  std::vector<std::uint32_t> order_;
  std::vector<LinkArea> links_;
  Length ink_, left_, height_, baseline_, ascent_, descent_;
};

}  // namespace

void build_line(Typesetter& typesetter, const LineJob& job, const BrokenLine& broken, std::size_t number, LineSet& set) {
  LineBuilder(typesetter, job, broken, number, set).run();
}

}  // namespace pamphlet
