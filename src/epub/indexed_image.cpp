#include "epub/indexed_image.h"

#include <libdeflate.h>

#include <algorithm>
#include <string_view>

#include "epub/row_deflate.h"

namespace pamphlet::epub {

namespace {

constexpr int kRowsOfBlock = 64;

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
    : width_(width), height_(height), palette_(std::move(palette)), rows_(static_cast<std::size_t>(height), nullptr) {}

std::uint8_t* IndexedImage::row(int y) {
  std::uint8_t*& row = rows_[static_cast<std::size_t>(y)];
  if (row != nullptr) return row;
  const auto width = static_cast<std::size_t>(width_);
  if (blocks_.empty() || block_rows_ == kRowsOfBlock) {
    blocks_.push_back(std::make_unique_for_overwrite<std::uint8_t[]>(width * kRowsOfBlock));
    block_rows_ = 0;
  }
  row = blocks_.back().get() + width * static_cast<std::size_t>(block_rows_++);
  std::fill(row, row + width, std::uint8_t{0});
  return row;
}

void IndexedImage::fill(int x, int y, int width, int height, std::uint8_t index) {
  const int left = std::clamp(x, 0, width_), right = std::clamp(x + width, left, width_);
  for (int at = std::max(y, 0); at < std::min(y + height, height_); ++at) std::fill(row(at) + left, row(at) + right, index);
}

std::string IndexedImage::png() const {
  const auto width = static_cast<std::size_t>(width_);
  std::vector<std::uint8_t> line(width / 2 + 1, 0);  // filter type 0 (§9.2), then two pixels a byte
  RowDeflater deflater(line.size());
  for (const std::uint8_t* pixels : rows_) {
    if (pixels == nullptr) {
      deflater.empty_row();
      continue;
    }
    for (std::size_t x = 0; x < width / 2; ++x) line[x + 1] = static_cast<std::uint8_t>(pixels[2 * x] << 4 | pixels[2 * x + 1]);
    deflater.row(line.data());
  }
  const std::string data = deflater.finish();

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
