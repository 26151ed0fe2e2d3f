#include "layout/lines/paragraph.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/character_name.h"
#include "base/utf8.h"
#include "layout/codes.h"
#include "layout/lines/hitems.h"
#include "layout/lines/line_builder.h"
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
constexpr std::size_t kBalanceLines = 8;

std::string describe(std::string_view cluster) {
  std::string points;
  for (std::size_t at = 0; at < cluster.size();) {
    const char32_t c = next_code_point(cluster, at);
    const std::string name = character_name(c);
    fmt::format_to(std::back_inserter(points), "{}U+{:04X}{}{}", points.empty() ? "" : ", ", static_cast<std::uint32_t>(c),
                   name.empty() ? "" : " ", name);
  }
  return points;
}

/// The character itself within its node's source, where it stands there as it is (it may be an entity).
Span place_of(const Source& source, Span node, std::string_view cluster) {
  const std::string_view text(source.text);
  if (node.begin >= text.size() || node.end > text.size() || node.end <= node.begin) return node;
  const std::size_t at = text.substr(node.begin, node.end - node.begin).find(cluster);
  if (at == std::string_view::npos) return node;
  const auto begin = static_cast<std::uint32_t>(node.begin + at);
  return {begin, begin + static_cast<std::uint32_t>(cluster.size())};
}

void report_missing(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped) {
  for (const MissingGlyph& missing : shaped.missing) {
    const InlineRun* run = nullptr;
    for (const InlineRun& candidate : text.runs) {
      if (candidate.begin <= missing.offset && missing.offset < candidate.end) run = &candidate;
    }
    const Document& document = typesetter.document;
    const Span span = run != nullptr ? place_of(*document.source, document[run->node].span, missing.cluster) : Span{};
    const std::string package = typesetter.input.fonts.package_for_script(missing.script);
    const std::string script = script_name(missing.script);
    typesetter.diagnostics.report(
        code::glyph_missing, *document.source, span,
        fmt::format("no font has the character “{}” ({}{}{})", missing.cluster, describe(missing.cluster),
                    script.empty() ? "" : "; script: ", script),
        package.empty() ? "install a font that has it, or put one into the project's fonts/ folder"
                        : fmt::format("install the Debian package {}", package));
  }
}

class ParagraphSetter {
 public:
  ParagraphSetter(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                  const ParagraphOptions& options)
      : typesetter_(typesetter), text_(text), style_(style), options_(options) {}

  LineSet run() {
    const ShapedText shaped = shape();
    report_missing(typesetter_, text_, shaped);
    LineSet set;
    set.rtl = shaped.direction == Direction::rtl;
    HItemList list;
    const std::vector<BrokenLine> lines = break_text(shaped, list);
    set.lines.reserve(lines.size());
    const LineJob job{text_, shaped, style_, options_, list};
    for (std::size_t k = 0; k < lines.size(); ++k) {
      build_line(typesetter_, job, lines[k], k, set);
      report_overfull(lines[k]);
    }
    even_out(set);
    return set;
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

  static std::uint32_t end_of(const BrokenLine& line, const HItemList& list) {
    for (std::uint32_t i = line.end; i-- > line.begin;) {
      const HItem& item = list.items[i];
      if (item.kind == HKind::box && item.ref != kNoPiece) return list.pieces[item.ref].end;
    }
    return 0;
  }

  /// The item at which the first line has to end; none when the items have no break there.
  std::uint32_t first_break(const HItemList& list) const {
    if (!options_.first_end) return UINT32_MAX;
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

  /// Where most lines had to grow for a taller script, all do: uneven lines are harder to read than open ones.
  static void even_out(LineSet& set) {
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

  LineBreakOptions base_options() const {
    LineBreakOptions breaking;
    breaking.width = options_.width;
    for (const Length indent : options_.first_indents) breaking.first_widths.push_back(options_.width - indent);
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
    if (breaking.justify && ends_in_runt(list, lines)) avoid_runt(shaped, list, breaking, lines);
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

  /// Lines of even length, as headings want them: the narrowest measure that needs no further line.
  void balance(const HItemList& list, LineBreakOptions breaking, std::vector<BrokenLine>& lines) const {
    breaking.tolerance = kAnything;
    Length narrow = options_.width / static_cast<std::int64_t>(lines.size()), wide = options_.width;
    for (int step = 0; step < kBalanceSteps; ++step) {
      const Length middle = (narrow + wide) / 2;
      LineBreakOptions trial = breaking;
      trial.width = middle;
      trial.allow_overfull = false;
      for (Length& first : trial.first_widths) first -= options_.width - middle;
      std::vector<BrokenLine> found = break_lines(list.items, trial);
      if (!found.empty() && found.size() <= lines.size()) {
        lines = std::move(found);
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
};

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
  return ParagraphSetter(typesetter, text, style, options).run();
}

std::vector<std::uint32_t> line_ends(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style,
                                     const ParagraphOptions& options) {
  return ParagraphSetter(typesetter, text, style, options).ends();
}

TextExtent measure_text(Typesetter& typesetter, const InlineText& text, const ComputedStyle& style) {
  TextExtent extent;
  const ShapedText shaped = typesetter.shaper.shape(text.text, text.shaping, std::nullopt, typesetter.diagnostics);
  const BreakEffort effort = style.hyphens == Hyphens::auto_ ? BreakEffort::hyphens : BreakEffort::words;
  const HItemList list = make_items(typesetter, text, shaped, style, Length::points(10000), effort);
  Length line, word;
  HKind before = HKind::glue;
  for (const HItem& item : list.items) {
    const bool tied = item.kind == HKind::glue && before == HKind::penalty;  // no line ends at such a space
    before = item.kind;
    if (item.kind == HKind::box || tied) {
      line += item.width;
      word += item.width;
      extent.minimum = std::max(extent.minimum, word);
      extent.maximum = std::max(extent.maximum, line);
      continue;
    }
    if (item.kind == HKind::glue) line += item.width;
    if (item.kind == HKind::penalty && item.cost < kForbidden) {  // with the hyphen that a break here shows
      extent.minimum = std::max(extent.minimum, word + item.width);
    }
    if (item.kind == HKind::glue || item.cost < kForbidden) word = Length();
    if (item.kind == HKind::penalty && item.cost <= kForced) line = Length();
  }
  return extent;
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
