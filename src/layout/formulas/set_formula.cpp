// A formula's tree → a box. TeX's rules for fractions, indices and roots (TeXbook appendix G), with the constants of Computer
// Modern in ems, but with the letters of the text around it: a formula in a leaflet is read by people who would stumble
// over another face, and most text fonts have the few signs that are needed; others step in as they do in text. A math
// font would bring larger brackets and its own slanted letters; grown signs are drawn instead (grown_signs.cpp). A box
// is set once for each size and knows nothing of lines. Linear in the tree but for what nests: a part is moved once for
// every level above it, of which there are at most math::kMaxNesting.

#include <algorithm>
#include <memory>
#include <utility>

#include "layout/formulas/formula_setter.h"

namespace pamphlet {

using math::Atom;
using math::Face;
using math::Id;
using math::Kind;

namespace {

// Of fonts cmsy10 and cmex10 (TeXbook p. 447), in ems.
constexpr double kNumeratorDisplay = 0.677, kNumerator = 0.444, kDenominatorDisplay = 0.686, kDenominator = 0.345;
constexpr double kRaise = 0.413, kRaiseText = 0.363, kDrop = 0.15, kDropBelowPower = 0.247, kRaiseFromTop = 0.386, kDropFromBottom = 0.05;
constexpr double kLargeSign = 1.4;         // ∑ in display, of its size in text
constexpr double kLimitGap = 0.2, kFractionPad = 0.12, kFractionOverhang = 0.06, kScriptSpace = 0.04;
constexpr double kBracketGrows = 1.25;     // a bracket of the font serves what is no higher, in ems
constexpr double kSmallestScale = 0.3;          // beyond it a formula sticks out: nobody could read it

}  // namespace

FormulaBox FormulaSetter::run(bool display, Length room) {
  const Level level{0, display || formula_.display};
  const math::Node& root = formula_[formula_.root];
  FormulaBox box = node(formula_.root, level);
  if (display && box.width > room && root.kind == Kind::row) {
    for (const bool operators : {false, true}) {
      if (box.width > room) box = lines(root, level, room, operators);
    }
  }
  return box;
}

void FormulaSetter::measure_font() {
  const ShapedText shaped = shape("−", fonts_.font);
  if (shaped.glyphs.empty() || shaped.segments[0].font == kNoFont) return;
  x_height_ = std::max(fonts_.library.metrics(shaped.segments[0].font).x_height / static_cast<double>(kEm), 0.3);
  const Path path = fonts_.library.outline(shaped.segments[0].font, shaped.glyphs[0].glyph);
  if (path.coordinates.size() < 4) return;
  double top = 1e9, bottom = -1e9;
  for (std::size_t k = 1; k < path.coordinates.size(); k += 2) {
    top = std::min(top, path.coordinates[k]);
    bottom = std::max(bottom, path.coordinates[k]);
  }
  axis_ = std::clamp(-(top + bottom) / 2000, 0.15, 0.45);
  rule_ = std::clamp((bottom - top) / 1000, 0.04, 0.08);
}

ShapedText FormulaSetter::shape(std::string_view text, const FontRequest& font) {
  const auto style = std::make_shared<TextStyle>(TextStyle{font, fonts_.lang});
  style->prose = false;
  const TextRun run{0, static_cast<std::uint32_t>(text.size()), style};
  return fonts_.shaper.shape(text, std::span(&run, 1), Direction::ltr, fonts_.diagnostics);
}

FormulaBox FormulaSetter::text(const std::string& words, Face face, Length size) {
  FormulaBox box;
  if (words.empty()) return box;
  FontRequest font = fonts_.font;
  if (face == Face::slanted) font.italic = true;
  if (face == Face::upright) font.italic = false;
  if (face == Face::bold) font.weight = std::max(font.weight, 700);
  ShapedText shaped = shape(words, font);
  for (const MissingGlyph& missing : shaped.missing) box.missing.push_back(missing.cluster);
  for (const Segment& segment : shaped.segments) {
    FormulaGlyphs out;
    out.font = segment.font;
    out.size = size;
    out.origin.x = box.width;
    out.text = words.substr(segment.begin, segment.end - segment.begin);
    for (std::uint32_t g = 0; g < segment.glyph_count; ++g) {
      ShapedGlyph glyph = shaped.glyphs[segment.first_glyph + g];
      glyph.cluster -= segment.begin;
      box.width += at_size(glyph.advance, size);
      out.glyphs.push_back(glyph);
    }
    if (segment.font == kNoFont) continue;
    const InkReach reach = fonts_.ink.reach(fonts_.library, segment.font, out.glyphs, size);
    box.above = std::max(box.above, reach.above);
    box.below = std::max(box.below, reach.below);
    if (!out.glyphs.empty()) box.glyphs.push_back(std::move(out));
  }
  return box;
}

Length FormulaSetter::lean(const FormulaBox& box) const {
  if (box.glyphs.empty() || box.glyphs.back().font == kNoFont) return Length();
  const FormulaGlyphs& last = box.glyphs.back();
  const Path path = fonts_.library.outline(last.font, last.glyphs.back().glyph);
  double right = 0;
  for (std::size_t k = 0; k < path.coordinates.size(); k += 2) right = std::max(right, path.coordinates[k]);
  const Length ink = last.size.scaled(right / 1000) - at_size(last.glyphs.back().advance, last.size);
  return std::clamp(ink, Length(), last.size.scaled(0.2));
}

FormulaBox FormulaSetter::node(Id id, Level level) {
  if (id == math::kNone) return {};
  const math::Node& node = formula_[id];
  switch (node.kind) {
    case Kind::row: return row(node.children, math::row_atoms(formula_, node), level);
    case Kind::symbol: return symbol(node, level);
    case Kind::letters: case Kind::number: case Kind::text: return text(node.text, node.face, size(level));
    case Kind::space: {
      FormulaBox box;
      box.width = em(level, node.space / 18.0);
      return box;
    }
    case Kind::fraction: return fraction(node, level);
    case Kind::root: return root(node, level);
    case Kind::scripts: return is_limits(node, level) ? limits(node, level) : scripts(node, level);
    case Kind::fence: return fence(this->node(node.children[0], level), node.text, node.close, level);
    case Kind::bar: return bar(node, level);
    case Kind::table: return fence(table(node, level), node.text, {}, level);
    case Kind::table_row: return row(node.children, std::vector<Atom>(node.children.size(), Atom::ordinary), level);
  }
  return {};
}

FormulaBox FormulaSetter::symbol(const math::Node& node, Level level) {
  if (node.atom != Atom::large) return text(node.text, node.face, size(level));
  FormulaBox sign = text(node.text, Face::upright, level.display ? em(level, kLargeSign) : size(level));
  const Length middle = (sign.above - sign.below) / 2;  // on the axis
  FormulaBox box;
  box.add(std::move(sign), Length(), middle - axis(level));
  return box;
}

FormulaBox FormulaSetter::fraction(const math::Node& node, Level level) {
  const Level inner = level.display ? Level{level.script, false} : smaller(level);
  FormulaBox above = this->node(node.children[0], inner), below = this->node(node.children[1], inner);
  const Length half = thick(level) / 2, middle = axis(level);
  const Length clear = level.display ? thick(level) * 3 : thick(level).scaled(1.5);
  const Length up = std::max(em(level, level.display ? kNumeratorDisplay : kNumerator), middle + half + clear + above.below);
  const Length down = std::max(em(level, level.display ? kDenominatorDisplay : kDenominator), below.above + clear + half - middle);
  const Length inner_width = std::max(above.width, below.width), pad = em(level, kFractionPad), over = em(level, kFractionOverhang);
  FormulaBox box;
  box.width = inner_width + pad * 2;
  const Length above_x = pad + (inner_width - above.width) / 2, below_x = pad + (inner_width - below.width) / 2;
  box.add(std::move(above), above_x, -up);
  box.add(std::move(below), below_x, down);
  box.rules.push_back({pad - over, -middle - half, inner_width + over * 2, thick(level)});
  return box;
}

FormulaBox FormulaSetter::scripts(const math::Node& node, Level level) {
  FormulaBox base = this->node(node.children[0], level);
  FormulaBox below = this->node(node.children[1], smaller(level)), above = this->node(node.children[2], smaller(level));
  const bool has_below = node.children[1] != math::kNone, has_above = node.children[2] != math::kNone;
  const bool letter = node.children[0] == math::kNone || formula_[node.children[0]].kind == Kind::letters ||
                      formula_[node.children[0]].kind == Kind::number || formula_[node.children[0]].kind == Kind::text ||
                      formula_[node.children[0]].kind == Kind::symbol;
  const Level small = smaller(level);
  const Length x_height = em(level, x_height_);
  Length up = letter ? Length() : base.above - em(small, kRaiseFromTop);
  Length down = letter ? Length() : base.below + em(small, kDropFromBottom);
  up = std::max({up, em(level, level.display ? kRaise : kRaiseText), above.below + x_height / 4});
  down = std::max(down, em(level, has_above ? kDropBelowPower : kDrop));
  if (!has_above) down = std::max(down, below.above - x_height * 4 / 5);
  if (has_above && has_below) {
    const Length gap = (up - above.below) - (below.above - down), wanted = thick(level) * 3;
    if (gap < wanted) down += wanted - gap;
  }
  const Length x = base.width, slant = lean(base), space = em(level, kScriptSpace);
  const Length width = x + std::max(has_above ? slant + above.width : Length(), below.width) + space;
  FormulaBox box;
  box.add(std::move(base), Length(), Length());
  if (has_below) box.add(std::move(below), x, down);
  if (has_above) box.add(std::move(above), x + slant, -up);
  box.width = width;
  return box;
}

bool FormulaSetter::is_limits(const math::Node& node, Level level) const {
  if (!level.display || node.children[0] == math::kNone) return false;
  const math::Node& base = formula_[node.children[0]];
  return base.kind == Kind::symbol && ((base.atom == Atom::large && base.text != "∫") || base.text == "lim" || base.text == "max" || base.text == "min");
}

FormulaBox FormulaSetter::limits(const math::Node& node, Level level) {
  FormulaBox base = this->node(node.children[0], level);
  FormulaBox below = this->node(node.children[1], smaller(level)), above = this->node(node.children[2], smaller(level));
  const Length width = std::max({base.width, below.width, above.width}), gap = em(level, kLimitGap);
  const Length up = base.above + gap + above.below, down = base.below + gap + below.above;
  const Length base_x = (width - base.width) / 2, below_x = (width - below.width) / 2, above_x = (width - above.width) / 2;
  FormulaBox box;
  box.add(std::move(base), base_x, Length());
  if (node.children[1] != math::kNone) box.add(std::move(below), below_x, down);
  if (node.children[2] != math::kNone) box.add(std::move(above), above_x, -up);
  box.width = width;
  return box;
}

FormulaBox FormulaSetter::root(const math::Node& node, Level level) {
  FormulaBox content = this->node(node.children[0], level);
  content.above = std::max(content.above, em(level, x_height_));
  const Length line = thick(level), clear = line + em(level, x_height_) / (level.display ? 4 : 8);
  const Length height = content.above + content.below + clear + line, sign = std::min(root_sign_width(height), em(level, 0.75));
  const Length above = content.above + clear + line;
  FormulaBox box;
  Length x;
  if (node.children.size() > 1) {  // the degree stands in the sign's fold, as high as 3/5 of it (TeX's \root)
    FormulaBox degree = this->node(node.children[1], {2, false});
    x = std::max(degree.width - sign.scaled(0.45), Length());
    const Length lift = height.scaled(0.55) - content.below + degree.below;
    box.add(std::move(degree), Length(), -lift);
  }
  const Length width = sign + content.width + em(level, 0.06);
  FormulaSign drawn = grown_root(width, height, line);
  drawn.box.x = x;
  drawn.box.y = -above;
  box.signs.push_back(std::move(drawn));
  const Length below = content.below;
  box.add(std::move(content), x + sign, Length());
  box.above = std::max(box.above, above);
  box.below = std::max(box.below, below);
  box.width = x + width + em(level, 0.06);
  return box;
}

FormulaBox FormulaSetter::bar(const math::Node& node, Level level) {
  FormulaBox box = this->node(node.children[0], level);
  const Length line = thick(level), gap = line * 2, inset = std::min(em(level, 0.03), box.width / 4);
  const Length slant = lean(box);
  box.rules.push_back({inset + slant, -box.above - gap - line, box.width - inset * 2, line});
  box.above += gap + line * 2;
  return box;
}

FormulaBox FormulaSetter::fence(FormulaBox content, const std::string& open, const std::string& close, Level level) {
  if (open.empty() && close.empty()) return content;
  const Length middle = axis(level);
  const Length reach = std::max(content.above - middle, content.below + middle);
  const Length height = std::max(reach * 2, size(level));
  FormulaBox box;
  const auto bracket = [&](const std::string& text) {
    if (text.empty()) return;
    const Length x = box.width, air = em(level, 0.06);
    if (height <= em(level, kBracketGrows) && text != "|") {
      FormulaBox sign = this->text(text, Face::upright, size(level));
      const Length width = sign.width;
      box.add(std::move(sign), x, Length());
      box.width = x + width;
      return;
    }
    FormulaSign sign = grown_bracket(text, height, thick(level));
    sign.box.x = x + air;
    sign.box.y = -middle - height / 2;
    box.above = std::max(box.above, height / 2 + middle);
    box.below = std::max(box.below, height / 2 - middle);
    box.width = sign.box.right() + air;
    box.signs.push_back(std::move(sign));
  };
  bracket(open);
  const Length x = box.width, width = content.width;
  box.add(std::move(content), x, Length());
  box.width = x + width;
  bracket(close);
  return box;
}

void FormulaBox::add(FormulaBox part, Length x, Length y) {
  const bool first = glyphs.empty() && rules.empty() && signs.empty() && above == Length() && below == Length();
  above = first ? part.above - y : std::max(above, part.above - y);
  below = first ? part.below + y : std::max(below, part.below + y);
  width = std::max(width, x + part.width);
  for (FormulaGlyphs& run : part.glyphs) {
    run.origin.x += x;
    run.origin.y += y;
    glyphs.push_back(std::move(run));
  }
  for (Rect rule : part.rules) {
    rule.x += x;
    rule.y += y;
    rules.push_back(rule);
  }
  for (FormulaSign& sign : part.signs) {
    sign.box.x += x;
    sign.box.y += y;
    signs.push_back(std::move(sign));
  }
  missing.insert(missing.end(), part.missing.begin(), part.missing.end());
}

FormulaBox set_formula(const FormulaFonts& fonts, const math::Formula& formula, Length size, bool display, Length room) {
  FormulaBox box = FormulaSetter(fonts, formula, size).run(display, room);
  if (box.width <= room || room <= Length()) return box;
  const double scale = std::max(room.points() / box.width.points() * 0.995, kSmallestScale);  // hinting aside, widths scale
  FormulaFonts smaller = fonts;
  smaller.minimum = Length();
  box = FormulaSetter(smaller, formula, size.scaled(scale)).run(display, room);
  box.scale = scale;
  return box;
}

}  // namespace pamphlet
