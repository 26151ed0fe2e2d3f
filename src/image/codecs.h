// Private to the room: one reader per kind of raster file, and what they share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "image/codes.h"
#include "image/image.h"

namespace pamphlet::codec {

/// Why a picture cannot be had: a row of diagnostics.def and half a sentence ("its PNG data ends early").
struct Problem {
  Code code = code::image_corrupt;
  std::string text;
};
inline std::nullopt_t fail(Problem& problem, Code code, std::string text) {
  problem = {code, std::move(text)};
  return std::nullopt;
}

/// No side may be longer: the most that libjpeg takes (JPEG_MAX_DIMENSION), since any picture may have to become a
/// JPEG.
inline constexpr std::uint64_t kMaxSide = 65'500;
/// Colour profiles of real cameras and presses stay below 2 MB.
inline constexpr std::size_t kMaxProfileBytes = 4u << 20;
/// Whether a picture of this size may be decoded at all; asked before any memory is taken.
bool check_size(std::uint64_t width, std::uint64_t height, Problem& problem);

/// Completes an image: its bytes, their hash and the pixels per inch, when they are plausible.
Image make_image(ImageFormat format, std::uint32_t width, std::uint32_t height, std::string bytes, double resolution);

// Each judges and decodes a whole file of its kind and returns it cleaned: upright, sRGB, without metadata, comments,
// profiles or trailing data.
std::optional<Image> load_png(std::string_view bytes, Problem& problem);
std::optional<Image> load_jpeg(std::string_view bytes, Problem& problem);
std::optional<Image> load_gif(std::string_view bytes, Problem& problem);
std::optional<Image> load_webp(std::string_view bytes, Problem& problem);
std::optional<Image> load_heif(std::string_view bytes, Problem& problem);
std::optional<Image> load_tiff(std::string_view bytes, Problem& problem);
std::optional<Image> load_bmp(std::string_view bytes, Problem& problem);

// Each decodes bytes that its loader has made; false never happens for them.
bool read_png(std::string_view bytes, Pixels& pixels);
bool read_jpeg(std::string_view bytes, Pixels& pixels, int part = 1);  // 1, 2, 4 or 8: at that part of its size
bool read_webp(std::string_view bytes, Pixels& pixels);

/// At kJpegQuality.
std::optional<std::string> encode_jpeg(const Pixels& pixels);

/// Stored as a JPEG, or as a PNG when it is transparent: what every picture becomes that a reading system may not know.
Image store_photo(const Pixels& pixels, double resolution);
/// At most 256: then a PNG is small, and sharper than a JPEG.
bool has_few_colors(const Pixels& pixels);

/// EXIF orientation, 1 to 8 (CIPA DC-008 §4.6.5, tag 0112).
void turn_upright(Pixels& pixels, int orientation);

/// What of EXIF data matters to a picture on paper.
struct Exif {
  int orientation = 1;
  double resolution = 0;  // pixels per inch; 0 = not said
};
/// Reads a TIFF structure as EXIF embeds it; anything odd in it counts as not said.
Exif read_exif(std::string_view tiff);

/// Drops an alpha channel that says nothing.
void drop_opaque_alpha(Pixels& pixels);

}  // namespace pamphlet::codec
