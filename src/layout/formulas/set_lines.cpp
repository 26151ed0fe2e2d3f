// Rows of atoms, lines under each other, and formulas that are wider than their column.

#include "layout/formulas/formula_setter.h"

namespace pamphlet {

using math::Atom;
using math::Id;
using math::Kind;

namespace {

constexpr double kRowGap = 0.35, kLineSkip = 1.3;  // of lines one under the other
constexpr double kColumnGap = 1;           // between pairs of columns; in cases
constexpr double kContinuation = 1;        // indent of a broken formula's further lines

}  // namespace

FormulaBox FormulaSetter::row(std::span<const Id> children, std::span<const Atom> atoms, Level level) {
  FormulaBox box;
  Atom before = Atom::open;
  bool any = false;
  for (std::size_t k = 0; k < children.size(); ++k) {
    const bool is_space = formula_[children[k]].kind == Kind::space;
    if (any && !is_space) box.width += em(level, math::space_between(before, atoms[k], level.script > 0) / 18.0);
    FormulaBox part = node(children[k], level);
    const Length x = box.width, width = part.width;
    box.add(std::move(part), x, Length());
    box.width = x + width;
    if (is_space) continue;
    before = atoms[k];
    any = true;
  }
  return box;
}

FormulaBox FormulaSetter::table(const math::Node& node, Level level) {
  const bool cases = !node.text.empty();
  const Level inner{level.script, level.display && !cases};
  std::vector<std::vector<FormulaBox>> rows;
  std::vector<Length> widths;
  for (const Id id : node.children) {
    std::vector<FormulaBox>& cells = rows.emplace_back();
    for (const Id cell : formula_[id].children) {
      cells.push_back(this->cell(cell, cells.size(), node.columns && !cases, inner));
      widths.resize(std::max(widths.size(), cells.size()));
      widths[cells.size() - 1] = std::max(widths[cells.size() - 1], cells.back().width);
    }
  }
  FormulaBox box;
  Length y, below;
  for (std::vector<FormulaBox>& cells : rows) {
    Length above, under, x;
    for (const FormulaBox& cell : cells) {
      above = std::max(above, cell.above);
      under = std::max(under, cell.below);
    }
    if (&cells != &rows.front()) y += std::max(em(inner, kLineSkip), below + em(inner, kRowGap) + above);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (k > 0 && (cases || k % 2 == 0)) x += em(inner, kColumnGap);
      const Length spare = widths[k] - cells[k].width;
      const Length shift = !node.columns ? spare / 2 : cases || k % 2 == 1 ? Length() : spare;
      box.add(std::move(cells[k]), x + shift, y);
      x += widths[k];
    }
    box.width = std::max(box.width, x);
    below = under;
  }
  return on_axis(std::move(box), level);
}

FormulaBox FormulaSetter::cell(Id id, std::size_t column, bool aligned, Level level) {
  const math::Node& node = formula_[id];
  FormulaBox content = this->node(id, level);
  const Id first = node.kind == Kind::row && !node.children.empty() ? node.children[0] : id;
  const Atom atom = node.kind == Kind::row && node.children.empty() ? Atom::ordinary : math::atom_of(formula_, first);
  if (!aligned || column % 2 == 0 || (atom != Atom::relation && atom != Atom::binary)) return content;
  FormulaBox box;
  const Length space = em(level, math::space_between(Atom::ordinary, atom, false) / 18.0), width = content.width;
  box.add(std::move(content), space, Length());
  box.width = space + width;
  return box;
}

FormulaBox FormulaSetter::on_axis(FormulaBox content, Level level) {
  FormulaBox box;
  const Length shift = (content.above - content.below) / 2 - axis(level), width = content.width;
  box.add(std::move(content), Length(), shift);
  box.width = width;
  return box;
}

FormulaBox FormulaSetter::lines(const math::Node& root, Level level, Length room, bool operators) {
  const std::vector<Atom> atoms = math::row_atoms(formula_, root);
  const std::span<const Id> children(root.children);
  const Length indent = em(level, kContinuation);
  const auto part = [&](std::size_t begin, std::size_t end) {
    return row(children.subspan(begin, end - begin), std::span(atoms).subspan(begin, end - begin), level);
  };
  std::vector<FormulaBox> parts;
  std::size_t begin = 0, last = 0;  // of the line; the last place where it may end
  for (std::size_t k = 1; k <= children.size(); ++k) {
    const bool may_end = k == children.size() || atoms[k] == Atom::relation || (operators && atoms[k] == Atom::binary);
    if (!may_end) continue;
    const Length spare = parts.empty() ? room : room - indent;
    if (last > begin && part(begin, k).width > spare) {
      parts.push_back(part(begin, last));
      begin = last;
    }
    last = k;
  }
  parts.push_back(part(begin, children.size()));
  FormulaBox box;
  Length y, below;
  for (FormulaBox& line : parts) {
    const bool first = &line == &parts.front();
    if (!first) y += std::max(em(level, kLineSkip), below + em(level, kRowGap) + line.above);
    below = line.below;
    const Length x = first ? Length() : indent, width = line.width;
    box.add(std::move(line), x, y);
    box.width = std::max(box.width, x + width);
  }
  return box;
}

}  // namespace pamphlet
