// A picture of at most 16 colours, written as a 4-bit palette PNG. Rows that were never painted on cost nearly nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/color.h"

namespace pamphlet::epub {

class IndexedImage {
 public:
  /// `width` is even. All pixels have colour 0.
  IndexedImage(int width, int height, std::vector<Color> palette);
  int width() const { return width_; }
  int height() const { return height_; }
  /// The pixels of a row, one palette index each, to be painted on.
  std::uint8_t* row(int y);
  void fill(int x, int y, int width, int height, std::uint8_t index);
  /// PNG (ISO/IEC 15948).
  std::string png() const;

 private:
  int width_, height_;
  std::vector<Color> palette_;
  std::vector<std::uint8_t*> rows_;      // into blocks_; null = untouched
  std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;  // small ones, which the allocator keeps for the next picture
  int block_rows_ = 0;                   // rows of the last block that are taken
};

}  // namespace pamphlet::epub
