// What covers are drawn on: two ramps of colour over one ground, and text.
#pragma once

#include <string>
#include <string_view>

#include "base/color.h"
#include "epub/raster.h"
#include "image/image.h"
#include "text/text.h"

namespace pamphlet::epub {

/// 1400 × 2240: 3.14 megapixels, below IngramSpark's 3.2 and Apple's older 4, at least Apple's 1400 wide, and 1.6:1 as
/// Kindle likes it.
inline constexpr int kCoverWidth = 1400, kCoverHeight = 2240;

/// Colour ramps: the palette holds the ground, kAccentSteps shades up to the accent, and kTextSteps up to the text.
inline constexpr int kAccentSteps = 8, kTextSteps = 7;
enum class Ink : unsigned char { text, accent };

class CoverCanvas {
 public:
  CoverCanvas(Color ground, Color text, Color accent);
  /// The palette index of a shade of the accent, 0 (ground) to kAccentSteps.
  static std::uint8_t shade(int step) { return static_cast<std::uint8_t>(step); }
  /// The pixels of a row, one palette index each, to be painted on.
  std::uint8_t* row(int y) { return image_.indices.data() + static_cast<std::size_t>(y) * kCoverWidth; }
  void fill(int x, int y, int width, int height, std::uint8_t index);
  Rasterizer& rasterizer() { return rasterizer_; }
  /// Paints what the rasteriser holds over the ground.
  void paint(Ink ink);
  std::string png() const { return write_png(image_); }

 private:
  IndexedPixels image_;
  Rasterizer rasterizer_;
};

/// Tiles of quarter discs in shades of the accent over the top of the cover. `seed` decides which: each title has its own.
void draw_tiles(CoverCanvas& canvas, std::string_view seed, int height);

struct CoverText {
  FontRequest font;
  std::string lang;
  bool rtl = false;
};
struct TextBox {
  int top = 0;            // of the first line's capitals
  int height = 0;         // not to be passed
  int largest = 0, smallest = 0;  // sizes in pixels
  int lines = 1;          // at most
  bool from_bottom = false;       // `top` is the baseline of the last line instead
};
/// Sets text ranged to the start, at the largest size that fits, in lines of even length. Returns the y below it (above
/// it, from the bottom); `box.top` when there is nothing to show.
int draw_text(CoverCanvas& canvas, Shaper& shaper, std::string_view text, const CoverText& style, const TextBox& box, Ink ink);

}  // namespace pamphlet::epub
