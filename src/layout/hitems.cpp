#include "layout/hitems.h"

#include <algorithm>

#include "base/utf8.h"

namespace pamphlet {
namespace {

// Plain TeX's \hyphenpenalty.
constexpr int kHyphenPenalty = 50;
// A break inside a word that is too wide for the line, without a hyphen: the last thing to do.
constexpr int kEmergencyPenalty = 900;
// Word spaces stretch by half and shrink by a third: TeX's proportions for its text faces (TeXbook p. 356).
constexpr double kSpaceStretch = 0.5, kSpaceShrink = 1.0 / 3;
// Between ideographs a justified line may open by up to a twentieth of an em (JLReq §3.8.4 opens them last).
constexpr double kIdeographStretch = 0.05;

bool is_ideographic(std::string_view script) {
  return script == "Hani" || script == "Hira" || script == "Kana" || script == "Hans" || script == "Hant";
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'';
  if (c == 0xAD || c == 0x2019) return true;
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) && c != 0xD7 && c != 0xF7;
}

/// The part of a segment that is a word, without the punctuation around it.
Span word_core(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::size_t first = begin, last = end;
  while (first < last) {
    std::size_t at = first;
    if (is_word_character(next_code_point(text, at))) break;
    first = at;
  }
  while (last > first) {
    std::size_t at = last;
    if (is_word_character(previous_code_point(text, at))) break;
    last = at;
  }
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
}

class ItemMaker {
 public:
  ItemMaker(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, const ComputedStyle& style,
            Length width, BreakEffort effort)
      : typesetter_(typesetter), text_(text), shaped_(shaped), style_(style), width_(width), effort_(effort) {}

  HItemList run() {
    out_.items.reserve(shaped_.segments.size() * 2 + 2);
    out_.pieces.reserve(shaped_.segments.size() + 1);
    for (std::uint32_t s = 0; s < shaped_.segments.size(); ++s) {
      const Segment& segment = shaped_.segments[s];
      if (segment.space) {
        add_space(s, segment);
      } else {
        add_box(s, segment);
      }
    }
    if (out_.items.empty() || out_.items.back().kind != HKind::penalty || out_.items.back().cost > kForced ||
        ends_with_newline_) {
      add_penalty(kForced, kNoPiece);
    }
    return std::move(out_);
  }

 private:
  const InlineRun& run_of(const Segment& segment) const { return text_.runs[segment.run]; }
  bool preformatted() const { return style_.white_space == WhiteSpace::pre_wrap; }

  bool may_break_at(std::uint32_t offset) {
    while (next_break_ < shaped_.breaks.size() && shaped_.breaks[next_break_].offset < offset) ++next_break_;
    return next_break_ < shaped_.breaks.size() && shaped_.breaks[next_break_].offset == offset;
  }

  std::uint32_t piece(std::uint32_t segment, std::uint32_t begin, std::uint32_t end, Length width) {
    out_.pieces.push_back({segment, begin, end, width});
    return static_cast<std::uint32_t>(out_.pieces.size() - 1);
  }

  void add_penalty(int cost, std::uint32_t ref, Length width = {}, bool flagged = false) {
    HItem item;
    item.kind = HKind::penalty;
    item.cost = cost;
    item.ref = ref;
    item.width = width;
    item.flagged = flagged;
    out_.items.push_back(item);
  }

  void add_space(std::uint32_t s, const Segment& segment) {
    ends_with_newline_ = false;
    const Length size = run_of(segment).size;
    if (std::string_view(text_.text).substr(segment.begin, segment.end - segment.begin).find('\n') !=
        std::string_view::npos) {
      add_penalty(kForced, piece(s, segment.begin, segment.end, Length()));
      ends_with_newline_ = true;
      return;
    }
    const Length width = at_size(segment.width, size);
    const bool allowed = may_break_at(segment.end);
    if (preformatted()) {  // white space is content here: it never vanishes at a line's beginning
      if (!cut_up(s, segment, width)) box(piece(s, segment.begin, segment.end, width), width);
      if (allowed) add_penalty(0, kNoPiece);
      return;
    }
    HItem item;
    item.width = width;
    item.ref = piece(s, segment.begin, segment.end, width);
    if (!allowed) add_penalty(kForbidden, kNoPiece);
    item.kind = HKind::glue;
    item.stretch = width.scaled(kSpaceStretch);
    item.shrink = width.scaled(kSpaceShrink);
    out_.items.push_back(item);
  }

  void add_box(std::uint32_t s, const Segment& segment) {
    ends_with_newline_ = false;
    const InlineRun& run = run_of(segment);
    if (run.image != kNoImage) {
      const Length width = inline_picture(typesetter_, run, width_).width;
      box(piece(s, segment.begin, segment.end, width), width);
      opportunity_after(segment);
      return;
    }
    const Length width = at_size(segment.width, run.size);
    const bool whole = effort_ == BreakEffort::words || (!hyphenated(s, segment, width) && !cut_up(s, segment, width));
    if (whole) box(piece(s, segment.begin, segment.end, width), width);
    opportunity_after(segment);
  }

  void box(std::uint32_t ref, Length width) {
    HItem item;
    item.width = width;
    item.ref = ref;
    out_.items.push_back(item);
  }

  /// A break opportunity without a space: after a dash, or between ideographs, where justified text opens a little.
  void opportunity_after(const Segment& segment) {
    if (!may_break_at(segment.end) || segment.end == text_.text.size()) return;
    if (next_is_space(segment.end) || next_is_dash(segment.end)) return;
    if (is_ideographic(segment.script)) {
      HItem item;
      item.kind = HKind::glue;
      item.ref = kNoPiece;
      item.stretch = run_of(segment).size.scaled(kIdeographStretch);
      out_.items.push_back(item);
    } else {
      add_penalty(0, kNoPiece);
    }
  }

