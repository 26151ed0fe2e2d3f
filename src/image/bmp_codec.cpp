// BMP pictures of Windows ([MS-WMF] §2.2.2.9 DeviceIndependentBitmap; the file header is in the Windows SDK, wingdi.h). There is no well-kept
// library for them alone, and their kinds are few: palettes of 1, 4 and 8 bits, plain or run-length coded; 16, 24 and 32 bits
// by masks. Rows are stored from the bottom unless the height is negative. One pass; nothing is allocated by a claim of the
// file before check_size.
#include <array>
#include <bit>

#include "base/bytes.h"
#include "image/codecs.h"

namespace pamphlet::codec {
namespace {

enum Compression : std::uint32_t { kRgb = 0, kRle8 = 1, kRle4 = 2, kBitFields = 3, kAlphaBitFields = 6 };

class BmpReader {
 public:
  BmpReader(std::string_view bytes, Problem& problem) : bytes_(bytes), problem_(problem) {}

  std::optional<Image> run() {
    if (!read_header() || !check_size(width_, height_, problem_)) {
      if (problem_.text.empty()) return damaged();
      return std::nullopt;
    }
    pixels_.width = static_cast<std::uint32_t>(width_);
    pixels_.height = static_cast<std::uint32_t>(height_);
    pixels_.color.assign(width_ * height_ * 3, '\0');
    if (masks_[3] != 0) pixels_.alpha.assign(width_ * height_, '\0');
    const bool whole = compression_ == kRle8 || compression_ == kRle4 ? read_runs() : read_rows();
    if (!whole) return damaged();
    bool shown = false;  // programs that know no alpha leave it 0 everywhere
    for (const char a : pixels_.alpha) shown = shown || a != 0;
    if (!shown) pixels_.alpha.clear();
    drop_opaque_alpha(pixels_);
    return make_image(ImageFormat::png, pixels_.width, pixels_.height, write_png(pixels_), resolution_);
  }

 private:
  std::nullopt_t damaged() { return fail(problem_, code::image_corrupt, "its BMP data is damaged or ends early"); }
  bool has(std::size_t at, std::size_t count) const { return at <= bytes_.size() && count <= bytes_.size() - at; }
  std::uint32_t u16(std::size_t at) const { return read_u16_little(bytes_, at); }
  std::uint32_t u32(std::size_t at) const { return read_u32_little(bytes_, at); }

  bool read_header() {
    constexpr std::size_t kFile = 14, kCore = 12, kInfo = 40;
    if (!has(0, kFile + kCore)) return false;
    const std::size_t header = u32(kFile);
    data_ = u32(10);
    std::size_t entry = 4;
    std::uint32_t colors = 0;
    if (header == kCore) {  // OS/2
      width_ = u16(18), height_ = u16(20), bits_ = u16(24);
      entry = 3;
    } else {
      if (header < kInfo || !has(kFile, header)) return false;
      const auto width = static_cast<std::int32_t>(u32(18)), height = static_cast<std::int32_t>(u32(22));
      if (width < 0 || height == INT32_MIN) return false;
      top_down_ = height < 0;
      width_ = static_cast<std::uint64_t>(width), height_ = static_cast<std::uint64_t>(height < 0 ? -height : height);
      bits_ = u16(28), compression_ = u32(30), colors = u32(46);
      resolution_ = static_cast<double>(static_cast<std::int32_t>(u32(38))) * 0.0254;  // pixels per metre
    }
    if (compression_ == 4 || compression_ == 5) return fail_kind("a JPEG or PNG in a BMP");
    if (bits_ != 1 && bits_ != 4 && bits_ != 8 && bits_ != 16 && bits_ != 24 && bits_ != 32) return false;
    if ((compression_ == kRle8 && bits_ != 8) || (compression_ == kRle4 && bits_ != 4) || (compression_ > kBitFields && compression_ != kAlphaBitFields)) return false;
    std::size_t after = kFile + header;
    if (bits_ == 16) masks_ = {0x7C00, 0x03E0, 0x001F, 0};
    if (bits_ == 32) masks_ = {0xFF0000, 0xFF00, 0xFF, 0};
    if (compression_ == kBitFields || compression_ == kAlphaBitFields) {
      const bool alpha = header >= 56 || compression_ == kAlphaBitFields;  // BITMAPV3INFOHEADER has a mask for it
      if (!has(kFile + kInfo, alpha ? 16 : 12)) return false;
      for (std::size_t k = 0; k < (alpha ? 4u : 3u); ++k) masks_[k] = u32(kFile + kInfo + k * 4);
      if (header == kInfo) after += alpha ? 16 : 12;
    }
    if (bits_ > 8) return true;
    if (colors == 0 || colors > 256) colors = 1u << bits_;
    for (std::size_t k = 0; k < colors && has(after + k * entry, 3); ++k) {
      for (std::size_t c = 0; c < 3; ++c) palette_[k][c] = bytes_[after + k * entry + 2 - c];
    }
    return true;
  }

