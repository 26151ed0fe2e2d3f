// Pictures that stand for text: colour emoji, drawn marks, and the box that shows where no font has a character. Readers
// select, search and extract them like letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/drawing.h"
#include "pages/pages.h"
#include "pdf/content_stream.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"
#include "pdf/images.h"
#include "text/text.h"

namespace pamphlet::pdf {

class TextPictures {
 public:
  TextPictures(Haru& haru, const Deflater& deflate, ImageStore& images, const FontLibrary& library)
      : haru_(haru), deflate_(deflate), images_(images), library_(library) {}

  /// A drawing in its box, which says `text`.
  void mark(ContentStream& page, const Drawing& drawing, const Rect& box, Color color, std::string_view text);
  /// A glyph of a colour font whose pen is at `x`.
  void emoji(ContentStream& page, const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text);
  /// An empty box as wide as the glyph.
  void missing(ContentStream& page, const GlyphRun& run, const PageGlyph& glyph, Length x, std::string_view text);

  /// Names and objects of the fonts for the resource dictionary; the objects are filled by finish().
  static std::string name(std::size_t font);
  const std::vector<ObjectId>& fonts() const { return fonts_; }
  void finish();

 private:
  struct Glyph {
    std::string text;
    std::uint16_t width = 0;  // 1/1000 em
  };
  void say(ContentStream& page, std::string_view text, Point baseline, Length size, double width);
  struct Bitmap {
    std::string name;  // resource name; empty when there is none to show
    Rect box;          // at a size of 1 pt, y upwards
  };
  const Bitmap& bitmap(FontId font, std::uint32_t glyph);
  void write_font(std::size_t font, std::size_t begin, std::size_t end);

  Haru& haru_;
  const Deflater& deflate_;
  ImageStore& images_;
  const FontLibrary& library_;
  std::vector<Glyph> glyphs_;
  std::vector<ObjectId> fonts_;
  std::unordered_map<std::string, std::uint32_t> known_;  // these two are looked up, never walked
  std::unordered_map<std::uint64_t, Bitmap> bitmaps_;     // by font and glyph
};

}  // namespace pamphlet::pdf
