// How the parts of a formula are set: signs, fractions, indices and roots in set_formula.cpp, lines and rows in set_lines.cpp.
#pragma once

#include <algorithm>
#include <span>

#include "layout/formulas/formula_box.h"

namespace pamphlet {

/// How large, and how much room there is.
struct FormulaLevel {
  int script = 0;       // 0 text, 1 index, 2 index of an index
  bool display = false;
};

class FormulaSetter {
 public:
  FormulaSetter(const FormulaFonts& fonts, const math::Formula& formula, Length size)
      : fonts_(fonts), formula_(formula), size_(size) {
    measure_font();
  }
  FormulaBox run(bool display, Length room);

 private:
  using Level = FormulaLevel;
  using Id = math::Id;

  /// The axis is where the minus of the font lies, and rules are as thick as it.
  void measure_font();
  ShapedText shape(std::string_view text, const FontRequest& font);
  FormulaBox text(const std::string& words, math::Face face, Length size);
  /// How far the ink of a slanted letter leans over what follows.
  Length lean(const FormulaBox& box) const;
  FormulaBox node(Id id, Level level);
  FormulaBox symbol(const math::Node& node, Level level);
  FormulaBox fraction(const math::Node& node, Level level);
  FormulaBox scripts(const math::Node& node, Level level);
  bool is_limits(const math::Node& node, Level level) const;
  /// Above and below a large sign.
  FormulaBox limits(const math::Node& node, Level level);
  FormulaBox root(const math::Node& node, Level level);
  FormulaBox bar(const math::Node& node, Level level);
  /// Brackets around a box, as high as it on both sides of the axis.
  FormulaBox fence(FormulaBox content, const std::string& open, const std::string& close, Level level);
  // set_lines.cpp
  FormulaBox table(const math::Node& node, Level level);
  /// A cell of a second column begins with the sign that joins it to the first.
  FormulaBox cell(Id id, std::size_t column, bool aligned, Level level);
  /// The same distance above and below the axis.
  FormulaBox on_axis(FormulaBox content, Level level);
  /// One line for each stretch that fits, broken before relations, and where that is not enough before operators.
  FormulaBox lines(const math::Node& root, Level level, Length room, bool operators);
  FormulaBox row(std::span<const Id> children, std::span<const math::Atom> atoms, Level level);

  // Fonts of three sizes (TeXbook p. 153: 10, 7 and 5 pt), here with larger small ones: for weak eyes.
  static constexpr double kScriptSizes[] = {1, 0.72, 0.6};
  Length size(Level level) const { return std::max(size_.scaled(kScriptSizes[level.script]), std::min(fonts_.minimum, size_)); }
  Length em(Level level, double ems) const { return size(level).scaled(ems); }
  Length axis(Level level) const { return em(level, axis_); }
  Length thick(Level level) const { return em(level, rule_); }
  static Level smaller(Level level) { return {std::min(level.script + 1, 2), false}; }

  const FormulaFonts& fonts_;
  const math::Formula& formula_;
  Length size_;
  double axis_ = 0.25, rule_ = 0.05, x_height_ = 0.45;  // in ems
};

}  // namespace pamphlet
