// Private to the room: the parts of the SVG reader. It draws a static subset, in bounded time, and reads no other file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/drawing.h"
#include "image/codecs.h"

namespace pamphlet::svg {

/// Limits. Real pictures stay far below: the largest maps on Wikimedia Commons have some 100,000 path commands.
inline constexpr std::size_t kMaxBytes = 8u << 20;
inline constexpr std::uint32_t kMaxWork = 200'000;  // elements drawn, each time that <use> repeats one, and style rules
inline constexpr std::size_t kBytesOfWork = 64;     // attributes of this many bytes cost as much as an element
inline constexpr std::size_t kMaxCommands = 500'000;  // path commands in all
inline constexpr int kMaxNesting = 100;               // of groups and uses
inline constexpr double kMaxCoordinate = 1e6;         // in pixels; what lies beyond is moved to the limit

/// The whole reader; fills `warnings` with what was left out, each once.
std::optional<Drawing> parse(std::string_view bytes, codec::Problem& problem, std::vector<std::string>& warnings);

// ------------------------------------------------------------------------------------------------ values (svg_values)

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;  // x' = ax + cy + e, y' = bx + dy + f
  Matrix operator*(const Matrix& inner) const;      // inner is applied first
  double scale() const;                             // how much lengths grow, on average of the directions
  bool usable() const;                              // finite, and not absurd
};

/// Reads SVG's numbers out of lists with spaces and commas.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  void skip_spaces();
  void skip_separators();  // spaces and at most one comma
  bool at_end() { return skip_spaces(), at_ >= text_.size(); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  char take() { return at_ < text_.size() ? text_[at_++] : '\0'; }
  bool number(double& value);  // with the separators before it; false at anything that is no finite number
  bool flag(bool& value);      // a single 0 or 1, as arcs have them
  std::string_view word();     // letters
  std::string_view rest() const { return text_.substr(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view trim_spaces(std::string_view text);
/// A list of transforms; nothing when it cannot be read.
std::optional<Matrix> parse_transform(std::string_view text);
/// A length in pixels; `percent_of` is what 100 % is.
std::optional<double> parse_length(std::string_view text, double percent_of);
/// A colour as CSS Color 3 has it, `alpha` apart.
struct CssColor {
  Color color;
  double alpha = 1;
};
std::optional<CssColor> parse_css_color(std::string_view text);
/// A number or a percentage as a share of 1, clamped to 0…1.
std::optional<double> parse_share(std::string_view text);

// -------------------------------------------------------------------------------------------------- paths (svg_path)

/// Path data (SVG 1.1 §8.3) appended to `path`, arcs and quadratics as cubics; false when a part was in error (what
/// stands before it is drawn) or `limit` commands were reached.
bool parse_path(std::string_view data, std::size_t limit, Path& path);
/// Moves every point by the matrix, within kMaxCoordinate.
void transform(Path& path, const Matrix& matrix);

// ------------------------------------------------------------------------------------------------ styles (svg_style)

enum class Key : unsigned char {
  fill,
  stroke,
  stroke_width,
  fill_rule,
  stroke_linejoin,
  stroke_linecap,
  stroke_dasharray,
  fill_opacity,
  stroke_opacity,
  opacity,
  color,
  display,
  visibility,
  clip_path,
  mask,
  filter,
  marker_start,
  marker_mid,
  marker_end,
  stop_color,
  stop_opacity,
  transform,
};
inline constexpr std::size_t kKeyCount = static_cast<std::size_t>(Key::transform) + 1;
std::optional<Key> find_key(std::string_view name);

/// The declared values of one element; empty = not declared. They point into the file or into the style sheet.
using Declared = std::array<std::string_view, kKeyCount>;
/// `name: value; …` over what is declared so far.
void declare(std::string_view declarations, Declared& declared);

/// The rules of <style> whose selectors are made of a name, classes and an id only.
class StyleSheet {
 public:
  /// False when something was left out.
  bool add(std::string_view text);
  /// Overlays the rules that match, weakest first; adds what it looked at to `work`.
  void apply(std::string_view element, std::string_view id, std::string_view classes, Declared& declared,
             std::uint32_t& work) const;

 private:
  struct Rule {
    std::string element, id;
    std::vector<std::string> classes;
    std::string declarations;
    std::uint32_t weight = 0;  // specificity, as CSS counts it
  };
  bool add_rule(std::string_view selector, std::string_view declarations);
  std::vector<Rule> rules_;
  std::unordered_map<std::string, std::vector<std::uint32_t>>
      by_key_;  // "#id", ".class", "name" or "*" → rules, in order
};

}  // namespace pamphlet::svg
