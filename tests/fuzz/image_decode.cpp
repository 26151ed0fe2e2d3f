// Any bytes as a picture: refused with a reason, or decoded so that nothing later can fail.

#include "image/codes.h"
#include "image/image.h"
#include "fuzz.h"

using namespace pamphlet;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string problem;
  Code code = code::image_missing;
  std::vector<std::string> warnings;
  const auto decode = [&](std::string_view bytes) { return decode_image(bytes, problem, code, warnings); };
  const std::optional<Image> image = decode(fuzz::as_text(data, size));
  if (!image) {
    require(!problem.empty() && code != code::image_missing);
    return 0;
  }
  // Pictures of a few bytes and many pixels are tested elsewhere: they would only make fuzzing slow.
  if (std::uint64_t{image->width} * image->height > 1u << 20) return 0;
  if (image->format == ImageFormat::svg) {
    require(!image->drawing.shapes.empty());
  } else {
    const Pixels pixels = decode_pixels(*image);
    const std::size_t count = std::size_t{image->width} * image->height;
    require(pixels.width == image->width && pixels.height == image->height && count > 0);
    require(pixels.color.size() == count * static_cast<std::size_t>(pixels.channels));
    require(pixels.alpha.empty() || pixels.alpha.size() == count);
    if (const auto rows = png_rows(*image)) require(!rows->data.empty() && pixels.alpha.empty());
  }
  // What is stored must be sound by itself, and not change when it is read again.
  const std::optional<Image> again = decode(image->bytes);
  require(again.has_value() && again->width == image->width && again->height == image->height);
  if (image->format != ImageFormat::svg) require(again->bytes == image->bytes);
  return 0;
}
