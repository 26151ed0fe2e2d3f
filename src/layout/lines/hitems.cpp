#include "layout/lines/hitems.h"

#include <algorithm>

#include "base/utf8.h"
#include "layout/inline/picture_frame.h"
#include "layout/lines/protrusion.h"
#include "layout/lines/word_cuts.h"

namespace pamphlet {
namespace {

// TeX's \exhyphenpenalty: a line that ends with the author's own hyphen.
constexpr int kOwnHyphenPenalty = 50;
// A word of one letter at the end of a line, or one short word that begins a sentence there, looks forgotten.
constexpr int kStubCost = 60;
constexpr std::uint32_t kStubBytes = 2;
constexpr std::string_view kPartSeparator = " \u00B7 ";
// Word spaces stretch by half and shrink by a third: TeX's proportions for its text faces (TeXbook p. 356).
constexpr double kSpaceStretch = 0.5, kSpaceShrink = 1.0 / 3;
// Between ideographs a justified line may open by up to a twentieth of an em (JLReq §3.8.4 opens them last).
constexpr double kIdeographStretch = 0.05;

bool is_ideographic(std::string_view script) {
  return script == "Hani" || script == "Hira" || script == "Kana" || script == "Hans" || script == "Hant";
}

/// Scripts whose words stand without spaces: a justified line opens between them, as between ideographs.
bool is_unspaced(std::string_view script) {
  return is_ideographic(script) || script == "Thai" || script == "Laoo" || script == "Khmr" || script == "Mymr";
}

/// Scripts of separate letters; in others the letters of a word join, or stack.
bool has_loose_letters(std::string_view script) {
  return script == "Latn" || script == "Grek" || script == "Cyrl" || script == "Armn" || script == "Geor";
}

bool is_hyphen(char32_t c) { return c == U'-' || c == 0x2010; }

bool ends_sentence(char32_t c) { return c == U'.' || c == U'?' || c == U'!' || c == 0x2026; }

class ItemMaker {
 public:
  ItemMaker(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, const ComputedStyle& style,
            Length width, BreakEffort effort)
      : typesetter_(typesetter), text_(text), shaped_(shaped), style_(style), width_(width), effort_(effort),
        of_parts_(style.text_wrap == TextWrap::balance && text.text.find(kPartSeparator) != std::string::npos),
        finder_(typesetter, text, shaped, width, effort) {}

