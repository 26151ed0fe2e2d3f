#include "pdf/images.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

std::string image_dictionary(std::uint32_t width, std::uint32_t height, int bits = 8) {
  std::string out = "/Type/XObject/Subtype/Image/Width ";
  append_integer(out, width);
  out += "/Height ";
  append_integer(out, height);
  out += "/BitsPerComponent ";
  append_integer(out, bits);
  return out;
}

std::string indexed_space(std::string_view palette) {  // §8.6.6.3
  std::string out = "/ColorSpace[/Indexed/DeviceRGB ";
  append_integer(out, static_cast<std::int64_t>(palette.size() / 3) - 1);
  append_literal(out, palette);
  return out + ']';
}

std::string device_space(int channels) { return channels == 1 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB"; }

/// Rows with PNG filters (§7.4.4.4).
std::string png_parameters(int channels, int bits, std::uint32_t width) {
  std::string out = "/DecodeParms<</Predictor 15/Colors ";
  append_integer(out, channels);
  out += "/BitsPerComponent ";
  append_integer(out, bits);
  out += "/Columns ";
  append_integer(out, width);
  return out + ">>";
}

/// What is wholly transparent has no colour: zeros deflate best.
void clear_transparent(Pixels& pixels) {
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (std::size_t i = 0; i < pixels.alpha.size(); ++i) {
    if (pixels.alpha[i] == 0) std::memset(pixels.color.data() + i * channels, 0, channels);
  }
}

}  // namespace

ImageStore::ImageStore(Haru& haru, const ImageSet& images, const PageList& pages) : haru_(haru), images_(images), grey_(pages.grey), share_(images.size()) {
  for (const Page& page : pages.pages) {
    for (const Item& item : page.items) {
      const auto* placed = std::get_if<ImageItem>(&item);
      if (placed == nullptr || placed->image >= images.size()) continue;
      const auto needed = [](Length side, std::uint32_t pixels) { return side.points() / 72 * kPrintResolution / std::max(1u, pixels); };
      const Image& image = images[placed->image];
      share_[placed->image] = std::max(share_[placed->image], std::min(needed(placed->placed().width, image.width), needed(placed->placed().height, image.height)));
    }
  }
}

ObjectId ImageStore::add_jpeg(const Image& image, int channels) {
  return haru_.add_stream(image_dictionary(image.width, image.height) + device_space(channels), image.bytes, StreamFilter::jpeg);
}

ObjectId ImageStore::add_rows(const PngRows& rows, const std::string& mask) {
  std::string dictionary = image_dictionary(rows.width, rows.height, rows.bit_depth);
  dictionary += rows.palette.empty() ? device_space(rows.channels) : indexed_space(rows.palette);
  dictionary += png_parameters(rows.channels, rows.bit_depth, rows.width) + mask;
  return haru_.add_stream(std::move(dictionary), rows.data, StreamFilter::flate);
}

ObjectId ImageStore::add(Pixels pixels) {
  const std::size_t count = static_cast<std::size_t>(pixels.width) * pixels.height;
  const bool sound = count > 0 && (pixels.channels == 1 || pixels.channels == 3) &&
                     pixels.color.size() == count * static_cast<std::size_t>(pixels.channels) &&
                     (pixels.alpha.empty() || pixels.alpha.size() == count);
  if (!sound) return kNoObject;
  std::string data, mask;
  if (!pixels.alpha.empty()) {
    clear_transparent(pixels);
    const Pixels alpha{pixels.width, pixels.height, 1, std::move(pixels.alpha), {}};
    pixels.alpha.clear();
    mask = "/SMask ";
    append_reference(mask, add_rows(encode_rows(alpha, data), {}));
  }
  return add_rows(encode_rows(pixels, data), mask);
}

const std::string& ImageStore::name(ImageId id) {
  static const std::string none;
  if (id >= images_.size()) return none;
  names_.resize(images_.size());
  if (names_[id]) return *names_[id];
  const std::optional<Image> smaller = scaled_down(images_[id], share_[id]);
  const std::optional<Image> grey = grey_ ? in_grey(smaller ? *smaller : images_[id]) : std::nullopt;
  const Image& image = grey ? *grey : smaller ? *smaller : images_[id];
  ObjectId object = kNoObject;
  if (image.format != ImageFormat::svg) {
    if (const int channels = jpeg_channels(image); channels != 0) {
      object = add_jpeg(image, channels);
    } else if (const auto rows = png_rows(image)) {
      object = add_rows(*rows, {});
    }
    if (object == kNoObject) object = add(decode_pixels(image));
  }
  return names_[id].emplace(named(object));
}

std::string ImageStore::named(ObjectId object) {
  if (object == kNoObject) return {};
  std::string resource = "I";
  append_integer(resource, static_cast<std::int64_t>(resources_.size() + 1));
  resources_.emplace_back(resource, object);
  return resource;
}

std::string ImageStore::add_named(Pixels pixels) { return named(add(grey_ ? in_grey(pixels) : std::move(pixels))); }

}  // namespace pamphlet::pdf
