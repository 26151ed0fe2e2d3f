#include "epub/indexed_image.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace pamphlet::epub {

namespace {

/// The fastest level that still finds runs: the picture is flat areas and few letters.
constexpr int kLevel = 1;

struct FreeCompressor { void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); } };

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  out += type;
  out += data;
  append_u32(out, libdeflate_crc32(0, out.data() + start, out.size() - start));
}

}  // namespace

IndexedImage::IndexedImage(int width, int height, std::vector<Color> palette)
    : width_(width), height_(height), palette_(std::move(palette)), slots_(static_cast<std::size_t>(height), -1) {}

std::uint8_t* IndexedImage::row(int y) {
  std::int32_t& slot = slots_[static_cast<std::size_t>(y)];
  const auto width = static_cast<std::size_t>(width_);
  if (slot < 0) {
    slot = static_cast<std::int32_t>(pixels_.size() / width);
    pixels_.resize(pixels_.size() + width);
  }
  return pixels_.data() + static_cast<std::size_t>(slot) * width;
}

void IndexedImage::fill(int x, int y, int width, int height, std::uint8_t index) {
  const int left = std::clamp(x, 0, width_), right = std::clamp(x + width, left, width_);
  for (int at = std::max(y, 0); at < std::min(y + height, height_); ++at) std::fill(row(at) + left, row(at) + right, index);
}

std::string IndexedImage::png() const {
  const auto width = static_cast<std::size_t>(width_), line = width / 2 + 1;
  // Filter type 2 (Up) and zeros repeat the line above (§9.2); the line above the first one counts as zeros.
  std::string raw(line * static_cast<std::size_t>(height_), '\0');
  for (std::size_t y = 0; y < slots_.size(); ++y) {
    char* out = raw.data() + y * line;
    const bool flat = slots_[y] < 0;
    if (flat && (y == 0 || slots_[y - 1] < 0)) {
      *out = 2;
    } else if (!flat) {
      const std::uint8_t* pixels = pixels_.data() + static_cast<std::size_t>(slots_[y]) * width;
      for (std::size_t x = 0; x < width / 2; ++x) out[x + 1] = static_cast<char>(pixels[2 * x] << 4 | pixels[2 * x + 1]);
    }
  }
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) return {};
  std::string data(libdeflate_zlib_compress_bound(compressor.get(), raw.size()), '\0');
  data.resize(libdeflate_zlib_compress(compressor.get(), raw.data(), raw.size(), data.data(), data.size()));
  if (data.empty()) return {};

  std::string header;
  append_u32(header, static_cast<std::uint32_t>(width_));
  append_u32(header, static_cast<std::uint32_t>(height_));
  header += {4, 3, 0, 0, 0};  // 4 bits, palette, deflate, adaptive filters, not interlaced
  std::string colors;
  for (const Color c : palette_) colors += {static_cast<char>(c.r), static_cast<char>(c.g), static_cast<char>(c.b)};
  std::string out = "\x89PNG\r\n\x1a\n";
  append_chunk(out, "IHDR", header);
  append_chunk(out, "PLTE", colors);
  append_chunk(out, "IDAT", data);
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace pamphlet::epub
