// A zlib stream of picture rows (RFC 1950, RFC 1951). It knows what a general compressor must search for: most rows are
// empty, and what is not empty repeats the byte before or the row above. That makes it several times as fast.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pamphlet::epub {

class RowDeflater {
 public:
  /// `line`: bytes of a row, 2 to 1024.
  explicit RowDeflater(std::size_t line);
  /// A row of zeros.
  void empty_row();
  void row(const std::uint8_t* bytes);
  /// The whole stream. Call once.
  std::string finish();

 private:
  /// 0 to 255: a literal byte; else a match: its length, and whether its distance is a row or one byte.
  using Token = std::uint16_t;
  static constexpr Token kMatch = 0x8000, kRowAbove = 0x4000, kLength = 0x3FFF;

  void flush_zeros();
  void literal(std::uint8_t byte) { tokens_.push_back(byte); }
  void match(std::size_t length, bool row_above);

  std::size_t line_;
  std::vector<Token> tokens_;
  std::vector<std::uint8_t> above_;
  std::size_t pending_zeros_ = 0;  // bytes of empty rows not yet tokens
  bool any_ = false;
  std::uint32_t adler_ = 1;
};

}  // namespace pamphlet::epub
