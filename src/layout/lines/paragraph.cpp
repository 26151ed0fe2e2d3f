// A paragraph to lines: passes that grow less patient. First words only, then hyphens, then emergency stretch, then overfull
// lines with a finding; each pass is an optimal line breaker (layout/breakers) over its own items. Greedy lines would be
// quicker by little and ragged by much. A long paragraph is set in stretches that overlap by a few lines, so that memory
// is that of one stretch whatever its length; time is linear in the text, twelve-fold where short text is balanced.
#include "layout/lines/paragraph.h"

#include <fmt/core.h>

#include <algorithm>

#include "layout/codes.h"
#include "layout/lines/hitems.h"
#include "layout/lines/line_builder.h"
#include "layout/lines/missing_glyphs.h"
#include "layout/lines/move_item.h"

namespace pamphlet {
namespace {

// Badness that the passes accept (TeXbook p. 96: \pretolerance 100, \tolerance 200; "sloppy" text takes 9999). The
// first pass is a little more patient than TeX's, so that fewer paragraphs need a hyphen at all.
constexpr int kPatientTolerance = 150, kHyphenTolerance = 800, kAnything = 10000;
// A ragged line that is short by six ems is as bad as a justified one stretched to its limit.
constexpr double kRaggedStretchEm = 6;
constexpr int kRaggedTolerance = 400;
// The last resort: each line may claim three ems more (LaTeX's \emergencystretch advice).
constexpr double kEmergencyStretchEm = 3;
// Balancing narrows the lines in steps until one more line would be needed.
constexpr int kBalanceSteps = 12;
// A paragraph of more bytes (some 25 pages) is set in stretches, one after the other, so that its shaping, its items
// and its breakpoints take the memory of a stretch. What follows a stretch cannot change its lines but the last ones:
// as many are set again with the next one (optimal breaks forget where they came from after a few lines).
constexpr std::size_t kStretch = 64 << 10;
constexpr std::size_t kLinesUnsure = 8;
constexpr std::size_t kBalanceLines = 8;

class ParagraphSetter {
 public:
  /// `lines_before`: of the paragraph, in stretches before this one; `last`: no stretch follows.
  ParagraphSetter(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                  const ParagraphOptions& options, std::size_t lines_before = 0, bool last = true)
      : typesetter_(typesetter), text_(text), style_(style), options_(options), lines_before_(lines_before), last_(last) {}

  /// Appends the stretch's lines to `set` and returns where in the text the next stretch begins.
  std::uint32_t run(LineSet& set, MissingSaid& missing) {
    const ShapedText shaped = shape();
    report_missing(typesetter_, text_, shaped, missing);
    set.rtl = shaped.direction == Direction::rtl;
    HItemList list;
    const std::vector<BrokenLine> lines = break_text(shaped, list);
    const Kept kept = last_ ? Kept{lines.size(), static_cast<std::uint32_t>(text_.text.size())} : kept_lines(shaped, list, lines);
    set.lines.reserve(set.lines.size() + kept.lines);
    const LineJob job{text_, shaped, style_, options_, list};
    for (std::size_t k = 0; k < kept.lines; ++k) {
      build_line(typesetter_, job, lines[k], lines_before_ + k, set);
      report_overfull(lines[k]);
    }
    return kept.end;
  }

  std::vector<std::uint32_t> ends() {
    const ShapedText shaped = shape();
    HItemList list;
    std::vector<std::uint32_t> offsets;
    for (const BrokenLine& line : break_text(shaped, list)) offsets.push_back(end_of(line, list));
    return offsets;
  }

 private:
  ShapedText shape() {
    std::optional<Direction> base;
    if (options_.explicit_direction || options_.rtl) base = options_.rtl ? Direction::rtl : Direction::ltr;
    return typesetter_.shaper.shape(text_.text, text_.shaping, base, typesetter_.diagnostics);
  }

  struct Kept {
    std::size_t lines = 0;
    std::uint32_t end = 0;  // of their text
  };

