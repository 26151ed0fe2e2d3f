#include "pdf/images.h"

#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

constexpr std::size_t kMaxPalette = 256;

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

/// RGB in which every pixel is grey becomes one channel.
void drop_colour(Pixels& pixels) {
  const std::string& c = pixels.color;
  for (std::size_t i = 0; i + 2 < c.size(); i += 3) {
    if (c[i] != c[i + 1] || c[i] != c[i + 2]) return;
  }
  std::string grey(c.size() / 3, '\0');
  for (std::size_t i = 0; i < grey.size(); ++i) grey[i] = c[3 * i];
  pixels.color = std::move(grey);
  pixels.channels = 1;
}

/// At most 256 colours: one byte a pixel and a palette (§8.6.6.3). Empty palette when there are more.
struct Indexed {
  std::string palette, indices;
};
Indexed index_colours(const std::string& rgb) {
  Indexed out;
  // Open addressing, four slots a colour; -1 is free.
  std::array<std::int32_t, 4 * kMaxPalette> keys{};
  std::array<std::uint8_t, 4 * kMaxPalette> values{};
  keys.fill(-1);
  out.indices.resize(rgb.size() / 3);
  for (std::size_t i = 0; i < out.indices.size(); ++i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(rgb[3 * i + k]); };
    const std::int32_t colour = byte(0) << 16 | byte(1) << 8 | byte(2);
    std::size_t slot = static_cast<std::uint32_t>(colour) * 2654435761u >> 22;  // Knuth's multiplicative hash, 10 bits
    while (keys[slot] != -1 && keys[slot] != colour) slot = (slot + 1) % keys.size();
    if (keys[slot] == -1) {
      const std::size_t next = out.palette.size() / 3;
      if (next == kMaxPalette) return {};
      keys[slot] = colour;
      values[slot] = static_cast<std::uint8_t>(next);
      out.palette.append(rgb, 3 * i, 3);
    }
    out.indices[i] = static_cast<char>(values[slot]);
  }
  return out;
}

unsigned char paeth(int left, int up, int corner) {  // RFC 2083 §6.6
  const int estimate = left + up - corner;
  const int to_left = std::abs(estimate - left), to_up = std::abs(estimate - up), to_corner = std::abs(estimate - corner);
  if (to_left <= to_up && to_left <= to_corner) return static_cast<unsigned char>(left);
  return static_cast<unsigned char>(to_up <= to_corner ? up : corner);
}

/// Filters one row into `out`; the sum of absolute differences says how well it will deflate.
unsigned long filter_row(int filter, const unsigned char* row, const unsigned char* above, std::size_t length, std::size_t pixel,
                         unsigned char* out) {
  unsigned long sum = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const int left = i >= pixel ? row[i - pixel] : 0;
    const int up = above != nullptr ? above[i] : 0;
    const int corner = above != nullptr && i >= pixel ? above[i - pixel] : 0;
    const int predicted = filter == 1 ? left : filter == 2 ? up : paeth(left, up, corner);
    out[i] = static_cast<unsigned char>(row[i] - predicted);
    sum += static_cast<unsigned long>(std::abs(static_cast<int>(static_cast<signed char>(out[i]))));
  }
  return sum;
}

}  // namespace

int jpeg_components(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  for (std::size_t at = 2; at + 9 < bytes.size() && byte(at) == 0xFF;) {
    const unsigned marker = byte(at + 1);
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    // SOF0 to SOF15 without DHT, JPG and DAC, which share the range.
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      const int components = byte(at + 9);
      return components == 1 || components == 3 ? components : 0;
    }
    at += 2;
    if ((marker >= 0xD0 && marker <= 0xD8) || marker == 0x01) continue;  // markers without a segment
    at += static_cast<std::size_t>(byte(at)) << 8 | byte(at + 1);
  }
  return 0;
}

