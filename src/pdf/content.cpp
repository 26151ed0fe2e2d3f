#include "pdf/content.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "pdf/paths.h"
#include "pdf/run.h"
#include "pdf/show.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

std::string_view artifact_properties(Artifact artifact) {  // ISO 32000-1 table 330
  switch (artifact) {
    case Artifact::none:
    case Artifact::layout: return "<</Type/Layout>>";
    case Artifact::header: return "<</Type/Pagination/Subtype/Header/Attached[/Top]>>";
    case Artifact::footer: return "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>";
    case Artifact::repeated: return "<</Type/Pagination>>";
  }
  return "";
}

/// Of the blocks of scripts from right to left (UAX #9, types R and AL).
bool is_rtl_letter(char32_t c) { return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF); }

class PageWriter {
 public:
  PageWriter(const ContentSources& sources, std::uint32_t page) : s_(sources), page_(sources.pages.pages[page]), index_(page) {}

  std::string run() {
    out_.reserve(16384);
    for (std::uint32_t i = s_.tags.page_sequences[index_]; i < s_.tags.page_sequences[index_ + 1]; ++i) {
      sequence(s_.tags.sequences[i]);
    }
    return std::move(out_);
  }

 private:
  void sequence(const Sequence& sequence) {
    if (sequence.element == kNoElement) {
      out_ += "/Artifact";
      out_ += artifact_properties(sequence.artifact);
    } else {
      out_ += '/';
      out_ += s_.tags.elements[sequence.element].type;
      out_ += "<</MCID ";
      append_integer(out_, sequence.mcid);
      out_ += ">>";
    }
    out_ += "BDC\n";
    const std::string_view actual = sequence.element == kNoElement ? std::string_view() : s_.tags.details_of(s_.tags.elements[sequence.element]).actual_text;
    replaced_ = !actual.empty();
    if (replaced_) {  // on Span, where readers look for it (ISO 32000-1 §14.9.4)
      out_ += "/Span<</ActualText";
      append_text(out_, actual);
      out_ += ">>BDC\n";
    }
    for (std::uint32_t i = sequence.first_item; i < sequence.end_item; ++i) std::visit([&](const auto& item) { show(item); }, page_.items[i]);
    end_text();
    out_ += replaced_ ? "EMC\nEMC\n" : "EMC\n";
    replaced_ = false;
  }

  void show(const LinkArea&) {}

  void show(const BoxItem& box) {
    if (!box.fill.visible()) return;
    end_text();
    if (box.line != BoxLine::none) return append_line(out_, flipped(box.box), box);
    set_fill(box.fill);
    append_box(out_, flipped(box.box), box.radius);
  }

  void show(const ImageItem& item) {
    end_text();
    const Rect box = flipped(item.placed());
    if (item.image < s_.images.size() && s_.images[item.image].format == ImageFormat::svg) {
      const Drawing& drawing = s_.images[item.image].drawing;
      out_ += "q\n";  // what sticks out of the picture's viewBox is not shown (SVG 2 §8.2, overflow: hidden)
      append_clip(out_, flipped(item.box), item.radius);
      append_drawing(out_, drawing, place_in(box, drawing.width, drawing.height), Color{});
      out_ += "Q\n";
      return;
    }
    const std::string& name = s_.image_store.name(item.image);
    if (name.empty()) return;
    out_ += "q\n";
    if (item.is_cut() || item.radius > Length()) append_clip(out_, flipped(item.box), item.radius);
    append_points(out_, box.width);
    out_ += " 0 0 ";
    append_points(out_, box.height);
    out_ += ' ';
    append_point({box.x, box.y});
    out_ += " cm\n/";
    out_ += name;
    out_ += " Do\nQ\n";
  }

  void show(const DrawingItem& item) {
    if (item.drawing >= s_.pages.drawings.size()) return;
    const Drawing& drawing = s_.pages.drawings[item.drawing];
    const Rect box = flipped(item.box);
    if (is_text_mark(s_.document, item) && box.height > Length()) {
      show_mark(item, drawing, box);
    } else {
      end_text();
      append_drawing(out_, drawing, place_in(box, drawing.width, drawing.height), item.color);
    }
  }

