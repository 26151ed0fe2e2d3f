// Pixels as PNG: for pictures that are written anew, for covers, and for what a PDF cannot hold as it was.
//
// Deflate finds what repeats, and pixels repeat only when they are first said in few words. So a picture that is grey
// throughout has one channel; one of at most 256 colours has indices into a palette, as few bits each as will do; in all
// others each row becomes differences from its neighbours, by the filter whose differences are smallest in sum (PNG
// §12.7). Trying every filter on the compressor itself, as optipng does, costs a compression for each. One
// encoder serves PNG files and PDF streams alike: /Predictor 15 is PNG's filters (ISO 32000-1 §7.4.4.4).
// Time: linear in the pixels, three trial filters a row, then libdeflate.
#include <libdeflate.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>

#include "base/bytes.h"
#include "image/image.h"

namespace pamphlet {
namespace {

constexpr std::size_t kMostColors = 256;

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t begin = out.size();
  out += type;
  out += data;
  append_u32(out, libdeflate_crc32(0, out.data() + begin, out.size() - begin));
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

bool is_grey(const Pixels& pixels) {
  const std::string& c = pixels.color;
  if (pixels.channels == 1) return true;
  for (std::size_t i = 0; i + 2 < c.size(); i += 3) {
    if (c[i] != c[i + 1] || c[i] != c[i + 2]) return false;
  }
  return true;
}

/// Colours, with their alpha, by number in the order of their first pixel. Open addressing, four slots a colour.
class ColorNumbers {
 public:
  /// kMostColors when there are more than a palette holds.
  std::size_t number(std::uint32_t color) {
    std::size_t slot = color * 2654435761u >> 22;  // Knuth's multiplicative hash, 10 bits
    while (numbers_[slot] != 0 && colors_[slot] != color) slot = (slot + 1) % colors_.size();
    if (numbers_[slot] == 0) {
      if (count_ == kMostColors) return kMostColors;
      colors_[slot] = color;
      numbers_[slot] = static_cast<std::uint16_t>(++count_);
    }
    return numbers_[slot] - std::size_t{1};
  }
  std::size_t count() const { return count_; }

 private:
  std::array<std::uint32_t, 4 * kMostColors> colors_{};
  std::array<std::uint16_t, 4 * kMostColors> numbers_{};  // + 1; 0 = free
  std::size_t count_ = 0;
};

std::optional<IndexedPixels> indexed(const Pixels& pixels) {
  IndexedPixels out{pixels.width, pixels.height, {}, {}, {}};
  ColorNumbers numbers;
  out.indices.resize(pixels.color.size() / 3);
  for (std::size_t i = 0; i < out.indices.size(); ++i) {
    const std::uint32_t alpha = pixels.alpha.empty() ? 255 : byte_at(pixels.alpha, i);
    const std::uint32_t color = read_u16(pixels.color, 3 * i) << 8 | byte_at(pixels.color, 3 * i + 2) | alpha << 24;
    const std::size_t before = numbers.count(), number = numbers.number(color);
    if (number == kMostColors) return std::nullopt;
    if (numbers.count() > before) {
      out.palette.append(pixels.color, 3 * i, 3);
      if (!pixels.alpha.empty()) out.alphas += pixels.alpha[i];
    }
    out.indices[i] = static_cast<std::uint8_t>(number);
  }
  return out;
}

/// One row of indices, `in_byte` to a byte, the first in its high bits; the last byte is filled up with 0.
template <std::size_t in_byte>
void pack_row(const std::uint8_t* index, std::size_t width, char* out) {
  constexpr std::size_t bits = 8 / in_byte;
  const auto pack = [&](std::size_t count) {
    unsigned packed = 0;
    for (std::size_t k = 0; k < count; ++k) packed |= unsigned{index[k]} << (8 - bits * (k + 1));
    return static_cast<char>(packed);
  };
  for (; width >= in_byte; width -= in_byte, index += in_byte) *out++ = pack(in_byte);
  if (width > 0) *out = pack(width);
}

/// Differences of indices mean nothing: PNG §12.7 advises no filter.
PngRows encode_indices(const IndexedPixels& pixels, std::string& data) {
  const std::size_t colors = pixels.palette.size() / 3, width = pixels.width;
  const int bits = colors <= 2 ? 1 : colors <= 4 ? 2 : colors <= 16 ? 4 : 8;
  const auto pack = bits == 1 ? pack_row<8> : bits == 2 ? pack_row<4> : bits == 4 ? pack_row<2> : pack_row<1>;
  const std::size_t in_byte = 8 / static_cast<std::size_t>(bits), row_bytes = (width + in_byte - 1) / in_byte;
  std::string raw((row_bytes + 1) * pixels.height, '\0');
  for (std::size_t y = 0; y < pixels.height; ++y) {
    char* const row = raw.data() + y * (row_bytes + 1) + 1;  // after the filter's number, 0
    const std::uint8_t* const index = pixels.indices.data() + y * width;
    const bool again = y > 0 && std::memcmp(index, index - width, width) == 0;  // a third of a cover's rows
    if (again) std::memcpy(row, row - row_bytes - 1, row_bytes);
    else pack(index, width, row);
  }
  data = deflate(raw);
  return {pixels.width, pixels.height, bits, 1, data, pixels.palette, pixels.alphas};
}

unsigned char paeth(int left, int up, int corner) {  // PNG §9.4
  const int estimate = left + up - corner;
  const int to_left = std::abs(estimate - left), to_up = std::abs(estimate - up), to_corner = std::abs(estimate - corner);
  if (to_left <= to_up && to_left <= to_corner) return static_cast<unsigned char>(left);
  return static_cast<unsigned char>(to_up <= to_corner ? up : corner);
}

/// Filters one row into `out`; the sum of absolute differences says how well it will deflate.
std::uint64_t filter_row(int filter, std::string_view row, std::string_view above, std::size_t step, char* out) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i >= step ? byte_at(row, i - step) : 0, up = byte_at(above, i);
    const int corner = i >= step ? byte_at(above, i - step) : 0;
    const int guess = filter == 1 ? left : filter == 2 ? up : paeth(left, up, corner);
    out[i] = static_cast<char>(byte_at(row, i) - guess);
    sum += static_cast<std::uint64_t>(std::abs(int{static_cast<signed char>(out[i])}));
  }
  return sum;
}

