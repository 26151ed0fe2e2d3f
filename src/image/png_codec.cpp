// PNG pixels: decoding through libpng's simplified API, the only one of its that needs no setjmp, and encoding.
#include <libdeflate.h>
#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "image/codecs.h"
#include "image/codes.h"
#include "image/color_profile.h"
#include "image/png_file.h"

namespace pamphlet {
namespace codec {
namespace {

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift);
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t begin = out.size();
  out += type;
  out += data;
  append_u32(out, libdeflate_crc32(0, out.data() + begin, out.size() - begin));
}

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

namespace {

/// A picture of at most 256 colours as indices into a palette: a fifth of the size for screenshots and icons.
struct Palette {
  std::string colors, alphas, indices;
};

std::optional<Palette> make_palette(const Pixels& pixels) {
  Palette palette;
  std::unordered_map<std::uint32_t, unsigned char> known;  // only looked up, never walked
  const std::size_t count = std::size_t{pixels.width} * pixels.height;
  palette.indices.resize(count);
  std::uint32_t last = 0;
  unsigned char last_index = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint32_t key = pixels.alpha.empty() ? 255u : static_cast<unsigned char>(pixels.alpha[i]);
    for (std::size_t c = 0; c < 3; ++c)
      key = key << 8 | static_cast<unsigned char>(pixels.color[i * 3 + c]);
    if (i == 0 || key != last) {
      const auto [at, added] = known.try_emplace(key, static_cast<unsigned char>(known.size()));
      if (known.size() > 256) return std::nullopt;
      if (added) {
        for (int shift = 16; shift >= 0; shift -= 8)
          palette.colors += static_cast<char>(key >> shift);
        palette.alphas += static_cast<char>(key >> 24);
      }
      last = key;
      last_index = at->second;
    }
    palette.indices[i] = static_cast<char>(last_index);
  }
  if (pixels.alpha.empty()) palette.alphas.clear();
  return palette;
}

unsigned char paeth(int left, int up, int corner) {  // PNG §9.4
  const int estimate = left + up - corner;
  const int to_left = std::abs(estimate - left), to_up = std::abs(estimate - up),
            to_corner = std::abs(estimate - corner);
  if (to_left <= to_up && to_left <= to_corner) return static_cast<unsigned char>(left);
  return static_cast<unsigned char>(to_up <= to_corner ? up : corner);
}

/// Filters one row with the type whose differences are smallest in sum, as PNG §12.7 advises.
void append_filtered(std::string& out, const std::string& row, const std::string& above, std::size_t step) {
  std::string best, candidate(row.size(), '\0');
  std::uint64_t best_sum = UINT64_MAX;
  int best_type = 0;
  for (int type = 0; type <= 4; ++type) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int up = static_cast<unsigned char>(above[i]);
      const int left = i >= step ? static_cast<unsigned char>(row[i - step]) : 0;
      const int corner = i >= step ? static_cast<unsigned char>(above[i - step]) : 0;
      const int guess = type == 0   ? 0
                        : type == 1 ? left
                        : type == 2 ? up
                        : type == 3 ? (left + up) / 2
                                    : paeth(left, up, corner);
      const auto difference = static_cast<signed char>(static_cast<unsigned char>(row[i]) - guess);
      candidate[i] = static_cast<char>(difference);
      sum += static_cast<std::uint64_t>(std::abs(int{difference}));
    }
    if (sum < best_sum) {
      best_sum = sum;
      best_type = type;
      std::swap(best, candidate);
      candidate.resize(row.size());
    }
  }
  out += static_cast<char>(best_type);
  out += best;
}

std::string deflate(const std::string& raw) {
  constexpr int kLevel = 6;  // 7 to 9 take a third longer for less than a hundredth of the size
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(kLevel), &libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  std::string packed(libdeflate_zlib_compress_bound(compressor.get(), raw.size()), '\0');
  packed.resize(libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), packed.data(), packed.size()));
  return packed;
}

}  // namespace
}  // namespace codec

std::string write_png(const Pixels& pixels) {
  using namespace codec;
  const std::optional<Palette> palette = pixels.channels == 3 ? make_palette(pixels) : std::nullopt;
  const auto channels = static_cast<std::size_t>(pixels.channels);
  const std::size_t step = palette ? 1 : channels + (pixels.alpha.empty() ? 0 : 1);
  std::string raw, row(pixels.width * step, '\0'), above = row;
  raw.reserve((row.size() + 1) * pixels.height);
  for (std::size_t y = 0; y < pixels.height; ++y) {
    for (std::size_t x = 0, i = y * pixels.width; x < pixels.width; ++x, ++i) {
      if (palette) {
        row[x] = palette->indices[i];
      } else {
        for (std::size_t c = 0; c < channels; ++c)
          row[x * step + c] = pixels.color[i * channels + c];
        if (!pixels.alpha.empty()) row[x * step + channels] = pixels.alpha[i];
      }
    }
    if (palette) {  // differences of indices mean nothing: PNG §12.7 advises no filter
      raw += '\0';
      raw += row;
    } else {
      append_filtered(raw, row, above, step);
    }
    std::swap(row, above);
  }
  const int color_type = palette ? 3 : (channels == 3 ? 2 : 0) + (pixels.alpha.empty() ? 0 : 4);
  std::string out = "\x89PNG\r\n\x1a\n", header;
  append_u32(header, pixels.width);
  append_u32(header, pixels.height);
  for (const int value : {8, color_type, 0, 0, 0})
    header += static_cast<char>(value);
  append_chunk(out, "IHDR", header);
  if (palette) append_chunk(out, "PLTE", palette->colors);
  if (palette && !palette->alphas.empty()) append_chunk(out, "tRNS", palette->alphas);
  append_chunk(out, "IDAT", deflate(raw));
  append_chunk(out, "IEND", {});
  return out;
}

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