  /// A mark that stands for text is a glyph, as high as its box and stretched to its width.
  void show_mark(const DrawingItem& item, const Drawing& drawing, const Rect& box) {
    begin_text();
    const std::vector<std::string_view> letters = places_of(text_of(s_.pages, item));
    const double share = 1.0 / static_cast<double>(letters.size());
    const auto glyph = s_.pictures.mark(drawing, item.drawing, item.color, letters.front(), share);
    select_picture_font(glyph.font, box.height);
    const double natural = drawing.height > 0 ? box.height.points() * drawing.width / drawing.height : 0;
    const double stretch = natural > 0 ? box.width.points() / natural : 1;
    append_decimal(out_, std::llround(std::clamp(stretch, 0.001, 1000.0) * 1000), 3);
    out_ += " 0 0 1 ";
    append_point({box.x, box.y});
    out_ += " Tm\n";
    show_code(glyph.code);
    for (std::size_t i = 1; i < letters.size(); ++i) {
      const auto blank = s_.pictures.blank(drawing, letters[i], share);
      select_picture_font(blank.font, box.height);
      show_code(blank.code);
    }
  }

  /// What the glyphs of a mark say, from left to right. Readers take the letters of one glyph to stand from left to right, and
  /// turn a line in Arabic or Hebrew round as a whole: there each letter has a place of its own, the last one leftmost.
  static std::vector<std::string_view> places_of(std::string_view text) {
    std::vector<std::string_view> letters;
    bool rtl = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(text, at);
      rtl = rtl || is_rtl_letter(c);
      letters.push_back(text.substr(begin, at - begin));
    }
    if (!rtl) return {text};
    std::reverse(letters.begin(), letters.end());
    return letters;
  }

  void show(const GlyphRun& run) {
    const auto glyphs = glyphs_of(s_.pages, run);
    if (glyphs.empty()) return;
    begin_text();
    set_text_color(run.color);
    if (run.role == Role::hyphen) out_ += "/Span<</ActualText<FEFF00AD>>>BDC\n";  // the break made it: no character
    const UsedFont* font = s_.fonts.find(run.font);
    if (font == nullptr || font->pictures) {
      show_pictures(run, glyphs);
    } else {
      show_glyphs(run, glyphs, *font);
    }
    if (run.role == Role::hyphen) out_ += "EMC\n";
  }

  /// Emoji and missing characters: few, so each is placed by itself.
  void show_pictures(const GlyphRun& run, std::span<const PageGlyph> glyphs) {
    Length x = run.origin.x;
    for_each_cluster(glyphs, text_of(s_.pages, run), run.rtl, [&](const Cluster& cluster) {
      for (std::uint32_t i = cluster.first; i < cluster.last; ++i) {
        show_picture(run, glyphs[i], x, i == cluster.first ? cluster.text : std::string_view());
        x += Length::raw(glyphs[i].advance);
      }
    });
  }

  void show_picture(const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text) {
    if (run.font == kNoFont || glyph.glyph == 0) {
      show_box(run, glyph, x, extractable(text, scratch_));
    } else {
      show_picture(run, glyph, x, s_.pictures.emoji(s_.library, run.font, glyph.glyph, text));
    }
  }

  void show_box(const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text) {
    const std::int64_t width = static_cast<std::int64_t>(glyph.advance) * 1'000'000 / std::max<std::int64_t>(run.size.raw(), 1);
    show_picture(run, glyph, x, s_.pictures.missing(static_cast<std::int32_t>(std::clamp<std::int64_t>(width, 0, 10'000'000)), text));
  }

  void show_picture(const GlyphRun& run, const PageGlyph& glyph, Length x, PictureFonts::Shown shown) {
    select_picture_font(shown.font, run.size);
    move_to(x + Length::raw(glyph.dx), run.origin.y - Length::raw(glyph.dy));
    show_code(shown.code);
  }

  class RunWriter;
  void show_glyphs(const GlyphRun& run, std::span<const PageGlyph> glyphs, const UsedFont& font);

  void show_code(unsigned char code) {
    out_ += '(';
    append_literal_byte(out_, code);
    out_ += ")Tj\n";
  }

  void select_font(const std::string& name, Length size) {
    if (name == font_ && size == size_) return;
    font_ = name;
    size_ = size;
    out_ += '/';
    out_ += name;
    out_ += ' ';
    append_points(out_, size);
    out_ += " Tf\n";
  }
  void select_picture_font(std::uint32_t font, Length size) { select_font(s_.pictures.name(font), size); }

  void begin_text() {
    if (!in_text_) out_ += "BT\n";
    in_text_ = true;
  }
  void end_text() {
    if (in_text_) out_ += "ET\n";
    in_text_ = false;
  }

  void set_fill(Color color) {
    if (fill_ == color) return;
    fill_ = color;
    append_fill_color(out_, color);
  }

  /// Transparent text is there to be found, not to be seen (§9.3.6, mode 3).
  void set_text_color(Color color) {
    if (color.visible()) set_fill(color);
    if (color.visible() == visible_text_) return;
    visible_text_ = color.visible();
    out_ += visible_text_ ? "0 Tr\n" : "3 Tr\n";
  }

  /// Starts a line of text at a place whose y grows downwards.
  void move_to(Length x, Length y) {
    out_ += "1 0 0 1 ";
    append_point({x, page_.height - y});
    out_ += " Tm\n";
  }

  void append_point(Point point) {
    append_points(out_, point.x);
    out_ += ' ';
    append_points(out_, point.y);
  }

  /// From the page list's y, downwards from the top, to PDF's, upwards from the bottom: y is then the lower edge.
  Rect flipped(const Rect& box) const { return {box.x, page_.height - box.bottom(), box.width, box.height}; }

  const ContentSources& s_;
  const Page& page_;
  std::uint32_t index_;
  std::string out_, scratch_;
  bool in_text_ = false;
  bool replaced_ = false;     // the sequence at hand says as a whole what it extracts as
  bool visible_text_ = true;
  std::string font_;          // these outlast ET (§9.3.1)
  Length size_;
  std::optional<Color> fill_;
};