  HItemList run() {
    out_.items.reserve(shaped_.segments.size() * 2 + 2);
    out_.pieces.reserve(shaped_.segments.size() + 1);
    for (std::uint32_t s = 0; s < shaped_.segments.size(); ++s) {
      const Segment& segment = shaped_.segments[s];
      if (segment.space) {
        add_space(s, segment);
      } else {
        add_text(s, segment);
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
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(text_.text).substr(begin, end - begin);
  }

  bool may_break_at(std::uint32_t offset) {
    while (next_break_ < shaped_.breaks.size() && shaped_.breaks[next_break_].offset < offset) ++next_break_;
    return next_break_ < shaped_.breaks.size() && shaped_.breaks[next_break_].offset == offset;
  }

  std::uint32_t piece(std::uint32_t segment, std::uint32_t begin, std::uint32_t end, Length width) {
    out_.pieces.push_back({segment, begin, end, width});
    return static_cast<std::uint32_t>(out_.pieces.size() - 1);
  }

  HItem& add_penalty(int cost, std::uint32_t ref, Length width = {}, bool flagged = false) {
    HItem item;
    item.kind = HKind::penalty;
    item.cost = cost;
    item.ref = ref;
    item.width = width;
    item.flagged = flagged;
    out_.items.push_back(item);
    return out_.items.back();
  }

  /// A space that justification may change, and of no-break ones (" ", U+00A0) so too.
  void add_glue(std::uint32_t ref, Length width, bool stretches) {
    HItem item;
    item.kind = HKind::glue;
    item.width = width;
    item.ref = ref;
    if (stretches) {
      item.stretch = width.scaled(kSpaceStretch);
      item.shrink = width.scaled(kSpaceShrink);
    }
    out_.items.push_back(item);
  }

  void add_space(std::uint32_t s, const Segment& segment) {
    ends_with_newline_ = false;
    const Length size = run_of(segment).size;
    const std::string_view spaces = slice(segment.begin, segment.end);
    if (spaces.find('\n') != std::string_view::npos) {
      add_penalty(kForced, piece(s, segment.begin, segment.end, Length()));
      ends_with_newline_ = true;
      return;
    }
    const Length width = at_size(segment.width, size);
    const bool allowed = may_break_at(segment.end);
    if (preformatted()) {  // white space is content here: it never vanishes at a line's beginning
      const bool too_wide = effort_ == BreakEffort::emergency && width > width_;
      add_pieces(s, segment, too_wide ? finder_.cuts(s) : std::vector<Cut>());
      if (allowed) add_penalty(0, kNoPiece);
      return;
    }
    const std::uint32_t ref = piece(s, segment.begin, segment.end, width);
    if (!allowed) add_penalty(kForbidden, kNoPiece);
    // Spaces of a stated width (en, figure, thin …) keep it: CSS Text 3 §4.1, "word-separator characters".
    add_glue(ref, width, spaces.find_first_not_of(" \t") == std::string_view::npos);
    if (allowed) out_.items.back().cost = of_parts_ ? part_cost(segment.begin) : stub_cost(segment.begin);
  }

  /// Of a line that ends before the space at `end`.
  int part_cost(std::uint32_t end) const { return std::string_view(text_.text).substr(0, end).ends_with(kPartSeparator.substr(1, 2)) ? 0 : kPartCost; }

  /// What it costs to end a line with the word before the space at `end`.
  int stub_cost(std::uint32_t end) const {
    std::uint32_t begin = end;
    while (begin > 0 && end - begin <= kStubBytes + 1 && text_.text[begin - 1] != ' ') --begin;
    const std::uint32_t size = end - begin;
    if (size == 0 || size > kStubBytes || begin == 0) return 0;
    std::size_t at = end;
    if (!is_word_character(previous_code_point(text_.text, at))) return 0;
    if (size == 1) return kStubCost;
    std::size_t before = begin - 1;
    return before > 0 && ends_sentence(previous_code_point(text_.text, before)) ? kStubCost : 0;
  }

  void add_text(std::uint32_t s, const Segment& segment) {
    ends_with_newline_ = false;
    const InlineRun& run = run_of(segment);
    if (is_object(run)) {
      const Length width = inline_object(typesetter_, run, width_).width;
      box(piece(s, segment.begin, segment.end, width), width);
    } else {
      const std::vector<Cut> cuts = effort_ == BreakEffort::words ? std::vector<Cut>() : finder_.cuts(s);
      add_pieces(s, segment, cuts);
    }
    opportunity_after(segment);
  }

  void box(std::uint32_t ref, Length width) {
    HItem item;
    item.width = width;
    item.ref = ref;
    out_.items.push_back(item);
  }

  /// A box of text, whose letters give a little where the script lets them stand apart.
  /// In a justified line letters move apart or together by a fiftieth of their width at most, a tenth of a point in a
  /// text face, unless the style says otherwise: the limit that cannot be seen (Hàn Thế Thành, Micro-typographic
  /// extensions to the TeX typesetting system, 2000).
  void letters(const Segment& segment, std::uint32_t ref, Length width) {
    box(ref, width);
    if (preformatted() || (segment.level & 1) || !segment.hyphenable || !has_loose_letters(segment.script)) return;
    out_.items.back().stretch = out_.items.back().shrink = width.scaled(style_.justify_letters.ratio);
  }

  /// The boxes of a segment, with penalties where it may be cut and glue for no-break spaces.
  void add_pieces(std::uint32_t s, const Segment& segment, const std::vector<Cut>& cuts) {
    std::vector<std::uint32_t> offsets;
    for (const Cut& cut : cuts) offsets.push_back(cut.offset);
    const std::size_t first_space = preformatted() ? std::string_view::npos
                                                   : slice(segment.begin, segment.end).find("\xC2\xA0");  // U+00A0
    if (first_space != std::string_view::npos) return add_pieces_with_spaces(s, segment, cuts);
    const std::vector<Length> prefix = prefix_widths(shaped_, segment, run_of(segment).size, offsets);
    const Length width = at_size(segment.width, run_of(segment).size);
    const std::size_t first_item = out_.items.size();
    std::uint32_t begin = segment.begin;
    Length done;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
      if (cuts[k].offset > segment.begin && prefix[k] == done) continue;  // inside a ligature
      if (cuts[k].offset > begin) letters(segment, piece(s, begin, cuts[k].offset, prefix[k] - done), prefix[k] - done);
      add_cut(s, segment, cuts[k]);
      begin = cuts[k].offset;
      done = prefix[k];
    }
    letters(segment, piece(s, begin, segment.end, width - done), width - done);
    hang(segment, first_item);
  }

  /// A no-break space stretches like any other space between words (CSS Text 3 §4.1), but no line ends at it.
  void add_pieces_with_spaces(std::uint32_t s, const Segment& segment, const std::vector<Cut>& cuts) {
    std::vector<std::uint32_t> offsets;  // of every edge
    for (const Cut& cut : cuts) offsets.push_back(cut.offset);
    const std::string_view text = slice(segment.begin, segment.end);
    for (std::size_t at = text.find("\xC2\xA0"); at != std::string_view::npos; at = text.find("\xC2\xA0", at + 2)) {
      offsets.push_back(segment.begin + static_cast<std::uint32_t>(at));
      offsets.push_back(segment.begin + static_cast<std::uint32_t>(at) + 2);
    }
    offsets.push_back(segment.end);
    std::sort(offsets.begin(), offsets.end());
    offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
    const std::vector<Length> prefix = prefix_widths(shaped_, segment, run_of(segment).size, offsets);
    const std::size_t first_item = out_.items.size();
    std::uint32_t begin = segment.begin;
    Length done;
    std::size_t cut = 0;
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      const std::uint32_t end = offsets[k];
      if (end > begin && slice(begin, end) == "\xC2\xA0") {
        add_penalty(kForbidden, kNoPiece);
        add_glue(piece(s, begin, end, prefix[k] - done), prefix[k] - done, true);
        add_penalty(kForbidden, kNoPiece);
      } else if (end > begin) {
        letters(segment, piece(s, begin, end, prefix[k] - done), prefix[k] - done);
      }
      while (cut < cuts.size() && cuts[cut].offset < end) ++cut;
      // Cut before it, the next line would swallow the space: spaces at a line's beginning vanish.
      const bool before_space = slice(end, segment.end).starts_with("\xC2\xA0");
      if (cut < cuts.size() && cuts[cut].offset == end && !before_space) add_cut(s, segment, cuts[cut]);
      begin = end;
      done = prefix[k];
    }
    hang(segment, first_item);
  }