  bool fail_kind(const char* what) {
    problem_ = {code::image_unsupported, std::string("it is ") + what};
    return false;
  }

  std::size_t row_at(std::size_t y) const { return (top_down_ ? y : height_ - 1 - y) * width_; }
  void put(std::size_t pixel, std::size_t index) {
    for (std::size_t c = 0; c < 3; ++c) pixels_.color[pixel * 3 + c] = palette_[index & 0xFF][c];
  }
  static char scaled(std::uint32_t value, std::uint32_t mask) {
    if (mask == 0) return 0;
    const int shift = std::countr_zero(mask);
    const std::uint64_t most = mask >> shift;
    return static_cast<char>(((value & mask) >> shift) * std::uint64_t{255} / most);
  }

  bool read_rows() {
    const std::size_t stride = (width_ * bits_ + 31) / 32 * 4;
    if (!has(data_, stride * height_)) return false;
    for (std::size_t y = 0; y < height_; ++y) {
      const std::size_t from = data_ + y * stride;
      for (std::size_t x = 0, pixel = row_at(y); x < width_; ++x, ++pixel) {
        if (bits_ <= 8) {
          const std::size_t bit = x * bits_;
          put(pixel, (byte_at(bytes_, from + bit / 8) >> (8 - bits_ - bit % 8)) & ((1u << bits_) - 1));
        } else if (bits_ == 24) {
          for (std::size_t c = 0; c < 3; ++c) pixels_.color[pixel * 3 + c] = bytes_[from + x * 3 + 2 - c];
        } else {
          const std::uint32_t value = bits_ == 16 ? u16(from + x * 2) : u32(from + x * 4);
          for (std::size_t c = 0; c < 3; ++c) pixels_.color[pixel * 3 + c] = scaled(value, masks_[c]);
          if (masks_[3] != 0) pixels_.alpha[pixel] = scaled(value, masks_[3]);
        }
      }
    }
    return true;
  }

  /// Pairs of bytes: a count and a colour; after a count of 0 an end of the line (0), of the picture (1), a step (2), or so many
  /// colours as they are.
  bool read_runs() {
    std::size_t x = 0, y = 0, at = data_;
    const auto paint = [&](std::size_t index) {
      if (x < width_ && y < height_) put(row_at(y) + x, index);
      ++x;
    };
    while (has(at, 2)) {
      const std::size_t count = byte_at(bytes_, at), value = byte_at(bytes_, at + 1);
      at += 2;
      if (count > 0) {
        for (std::size_t k = 0; k < count; ++k) paint(bits_ == 8 ? value : k % 2 == 0 ? value >> 4 : value & 15);
      } else if (value == 0) {
        x = 0, ++y;
      } else if (value == 1) {
        return true;
      } else if (value == 2) {
        if (!has(at, 2)) return false;
        x += byte_at(bytes_, at), y += byte_at(bytes_, at + 1), at += 2;
      } else {
        const std::size_t size = bits_ == 8 ? value : (value + 1) / 2;
        if (!has(at, size)) return false;
        for (std::size_t k = 0; k < value; ++k) {
          const std::size_t byte = byte_at(bytes_, at + (bits_ == 8 ? k : k / 2));
          paint(bits_ == 8 ? byte : k % 2 == 0 ? byte >> 4 : byte & 15);
        }
        at += size + size % 2;
      }
      if (y >= height_) return true;
    }
    return false;
  }

  std::string_view bytes_;
  Problem& problem_;
  std::uint64_t width_ = 0, height_ = 0;
  std::uint32_t bits_ = 0, compression_ = kRgb;
  std::size_t data_ = 0;
  bool top_down_ = false;
  double resolution_ = 0;
  std::array<std::uint32_t, 4> masks_{};  // red, green, blue, alpha
  std::array<std::array<char, 3>, 256> palette_{};
  Pixels pixels_;
};

}  // namespace

std::optional<Image> load_bmp(std::string_view bytes, Problem& problem) {
  problem = {};
  return BmpReader(bytes, problem).run();
}

}  // namespace pamphlet::codec