std::string filtered(std::string_view samples, std::size_t row_bytes, std::size_t step) {
  const std::size_t rows = samples.size() / row_bytes;
  std::string out(rows * (row_bytes + 1), '\0'), candidate(row_bytes, '\0');
  const std::string none(row_bytes, '\0');
  for (std::size_t y = 0; y < rows; ++y) {
    const std::string_view row = samples.substr(y * row_bytes, row_bytes);
    const std::string_view above = y > 0 ? samples.substr((y - 1) * row_bytes, row_bytes) : std::string_view(none);
    char* target = out.data() + y * (row_bytes + 1);
    std::uint64_t best = UINT64_MAX;
    for (const int filter : {1, 2, 4}) {  // Sub, Up, Paeth: None and Average are seldom best for 8-bit samples
      const std::uint64_t sum = filter_row(filter, row, above, step, candidate.data());
      if (sum >= best) continue;
      best = sum;
      target[0] = static_cast<char>(filter);
      std::memcpy(target + 1, candidate.data(), row_bytes);
    }
  }
  return out;
}

/// Colour and alpha interleaved; of grey pixels one sample.
std::string interleaved(const Pixels& pixels, std::size_t channels) {
  const auto stored = static_cast<std::size_t>(pixels.channels);
  const std::size_t count = std::size_t{pixels.width} * pixels.height;
  std::string out;
  out.reserve(count * (channels + 1));
  for (std::size_t i = 0; i < count; ++i) {
    out.append(pixels.color, i * stored, channels);
    if (!pixels.alpha.empty()) out += pixels.alpha[i];
  }
  return out;
}

std::string png_file(const PngRows& rows) {
  const int color_type = !rows.palette.empty() ? 3 : (rows.channels >= 3 ? 2 : 0) + (rows.channels % 2 == 0 ? 4 : 0);
  std::string out = "\x89PNG\r\n\x1a\n", header;
  append_u32(header, rows.width);
  append_u32(header, rows.height);
  for (const int value : {rows.bit_depth, color_type, 0, 0, 0})
    header += static_cast<char>(value);
  append_chunk(out, "IHDR", header);
  if (!rows.palette.empty()) append_chunk(out, "PLTE", rows.palette);
  if (!rows.alphas.empty()) append_chunk(out, "tRNS", rows.alphas);
  append_chunk(out, "IDAT", rows.data);
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace

PngRows encode_rows(const Pixels& pixels, std::string& data) {
  const bool grey = is_grey(pixels);
  if (!grey) {
    if (const std::optional<IndexedPixels> few = indexed(pixels)) return encode_indices(*few, data);
  }
  const std::size_t colors = grey ? 1 : 3, channels = colors + (pixels.alpha.empty() ? 0 : 1);
  const bool as_it_is = pixels.alpha.empty() && static_cast<std::size_t>(pixels.channels) == colors;
  const std::size_t row_bytes = pixels.width * channels;
  data = deflate(as_it_is ? filtered(pixels.color, row_bytes, channels) : filtered(interleaved(pixels, colors), row_bytes, channels));
  return {pixels.width, pixels.height, 8, static_cast<int>(channels), data, {}, {}};
}

std::string write_png(const Pixels& pixels) {
  std::string data;
  return png_file(encode_rows(pixels, data));
}

std::string write_png(const IndexedPixels& pixels) {
  std::string data;
  return png_file(encode_indices(pixels, data));
}

}  // namespace pamphlet
