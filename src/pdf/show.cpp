// Text is shown by one TJ operator a run: strings of glyph codes, and numbers where a glyph stands elsewhere than its
// font's width puts it (kerning, justification). Writing a Td for each glyph is what simple printers do: many times
// the bytes, and readers no longer see words. Numbers are thousandths of an em, rounded; what rounding loses is carried to the
// next number, so that the end of a line stays where layout put it. Linear in the glyphs.
#include "pdf/show.h"

#include <algorithm>

namespace pamphlet::pdf {
namespace {

// A TJ number is 1/1000 of the size: half of it is at most 0.01 pt up to 20 pt, then a decimal more is needed.
constexpr std::int64_t kNoDecimals = 20'000;
constexpr std::int64_t kOneDecimal = 200'000;

}  // namespace

ShowOperator::ShowOperator(std::string& out, Length size)
    : out_(out), size_(std::max<std::int64_t>(thousandths(size), 1)), decimals_(size_ <= kNoDecimals ? 0 : size_ <= kOneDecimal ? 1 : 2) {
  const std::int64_t scale = decimals_ == 0 ? 1 : decimals_ == 1 ? 10 : 100;
  step_ = size_ * (kPerTjNumber / scale);
}

void ShowOperator::glyph(const UsedGlyph& used, const PageGlyph& glyph) {
  if (glyph.dy != rise_) rise(glyph.dy);
  adjust(glyph.dx);
  code(used);
  error_ += static_cast<std::int64_t>(glyph.advance) * kPerLength - width(used);
}

void ShowOperator::extra(const UsedGlyph& used) {
  code(used);
  error_ -= width(used);
}

void ShowOperator::rise(std::int32_t dy) {
  close();
  append_points(out_, Length::raw(dy));
  out_ += " Ts\n";
  rise_ = dy;
}

void ShowOperator::adjust(std::int32_t dx) {
  const std::int64_t wanted = error_ + static_cast<std::int64_t>(dx) * kPerLength;
  if (2 * wanted < step_ && 2 * wanted > -step_) return;
  // TJ numbers move against the writing direction.
  const std::int64_t number = -((wanted >= 0 ? wanted + step_ / 2 : wanted - step_ / 2) / step_);
  if (number == 0) return;
  if (state_ == State::string) out_ += ')';
  if (state_ == State::closed) out_ += '[';
  state_ = State::array;
  append_decimal(out_, number, decimals_);
  error_ += number * step_;
}

void ShowOperator::code(const UsedGlyph& used) {
  if (state_ == State::string && string_bytes_ + 2 > kMaxStringBytes) {
    out_ += ')';
    state_ = State::array;
  }
  if (state_ != State::string) {
    out_ += state_ == State::closed ? "[(" : "(";
    state_ = State::string;
    string_bytes_ = 0;
  }
  out_.append(used.code, used.code_size);
  string_bytes_ += 2;
}

void ShowOperator::close() {
  if (state_ == State::closed) return;
  out_ += state_ == State::string ? ")]TJ\n" : "]TJ\n";
  state_ = State::closed;
}

void ShowOperator::finish() {
  close();
  if (rise_ == 0) return;
  out_ += "0 Ts\n";
  rise_ = 0;
}

}  // namespace pamphlet::pdf
