#include "pdf/content.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "pdf/content_stream.h"
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

class PageWriter {
 public:
  PageWriter(const ContentSources& sources, std::uint32_t page) : s_(sources), page_(sources.pages.pages[page]), index_(page), stream_(page_.height), out_(stream_.out) {}

  std::string run() {
    out_.reserve(16384);
    for (std::uint32_t i = s_.tags.page_sequences[index_]; i < s_.tags.page_sequences[index_ + 1]; ++i) {
      sequence(s_.tags.sequences[i]);
    }
    if (s_.pages.crop_marks) append_crop_marks(out_, page_, s_.pages.bleed);
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
    stream_.end_text();
    out_ += replaced_ ? "EMC\nEMC\n" : "EMC\n";
    replaced_ = false;
  }

  void show(const LinkArea&) {}
  void show(const FieldArea&) {}

  void show(const BoxItem& box) {
    if (!box.fill.visible()) return;
    stream_.end_text();
    if (box.line != BoxLine::none) return append_line(out_, stream_.flipped(box.box), box);
    stream_.set_fill(box.fill);
    append_box(out_, stream_.flipped(box.box), box.radius);
  }

  void show(const ImageItem& item) {
    stream_.end_text();
    const Rect box = stream_.flipped(item.placed());
    if (item.image < s_.images.size() && s_.images[item.image].format == ImageFormat::svg) {
      const Drawing* drawing = &s_.images[item.image].drawing;
      Drawing grey;
      if (s_.pages.grey) {
        grey = *drawing;
        make_grey(grey);
        drawing = &grey;
      }
      out_ += "q\n";  // what sticks out of the picture's viewBox is not shown (SVG 2 §8.2, overflow: hidden)
      append_clip(out_, stream_.flipped(item.box), item.radius);
      append_drawing(out_, *drawing, place_in(box, drawing->width, drawing->height), Color{});
      out_ += "Q\n";
      return;
    }
    const std::string& name = s_.image_store.name(item.image);
    if (name.empty()) return;
    out_ += "q\n";
    if (item.is_cut() || item.radius > Length()) append_clip(out_, stream_.flipped(item.box), item.radius);
    stream_.append_object(name, box);
    out_ += "Q\n";
  }

  void show(const DrawingItem& item) {
    if (item.drawing >= s_.pages.drawings.size()) return;
    const Drawing& drawing = s_.pages.drawings[item.drawing];
    const Rect box = stream_.flipped(item.box);
    if (is_text_mark(s_.document, item) && box.height > Length()) {
      s_.pictures.mark(stream_, drawing, box, item.color, text_of(s_.pages, item));
    } else {
      stream_.end_text();
      append_drawing(out_, drawing, place_in(box, drawing.width, drawing.height), item.color);
    }
  }

  void show(const GlyphRun& run) {
    const auto glyphs = glyphs_of(s_.pages, run);
    if (glyphs.empty()) return;
    if (run.role == Role::hyphen) {  // the break made it: no character
      stream_.end_text();
      out_ += "/Span<</ActualText<FEFF00AD>>>BDC\n";
    }
    stream_.begin_text();
    stream_.set_text_color(run.color);
    const UsedFont* font = s_.fonts.find(run.font);
    if (font == nullptr || font->pictures) {
      show_pictures(run, glyphs);
    } else {
      show_glyphs(run, glyphs, *font);
    }
    if (run.role != Role::hyphen) return;
    stream_.end_text();
    out_ += "EMC\n";
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
      s_.pictures.missing(stream_, run, glyph, x, extractable(text, scratch_));
    } else {
      s_.pictures.emoji(stream_, run, glyph, x, text);
    }
  }

  class RunWriter;
  void show_glyphs(const GlyphRun& run, std::span<const PageGlyph> glyphs, const UsedFont& font);

  const ContentSources& s_;
  const Page& page_;
  std::uint32_t index_;
  ContentStream stream_;
  std::string& out_;
  std::string scratch_;
  bool replaced_ = false;     // the sequence at hand says as a whole what it extracts as
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
    page_.stream_.select_font(font_.resource, run_.size);
    if (space != nullptr && run_.rtl) {  // the end of the line is on the left
      page_.stream_.move_to(x_ - run_.size.scaled(space->width / 1'000'000.0), run_.origin.y);
      operation_.extra(*space);
      operation_.restart();
    } else {
      page_.stream_.move_to(x_, run_.origin.y);
    }
    find_moved(text);
    for_each_cluster(glyphs_, text, run_.rtl, [&](const Cluster& cluster) { show(cluster); });
    flush(static_cast<std::uint32_t>(glyphs_.size()));
    if (space != nullptr && !run_.rtl) use(font_.resource), operation_.extra(*space);
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
      use(font_.resource);
      show_range(cluster.first, cluster.last);
    } else if (const UsedFont::Twin* twin = part.size() == 1 && !is_moved(cluster.first) ? twin_with(font_, part[0].glyph, wanted) : nullptr) {
      flush(cluster.first);
      use(twin->resource);
      show_range(cluster.first, cluster.last);
    } else {
      if (run_.rtl) flush(cluster.first);
      if (pending_ == UINT32_MAX) pending_ = cluster.first;
      actual_ += wanted;
    }
    x_ += width;
  }

  /// The font itself or its twin; between two operators, and the pen stays where it is.
  void use(const std::string& resource) {
    if (&resource == resource_) return;
    resource_ = &resource;
    operation_.close();
    page_.stream_.select_font(resource, run_.size);
  }

  void show_range(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last; ++i) operation_.glyph(font_.glyphs[glyphs_[i].glyph], glyphs_[i]);
  }

  /// Neighbouring clusters that extract as something else share one ActualText; right to left each has its own, since
  /// readers turn the characters of an ActualText round.
  void flush(std::uint32_t end) {
    if (pending_ == UINT32_MAX) return;
    use(font_.resource);
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
    page_.s_.pictures.missing(page_.stream_, run_, {.advance = static_cast<std::int32_t>(width.raw()), .dx = part[0].dx, .dy = part[0].dy}, x_, text);
    page_.stream_.begin_text();
    page_.stream_.select_font(font_.resource, run_.size);
    resource_ = &font_.resource;
    page_.stream_.move_to(x_ + width, run_.origin.y);
    operation_.restart();
  }

  PageWriter& page_;
  const GlyphRun& run_;
  std::span<const PageGlyph> glyphs_;
  const UsedFont& font_;
  ShowOperator operation_;
  const std::string* resource_ = &font_.resource;
  Length x_;                            // where layout's pen is
  std::uint32_t pending_ = UINT32_MAX;  // first glyph of the stretch that waits for its ActualText
  std::string actual_, scratch_;
  std::vector<bool> moved_;             // by glyph: its word needs an ActualText; empty when none does
};

void PageWriter::show_glyphs(const GlyphRun& run, std::span<const PageGlyph> glyphs, const UsedFont& font) {
  RunWriter(*this, run, glyphs, font).show();
}

}  // namespace

Length slug_of(const PageList& pages) { return pages.crop_marks ? crop_mark_end(pages.bleed) + Length::millimetres(2) : pages.bleed; }

std::string page_content(const ContentSources& sources, std::uint32_t page) { return PageWriter(sources, page).run(); }

}  // namespace pamphlet::pdf