  /// The lines of a stretch that stay as they are: all but its last ones, which did not know what follows. The next
  /// stretch had best begin with a word.
  Kept kept_lines(const ShapedText& shaped, const HItemList& list, const std::vector<BrokenLine>& lines) const {
    const std::size_t all = lines.size(), most = all > 2 * kLinesUnsure ? all - kLinesUnsure : std::max<std::size_t>(all, 1) - 1;
    Kept kept{all, static_cast<std::uint32_t>(text_.text.size())};
    for (std::size_t k = most; k > 0 && k + kLinesUnsure > most; --k) {
      std::uint32_t item = lines[k].begin;
      while (item < lines[k].end && list.items[item].ref == kNoPiece) ++item;
      if (item >= list.items.size() || list.items[item].ref == kNoPiece) continue;
      const Piece& piece = list.pieces[list.items[item].ref];
      const bool whole = piece.begin == shaped.segments[piece.segment].begin;
      if (piece.begin == 0 || (kept.lines < all && !whole)) continue;
      kept = {k, piece.begin};
      if (whole) break;
    }
    return kept;
  }

  static std::uint32_t end_of(const BrokenLine& line, const HItemList& list) {
    for (std::uint32_t i = line.end; i-- > line.begin;) {
      const HItem& item = list.items[i];
      if (item.kind == HKind::box && item.ref != kNoPiece) return list.pieces[item.ref].end;
    }
    return 0;
  }

  /// The item at which the first line has to end; none when the items have no break there.
  std::uint32_t first_break(const HItemList& list) const {
    if (!options_.first_end || lines_before_ > 0) return UINT32_MAX;
    for (std::uint32_t i = 0; i + 1 < list.items.size(); ++i) {
      const HItem& item = list.items[i];
      if (item.kind != HKind::box || item.ref == kNoPiece) continue;
      const std::uint32_t end = list.pieces[item.ref].end;
      if (end < *options_.first_end) continue;
      const HItem& next = list.items[i + 1];
      const bool breakable = next.kind == HKind::glue || (next.kind == HKind::penalty && next.cost < kForbidden);
      return end == *options_.first_end && breakable ? i + 1 : UINT32_MAX;
    }
    return UINT32_MAX;
  }

  LineBreakOptions base_options() const {
    LineBreakOptions breaking;
    breaking.width = options_.width;
    for (std::size_t k = lines_before_; k < std::max(options_.first_indents.size(), options_.narrow_lines); ++k)
      breaking.first_widths.push_back(line_room(options_, k));
    breaking.justify = options_.align == TextAlign::justify;
    breaking.ragged_stretch = used_size(typesetter_, style_).scaled(kRaggedStretchEm);
    return breaking;
  }

  HItemList items(const ShapedText& shaped, BreakEffort effort, LineBreakOptions& breaking) const {
    HItemList list = make_items(typesetter_, text_, shaped, style_, options_.width, effort);
    breaking.first_break = first_break(list);
    return list;
  }

  std::vector<BrokenLine> break_text(const ShapedText& shaped, HItemList& list) {
    LineBreakOptions breaking = base_options();
    list = items(shaped, BreakEffort::words, breaking);
    breaking.tolerance = breaking.justify ? kPatientTolerance : kRaggedTolerance;
    std::vector<BrokenLine> lines = break_lines(list.items, breaking);
    if (lines.empty() && style_.hyphens != Hyphens::none) {
      list = items(shaped, BreakEffort::hyphens, breaking);
      if (list.has_hyphens) {
        breaking.tolerance = kHyphenTolerance;
        lines = break_lines(list.items, breaking);
      }
    }
    if (lines.empty()) {
      list = items(shaped, BreakEffort::emergency, breaking);
      breaking.tolerance = kAnything;
      breaking.emergency_stretch = used_size(typesetter_, style_).scaled(kEmergencyStretchEm);
      breaking.allow_overfull = true;
      lines = break_lines(list.items, breaking);
    }
    if (last_ && breaking.justify && ends_in_runt(list, lines)) avoid_runt(shaped, list, breaking, lines);
    if (style_.text_wrap == TextWrap::balance && lines.size() > 1 && lines.size() <= kBalanceLines) {
      balance(list, breaking, lines);
    }
    return lines;
  }

  /// Whether the last line is one short word, or the end of one.
  bool ends_in_runt(const HItemList& list, const std::vector<BrokenLine>& lines) const {
    if (lines.size() < 2 || lines.back().natural > options_.width.scaled(kRuntShare)) return false;
    for (std::uint32_t i = lines.back().begin; i < lines.back().end; ++i) {
      if (list.items[i].kind == HKind::glue) return false;
    }
    return true;
  }