  bool next_is_space(std::uint32_t offset) const {
    const char c = text_.text[offset];
    return c == ' ' || c == '\n' || c == '\t';
  }

  /// UAX #14 lets a line begin with an em dash (class B2); no typographer does.
  bool next_is_dash(std::uint32_t offset) const {
    return std::string_view(text_.text).substr(offset).starts_with("\xE2\x80\x94");  // U+2014
  }

  /// Widths of the segment's text up to each offset (ascending), from its glyphs: exact at cluster edges.
  std::vector<Length> prefix_widths(const Segment& segment, const std::vector<std::uint32_t>& offsets) const {
    const Length size = run_of(segment).size;
    std::vector<Length> widths;
    widths.reserve(offsets.size());
    Em sum = 0;
    std::size_t next = 0;
    const bool rtl = segment.level & 1;
    for (std::uint32_t k = 0; k < segment.glyph_count; ++k) {
      const ShapedGlyph& glyph =
          shaped_.glyphs[segment.first_glyph + (rtl ? segment.glyph_count - 1 - k : k)];
      while (next < offsets.size() && offsets[next] <= glyph.cluster) {
        widths.push_back(at_size(sum, size));
        ++next;
      }
      sum += glyph.advance;
    }
    while (widths.size() < offsets.size()) widths.push_back(at_size(sum, size));
    return widths;
  }

  Length hyphen_width(const Segment& segment, std::uint32_t begin, std::uint32_t end) {
    if (hyphen_widths_.size() < text_.runs.size()) hyphen_widths_.resize(text_.runs.size(), Length::raw(-1));
    Length& known = hyphen_widths_[segment.run];
    if (known.raw() < 0) {
      const auto with = typesetter_.shaper.shape_piece(text_.text, segment, text_.shaping, begin, end, true);
      const auto without = typesetter_.shaper.shape_piece(text_.text, segment, text_.shaping, begin, end, false);
      known = at_size(with.width - without.width, run_of(segment).size);
    }
    return known;
  }

  bool hyphenated(std::uint32_t s, const Segment& segment, Length width) {
    if (style_.hyphens == Hyphens::none || !segment.hyphenable || (segment.level & 1)) return false;
    const Span core = word_core(text_.text, segment.begin, segment.end);
    if (core.end - core.begin < 4) return false;
    const std::string_view word = std::string_view(text_.text).substr(core.begin, core.end - core.begin);
    std::vector<std::uint32_t> offsets = typesetter_.shaper.hyphenate(word, text_.shaping[segment.run].lang,
                                                                      style_.hyphens == Hyphens::auto_);
    if (offsets.empty()) return false;
    for (std::uint32_t& offset : offsets) offset += core.begin;
    const std::vector<Length> prefix = prefix_widths(segment, offsets);
    std::uint32_t begin = segment.begin;
    Length done;
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      box(piece(s, begin, offsets[k], prefix[k] - done), prefix[k] - done);
      add_penalty(kHyphenPenalty, kNoPiece, hyphen_width(segment, segment.begin, offsets[k]), true);
      begin = offsets[k];
      done = prefix[k];
    }
    box(piece(s, begin, segment.end, width - done), width - done);
    out_.has_hyphens = true;
    return true;
  }

  /// A word wider than the line is cut at grapheme edges when nothing else helps.
  bool cut_up(std::uint32_t s, const Segment& segment, Length width) {
    if (effort_ != BreakEffort::emergency || width <= width_) return false;
    std::vector<std::uint32_t> offsets =
        typesetter_.shaper.grapheme_edges(text_.text, segment.begin, segment.end);
    std::erase_if(offsets, [&](std::uint32_t at) { return at <= segment.begin || at >= segment.end; });
    if (offsets.empty()) return false;
    const std::vector<Length> prefix = prefix_widths(segment, offsets);
    std::uint32_t begin = segment.begin;
    Length done;
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      if (prefix[k] == done) continue;  // inside a ligature
      box(piece(s, begin, offsets[k], prefix[k] - done), prefix[k] - done);
      add_penalty(kEmergencyPenalty, kNoPiece);
      begin = offsets[k];
      done = prefix[k];
    }
    box(piece(s, begin, segment.end, width - done), width - done);
    return true;
  }

  Typesetter& typesetter_;
  const InlineText& text_;
  const ShapedText& shaped_;
  const ComputedStyle& style_;
  Length width_;
  BreakEffort effort_;
  HItemList out_;
  std::size_t next_break_ = 0;
  std::vector<Length> hyphen_widths_;
  bool ends_with_newline_ = false;
};

}  // namespace

HItemList make_items(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, const ComputedStyle& style,
                     Length width, BreakEffort effort) {
  return ItemMaker(typesetter, text, shaped, style, width, effort).run();
}

InlinePicture inline_picture(const Typesetter& typesetter, const InlineRun& run, Length width) {
  const Image& image = typesetter.input.images[run.image];
  InlinePicture picture;
  picture.width = Length::points(image.width * 72.0 / image.resolution);
  picture.height = Length::points(image.height * 72.0 / image.resolution);
  // An inline picture is at most three lines tall: a larger one would tear the paragraph apart.
  const Length tallest = run.size.scaled(run.style->line_height * 3);
  double scale = 1;
  if (picture.width > width) scale = width.points() / picture.width.points();
  if (picture.height.scaled(scale) > tallest) scale = tallest.points() / picture.height.points();
  picture.width = picture.width.scaled(scale);
  picture.height = picture.height.scaled(scale);
  return picture;
}

}  // namespace pamphlet