  void add_cut(std::uint32_t s, const Segment& segment, const Cut& cut) {
    if (!cut.hyphen) {
      add_penalty(cut.cost, kNoPiece);
      return;
    }
    // The hyphen belongs to what is before it: at the edge of a segment to the one before.
    const Segment& owner = cut.offset == segment.begin ? shaped_.segments[s - 1] : segment;
    const Length width = hyphen_width(owner, owner.begin, cut.offset);
    HItem& penalty = add_penalty(cut.cost, kNoPiece, width, true);
    if (style_.hanging_punctuation) penalty.hang_end = width.scaled(protrusion(0x2010).end / 1000.0);
    penalty.hang_end += letter_space(owner);
    out_.has_hyphens = true;
  }

  Length letter_space(const Segment& segment) const {
    if (segment.level & 1) return Length();
    return at_size(text_.shaping[segment.run].style->letter_spacing, run_of(segment).size);
  }

  /// What of the segment's first and last character may stand outside the line.
  void hang(const Segment& segment, std::size_t first_item) {
    HItem &first = out_.items[first_item], &last = out_.items.back();
    const Length space = letter_space(segment);
    if (space.raw() > 0 && last.kind == HKind::box) last.hang_end = space;
    const bool rtl = segment.level & 1;
    if (!style_.hanging_punctuation || segment.glyph_count == 0 || rtl != (shaped_.direction == Direction::rtl)) return;
    const std::span<const ShapedGlyph> glyphs =
        std::span(shaped_.glyphs).subspan(segment.first_glyph, segment.glyph_count);
    const Length size = run_of(segment).size;
    std::size_t at = segment.begin, end = segment.end;
    const Protrusion begins = protrusion(next_code_point(text_.text, at));
    const Protrusion ends = protrusion(previous_code_point(text_.text, end));
    const ShapedGlyph& front = rtl ? glyphs.back() : glyphs.front();
    const ShapedGlyph& back = rtl ? glyphs.front() : glyphs.back();
    if (first.kind == HKind::box && front.cluster == segment.begin) {
      first.hang_start = at_size(front.advance, size).scaled(begins.start / 1000.0);
    }
    if (last.kind == HKind::box && back.cluster == end) {
      last.hang_end += (at_size(back.advance, size) - space).scaled(ends.end / 1000.0);
    }
  }

