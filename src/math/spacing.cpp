// What stands beside what, and how far apart: TeX's classes of atoms and its table of spaces (TeXbook p. 170).

#include "math/math.h"

namespace pamphlet::math {
namespace {

/// Rows and columns of the table; what only looks different is ordinary.
int table_class(Atom atom) {
  switch (atom) {
    case Atom::ordinary: case Atom::letter: case Atom::upright: return 0;
    case Atom::function: case Atom::large: return 1;
    case Atom::binary: return 2;
    case Atom::relation: return 3;
    case Atom::open: return 4;
    case Atom::close: return 5;
    case Atom::punctuation: return 6;
    case Atom::inner: return 7;
  }
  return 0;
}

// 1 thin, 2 medium, 3 thick space; negative: not in indices and powers. What cannot be neighbours has 0.
constexpr int kTable[8][8] = {
    {0, 1, -2, -3, 0, 0, 0, -1}, {1, 1, 0, -3, 0, 0, 0, -1},  {-2, -2, 0, 0, -2, 0, 0, -2},  {-3, -3, 0, 0, -3, 0, 0, -3},
    {0, 0, 0, 0, 0, 0, 0, 0},    {0, 1, -2, -3, 0, 0, 0, -1}, {-1, -1, 0, -1, -1, -1, -1, -1}, {-1, 1, -2, -3, -1, 0, -1, -1}};
constexpr int kWidths[4] = {0, 3, 4, 5};

}  // namespace

int space_between(Atom left, Atom right, bool small) {
  const int entry = kTable[table_class(left)][table_class(right)];
  if (entry < 0 && small) return 0;
  return kWidths[entry < 0 ? -entry : entry];
}

Atom atom_of(const Formula& formula, Id id) {
  const Node& node = formula[id];
  switch (node.kind) {
    case Kind::symbol: return node.atom;
    case Kind::scripts: return node.children[0] == kNone ? Atom::ordinary : atom_of(formula, node.children[0]);
    case Kind::fraction: case Kind::fence: return Atom::inner;
    case Kind::row: case Kind::letters: case Kind::number: case Kind::text: case Kind::space: case Kind::root: case Kind::bar:
    case Kind::table: case Kind::table_row:
      return Atom::ordinary;
  }
  return Atom::ordinary;
}

std::vector<Atom> row_atoms(const Formula& formula, const Node& row) {
  std::vector<Atom> atoms;
  atoms.reserve(row.children.size());
  std::size_t last = SIZE_MAX;  // the child before that is no space
  for (std::size_t k = 0; k < row.children.size(); ++k) {
    Atom atom = atom_of(formula, row.children[k]);
    const Atom before = last == SIZE_MAX ? Atom::open : atoms[last];
    const bool joins_nothing = before == Atom::binary || before == Atom::large || before == Atom::function || before == Atom::relation ||
                               before == Atom::open || before == Atom::punctuation;
    if (atom == Atom::binary && joins_nothing) atom = Atom::ordinary;
    const bool ends = atom == Atom::relation || atom == Atom::close || atom == Atom::punctuation;
    if (ends && before == Atom::binary && last != SIZE_MAX) atoms[last] = Atom::ordinary;
    atoms.push_back(atom);
    if (formula[row.children[k]].kind != Kind::space) last = k;
  }
  if (last != SIZE_MAX && atoms[last] == Atom::binary) atoms[last] = Atom::ordinary;
  return atoms;
}

}  // namespace pamphlet::math