  /// The patient pass saw no way round a runt: perhaps a hyphen or looser lines are one.
  void avoid_runt(const ShapedText& shaped, HItemList& list, LineBreakOptions& breaking, std::vector<BrokenLine>& lines) const {
    if (breaking.tolerance >= kHyphenTolerance) return;
    LineBreakOptions looser = breaking;
    HItemList cut = items(shaped, style_.hyphens == Hyphens::none ? BreakEffort::words : BreakEffort::hyphens, looser);
    looser.tolerance = kHyphenTolerance;
    std::vector<BrokenLine> found = break_lines(cut.items, looser);
    if (found.empty() || ends_in_runt(cut, found)) return;
    lines = std::move(found);
    list = std::move(cut);
    breaking = looser;
  }

  /// What the places cost at which lines end: a narrower measure must not tear what should stand together.
  static int end_costs(const HItemList& list, const std::vector<BrokenLine>& lines) {
    int cost = 0;
    for (const BrokenLine& line : lines) {
      const HItem& item = list.items[line.end];
      if (item.kind != HKind::box && item.cost > 0 && item.cost < kForbidden) cost += item.cost;
    }
    return cost;
  }

  /// Lines of even length, as headings want them: the narrowest measure that needs no further line.
  void balance(const HItemList& list, LineBreakOptions breaking, std::vector<BrokenLine>& lines) const {
    breaking.tolerance = kAnything;
    int cost = end_costs(list, lines);
    Length narrow = options_.width / static_cast<std::int64_t>(lines.size()), wide = options_.width;
    for (int step = 0; step < kBalanceSteps; ++step) {
      const Length middle = step == 0 && cost > 0 ? wide : (narrow + wide) / 2;
      LineBreakOptions trial = breaking;
      trial.width = middle;
      trial.allow_overfull = false;
      for (Length& first : trial.first_widths) first -= options_.width - middle;
      std::vector<BrokenLine> found = break_lines(list.items, trial);
      const std::size_t most = lines.size() + (step == 0 && cost >= kPartCost ? 1 : 0);  // one more, rather than torn parts
      if (!found.empty() && found.size() <= most && end_costs(list, found) <= cost) {
        lines = std::move(found);
        cost = end_costs(list, lines);
        wide = middle;
      } else {
        narrow = middle;
      }
    }
  }

  void report_overfull(const BrokenLine& line) {
    if (!line.overfull) return;
    const Document& document = typesetter_.document;
    const NodeId node = text_.runs.empty() ? 0 : text_.runs.front().node;
    typesetter_.diagnostics.report(
        code::line_overfull, *document.source, document[node].span,
        fmt::format("a line is {:.1f} pt wider than its column", (line.natural - options_.width).points()),
        "break the long word or picture up, or give the text more room");
  }

  Typesetter& typesetter_;
  const InlineText& text_;
  const ComputedStyle& style_;
  const ParagraphOptions& options_;
  std::size_t lines_before_;
  bool last_;
};

/// Where most lines had to grow for a taller script, all do: uneven lines are harder to read than open ones.
void even_out(LineSet& set) {
  if (set.lines.size() < 2) return;
  Length least = set.lines.front().height, above, below;
  for (const Line& line : set.lines) {
    least = std::min(least, line.height);
    above = std::max(above, line.baseline);
    below = std::max(below, line.height - line.baseline);
  }
  const auto taller = std::count_if(set.lines.begin(), set.lines.end(), [&](const Line& line) { return line.height > least; });
  if (taller * 2 <= static_cast<std::ptrdiff_t>(set.lines.size())) return;
  for (Line& line : set.lines) {
    for (std::uint32_t k = 0; k < line.item_count; ++k) move_item(set.items[line.first_item + k], Length(), above - line.baseline);
    line.baseline = above;
    line.height = above + below;
  }
}

/// The end of the stretch that begins at `begin`: after the last space within reach, so that no word is cut.
std::size_t end_of_stretch(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kStretch) return text.size();
  std::size_t end = begin + kStretch;
  const std::size_t half = begin + kStretch / 2, space = text.substr(half, kStretch / 2).rfind(' ');
  if (space != std::string_view::npos) return half + space + 1;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end;
}

}  // namespace

TextAlign line_alignment(const ParagraphOptions& options, bool last) {
  if (!last) return options.align;
  switch (options.align_last) {
    case TextAlignLast::auto_: break;
    case TextAlignLast::start: return TextAlign::start;
    case TextAlignLast::end: return TextAlign::end;
    case TextAlignLast::left: return TextAlign::left;
    case TextAlignLast::right: return TextAlign::right;
    case TextAlignLast::center: return TextAlign::center;
    case TextAlignLast::justify: return TextAlign::justify;
  }
  return options.align == TextAlign::justify ? TextAlign::start : options.align;
}