std::string filter_rows(std::string_view samples, std::size_t row_bytes, std::size_t pixel_bytes) {
  const std::size_t rows = row_bytes == 0 ? 0 : samples.size() / row_bytes;
  std::string out(rows * (row_bytes + 1), '\0');
  std::string candidate(row_bytes, '\0');
  for (std::size_t y = 0; y < rows; ++y) {
    const auto* row = reinterpret_cast<const unsigned char*>(samples.data()) + y * row_bytes;
    const auto* above = y > 0 ? row - row_bytes : nullptr;
    char* target = out.data() + y * (row_bytes + 1);
    unsigned long best = 0;
    for (const int filter : {1, 2, 4}) {  // Sub, Up, Paeth: None and Average are seldom best for 8-bit samples
      const unsigned long sum =
          filter_row(filter, row, above, row_bytes, pixel_bytes, reinterpret_cast<unsigned char*>(candidate.data()));
      if (filter == 1 || sum < best) {
        best = sum;
        target[0] = static_cast<char>(filter);
        std::memcpy(target + 1, candidate.data(), row_bytes);
      }
    }
  }
  return out;
}

ObjectId ImageStore::add_jpeg(const Image& image) {
  const int components = jpeg_components(image.bytes);
  if (components == 0) return kNoObject;
  return haru_.add_stream(image_dictionary(image.width, image.height) + device_space(components), image.bytes, StreamFilter::jpeg);
}

ObjectId ImageStore::add_png(const PngRows& rows) {
  std::string dictionary = image_dictionary(rows.width, rows.height, rows.bit_depth);
  dictionary += rows.palette.empty() ? device_space(rows.channels) : indexed_space(rows.palette);
  dictionary += png_parameters(rows.channels, rows.bit_depth, rows.width);
  return haru_.add_stream(std::move(dictionary), rows.data, StreamFilter::flate);
}

ObjectId ImageStore::add(Pixels pixels) {
  const std::size_t count = static_cast<std::size_t>(pixels.width) * pixels.height;
  const bool sound = count > 0 && (pixels.channels == 1 || pixels.channels == 3) &&
                     pixels.color.size() == count * static_cast<std::size_t>(pixels.channels) &&
                     (pixels.alpha.empty() || pixels.alpha.size() == count);
  if (!sound) return kNoObject;
  std::string dictionary = image_dictionary(pixels.width, pixels.height);
  std::string mask;
  if (!pixels.alpha.empty()) {
    clear_transparent(pixels);
    const ObjectId alpha = haru_.add_stream(dictionary + "/ColorSpace/DeviceGray", deflate_(pixels.alpha), StreamFilter::flate);
    mask = "/SMask ";
    append_reference(mask, alpha);
  }
  if (pixels.channels == 3) drop_colour(pixels);
  Indexed indexed;
  if (pixels.channels == 3) indexed = index_colours(pixels.color);
  std::string data;
  if (!indexed.palette.empty()) {
    dictionary += indexed_space(indexed.palette);
    data = deflate_(indexed.indices);
  } else {
    const auto channels = static_cast<std::size_t>(pixels.channels);
    dictionary += device_space(pixels.channels) + png_parameters(pixels.channels, 8, pixels.width);
    data = deflate_(filter_rows(pixels.color, pixels.width * channels, channels));
  }
  return haru_.add_stream(dictionary + mask, data, StreamFilter::flate);
}

const std::string& ImageStore::name(ImageId id) {
  static const std::string none;
  if (id >= images_.size()) return none;
  names_.resize(images_.size());
  if (names_[id]) return *names_[id];
  const Image& image = images_[id];
  ObjectId object = kNoObject;
  if (image.format != ImageFormat::svg) {
    if (can_embed_jpeg(image)) {
      object = add_jpeg(image);
    } else if (const auto rows = png_rows(image)) {
      object = add_png(*rows);
    }
    if (object == kNoObject) object = add(decode_pixels(image));
  }
  std::string resource;
  if (object != kNoObject) {
    resource = "I";
    append_integer(resource, static_cast<std::int64_t>(resources_.size() + 1));
    resources_.emplace_back(resource, object);
  }
  return names_[id].emplace(std::move(resource));
}

}  // namespace pamphlet::pdf
