// Lengths on paper, as integers, so that sums are exact and equal on every machine.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace pamphlet {

/// A length in 1/65536 point (1 point = 1/72 inch, the PDF unit, ISO 32000-1 §8.3.2.3).
/// 64 bits wide: the running height of a long book passes 32767 points.
class Length {
 public:
  static constexpr std::int64_t kPerPoint = 65536;

  constexpr Length() = default;
  static constexpr Length raw(std::int64_t units) { return Length(units); }
  static Length points(double pt) { return Length(std::llround(pt * kPerPoint)); }
  static Length millimetres(double mm) { return points(mm * 72.0 / 25.4); }

  constexpr std::int64_t raw() const { return units_; }
  constexpr double points() const { return static_cast<double>(units_) / kPerPoint; }

  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator-() const { return Length(-units_); }
  constexpr Length& operator+=(Length other) { units_ += other.units_; return *this; }
  constexpr Length& operator-=(Length other) { units_ -= other.units_; return *this; }
  friend constexpr Length operator+(Length a, Length b) { return a += b; }
  friend constexpr Length operator-(Length a, Length b) { return a -= b; }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length(a.units_ * n); }
  friend constexpr Length operator/(Length a, std::int64_t n) { return Length(a.units_ / n); }

  /// This length times a ratio, rounded to the nearest unit.
  Length scaled(double ratio) const { return Length(std::llround(static_cast<double>(units_) * ratio)); }

 private:
  constexpr explicit Length(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

/// A distance in 1/65536 em, as the shaper measures; multiply by a font size to get a Length.
using Em = std::int32_t;
inline constexpr Em kEm = 65536;

/// `em` at `size`, rounded to nearest: exact integer arithmetic, so layout is the same on every machine.
constexpr Length at_size(std::int64_t em, Length size) {
  const std::int64_t product = em * size.raw();
  return Length::raw((product + (product >= 0 ? kEm / 2 : -kEm / 2)) / kEm);
}

struct Point {
  Length x, y;
  bool operator==(const Point&) const = default;
};

/// A rectangle on a page. y grows downwards from the top edge of the page, as in CSS; only the PDF writer turns it over.
struct Rect {
  Length x, y, width, height;
  Length right() const { return x + width; }
  Length bottom() const { return y + height; }
  bool operator==(const Rect&) const = default;
};

}  // namespace pamphlet
