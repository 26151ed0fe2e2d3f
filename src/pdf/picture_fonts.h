// Pictures that stand for text, as glyphs of Type 3 fonts (ISO 32000-1 §9.6.5): colour emoji, drawn marks, and the box
// that shows where no font has a character. Readers select, search and extract them like letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/drawing.h"
#include "pages/pages.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"
#include "pdf/images.h"
#include "text/text.h"

namespace pamphlet::pdf {

class PictureFonts {
 public:
  PictureFonts(Haru& haru, const Deflater& deflate, ImageStore& images) : haru_(haru), deflate_(deflate), images_(images) {}

  /// A glyph and where it is: fonts[font] with one byte `code`.
  struct Shown {
    std::uint32_t font = 0;
    unsigned char code = 0;
  };
  /// A glyph of a colour font, at the font's size.
  Shown emoji(const FontLibrary& library, FontId font, std::uint32_t glyph, std::string_view text);
  /// A drawing 1 em high, its lower left corner at the origin; `index` is that in PageList::drawings.
  /// It is `share` times as wide as it is drawn: the rest belongs to blanks behind it.
  Shown mark(const Drawing& drawing, std::uint32_t index, Color color, std::string_view text, double share = 1);
  /// Nothing to be seen, as wide as so much of the drawing.
  Shown blank(const Drawing& drawing, std::string_view text, double share);
  /// An empty box, `width` millionths of an em wide.
  Shown missing(std::int32_t width, std::string_view text);

  /// Names and objects of the fonts for the resource dictionary; the objects are filled by finish().
  std::string name(std::uint32_t font) const;
  const std::vector<ObjectId>& fonts() const { return fonts_; }
  void finish();

 private:
  struct Glyph {
    std::string procedure;           // content stream
    std::string text;
    std::int32_t width = 0;          // 1/1000 of a glyph unit, which is 1/1000 em
    double left = 0, bottom = 0, right = 0, top = 0;
    ObjectId image = kNoObject;      // /XObject that the procedure draws
  };
  static Glyph named(std::string_view text);
  static double width_of(const Drawing& drawing);
  template <class Make> Shown find_or_add(std::string key, Make&& make);
  void write_font(std::size_t font, std::size_t begin, std::size_t end);

  Haru& haru_;
  const Deflater& deflate_;
  ImageStore& images_;
  std::vector<Glyph> glyphs_;
  std::vector<ObjectId> fonts_;
  std::unordered_map<std::string, std::uint32_t> known_;  // looked up, never walked
  std::unordered_map<std::uint64_t, ObjectId> bitmaps_;   // by font and glyph
};

}  // namespace pamphlet::pdf
