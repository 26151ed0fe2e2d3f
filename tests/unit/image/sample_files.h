// Small picture files, made byte by byte or with the libraries' encoders, so that each test says what its file holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "image/image.h"

namespace pamphlet::samples {

std::string be16(unsigned value);
std::string be32(std::uint32_t value);

std::string png_chunk(std::string_view type, std::string_view data);
/// Stored (not compressed) zlib data.
std::string zlib_stored(std::string_view raw);
struct PngSpec {
  std::uint32_t width = 2, height = 2;
  int bit_depth = 8, color_type = 2;
  bool interlaced = false;
  std::string rows;                                              // with filter bytes
  std::vector<std::pair<std::string, std::string>> before_rows;  // chunks
};
std::string png(const PngSpec& spec);
/// 2 × 2: red, green / blue, white.
PngSpec four_colors();

/// width × height of smooth colours that differ in every corner.
Pixels gradient(std::uint32_t width, std::uint32_t height, int channels = 3);
std::string jpeg(const Pixels& pixels);
/// `progressive` and `arithmetic` as libjpeg does them; CMYK is written inverted with Adobe's marker.
std::string jpeg_cmyk(std::uint32_t width, std::uint32_t height, std::uint8_t c, std::uint8_t m, std::uint8_t y,
                      std::uint8_t k);
std::string jpeg_progressive(const Pixels& pixels, bool arithmetic = false);
/// Puts a marker segment after SOI.
std::string with_segment(const std::string& jpeg, unsigned char marker, std::string_view data);
std::string exif_orientation(int orientation, bool little_endian);

/// A still GIF of palette indices; `transparent` < 0 for none.
std::string gif(int width, int height, std::string_view indices, std::string_view palette, int transparent = -1,
                bool interlaced = false);
std::string webp(const Pixels& pixels);
std::string webp_lossy(const Pixels& pixels);  // opaque, RGB
/// An RGB profile with the primaries of Adobe RGB (1998), or of sRGB.
std::string rgb_profile(bool wide);

}  // namespace pamphlet::samples