LineSet set_paragraph(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                      const ParagraphOptions& options) {
  LineSet set;
  MissingSaid missing;
  if (text.text.size() <= kStretch) {
    ParagraphSetter(typesetter, text, style, options).run(set, missing);
    even_out(set);
    return set;
  }
  ParagraphOptions own = options;
  for (std::size_t begin = 0; begin < text.text.size();) {
    const std::size_t end = end_of_stretch(text.text, begin);
    const InlineText stretch = part_of(text, begin, end);
    begin += ParagraphSetter(typesetter, stretch, style, own, set.lines.size(), end == text.text.size()).run(set, missing);
    own.explicit_direction = true;
    own.rtl = set.rtl;
  }
  even_out(set);
  return set;
}

std::vector<std::uint32_t> line_ends(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                                     const ParagraphOptions& options) {
  const std::size_t end = end_of_stretch(text.text, 0);
  if (end == text.text.size()) return ParagraphSetter(typesetter, text, style, options).ends();
  return ParagraphSetter(typesetter, part_of(text, 0, end), style, options, 0, false).ends();
}

namespace {

/// Adds the widths of one stretch of a text to those of the stretches before it.
class ExtentMeter {
 public:
  explicit ExtentMeter(std::vector<WordExtent>* words) : words_(words) {}
  void add(const HItemList& list) {
    HKind before = HKind::glue;
    for (std::size_t k = 0; k + 1 < list.items.size(); ++k) {  // the last one only closes the stretch
      const HItem& item = list.items[k];
      const bool tied = item.kind == HKind::glue && before == HKind::penalty;  // no line ends at such a space
      before = item.kind;
      if (item.kind == HKind::box || tied) {
        line_ += item.width;
        word_ += item.width;
        add_to_word(item.width);
        extent_.minimum = std::max(extent_.minimum, word_);
        extent_.maximum = std::max(extent_.maximum, line_);
        continue;
      }
      if (item.kind == HKind::glue) {
        line_ += item.width;
        next_.space += item.width;
      }
      if (item.kind == HKind::penalty && item.cost < kForbidden) {  // with the hyphen that a break here shows
        extent_.minimum = std::max(extent_.minimum, word_ + item.width);
      }
      if (item.kind == HKind::glue || item.cost < kForbidden) {
        word_ = Length();
        in_word_ = false;
      }
      if (item.kind == HKind::penalty && item.cost <= kForced) {
        line_ = Length();
        next_ = {Length(), Length(), true};
      }
    }
  }
  const TextExtent& extent() const { return extent_; }

 private:
  void add_to_word(Length width) {
    if (words_ == nullptr) return;
    if (!in_word_ && words_->size() <= kMostWords) {
      words_->push_back(next_);
      next_ = {};
    }
    if (words_->size() <= kMostWords) words_->back().width += width;
    in_word_ = true;
  }

  std::vector<WordExtent>* words_;
  TextExtent extent_;
  Length line_, word_;
  WordExtent next_;
  bool in_word_ = false;
};

}  // namespace

TextExtent measure_text(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style, std::vector<WordExtent>* words) {
  const BreakEffort effort = style.hyphens == Hyphens::auto_ ? BreakEffort::hyphens : BreakEffort::words;
  ExtentMeter meter(words);
  const auto add = [&](const InlineText& part, std::optional<Direction> base) {
    const ShapedText shaped = typesetter.shaper.shape(part.text, part.shaping, base, typesetter.diagnostics);
    meter.add(make_items(typesetter, part, shaped, style, Length::points(10000), effort));
    return shaped.direction;
  };
  if (text.text.size() <= kStretch) {
    add(text, std::nullopt);
    return meter.extent();
  }
  std::optional<Direction> base;
  for (std::size_t begin = 0; begin < text.text.size();) {
    const std::size_t end = end_of_stretch(text.text, begin);
    base = add(part_of(text, begin, end), base);
    begin = end;
  }
  return meter.extent();
}

FontExtent font_extent(Typesetter& typesetter, const ComputedStyle& style) {
  const FontId font = typesetter.input.fonts.find(font_request(style), typesetter.diagnostics);
  const Length size = used_size(typesetter, style);
  if (font == kNoFont) return {size.scaled(0.8), size.scaled(0.2), size.scaled(0.7), size.scaled(0.5)};
  const FontMetrics& metrics = typesetter.input.fonts.metrics(font);
  return {at_size(metrics.ascent, size), at_size(metrics.descent, size), at_size(metrics.cap_height, size),
          at_size(metrics.x_height, size)};
}

}  // namespace pamphlet
