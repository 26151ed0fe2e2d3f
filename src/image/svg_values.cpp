#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "base/ascii.h"
#include "image/svg.h"

namespace pamphlet::svg {
namespace {

bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
struct NamedColor {
  std::string_view name;
  std::uint32_t rgb;
};
// CSS Color 3 §4.3, sorted by name.
constexpr NamedColor kNamedColors[] = {
#include "image/named_colors.def"
};

std::optional<CssColor> parse_hex(std::string_view digits) {
  if (digits.size() != 3 && digits.size() != 4 && digits.size() != 6 && digits.size() != 8) return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  const bool has_alpha = digits.size() % 4 == 0, is_short = digits.size() <= 4;
  std::uint8_t parts[4] = {0, 0, 0, 255};
  const int count = has_alpha ? 4 : 3;
  for (int i = count; i-- > 0;) {
    parts[i] = static_cast<std::uint8_t>(is_short ? (value & 0xF) * 17 : value & 0xFF);
    value >>= is_short ? 4 : 8;
  }
  return CssColor{{parts[0], parts[1], parts[2], 255}, parts[3] / 255.0};
}

std::uint8_t to_byte(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

/// CSS Color 3 §4.2.4.
Color from_hsl(double hue, double saturation, double lightness) {
  hue = std::fmod(std::fmod(hue, 360) + 360, 360) / 30;
  const double spread = saturation * std::min(lightness, 1 - lightness);
  const auto channel = [&](double shift) {
    const double k = std::fmod(shift + hue, 12);
    return to_byte(255 * (lightness - spread * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}))));
  };
  return {channel(0), channel(8), channel(4), 255};
}

/// rgb(…), rgba(…), hsl(…), hsla(…), with commas or spaces.
std::optional<CssColor> parse_color_function(std::string_view name, std::string_view arguments) {
  double values[4] = {0, 0, 0, 1};
  bool percent[4] = {};
  Scanner scanner(arguments);
  int count = 0;
  for (; count < 4 && !scanner.at_end(); ++count) {
    if (scanner.peek() == '/') scanner.take();
    if (!scanner.number(values[count])) return std::nullopt;
    if (scanner.word() == "deg") scanner.skip_spaces();
    if (scanner.peek() == '%') percent[count] = (scanner.take(), true);
  }
  if (count < 3 || !scanner.at_end()) return std::nullopt;
  const double alpha = std::clamp(percent[3] ? values[3] / 100 : values[3], 0.0, 1.0);
  if (name.starts_with("hsl")) {
    return CssColor{from_hsl(values[0], std::clamp(values[1] / 100, 0.0, 1.0), std::clamp(values[2] / 100, 0.0, 1.0)),
                    alpha};
  }
  for (int i = 0; i < 3; ++i)
    values[i] = percent[i] ? values[i] * 255 / 100 : values[i];
  return CssColor{{to_byte(values[0]), to_byte(values[1]), to_byte(values[2]), 255}, alpha};
}

}  // namespace

Matrix Matrix::operator*(const Matrix& m) const {
  return {a * m.a + c * m.b, b * m.a + d * m.b,     a * m.c + c * m.d,
          b * m.c + d * m.d, a * m.e + c * m.f + e, b * m.e + d * m.f + f};
}
double Matrix::scale() const {
  return std::sqrt(std::abs(a * d - b * c));
}
bool Matrix::usable() const {
  return std::ranges::all_of(std::array{a, b, c, d, e, f},
                             [](double v) { return std::isfinite(v) && std::abs(v) < 1e12; });
}

void Scanner::skip_spaces() {
  while (at_ < text_.size() && is_xml_space(text_[at_]))
    ++at_;
}

void Scanner::skip_separators() {
  skip_spaces();
  if (peek() == ',') {
    ++at_;
    skip_spaces();
  }
}

bool Scanner::number(double& value) {
  skip_separators();
  std::size_t end = at_;
  if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
  const std::size_t digits = end;
  while (end < text_.size() && is_ascii_digit(text_[end]))
    ++end;
  std::size_t digit_count = end - digits;
  if (end < text_.size() && text_[end] == '.') {
    const std::size_t fraction = ++end;
    while (end < text_.size() && is_ascii_digit(text_[end]))
      ++end;
    digit_count += end - fraction;
  }
  if (digit_count == 0) return false;
  // An exponent only when digits follow: "1em" is one em.
  if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
    if (exponent < text_.size() && is_ascii_digit(text_[exponent])) {
      while (exponent < text_.size() && is_ascii_digit(text_[exponent]))
        ++exponent;
      end = exponent;
    }
  }
  const std::size_t begin = text_[at_] == '+' ? at_ + 1 : at_;
  const auto parsed = std::from_chars(text_.data() + begin, text_.data() + end, value);
  if (parsed.ec != std::errc{} || !std::isfinite(value)) return false;
  at_ = end;
  return true;
}

