// Colour emoji and marks must look like pictures and behave like letters. As image XObjects they would need Figure tags
// with alternative text in the middle of a sentence; as a colour font no PDF/A reader shows them. A Type 3 font does both:
// each glyph is a procedure that draws one picture, its code has an entry in ToUnicode, and selecting, searching and
// reading aloud work as for text. Pictures are stored once however often they are shown, and a font has at most 256
// glyphs, so a long document has several. Cost: one procedure for each different picture.
#include "pdf/picture_fonts.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pdf/fonts.h"
#include "pdf/paths.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

constexpr std::size_t kGlyphsPerFont = 256;  // codes of a simple font have one byte
constexpr double kUnits = 1000;               // glyph units in an em: /FontMatrix below

void append_unit(std::string& out, double value) {
  append_decimal(out, std::isfinite(value) ? std::llround(std::clamp(value, -100000.0, 100000.0) * 1000) : 0, 3);
  out += ' ';
}

std::string number_key(char kind, std::uint64_t one, std::uint64_t other, std::string_view text) {
  std::string key(1, kind);
  append_integer(key, static_cast<std::int64_t>(one));
  key += '/';
  append_integer(key, static_cast<std::int64_t>(other));
  key += '/';
  key += text;
  return key;
}

/// "width 0 d0": the procedure sets its own colours (§9.6.5).
std::string begin_coloured(std::int32_t width) {
  std::string out;
  append_decimal(out, width, 3);
  return out + " 0 d0\n";
}

}  // namespace

/// Every glyph extracts as something (ISO 14289-1 §7.21.7); a zero-width space shows nothing.
PictureFonts::Glyph PictureFonts::named(std::string_view text) {
  Glyph out;
  out.text = text.empty() ? "\u200B" : std::string(text);
  return out;
}

template <class Make>
PictureFonts::Shown PictureFonts::find_or_add(std::string key, Make&& make) {
  const auto [entry, fresh] = known_.try_emplace(std::move(key), static_cast<std::uint32_t>(glyphs_.size()));
  if (fresh) {
    glyphs_.push_back(make());
    if (glyphs_.size() > fonts_.size() * kGlyphsPerFont) fonts_.push_back(haru_.add_object());
  }
  return {static_cast<std::uint32_t>(entry->second / kGlyphsPerFont), static_cast<unsigned char>(entry->second % kGlyphsPerFont)};
}

PictureFonts::Shown PictureFonts::emoji(const FontLibrary& library, FontId font, std::uint32_t glyph, std::string_view text) {
  return find_or_add(number_key('e', font, glyph, text), [&] {
    Glyph out = named(text);
    out.width = static_cast<std::int32_t>(std::llround(library.program_advance(font, glyph) * 1000));
    const auto bitmap = library.color_glyph(font, glyph);
    ObjectId image = kNoObject;
    if (bitmap) {
      const auto [known, fresh] = bitmaps_.try_emplace(static_cast<std::uint64_t>(font) << 32 | glyph, kNoObject);
      if (fresh) {
        std::string problem;
        Code code{};
        std::vector<std::string> warnings;
        if (const auto decoded = decode_image(bitmap->png, problem, code, warnings)) known->second = images_.add(decode_pixels(*decoded));
      }
      image = known->second;
    }
    if (image == kNoObject) {  // a glyph without a bitmap: its outline, in the colour of the text ("d1", §9.6.5)
      append_decimal(out.procedure, out.width, 3);
      out.procedure += " 0 0 -500 1000 1000 d1\n";
      const Path outline = library.outline(font, glyph);
      append_path(out.procedure, outline, {0, 0, 1, 1});
      out.procedure += outline.empty() ? "" : "f\n";
      out.bottom = -kUnits / 2;
      out.right = out.top = kUnits;
      return out;
    }
    constexpr double kPerUnit = kEm / kUnits;
    out.left = bitmap->x / kPerUnit;
    out.bottom = bitmap->y / kPerUnit;
    out.right = (bitmap->x + bitmap->width) / kPerUnit;
    out.top = (bitmap->y + bitmap->height) / kPerUnit;
    out.image = image;
    out.procedure = begin_coloured(out.width) + "q\n";
    for (const double value : {out.right - out.left, 0.0, 0.0, out.top - out.bottom, out.left, out.bottom}) append_unit(out.procedure, value);
    out.procedure += "cm\n/P";
    append_integer(out.procedure, image);
    out.procedure += " Do\nQ\n";
    return out;
  });
}

