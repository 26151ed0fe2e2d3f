// PNG pixels: decoding through libpng's simplified API, the only one of its that needs no setjmp.
#include <png.h>

#include <cstring>

#include "image/codecs.h"
#include "image/codes.h"
#include "image/color_profile.h"
#include "image/png_file.h"

namespace pamphlet {
namespace codec {
namespace {

/// Splits interleaved colour and alpha; `channels` colour channels come before each alpha.
void split_alpha(const std::string& mixed, Pixels& pixels) {
  const auto channels = static_cast<std::size_t>(pixels.channels);
  const std::size_t count = mixed.size() / (channels + 1);
  pixels.color.resize(count * channels);
  pixels.alpha.resize(count);
  const char* in = mixed.data();
  char* color = pixels.color.data();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t c = 0; c < channels; ++c)
      *color++ = *in++;
    pixels.alpha[i] = *in++;
  }
}

}  // namespace

bool read_png(std::string_view bytes, Pixels& pixels) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return false;
  const bool color = (image.format & PNG_FORMAT_FLAG_COLOR) != 0, alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
  image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // without it libpng takes 16-bit samples as linear light
  image.format = (color ? PNG_FORMAT_FLAG_COLOR : 0u) | (alpha ? PNG_FORMAT_FLAG_ALPHA : 0u);
  pixels.width = image.width;
  pixels.height = image.height;
  pixels.channels = color ? 3 : 1;
  std::string mixed(PNG_IMAGE_SIZE(image), '\0');
  if (png_image_finish_read(&image, nullptr, mixed.data(), 0, nullptr) == 0) {
    png_image_free(&image);
    return false;
  }
  if (alpha) {
    split_alpha(mixed, pixels);
    drop_opaque_alpha(pixels);
  } else {
    pixels.color = std::move(mixed);
  }
  return true;
}

std::optional<Image> load_png(std::string_view bytes, Problem& problem) {
  std::optional<PngFile> png = parse_png(bytes, problem);
  if (!png) return std::nullopt;
  const bool foreign_colors = png->samples() >= 3 || png->color_type == 3 ? differs_from_srgb(png->profile) : false;
  if (!foreign_colors && rows_are_sound(*png)) {
    return make_image(ImageFormat::png, png->width, png->height, std::move(png->clean), png->resolution);
  }
  // Odd data, which libpng may forgive, or colours to convert: written anew, so that nobody has to forgive it later.
  Pixels pixels;
  if (!read_png(png->clean, pixels)) return fail(problem, code::image_corrupt, "its PNG data is damaged");
  if (foreign_colors && pixels.channels == 3) rgb_to_srgb(png->profile, pixels.color);
  return make_image(ImageFormat::png, png->width, png->height, write_png(pixels), png->resolution);
}

}  // namespace codec

std::optional<PngRows> png_rows(const Image& image) {
  if (image.format != ImageFormat::png) return std::nullopt;
  codec::Problem problem;
  std::optional<codec::PngFile> png = codec::parse_png(image.bytes, problem);
  if (!png || png->interlaced || png->transparency || png->other_gamma || png->color_type > 3) return std::nullopt;
  PngRows rows;
  rows.width = png->width;
  rows.height = png->height;
  rows.bit_depth = png->bit_depth;
  rows.channels = png->samples();
  // The bytes of a cleaned file clean to themselves, so its places hold in the image.
  rows.data = std::string_view(image.bytes).substr(png->rows_begin, png->rows_length);
  if (png->color_type == 3) rows.palette = image.bytes.substr(png->palette_begin, png->palette_length);
  return rows;
}

}  // namespace pamphlet