/// Shows the glyphs of one run in an outline font.
class PageWriter::RunWriter {
 public:
  RunWriter(PageWriter& page, const GlyphRun& run, std::span<const PageGlyph> glyphs, const UsedFont& font)
      : page_(page), run_(run), glyphs_(glyphs), font_(font), operation_(page.out_, run.size), x_(run.origin.x) {}

  void show() {
    const std::string_view text = text_of(page_.s_.pages, run_);
    // A line ended here, and layout dropped the space: it is shown all the same, so that no two words run together.
    const bool ends_in_space = covered_length(glyphs_, text, run_.rtl) < text.size() && font_.space != UINT32_MAX;
    const UsedGlyph* space = ends_in_space ? &font_.glyphs[font_.space] : nullptr;
    page_.select_font(font_.resource, run_.size);
    if (space != nullptr && run_.rtl) {  // the end of the line is on the left
      page_.move_to(x_ - run_.size.scaled(space->width / 1'000'000.0), run_.origin.y);
      operation_.extra(*space);
      operation_.restart();
    } else {
      page_.move_to(x_, run_.origin.y);
    }
    find_moved(text);
    for_each_cluster(glyphs_, text, run_.rtl, [&](const Cluster& cluster) { show(cluster); });
    flush(static_cast<std::uint32_t>(glyphs_.size()));
    if (space != nullptr && !run_.rtl) operation_.extra(*space);
    operation_.finish();
  }

 private:
  /// A mark on its letter; a pair of letters that is kerned also has an offset (HarfBuzz gives half of a pair of the table
  /// "kern" to the second letter), but goes on along the line.
  static bool leaves_line(const PageGlyph& glyph) { return glyph.dy != 0 || (glyph.dx != 0 && glyph.advance == 0); }

