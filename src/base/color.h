// sRGB colours and the WCAG contrast of two of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pamphlet {

/// An sRGB colour, 8 bits a channel; `a` = 0 means "nothing is painted" (CSS `transparent`), else 255.
struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
  bool visible() const { return a != 0; }
};
inline constexpr Color kTransparent{0, 0, 0, 0};

/// `#rgb`, `#rrggbb`, `transparent`, `black` or `white`; nothing for anything else.
std::optional<Color> parse_color(std::string_view text);
/// `#rrggbb`, or `transparent`.
std::string to_css(Color color);
/// Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance").
double luminance(Color color);
/// Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast(Color one, Color other);
/// The grey of the same luminance: what a photocopier makes of it.
Color to_grey(Color color);

}  // namespace pamphlet
