// WebP (RFC 9649): kept as it is, a core media type since EPUB 3.3, but without EXIF, XMP and what follows the file.
#include <webp/decode.h>

#include "base/bytes.h"
#include "image/codecs.h"
#include "image/codes.h"
#include "image/color_profile.h"

namespace pamphlet::codec {
namespace {

struct WebpFile {
  std::string clean;
  std::string_view profile;
  int orientation = 1;
  bool animated = false;
};

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  out += type;
  for (int shift = 0; shift < 32; shift += 8)
    out += static_cast<char>(data.size() >> shift);
  out += data;
  if (data.size() % 2 != 0) out += '\0';
}

constexpr unsigned char kHasProfile = 0x20, kHasExif = 0x08, kHasXmp = 0x04, kAnimated = 0x02;  // RFC 9649 §2.7

/// Chunks: four letters, a length, data padded to even. Nothing when one reaches past the end.
std::optional<WebpFile> parse_webp(std::string_view bytes) {
  WebpFile file;
  const std::size_t end = std::size_t{8} + read_u32_little(bytes, 4);
  if (end > bytes.size()) return std::nullopt;
  bool seen_picture = false;
  for (std::size_t at = 12; at + 8 <= end;) {
    const std::string_view type = bytes.substr(at, 4);
    const std::size_t length = read_u32_little(bytes, at + 4);
    if (length > end - at - 8) return std::nullopt;
    const std::string_view data = bytes.substr(at + 8, length);
    at += 8 + length + length % 2;
    if (type == "VP8X" && length >= 10) {
      std::string header(data);
      file.animated = (header[0] & kAnimated) != 0;
      header[0] = static_cast<char>(header[0] & ~(kHasProfile | kHasExif | kHasXmp));
      append_chunk(file.clean, type, header);
    } else if (type == "ALPH" || type == "VP8 " || type == "VP8L") {
      if (!seen_picture) append_chunk(file.clean, type, data);
      seen_picture = seen_picture || type != "ALPH";
    } else if (type == "ICCP" && length <= kMaxProfileBytes) {
      file.profile = data;
    } else if (type == "EXIF") {
      constexpr std::string_view kTag("Exif\0\0", 6);  // not in the format, but some programs write it
      file.orientation = read_exif(data.starts_with(kTag) ? data.substr(kTag.size()) : data).orientation;
    }
  }
  std::string whole = "RIFF";
  for (int shift = 0; shift < 32; shift += 8)
    whole += static_cast<char>((file.clean.size() + 4) >> shift);
  file.clean = whole + "WEBP" + file.clean;
  return file;
}

}  // namespace

bool read_webp(std::string_view bytes, Pixels& pixels) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK) return false;
  pixels.width = static_cast<std::uint32_t>(features.width);
  pixels.height = static_cast<std::uint32_t>(features.height);
  pixels.channels = 3;
  const std::size_t count = std::size_t{pixels.width} * pixels.height, channels = features.has_alpha ? 4 : 3;
  std::string mixed(count * channels, '\0');
  auto* out = reinterpret_cast<std::uint8_t*>(mixed.data());
  const int stride = static_cast<int>(pixels.width * channels);
  const auto decode = features.has_alpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
  if (decode(data, bytes.size(), out, mixed.size(), stride) == nullptr) return false;
  if (!features.has_alpha) {
    pixels.color = std::move(mixed);
    return true;
  }
  pixels.color.resize(count * 3);
  pixels.alpha.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t c = 0; c < 3; ++c)
      pixels.color[i * 3 + c] = mixed[i * 4 + c];
    pixels.alpha[i] = mixed[i * 4 + 3];
  }
  drop_opaque_alpha(pixels);
  return true;
}

std::optional<Image> load_webp(std::string_view bytes, Problem& problem) {
  std::optional<WebpFile> file = parse_webp(bytes);
  if (!file) return fail(problem, code::image_corrupt, "its WebP data ends early");
  if (file->animated) return fail(problem, code::image_unsupported, "it is an animated WebP");
  WebPBitstreamFeatures features;
  const auto* data = reinterpret_cast<const std::uint8_t*>(file->clean.data());
  Pixels pixels;
  if (WebPGetFeatures(data, file->clean.size(), &features) != VP8_STATUS_OK) {
    return fail(problem, code::image_corrupt, "its WebP data is damaged");
  }
  if (!check_size(static_cast<std::uint64_t>(features.width), static_cast<std::uint64_t>(features.height), problem)) {
    return std::nullopt;
  }
  if (!read_webp(file->clean, pixels)) return fail(problem, code::image_corrupt, "its WebP data is damaged");
  if (file->orientation == 1 && !differs_from_srgb(file->profile)) {
    return make_image(ImageFormat::webp, pixels.width, pixels.height, std::move(file->clean), 0);
  }
  if (differs_from_srgb(file->profile)) rgb_to_srgb(file->profile, pixels.color);
  turn_upright(pixels, file->orientation);
  return store_photo(pixels, 0);
}

}  // namespace pamphlet::codec
