// One TJ operator: glyph codes and the adjustments between them (ISO 32000-1 §9.4.3).
#pragma once

#include <cstdint>
#include <string>

#include "base/length.h"
#include "pages/pages.h"
#include "pdf/glyph_use.h"

namespace pamphlet::pdf {

/// Places glyphs where layout wants them. The reader advances by the font's width, we by layout's advance; the
/// difference is carried exactly, in integers, and a TJ number is written when it reaches half of what such a number
/// can say: a glyph is never further off than 0.01 pt, however long the line.
class ShowOperator {
 public:
  ShowOperator(std::string& out, Length size);

  void glyph(const UsedGlyph& used, const PageGlyph& glyph);
  /// Moves on without showing anything.
  void skip(std::int32_t advance) { error_ += static_cast<std::int64_t>(advance) * kPerLength; }
  /// Shows a glyph that takes no part in the layout (the space at a line's end).
  void extra(const UsedGlyph& used);
  /// Ends the operator, so that others can stand before the next glyph; the pen stays where it is.
  void close();
  /// The text matrix was set anew, where layout's pen is.
  void restart() {
    close();
    error_ = 0;
  }
  /// Ends the operator and the text rise.
  void finish();

 private:
  /// The error is counted in 1/(2^16 · 5^9) pt, the largest unit in which Length units (1/2^16 pt) and widths
  /// (1/10^6 em) at a size of whole 1/1000 pt, as Tf says it, are whole numbers.
  static constexpr std::int64_t kPerLength = 1'953'125;  // 5^9
  static constexpr std::int64_t kPerWidth = 128;         // of 10^-9 pt: 2^16 · 5^9 / 10^9
  static constexpr std::int64_t kPerTjNumber = 128'000;  // of 10^-6 pt: 2^16 · 5^9 / 10^6

  void rise(std::int32_t dy);
  void adjust(std::int32_t dx);
  void code(const UsedGlyph& used);
  std::int64_t width(const UsedGlyph& used) const { return used.width * size_ * kPerWidth; }

  std::string& out_;
  std::int64_t size_;        // 1/1000 pt
  int decimals_;             // of TJ numbers
  std::int64_t step_;        // what the last decimal of a TJ number moves
  std::int64_t error_ = 0;   // where layout's pen is, less where the reader's pen is
  std::int32_t rise_ = 0;
  std::size_t string_bytes_ = 0;
  enum class State : unsigned char { closed, array, string } state_ = State::closed;
};

}  // namespace pamphlet::pdf
