// Pictures with more pixels than paper or a shop can use: a telephone's photograph has 12 million, a third of a page at 300
// dots an inch shows one.
//
// Averaging or dropping pixels as they are stored darkens fine detail, because sRGB values are not light, and dropping
// makes stairs. So a large JPEG is first decoded at a half, a quarter or an eighth, which libjpeg does by the way and for
// less than it saves (only while twice the wanted pixels remain), and the rest is one Mitchell filter in linear light with
// colours weighted by their alpha: stb_image_resize, one header. ImageMagick and libvips are suites of their own,
// libswscale works on stored values, libwebp's scaler is a box. Photographs stay JPEG, all else PNG; what is small enough
// is not touched. Time and memory: linear in the pixels of the source, of which image.h says the most.
#include <algorithm>
#include <cmath>

#define STB_IMAGE_RESIZE_STATIC
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#include <stb/stb_image_resize.h>

#include "image/codecs.h"

namespace pamphlet {
namespace {

constexpr double kNearly = 0.999;  // a thousandth is a rounding of lengths, and no reason to filter a picture

const unsigned char* bytes_of(const std::string& samples) { return reinterpret_cast<const unsigned char*>(samples.data()); }

/// Colours with their alpha, as the filter wants them.
std::string with_alpha(const Pixels& pixels) {
  const auto channels = static_cast<std::size_t>(pixels.channels);
  std::string mixed;
  mixed.reserve(pixels.color.size() + pixels.alpha.size());
  for (std::size_t i = 0; i < pixels.alpha.size(); ++i) {
    mixed.append(pixels.color, i * channels, channels);
    mixed += pixels.alpha[i];
  }
  return mixed;
}

void without_alpha(const std::string& mixed, Pixels& pixels) {
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (std::size_t at = 0; at < mixed.size(); at += channels + 1) {
    pixels.color.append(mixed, at, channels);
    pixels.alpha += mixed[at + channels];
  }
}

Pixels filter(const Pixels& from, std::uint32_t width, std::uint32_t height) {
  const bool alpha = !from.alpha.empty();
  const int channels = from.channels + (alpha ? 1 : 0);
  Pixels to{width, height, from.channels, {}, {}};
  const std::string mixed = alpha ? with_alpha(from) : std::string();
  std::string out(std::size_t{width} * height * static_cast<std::size_t>(channels), '\0');
  const int done = stbir_resize(bytes_of(alpha ? mixed : from.color), static_cast<int>(from.width), static_cast<int>(from.height), 0,
                                out.data(), static_cast<int>(width), static_cast<int>(height), 0, STBIR_TYPE_UINT8, channels,
                                alpha ? from.channels : STBIR_ALPHA_CHANNEL_NONE, 0, STBIR_EDGE_CLAMP, STBIR_EDGE_CLAMP,
                                STBIR_FILTER_MITCHELL, STBIR_FILTER_MITCHELL, STBIR_COLORSPACE_SRGB, nullptr);
  if (done == 0) throw std::bad_alloc();  // nothing else is wrong with sizes that are not zero
  if (alpha) without_alpha(out, to);
  else to.color = std::move(out);
  return to;
}

/// At least as many pixels as asked for, and of a JPEG not many more.
Pixels decode_near(const Image& image, std::uint32_t width, std::uint32_t height) {
  if (image.format != ImageFormat::jpeg) return decode_pixels(image);
  int part = 1;
  while (part < 8 && width * std::uint64_t{4} * part <= image.width && height * std::uint64_t{4} * part <= image.height) part *= 2;
  Pixels pixels;
  return codec::read_jpeg(image.bytes, pixels, part) ? std::move(pixels) : Pixels{};
}

/// Times the share, and at least 1.
std::uint32_t share_of(std::uint32_t side, double share) { return std::max(1u, static_cast<std::uint32_t>(side * share + 0.001)); }

/// A JPEG, or a lossy WebP (RFC 9649 §2.5 and, with a header before it, §2.7).
bool is_photograph(const Image& image) {
  const auto chunk = [&](std::size_t at) { return std::string_view(image.bytes).substr(std::min(at, image.bytes.size()), 4); };
  return image.format == ImageFormat::jpeg || (image.format == ImageFormat::webp && (chunk(12) == "VP8 " || chunk(30) == "VP8 "));
}

Image store(bool photograph, const Pixels& pixels, double resolution) {
  if (photograph) return codec::store_photo(pixels, resolution);
  return codec::make_image(ImageFormat::png, pixels.width, pixels.height, write_png(pixels), resolution);
}

}  // namespace

std::optional<Image> scaled_down(const Image& image, double share) {
  const std::uint32_t width = share_of(image.width, share), height = share_of(image.height, share);
  if (image.format == ImageFormat::svg || share > kNearly || (width == image.width && height == image.height)) return std::nullopt;
  const Pixels pixels = decode_near(image, width, height);
  if (pixels.color.empty()) return std::nullopt;
  return store(is_photograph(image), filter(pixels, width, height), image.resolution * share);
}

std::optional<Image> in_grey(const Image& image) {
  if (image.format == ImageFormat::svg || jpeg_channels(image) == 1) return std::nullopt;
  const Pixels pixels = decode_pixels(image);
  if (pixels.color.empty() || pixels.channels == 1) return std::nullopt;
  return store(is_photograph(image), in_grey(pixels), image.resolution);
}

std::optional<Image> shop_form(const Image& image) {
  const std::uint64_t count = std::uint64_t{image.width} * image.height;
  if (image.format == ImageFormat::svg) return std::nullopt;
  const bool core = image.format == ImageFormat::png || image.format == ImageFormat::jpeg;
  if (core && count <= kShopPixels && image.bytes.size() <= kShopBytes) return std::nullopt;
  const double first = count > kShopPixels ? std::sqrt(static_cast<double>(kShopPixels) / static_cast<double>(count)) : 1;
  // Each step takes a third of the pixels; four bytes for each of the shops' pixels are in bounds after three.
  for (double share = first;; share *= 0.8) {
    std::optional<Image> smaller = scaled_down(image, share);
    if (smaller && smaller->bytes.size() <= kShopBytes) return smaller;
    const Pixels pixels = decode_pixels(smaller ? *smaller : image);
    if (pixels.color.empty()) return std::nullopt;
    const double resolution = smaller ? smaller->resolution : image.resolution;
    // A PNG of so many bytes is a photograph. A JPEG that was not made smaller has more quality than is seen.
    Image made = store(core || is_photograph(image), pixels, resolution);
    if (made.bytes.size() > kShopBytes) made = codec::store_photo(pixels, resolution);
    if (made.bytes.size() <= kShopBytes) return made;
  }
}

}  // namespace pamphlet
