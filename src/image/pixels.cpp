// What all raster kinds share: limits, turning upright, and handing pixels on.
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include <fmt/core.h>

#include "base/color.h"
#include "base/hash.h"
#include "image/codecs.h"
#include "image/codes.h"

namespace pamphlet {
namespace codec {

bool check_size(std::uint64_t width, std::uint64_t height, Problem& problem) {
  if (width == 0 || height == 0) {
    problem = {code::image_corrupt, "it says that it has no pixels"};
    return false;
  }
  if (width > kMaxSide || height > kMaxSide || width * height > kMaxImagePixels) {
    problem = {code::image_too_large,
               fmt::format("it has {} × {} pixels; the limit is {} megapixels, and {} pixels a side", width, height,
                           kMaxImagePixels >> 20, kMaxSide)};
    return false;
  }
  return true;
}

Image make_image(ImageFormat format, std::uint32_t width, std::uint32_t height, std::string bytes, double resolution) {
  Image image;
  image.format = format;
  image.width = width;
  image.height = height;
  const auto digest = sha256(bytes);
  image.hash = to_hex({reinterpret_cast<const char*>(digest.data()), 8});
  image.bytes = std::move(bytes);
  // Cameras and scanners say 72 to 4800; "1 pixel an inch" is a ratio that a program wrote into the wrong field.
  if (resolution >= 36 && resolution <= 4800) image.resolution = resolution;
  return image;
}

namespace {

/// Moves samples of `channels` bytes to where the orientation puts them.
std::string turn(const std::string& from, std::size_t width, std::size_t height, std::size_t channels,
                 int orientation) {
  // Source index of the upright picture's origin, and the steps of one pixel right and one pixel down.
  const auto w = static_cast<std::ptrdiff_t>(width), h = static_cast<std::ptrdiff_t>(height);
  std::ptrdiff_t origin = 0, right = 1, down = w;
  switch (orientation) {
    case 2:
      origin = w - 1, right = -1, down = w;
      break;
    case 3:
      origin = w * h - 1, right = -1, down = -w;
      break;
    case 4:
      origin = w * (h - 1), right = 1, down = -w;
      break;
    case 5:
      origin = 0, right = w, down = 1;
      break;
    case 6:
      origin = w * (h - 1), right = -w, down = 1;
      break;
    case 7:
      origin = w * h - 1, right = -w, down = -1;
      break;
    case 8:
      origin = w - 1, right = w, down = -1;
      break;
    default:
      return from;
  }
  const bool swapped = orientation >= 5;
  const std::ptrdiff_t columns = swapped ? h : w, rows = swapped ? w : h;
  std::string to(from.size(), '\0');
  char* out = to.data();
  for (std::ptrdiff_t y = 0; y < rows; ++y) {
    std::ptrdiff_t at = origin + y * down;
    for (std::ptrdiff_t x = 0; x < columns; ++x, at += right) {
      const char* in = from.data() + static_cast<std::size_t>(at) * channels;
      for (std::size_t c = 0; c < channels; ++c)
        *out++ = in[c];
    }
  }
  return to;
}

}  // namespace

void turn_upright(Pixels& pixels, int orientation) {
  if (orientation <= 1 || orientation > 8) return;
  pixels.color =
      turn(pixels.color, pixels.width, pixels.height, static_cast<std::size_t>(pixels.channels), orientation);
  if (!pixels.alpha.empty()) pixels.alpha = turn(pixels.alpha, pixels.width, pixels.height, 1, orientation);
  if (orientation >= 5) std::swap(pixels.width, pixels.height);
}

Image store_photo(const Pixels& pixels, double resolution) {
  if (pixels.alpha.empty()) {
    if (std::optional<std::string> jpeg = encode_jpeg(pixels)) {
      return make_image(ImageFormat::jpeg, pixels.width, pixels.height, std::move(*jpeg), resolution);
    }
  }
  return make_image(ImageFormat::png, pixels.width, pixels.height, write_png(pixels), resolution);
}

bool has_few_colors(const Pixels& pixels) {
  if (!pixels.alpha.empty() || pixels.channels != 3) return false;
  std::unordered_set<std::uint32_t> colors;  // only counted, never walked
  for (std::size_t at = 0; at + 2 < pixels.color.size() && colors.size() <= 256; at += 3) {
    const auto byte = [&](std::size_t k) { return std::uint32_t{static_cast<unsigned char>(pixels.color[at + k])}; };
    colors.insert(byte(0) << 16 | byte(1) << 8 | byte(2));
  }
  return colors.size() <= 256;
}

void drop_opaque_alpha(Pixels& pixels) {
  if (std::all_of(pixels.alpha.begin(), pixels.alpha.end(), [](char a) { return a == '\xff'; })) pixels.alpha.clear();
}

}  // namespace codec

Pixels in_grey(const Pixels& pixels) {
  if (pixels.channels != 3) return pixels;
  // Light of a channel's values, weighted (WCAG 2.2, "relative luminance"), and back through a table as fine as the eye.
  constexpr std::size_t kSteps = 4096;
  std::array<std::array<double, 256>, 3> light{};
  std::array<char, kSteps + 1> back{};
  for (unsigned value = 0; value < 256; ++value) {
    const auto part = static_cast<std::uint8_t>(value);
    light[0][value] = luminance({part, 0, 0}), light[1][value] = luminance({0, part, 0}), light[2][value] = luminance({0, 0, part});
  }
  for (std::size_t step = 0, value = 0; step <= kSteps; ++step) {
    const auto grey = [](std::size_t v) { return luminance({static_cast<std::uint8_t>(v), static_cast<std::uint8_t>(v), static_cast<std::uint8_t>(v)}); };
    const double wanted = static_cast<double>(step) / kSteps;
    while (value < 255 && grey(value + 1) - wanted < wanted - grey(value)) ++value;
    back[step] = static_cast<char>(value);
  }
  Pixels out{pixels.width, pixels.height, 1, {}, pixels.alpha};
  out.color.reserve(pixels.color.size() / 3);
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(pixels.color[i]); };
  for (std::size_t i = 0; i + 2 < pixels.color.size(); i += 3) {
    const double sum = light[0][at(i)] + light[1][at(i + 1)] + light[2][at(i + 2)];
    out.color += back[std::min(static_cast<std::size_t>(sum * kSteps + 0.5), kSteps)];
  }
  return out;
}

Pixels decode_pixels(const Image& image) {
  Pixels pixels;
  bool done = false;
  switch (image.format) {
    case ImageFormat::png:
      done = codec::read_png(image.bytes, pixels);
      break;
    case ImageFormat::jpeg:
      done = codec::read_jpeg(image.bytes, pixels);
      break;
    case ImageFormat::webp:
      done = codec::read_webp(image.bytes, pixels);
      break;
    case ImageFormat::gif:  // stored as PNG
    case ImageFormat::svg:
      break;
  }
  if (!done) return {};
  return pixels;
}

}  // namespace pamphlet
