// Colour emoji and marks must look like pictures and behave like letters. As image XObjects alone they would need Figure tags
// with alternative text in the middle of a sentence, and as a colour font no PDF/A reader shows them. Type 3 glyphs that draw
// them look right on screens, but printers' interpreters keep such glyphs in caches of one colour: pictures with soft masks come out
// as black boxes there. So each is drawn on the page by plain paths or as an image, and a glyph of a font that shows nothing
// says what it is: its code has an entry in ToUnicode, and selecting, searching and reading aloud work as for text. Pictures
// are stored once however often they are shown. Cost: a width and a text for each different one.
#include "pdf/text_pictures.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/utf8.h"
#include "pdf/blank_font.h"
#include "pdf/fonts.h"
#include "pdf/paths.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

constexpr double kAscent = 800;                // of an em of 1000: the usual share
// Poppler takes a gap of less than 0.15 em for no word space (TextOutputDev.cc, minWordSpacing), so letters are a quarter of an em at least.
constexpr Length kLargestWords = Length::raw(12 * Length::kPerPoint);
constexpr double kNarrowestLetter = 0.25;
constexpr std::size_t kGlyphsPerFont = 65000;  // glyph ids have 16 bits, and 0 is taken

/// Of the blocks of scripts from right to left (UAX #9, types R and AL).
bool is_rtl_letter(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
         (c >= 0x1E800 && c <= 0x1EFFF);
}

/// What the glyphs of a picture say, from left to right: one character each, since some readers make nonsense of a glyph that says
/// several (mupdf and Ghostscript of emoji with a modifier). Readers turn a line in Arabic or Hebrew round as a whole: there the
/// last one is leftmost.
std::vector<std::string_view> places_of(std::string_view text) {
  std::vector<std::string_view> letters;
  bool rtl = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    rtl = rtl || is_rtl_letter(c);
    letters.push_back(text.substr(begin, at - begin));
  }
  if (rtl) std::reverse(letters.begin(), letters.end());
  if (letters.empty()) letters.push_back("\u200B");  // every glyph extracts as something (ISO 14289-1 §7.21.7)
  return letters;
}

/// What joins or chooses pictures and is no letter: it has no width, since readers that pass over it take its place for a blank.
bool has_width(std::string_view letter) {
  std::size_t at = 0;
  const char32_t c = next_code_point(letter, at);
  return !(c >= 0x200B && c <= 0x200F) && !(c >= 0xFE00 && c <= 0xFE0F) && !(c >= 0xE0000 && c <= 0xE007F);
}

double share_of(Length part, Length whole) { return whole.raw() > 0 ? static_cast<double>(part.raw()) / static_cast<double>(whole.raw()) : 0; }

}  // namespace

/// Unseen text (§9.3.6, mode 3), `width` em wide, on a line whose y grows upwards.
void TextPictures::say(ContentStream& page, std::string_view text, Point baseline, Length size, double width) {
  page.begin_text();
  page.set_text_color(kTransparent);
  const std::vector<std::string_view> letters = places_of(text);
  const auto wide = std::max<std::ptrdiff_t>(std::count_if(letters.begin(), letters.end(), has_width), 1);
  const auto share = static_cast<std::uint16_t>(std::lround(std::clamp(width, 0.0, 60.0) * 1000 / static_cast<double>(wide)));
  for (const std::string_view letter : letters) {
    const std::uint16_t each = has_width(letter) ? share : 0;
    std::string key(letter);
    append_hex16(key, each);
    const auto [entry, fresh] = known_.try_emplace(std::move(key), static_cast<std::uint32_t>(glyphs_.size()));
    if (fresh) glyphs_.push_back({std::string(letter), each});
    if (glyphs_.size() > fonts_.size() * kGlyphsPerFont) fonts_.push_back(haru_.add_object());
    page.select_font(name(entry->second / kGlyphsPerFont), size);
    page.move_to(baseline.x, page.height - baseline.y);
    page.out += '<';
    append_hex16(page.out, static_cast<unsigned>(entry->second % kGlyphsPerFont + 1));
    page.out += ">Tj\n";
    baseline.x += size.scaled(each / 1000.0);
  }
}