bool Scanner::flag(bool& value) {
  skip_separators();
  if (peek() != '0' && peek() != '1') return false;
  value = take() == '1';
  return true;
}

std::string_view Scanner::word() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_ascii_letter(text_[at_]))
    ++at_;
  return text_.substr(begin, at_ - begin);
}

std::string_view trim_spaces(std::string_view text) {
  while (!text.empty() && is_xml_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_xml_space(text.back()))
    text.remove_suffix(1);
  return text;
}

namespace {

Matrix rotation(double degrees) {
  const double radians = degrees * std::numbers::pi / 180, s = std::sin(radians), c = std::cos(radians);
  return {c, s, -s, c, 0, 0};
}

/// One transform by its name (SVG 1.1 §7.6).
std::optional<Matrix> make_transform(std::string_view name, const double* v, int count) {
  if (name == "matrix" && count == 6) return Matrix{v[0], v[1], v[2], v[3], v[4], v[5]};
  if (name == "translate" && count >= 1 && count <= 2) return Matrix{1, 0, 0, 1, v[0], count > 1 ? v[1] : 0};
  if (name == "scale" && count >= 1 && count <= 2) return Matrix{v[0], 0, 0, count > 1 ? v[1] : v[0], 0, 0};
  if (name == "rotate" && count == 1) return rotation(v[0]);
  if (name == "rotate" && count == 3) {
    return Matrix{1, 0, 0, 1, v[1], v[2]} * rotation(v[0]) * Matrix{1, 0, 0, 1, -v[1], -v[2]};
  }
  if (name == "skewX" && count == 1) return Matrix{1, 0, std::tan(v[0] * std::numbers::pi / 180), 1, 0, 0};
  if (name == "skewY" && count == 1) return Matrix{1, std::tan(v[0] * std::numbers::pi / 180), 0, 1, 0, 0};
  return std::nullopt;
}

}  // namespace

std::optional<Matrix> parse_transform(std::string_view text) {
  Matrix whole;
  Scanner scanner(text);
  while (!scanner.at_end()) {
    if (scanner.peek() == ',') scanner.take();
    scanner.skip_spaces();
    const std::string_view name = scanner.word();
    scanner.skip_spaces();
    if (name == "none" && scanner.at_end()) return whole;
    if (scanner.take() != '(') return std::nullopt;
    double values[6] = {};
    int count = 0;
    while (!scanner.at_end() && scanner.peek() != ')') {
      if (count == 6 || !scanner.number(values[count++])) return std::nullopt;
      scanner.word();  // px, deg: the units that CSS asks for are the ones that SVG means
    }
    if (scanner.take() != ')') return std::nullopt;
    const std::optional<Matrix> part = make_transform(name, values, count);
    if (!part) return std::nullopt;
    whole = whole * *part;
    if (!whole.usable()) return std::nullopt;
  }
  return whole;
}

std::optional<double> parse_length(std::string_view text, double percent_of) {
  Scanner scanner(trim_spaces(text));
  double value = 0;
  if (!scanner.number(value)) return std::nullopt;
  const std::string_view unit = scanner.rest();
  // CSS Values 3 §6.2: 96 pixels an inch. Fonts are not known here: em as browsers start with it.
  struct Unit {
    std::string_view name;
    double pixels;
  };
  static constexpr Unit kUnits[] = {{"", 1},           {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},  {"in", 96},
                                    {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"em", 16},        {"rem", 16}, {"ex", 8}};
  if (unit == "%") return value / 100 * percent_of;
  for (const Unit& known : kUnits) {
    if (known.name == unit) return value * known.pixels;
  }
  return std::nullopt;
}

std::optional<CssColor> parse_css_color(std::string_view text) {
  text = trim_spaces(text);
  if (text.empty() || text.size() > 100) return std::nullopt;
  if (text.front() == '#') return parse_hex(text.substr(1));
  std::string lower(text);
  for (char& c : lower)
    c = ascii_lower(c);
  if (lower == "transparent") return CssColor{{0, 0, 0, 255}, 0};
  const std::size_t open = lower.find('(');
  if (open != std::string::npos && lower.back() == ')' && (lower.starts_with("rgb") || lower.starts_with("hsl"))) {
    return parse_color_function(lower.substr(0, open),
                                std::string_view(lower).substr(open + 1, lower.size() - open - 2));
  }
  const auto* found = std::ranges::lower_bound(kNamedColors, std::string_view(lower), {}, &NamedColor::name);
  if (found == std::end(kNamedColors) || found->name != lower) return std::nullopt;
  return CssColor{{static_cast<std::uint8_t>(found->rgb >> 16), static_cast<std::uint8_t>(found->rgb >> 8),
                   static_cast<std::uint8_t>(found->rgb), 255},
                  1};
}

std::optional<double> parse_share(std::string_view text) {
  const std::optional<double> value = parse_length(text, 1);
  if (!value) return std::nullopt;
  return std::clamp(*value, 0.0, 1.0);
}

}  // namespace pamphlet::svg
