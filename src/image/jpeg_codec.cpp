#include <cstdlib>
#include <memory>

#include "image/codecs.h"
#include "image/codes.h"
#include "image/color_profile.h"
#include "image/jpeg_file.h"
#include "image/jpeg_library.h"

namespace pamphlet::codec {
namespace {

const std::uint8_t* data_of(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

/// Decoded samples as they are stored: 1 grey, 3 RGB or 4 CMYK channels.
std::optional<std::string> decode_samples(std::string_view bytes, const JpegFacts& facts, int part = 1) {
  std::string samples(std::size_t{facts.width} * facts.height * static_cast<std::size_t>(facts.channels), '\0');
  const auto result =
      jpeg_decode(data_of(bytes), bytes.size(), part, reinterpret_cast<std::uint8_t*>(samples.data()), samples.size());
  if (result != JpegResult::ok) return std::nullopt;
  return samples;
}

/// What nobody has to convert again: baseline, upright, sRGB or grey.
std::optional<Image> reencode(const JpegFile& file, const JpegFacts& facts, Problem& problem) {
  std::optional<std::string> samples = decode_samples(file.clean, facts);
  if (!samples) return fail(problem, code::image_corrupt, "its JPEG data is damaged");
  Pixels pixels;
  pixels.width = facts.width;
  pixels.height = facts.height;
  pixels.channels = facts.channels == 1 ? 1 : 3;
  if (facts.channels == 4) {
    pixels.color = cmyk_to_srgb(file.profile, file.adobe, *samples);
  } else {
    pixels.color = std::move(*samples);
    if (facts.channels == 3 && differs_from_srgb(file.profile)) rgb_to_srgb(file.profile, pixels.color);
  }
  turn_upright(pixels, file.orientation);
  std::optional<std::string> encoded = encode_jpeg(pixels);
  if (!encoded) return fail(problem, code::image_corrupt, "it cannot be turned upright");
  return make_image(ImageFormat::jpeg, pixels.width, pixels.height, std::move(*encoded), file.resolution);
}

}  // namespace

std::optional<std::string> encode_jpeg(const Pixels& pixels) {
  std::uint8_t* raw = nullptr;
  unsigned long size = 0;
  jpeg_encode(data_of(pixels.color), pixels.width, pixels.height, pixels.channels, kJpegQuality, &raw, &size);
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> owner(raw, &std::free);
  if (raw == nullptr) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(raw), size);
}

std::optional<Image> load_jpeg(std::string_view bytes, Problem& problem) {
  std::optional<JpegFile> file = parse_jpeg(bytes, problem);
  if (!file) return std::nullopt;
  JpegFacts facts;
  const JpegResult result = jpeg_validate(data_of(file->clean), file->clean.size(), facts);
  if (result == JpegResult::too_costly) {
    return fail(problem, code::image_too_large, "its JPEG data scans the picture too many times");
  }
  if (result != JpegResult::ok) return fail(problem, code::image_corrupt, "its JPEG data is damaged or ends early");
  const bool arithmetic = file->process > 2;                      // no PDF and few reading systems take it
  const bool unmarked_rgb = facts.stored_as_rgb && !file->adobe;  // a PDF would take it for YCbCr
  const bool foreign = facts.channels == 4 || (facts.channels == 3 && differs_from_srgb(file->profile));
  if (arithmetic || unmarked_rgb || foreign || file->orientation != 1) return reencode(*file, facts, problem);
  return make_image(ImageFormat::jpeg, facts.width, facts.height, std::move(file->clean), file->resolution);
}

bool read_jpeg(std::string_view bytes, Pixels& pixels, int part) {
  Problem problem;
  const std::optional<JpegFile> file = parse_jpeg(bytes, problem);
  if (!file || file->components == 4) return false;
  const auto divided = [&](std::uint32_t side) { return (side + static_cast<unsigned>(part) - 1) / static_cast<unsigned>(part); };
  const JpegFacts facts{divided(file->width), divided(file->height), file->components, false};
  std::optional<std::string> samples = decode_samples(file->clean, facts, part);
  if (!samples) return false;
  pixels.width = facts.width;
  pixels.height = facts.height;
  pixels.channels = facts.channels;
  pixels.color = std::move(*samples);
  return true;
}

}  // namespace pamphlet::codec
