// Brackets and root signs of any height.
//
// Math fonts have a row of larger brackets and parts to build others of; text fonts have one of each, and a bracket that
// is only scaled gets lines thicker than all others. So grown ones are drawn: arcs that are thicker in the middle, as
// letters are, and lines as thick as the formula's rules. They fit every text face and need no font.

#include <algorithm>

#include "layout/formulas/formula_box.h"

namespace pamphlet {
namespace {

Shape filled(Path path) {
  Shape shape;
  shape.path = std::move(path);
  shape.fill.source = PaintSource::current;
  return shape;
}

Shape drawn(Path path, double width) {
  Shape shape;
  shape.path = std::move(path);
  shape.stroke.source = PaintSource::current;
  shape.stroke_width = width;
  return shape;
}

/// `x` from the side that the bracket opens to.
struct Mirror {
  double width;
  bool closes;
  double operator()(double x) const { return closes ? width - x : x; }
};

/// Two arcs, the inner one flatter: a crescent.
Path round_bracket(Mirror x, double height, double thick) {
  const double w = x.width;
  Path path;
  path.move_to(x(w - thick * 0.5), 0);
  path.cubic_to(x(0), height * 0.25, x(0), height * 0.75, x(w - thick * 0.5), height);
  path.line_to(x(w), height - thick * 0.6);
  path.cubic_to(x(thick * 1.9), height * 0.73, x(thick * 1.9), height * 0.27, x(w), thick * 0.6);
  path.close();
  return path;
}

Path square_bracket(Mirror x, double height, double thick) {
  const double half = thick / 2;
  Path path;
  path.move_to(x(x.width), half);
  path.line_to(x(half), half);
  path.line_to(x(half), height - half);
  path.line_to(x(x.width), height - half);
  return path;
}

/// Two hooks that meet in a point at the middle.
Path brace(Mirror x, double height, double thick) {
  const double w = x.width, middle = w * 0.5, half = height / 2, bend = std::min(w, half / 2);
  Path path;
  path.move_to(x(w), thick / 2);
  path.cubic_to(x(middle), thick / 2, x(middle), bend * 0.4, x(middle), bend);
  path.line_to(x(middle), half - bend);
  path.cubic_to(x(middle), half - bend * 0.3, x(middle * 0.7), half, x(thick / 2), half);
  path.cubic_to(x(middle * 0.7), half, x(middle), half + bend * 0.3, x(middle), half + bend);
  path.line_to(x(middle), height - bend);
  path.cubic_to(x(middle), height - bend * 0.4, x(middle), height - thick / 2, x(w), height - thick / 2);
  return path;
}

}  // namespace

FormulaSign grown_bracket(std::string_view bracket, Length height, Length thick) {
  const double h = height.points(), t = thick.points();
  // Tall brackets are a little wider: as wide as a tenth of their height, like those of math fonts.
  const double width = bracket == "|" ? t : std::clamp(h * 0.12, 5 * t, 12 * t);
  FormulaSign sign;
  sign.box = {Length(), Length(), Length::points(width), height};
  sign.drawing.width = width;
  sign.drawing.height = h;
  const bool closes = bracket == ")" || bracket == "]" || bracket == "}";
  const Mirror x{width, closes};
  if (bracket == "(" || bracket == ")") {
    sign.drawing.shapes.push_back(filled(round_bracket(x, h, t)));
  } else if (bracket == "{" || bracket == "}") {
    sign.drawing.shapes.push_back(drawn(brace(x, h, t), t));
  } else if (bracket == "|") {
    Path path;
    path.add_rounded_rect(0, 0, width, h, 0);
    sign.drawing.shapes.push_back(filled(std::move(path)));
  } else {
    sign.drawing.shapes.push_back(drawn(square_bracket(x, h, t), t));
  }
  return sign;
}

Length root_sign_width(Length height) { return std::max(height.scaled(0.42), Length()); }

FormulaSign grown_root(Length width, Length height, Length thick) {
  const double h = height.points(), t = thick.points();
  const double w = std::min(root_sign_width(height).points(), width.points());
  FormulaSign sign;
  sign.box = {Length(), Length(), width, height};
  sign.drawing.width = width.points();
  sign.drawing.height = h;
  Path thin, bold;
  thin.move_to(w * 0.05, h * 0.62);  // the tick before the stroke
  thin.line_to(w * 0.28, h * 0.53);
  bold.move_to(w * 0.24, h * 0.53);
  bold.line_to(w * 0.56, h - t);
  Path rest;
  rest.move_to(w * 0.56, h - t * 0.6);
  rest.line_to(w * 0.96, t / 2);
  rest.line_to(width.points(), t / 2);
  sign.drawing.shapes.push_back(drawn(std::move(thin), t));
  sign.drawing.shapes.push_back(drawn(std::move(bold), t * 1.8));
  sign.drawing.shapes.push_back(drawn(std::move(rest), t));
  for (Shape& shape : sign.drawing.shapes) shape.round_joins = true;
  return sign;
}

}  // namespace pamphlet
