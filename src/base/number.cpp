#include "base/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace pamphlet {
namespace {

constexpr double kPowers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr int kFastDecimals = 6;
// Below this, value × 10^6 is far from the edge of int64 and exact enough in a double.
constexpr double kFastLimit = 1e9;

void append_fast(std::string& out, double value, int decimals) {
  std::int64_t scaled = std::llround(value * kPowers[decimals]);
  if (scaled < 0) {
    out += '-';
    scaled = -scaled;
  }
  for (; decimals > 0 && scaled % 10 == 0; --decimals)
    scaled /= 10;
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, scaled).ptr;
  auto length = static_cast<int>(end - digits);
  if (decimals == 0) {
    out.append(digits, end);
    return;
  }
  const int whole = std::max(0, length - decimals);
  if (whole == 0) out += '0';
  out.append(digits, static_cast<std::size_t>(whole));
  out += '.';
  for (; length < decimals; ++length)
    out += '0';
  out.append(digits + whole, end);
}

}  // namespace

void append_number(std::string& out, double value, int decimals) {
  decimals = std::clamp(decimals, 0, 17);
  if (!std::isfinite(value)) value = 0;  // no format that we write knows NaN; zero is harmless on a page
  if (decimals <= kFastDecimals && std::abs(value) < kFastLimit) return append_fast(out, value, decimals);
  char buffer[340];  // 309 digits, a point and 17 decimals
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  std::string_view text(buffer, static_cast<std::size_t>(result.ptr - buffer));
  if (text.find('.') != std::string_view::npos) {
    while (text.back() == '0')
      text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
  }
  out += text == "-0" ? "0" : text;
}

std::string number(double value, int decimals) {
  std::string out;
  append_number(out, value, decimals);
  return out;
}

std::optional<double> parse_number(std::string_view text) {
  // std::from_chars takes no '+', which CSS, TOML and people write.
  if (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pamphlet