/// Of a drawing 1 em high, in glyph units.
double PictureFonts::width_of(const Drawing& drawing) {
  return drawing.height > 0 ? std::clamp(drawing.width * kUnits / drawing.height, 0.0, 100 * kUnits) : 0;
}

PictureFonts::Shown PictureFonts::mark(const Drawing& drawing, std::uint32_t index, Color color, std::string_view text, double share) {
  const std::uint64_t packed = static_cast<std::uint64_t>(color.r) << 24 | color.g << 16 | color.b << 8 | color.a;
  const auto width = static_cast<std::int32_t>(std::llround(width_of(drawing) * share * 1000));
  return find_or_add(number_key('m', index, packed, text) + number_key('/', static_cast<std::uint32_t>(width), 0, {}), [&] {
    Glyph out = named(text);
    const double scale = drawing.height > 0 ? kUnits / drawing.height : 0;
    out.right = width_of(drawing);
    out.top = kUnits;
    out.width = width;
    out.procedure = begin_coloured(out.width);
    append_drawing(out.procedure, drawing, {0, kUnits, scale, scale}, color);
    return out;
  });
}

PictureFonts::Shown PictureFonts::blank(const Drawing& drawing, std::string_view text, double share) {
  const auto width = static_cast<std::int32_t>(std::llround(width_of(drawing) * share * 1000));
  return find_or_add(number_key('b', static_cast<std::uint32_t>(width), 0, text), [&] {
    Glyph out = named(text);
    out.width = width;
    out.procedure = begin_coloured(width);
    return out;
  });
}

PictureFonts::Shown PictureFonts::missing(std::int32_t width, std::string_view text) {
  return find_or_add(number_key('x', static_cast<std::uint32_t>(width), 0, text), [&] {
    Glyph out = named(text);
    out.width = width;
    out.right = std::max(width / 1000.0, 200.0);
    out.top = 700;  // about the height of capitals
    out.procedure = begin_coloured(width) + "0.8 0 0 RG 40 w 60 20 ";
    append_unit(out.procedure, out.right - 120);
    out.procedure += "660 re S\n";
    return out;
  });
}

std::string PictureFonts::name(std::uint32_t font) const {
  std::string out = "E";
  append_integer(out, font + 1);
  return out;
}

void PictureFonts::write_font(std::size_t font, std::size_t begin, std::size_t end) {
  std::string procedures, names, widths, images;
  std::vector<std::pair<std::uint32_t, std::string_view>> texts;
  std::vector<ObjectId> drawn;
  double box[4] = {0, 0, 0, 0};
  for (std::size_t i = begin; i < end; ++i) {
    const Glyph& glyph = glyphs_[i];
    const auto code = static_cast<std::uint32_t>(i - begin);
    std::string label = "/g";
    append_integer(label, code);
    names += label;
    procedures += label + ' ';
    append_reference(procedures, haru_.add_stream("", deflate_(glyph.procedure), StreamFilter::flate));
    append_decimal(widths, glyph.width, 3);
    widths += ' ';
    texts.emplace_back(code, glyph.text);
    if (glyph.image != kNoObject) drawn.push_back(glyph.image);
    box[0] = std::min(box[0], glyph.left);
    box[1] = std::min(box[1], glyph.bottom);
    box[2] = std::max(box[2], glyph.right);
    box[3] = std::max(box[3], glyph.top);
  }
  std::sort(drawn.begin(), drawn.end());
  drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
  for (const ObjectId image : drawn) {
    images += "/P";
    append_integer(images, image);
    images += ' ';
    append_reference(images, image);
  }
  std::string body = "/Type/Font/Subtype/Type3/FontBBox[";
  for (const double edge : box) append_unit(body, edge);
  body += "]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 0/LastChar ";
  append_integer(body, static_cast<std::int64_t>(end - begin - 1));
  body += "/Widths[" + widths + "]/Encoding<</Type/Encoding/Differences[0" + names + "]>>/CharProcs<<" + procedures +
          ">>/Resources<<" + (images.empty() ? "" : "/XObject<<" + images + ">>") + ">>/ToUnicode ";
  append_reference(body, haru_.add_stream("", deflate_(to_unicode_map(texts, 1)), StreamFilter::flate));
  haru_.set_body(fonts_[font], std::move(body));
}

void PictureFonts::finish() {
  for (std::size_t font = 0; font < fonts_.size(); ++font) {
    const std::size_t begin = font * kGlyphsPerFont;
    write_font(font, begin, std::min(begin + kGlyphsPerFont, glyphs_.size()));
  }
}

}  // namespace pamphlet::pdf
