// Private to the room: a PNG as its chunks (W3C PNG 3rd edition, §5), cleaned.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/codecs.h"

namespace pamphlet::codec {

struct PngFile {
  std::uint32_t width = 0, height = 0;
  int bit_depth = 8, color_type = 2;  // 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
  bool interlaced = false;
  bool transparency = false;  // has tRNS
  bool other_gamma = false;   // gAMA that is not sRGB's, and no sRGB chunk
  std::string clean;          // the file again: what decides the picture, one IDAT, nothing after IEND
  std::size_t rows_begin = 0, rows_length = 0;        // IDAT's data in `clean`
  std::size_t palette_begin = 0, palette_length = 0;  // PLTE's data in `clean`
  std::string profile;                                // from iCCP, inflated
  double resolution = 0;                              // pixels per inch; 0 = not said

  int samples() const { return color_type == 2 ? 3 : color_type == 6 ? 4 : color_type == 4 ? 2 : 1; }
};

/// Walks the chunks and checks their sizes, order and checksums; inflates nothing but a bounded colour profile.
std::optional<PngFile> parse_png(std::string_view bytes, Problem& problem);

/// Bytes of the inflated rows, filter bytes included.
std::uint64_t raw_size(const PngFile& png);
/// Whether the rows inflate to exactly the size that the header asks for and every filter type exists: such data
/// cannot fail in any decoder. Three times as fast as decoding it.
bool rows_are_sound(const PngFile& png);

}  // namespace pamphlet::codec