  /// A break opportunity without a space: after a dash, or between ideographs, where justified text opens a little.
  void opportunity_after(const Segment& segment) {
    if (is_edge(segment) || (&segment != &shaped_.segments.back() && is_edge(*(&segment + 1)))) return;
    if (!may_break_at(segment.end) || segment.end == text_.text.size()) return;
    if (next_is_space(segment.end) || next_is_dash(segment.end)) return;
    if (is_unspaced(segment.script)) {
      HItem item;
      item.kind = HKind::glue;
      item.ref = kNoPiece;
      item.stretch = run_of(segment).size.scaled(kIdeographStretch);
      out_.items.push_back(item);
      return;
    }
    std::size_t at = segment.end;
    const bool hyphen = segment.hyphenable && is_hyphen(previous_code_point(text_.text, at));
    add_penalty(of_parts_ ? kPartCost : hyphen ? kOwnHyphenPenalty : segment.hyphenable ? 0 : kSignCutCost, kNoPiece, {}, hyphen);
  }

  bool is_edge(const Segment& segment) const { return run_of(segment).edge != InlineRun::Edge::none; }

  bool next_is_space(std::uint32_t offset) const {
    const char c = text_.text[offset];
    return c == ' ' || c == '\n' || c == '\t';
  }

  /// UAX #14 lets a line begin with an em dash (class B2); no typographer does.
  bool next_is_dash(std::uint32_t offset) const {
    return std::string_view(text_.text).substr(offset).starts_with("\xE2\x80\x94");  // U+2014
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

  Typesetter& typesetter_;
  const InlineText& text_;
  const ShapedText& shaped_;
  const ComputedStyle& style_;
  Length width_;
  BreakEffort effort_;
  bool of_parts_;                     // as a byline is
  CutFinder finder_;
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

InlineObject inline_object(Typesetter& typesetter, const InlineRun& run, Length width) {
  if (run.formula) {
    const FormulaBox& box = formula_box(typesetter, run, width);
    return {box.width, box.above, box.below};
  }
  if (run.blank.raw() > 0) return {std::min(run.blank, width), Length(), Length()};
  const InlinePicture picture = inline_picture(typesetter, run, width);
  return {picture.width, picture.height, Length()};
}

InlinePicture inline_picture(const Typesetter& typesetter, const InlineRun& run, Length width) {
  const Image& image = typesetter.input.images[run.image];
  InlinePicture picture;
  picture.width = Length::points(image.width * 72.0 / image.resolution);
  if (run.picture_width > Length()) picture.width = run.picture_width;
  if (run.picture_share > 0 && run.beside > 0) picture.width = width.scaled(run.picture_share);
  picture.height = picture.width.scaled(1 / picture_ratio(*run.style, image));
  // A picture among words is at most three lines tall: a larger one would tear the paragraph apart. In a row of pictures
  // each has its share of the measure, less a blank of a third of an em, and what a page can hold.
  const PageStyle& page = typesetter.input.style.page;
  const Length tallest = run.beside == 0 ? run.size.scaled(run.style->line_height * 3)
                                         : std::min(width.scaled(1.2), (page.height - page.margin_top - page.margin_bottom).scaled(0.8));
  const Length widest = run.beside <= 1 ? width : width.scaled(1.0 / run.beside) - run.size.scaled(0.34);
  double scale = 1;
  if (picture.width > widest) scale = widest.points() / picture.width.points();
  if (picture.height.scaled(scale) > tallest) scale = tallest.points() / picture.height.points();
  picture.width = picture.width.scaled(scale);
  picture.height = picture.height.scaled(scale);
  return picture;
}

}  // namespace pamphlet