  /// A reader takes a glyph off the line of its neighbours for the beginning of another word, so a word with marks that
  /// were moved to their letters says as a whole what it is. From right to left that would turn the word round.
  void find_moved(std::string_view text) {
    if (run_.rtl || std::none_of(glyphs_.begin(), glyphs_.end(), leaves_line)) return;
    moved_.assign(glyphs_.size(), false);
    std::uint32_t begin = 0;
    bool moved = false;
    const auto end_word = [&](std::uint32_t end, std::uint32_t next) {
      if (moved) std::fill(moved_.begin() + begin, moved_.begin() + end, true);
      begin = next;
      moved = false;
    };
    for_each_cluster(glyphs_, text, false, [&](const Cluster& cluster) {
      const bool space = cluster.text == " " || cluster.text == "\u00A0" || cluster.text == "\u202F";
      if (space) return end_word(cluster.first, cluster.last);
      moved = moved || std::any_of(glyphs_.begin() + cluster.first, glyphs_.begin() + cluster.last, leaves_line);
    });
    end_word(static_cast<std::uint32_t>(glyphs_.size()), 0);
  }
  bool is_moved(std::uint32_t glyph) const { return glyph < moved_.size() && moved_[glyph]; }

  void show(const Cluster& cluster) {
    const auto part = glyphs_.subspan(cluster.first, cluster.last - cluster.first);
    const std::string_view wanted = extractable(cluster.text, scratch_);
    bool drawable = true;
    Length width;
    for (const PageGlyph& glyph : part) {
      drawable = drawable && glyph.glyph < font_.glyphs.size() && font_.glyphs[glyph.glyph].claim != UsedGlyph::Claim::unused;
      width += Length::raw(glyph.advance);
    }
    const bool silent = wanted.empty() && run_.role != Role::hyphen;
    if (!drawable || silent) {
      flush(cluster.first);
      if (silent) {
        for (const PageGlyph& glyph : part) operation_.skip(glyph.advance);
      } else {
        show_missing(part, wanted, width);
      }
    } else if (run_.role == Role::hyphen || page_.replaced_ || (!is_moved(cluster.first) && extracts_as(font_, part, wanted, run_.rtl))) {
      flush(cluster.first);
      show_range(cluster.first, cluster.last);
    } else {
      if (run_.rtl) flush(cluster.first);
      if (pending_ == UINT32_MAX) pending_ = cluster.first;
      actual_ += wanted;
    }
    x_ += width;
  }

  void show_range(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) operation_.glyph(font_.glyphs[glyphs_[i].glyph], glyphs_[i]);
  }

  /// Neighbouring clusters that extract as something else share one ActualText; right to left each has its own, since
  /// readers turn the characters of an ActualText round.
  void flush(std::uint32_t end) {
    if (pending_ == UINT32_MAX) return;
    operation_.close();
    page_.out_ += "/Span<</ActualText";
    append_text(page_.out_, actual_);
    page_.out_ += ">>BDC\n";
    show_range(pending_, end);
    operation_.close();
    page_.out_ += "EMC\n";
    pending_ = UINT32_MAX;
    actual_.clear();
  }

  /// .notdef must not be shown (ISO 14289-1 §7.21.8): a box of our own stands for a character that no font has.
  void show_missing(std::span<const PageGlyph> part, std::string_view text, Length width) {
    operation_.finish();
    page_.show_box(run_, {.advance = static_cast<std::int32_t>(width.raw()), .dx = part[0].dx, .dy = part[0].dy}, x_, text);
    page_.select_font(font_.resource, run_.size);
    page_.move_to(x_ + width, run_.origin.y);
    operation_.restart();
  }

  PageWriter& page_;
  const GlyphRun& run_;
  std::span<const PageGlyph> glyphs_;
  const UsedFont& font_;
  ShowOperator operation_;
  Length x_;                            // where layout's pen is
  std::uint32_t pending_ = UINT32_MAX;  // first glyph of the stretch that waits for its ActualText
  std::string actual_, scratch_;
  std::vector<bool> moved_;             // by glyph: its word needs an ActualText; empty when none does
};

void PageWriter::show_glyphs(const GlyphRun& run, std::span<const PageGlyph> glyphs, const UsedFont& font) {
  RunWriter(*this, run, glyphs, font).show();
}

}  // namespace

std::string page_content(const ContentSources& sources, std::uint32_t page) { return PageWriter(sources, page).run(); }

}  // namespace pamphlet::pdf
