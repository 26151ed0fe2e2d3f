// A formula as a box on a baseline: glyphs, rules and grown signs in their places.
#pragma once

#include <string>
#include <vector>

#include "base/drawing.h"
#include "layout/inline/ink_reach.h"
#include "math/math.h"
#include "text/text.h"

namespace pamphlet {

/// What letters and signs are set with.
struct FormulaFonts {
  const FontLibrary& library;
  Shaper& shaper;
  InkTable& ink;
  Diagnostics& diagnostics;
  FontRequest font;              // of the text around it
  std::string lang;
  Length minimum;                // no sign is smaller
};

/// Places are from the left end of the baseline; y grows downwards.
struct FormulaGlyphs {
  FontId font = kNoFont;
  Length size;
  Point origin;
  std::string text;
  std::vector<ShapedGlyph> glyphs;
};
struct FormulaSign {
  Rect box;
  Drawing drawing;               // in points
};

struct FormulaBox {
  Length width, above, below;    // above and below the baseline; what is lower than the baseline has a negative `above`
  std::vector<FormulaGlyphs> glyphs;
  std::vector<Rect> rules;
  std::vector<FormulaSign> signs;
  std::vector<std::string> missing;  // characters that no font has
  double scale = 1;              // below 1: it was set smaller to fit

  /// Takes another box in, its baseline's left end at (x, y).
  void add(FormulaBox part, Length x, Length y);
};

/// Sets a formula in letters of `size`; wider than `room` it is broken before its relations, where it is in display, or
/// set smaller.
FormulaBox set_formula(const FormulaFonts& fonts, const math::Formula& formula, Length size, bool display, Length room);

/// Brackets and roots that no font has at every height: shapes of ours, with lines as thick as a fraction's.
FormulaSign grown_bracket(std::string_view bracket, Length height, Length thick);
FormulaSign grown_root(Length width, Length height, Length thick);
/// Width of the sign before what the root holds.
Length root_sign_width(Length height);

}  // namespace pamphlet