void TextPictures::mark(ContentStream& page, const Drawing& drawing, const Rect& box, Color color, std::string_view text) {
  page.end_text();
  append_drawing(page.out, drawing, place_in(box, drawing.width, drawing.height), color);
  const Point baseline{box.x, box.y + box.height.scaled(1 - kAscent / 1000)};  // near that of the text beside it: readers make lines of them
  const auto letters = static_cast<double>(std::max<std::size_t>(text.size(), 1));
  const Length size = std::max(std::min({box.height, kLargestWords, box.width.scaled(1 / kNarrowestLetter / letters)}), Length::raw(Length::kPerPoint));
  say(page, text, baseline, size, share_of(box.width, size));
}

const TextPictures::Bitmap& TextPictures::bitmap(FontId font, std::uint32_t glyph) {
  const auto [known, fresh] = bitmaps_.try_emplace(static_cast<std::uint64_t>(font) << 32 | glyph);
  const auto picture = fresh ? library_.color_glyph(font, glyph) : std::nullopt;
  if (!picture) return known->second;
  std::string problem;
  Code code{};
  std::vector<std::string> warnings;
  if (const auto decoded = decode_image(picture->png, problem, code, warnings)) known->second.name = images_.add_named(decode_pixels(*decoded));
  static_assert(Length::kPerPoint == kEm);
  known->second.box = {Length::raw(picture->x), Length::raw(picture->y), Length::raw(picture->width), Length::raw(picture->height)};
  return known->second;
}

void TextPictures::emoji(ContentStream& page, const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text) {
  const Point pen{x + Length::raw(glyph.dx), page.height - run.origin.y + Length::raw(glyph.dy)};
  const double size = run.size.points();
  if (run.color.visible()) {  // else it is there to be found, not to be seen
    page.end_text();
    if (const Bitmap& picture = bitmap(run.font, glyph.glyph); !picture.name.empty()) {
      const Rect& box = picture.box;
      page.out += "q\n";
      page.append_object(picture.name, {pen.x + box.x.scaled(size), pen.y + box.y.scaled(size), box.width.scaled(size), box.height.scaled(size)});
      page.out += "Q\n";
    } else if (const Path outline = library_.outline(run.font, glyph.glyph); !outline.empty()) {  // in the colour of the text
      append_path(page.out, outline, {pen.x.points(), pen.y.points(), size / 1000, size / 1000});
      page.out += "f\n";
    }
  }
  say(page, text, pen, run.size, library_.program_advance(run.font, glyph.glyph) / 1000);
}

void TextPictures::missing(ContentStream& page, const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text) {
  const Point pen{x + Length::raw(glyph.dx), page.height - run.origin.y + Length::raw(glyph.dy)};
  const Length width = std::max(Length::raw(glyph.advance), run.size.scaled(0.2));
  page.end_text();
  page.out += images_.is_grey() ? "q 0.4 G " : "q 0.8 0 0 RG ";
  append_points(page.out, run.size.scaled(0.04));
  page.out += " w ";
  page.append_point({pen.x + run.size.scaled(0.06), pen.y + run.size.scaled(0.02)});
  page.out += ' ';
  page.append_point({width - run.size.scaled(0.12), run.size.scaled(0.66)});  // about the height of capitals
  page.out += " re S Q\n";
  say(page, text, pen, run.size, share_of(Length::raw(glyph.advance), run.size));
}

std::string TextPictures::name(std::size_t font) {
  std::string out = "E";
  append_integer(out, static_cast<std::int64_t>(font + 1));
  return out;
}

void TextPictures::write_font(std::size_t font, std::size_t begin, std::size_t end) {
  std::vector<std::uint16_t> advances;
  std::vector<std::pair<std::uint16_t, std::int32_t>> widths;
  std::vector<std::pair<std::uint32_t, std::string_view>> texts;
  for (std::size_t i = begin; i < end; ++i) {
    const auto code = static_cast<std::uint16_t>(i - begin + 1);
    advances.push_back(glyphs_[i].width);
    widths.emplace_back(code, glyphs_[i].width * 1000);
    texts.emplace_back(code, glyphs_[i].text);
  }
  FontSubset shape;
  shape.program = blank_font(advances);
  shape.symbolic = true;
  shape.bbox[2] = 1000;
  shape.bbox[3] = shape.ascent = kAscent;
  shape.bbox[1] = shape.descent = kAscent - 1000;
  shape.cap_height = 700;
  write_composite(haru_, deflate_, shape, "Pictures", widths, texts, fonts_[font]);
}

void TextPictures::finish() {
  for (std::size_t font = 0; font < fonts_.size(); ++font) {
    const std::size_t begin = font * kGlyphsPerFont;
    write_font(font, begin, std::min(begin + kGlyphsPerFont, glyphs_.size()));
  }
}

}  // namespace pamphlet::pdf
