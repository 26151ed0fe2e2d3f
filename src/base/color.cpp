#include "base/color.h"

#include <algorithm>
#include <cmath>

#include "base/ascii.h"

namespace pamphlet {
namespace {

// WCAG 2.2, "relative luminance": the sRGB transfer function and its inverse (threshold of IEC 61966-2-1).
double to_linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double from_linear(double value) {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) {
  if (text == "transparent") return kTransparent;
  if (text == "black") return Color{0, 0, 0, 255};
  if (text == "white") return Color{255, 255, 255, 255};
  if ((text.size() != 4 && text.size() != 7) || text[0] != '#') return std::nullopt;
  int digits[6] = {};
  const std::size_t count = text.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    digits[i] = hex_value(text[i + 1]);
    if (digits[i] < 0) return std::nullopt;
  }
  const auto channel = [&](std::size_t i) {
    return static_cast<std::uint8_t>(count == 3 ? digits[i] * 17 : digits[2 * i] * 16 + digits[2 * i + 1]);
  };
  return Color{channel(0), channel(1), channel(2), 255};
}

std::string to_css(Color color) {
  if (!color.visible()) return "transparent";
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "#";
  for (const std::uint8_t channel : {color.r, color.g, color.b}) {
    out += kDigits[channel >> 4];
    out += kDigits[channel & 15];
  }
  return out;
}

double luminance(Color color) {
  return 0.2126 * to_linear(color.r) + 0.7152 * to_linear(color.g) + 0.0722 * to_linear(color.b);
}

double contrast(Color one, Color other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Color to_grey(Color color) {
  const double level = std::clamp(from_linear(luminance(color)) * 255.0, 0.0, 255.0);
  const auto grey = static_cast<std::uint8_t>(std::lround(level));
  return {grey, grey, grey, color.a};
}

}  // namespace pamphlet
