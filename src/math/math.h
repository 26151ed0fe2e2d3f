// Formulas: the part of TeX's notation that health texts need → a small tree, which layout draws, the ebook writes as MathML
// and reading programs say in words. The document keeps the author's TeX; the tree is made from it where it is needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pamphlet::math {

/// What an atom is to its neighbours (TeXbook p. 158): decides the space between them. The first four are ordinary ones
/// that look different: a slanted letter, an upright one, the name of a function.
enum class Atom : unsigned char { ordinary, letter, upright, function, large, binary, relation, open, close, punctuation, inner };

/// A row of symbols.def.
struct Symbol {
  std::string_view names, text;
  Atom atom = Atom::ordinary;
  std::string_view spoken;
};
/// The symbol that is written so: a command with its backslash, or a character. Null: none.
const Symbol* find_symbol(std::string_view name);

enum class Kind : unsigned char {
  row,        // children side by side
  symbol,     // of symbols.def
  letters,    // names of quantities: one slanted letter, or a word
  number,
  text,       // words as the author wrote them (\text)
  space,      // `space` eighteenths of an em
  fraction,   // children: above, below
  root,       // children: content; or content, degree
  scripts,    // children: base, below, above; kNone where there is none
  fence,      // brackets that grow with the child between them: `text` and `close`, each may be empty
  bar,        // a rule above its child
  table,      // children: table_row; `text` is the brace before it, if any
  table_row,  // children: cells
};
enum class Face : unsigned char { slanted, upright, bold };

using Id = std::uint32_t;
inline constexpr Id kNone = UINT32_MAX;

struct Node {
  Kind kind = Kind::row;
  Atom atom = Atom::ordinary;       // symbol
  Face face = Face::upright;        // letters, number, text, symbol
  std::int16_t space = 0;
  bool columns = false;             // table: aligned at its columns; else one under the other
  std::string text, close;
  std::string_view spoken;          // symbol: key of words.def
  std::vector<Id> children;
};

/// Every node is the child of at most one other; children have smaller ids than their parents.
struct Formula {
  std::vector<Node> nodes;
  Id root = kNone;
  bool display = false;             // \displaystyle
  const Node& operator[](Id id) const { return nodes[id]; }
};

/// What cannot be set, in bytes of the TeX.
struct Problem {
  std::uint32_t begin = 0, end = 0;
  std::string message;              // ends a sentence that begins "in this formula "
};

/// What to do about a problem.
inline constexpr std::string_view kHelp =
    "write it with fractions, powers, indices, roots and signs (docs/formulas.md), or show it as a picture with alternative text";

/// Deepest nesting of groups, and longest formula. A health text needs four levels and two hundred bytes.
inline constexpr int kMaxNesting = 40;
inline constexpr std::size_t kMaxBytes = 4000;

/// Linear in `tex`.
std::variant<Formula, Problem> parse(std::string_view tex);

/// How an author marks a formula.
enum class Opening : unsigned char { dollar, dollars, parenthesis, bracket };  // $  $$  \(  \[
/// What stands between such marks.
enum class Reading : unsigned char {
  prose,    // money, an escaped bracket: the marks are text
  formula,  // parse() can set it
  beyond,   // meant as a formula, but parse() cannot set it: `problem` says why
};
struct Judged {
  Reading reading = Reading::prose;
  Problem problem;
};
/// Whether `tex`, which stands between such marks, is a formula (judge.cpp).
Judged judge(std::string_view tex, Opening opening);
/// What begins with a mark of a formula.
struct Marked {
  std::size_t begin = 0, end = 0;   // with its marks; of prose only the marks that are text, of `\` nothing
  std::string_view tex;             // of the text, without white space around it
  bool display = false;             // wants lines of its own
  Judged judged;                    // its problem is a place in the text
};
/// At a `$` or a backslash (find.cpp). After prose, look on at its end.
Marked formula_at(std::string_view text, std::size_t at);
/// The first formula at or after `from`; at the text's end when there is none.
Marked find_formula(std::string_view text, std::size_t from);
/// Two letters that are a unit of medicine.
bool is_unit(std::string_view letters);

/// The formula on one line in plain characters: "BMI = m/h²".
std::string plain(const Formula& formula);
/// As one reads it aloud: "BMI equals m over h squared"; as plain() in a language that words.def does not have.
std::string spoken(const Formula& formula, std::string_view lang);

/// The space between two neighbours in eighteenths of an em (TeXbook p. 170); `small`: in an index or a power.
int space_between(Atom left, Atom right, bool small);
/// The atom that a node is to its neighbours.
Atom atom_of(const Formula& formula, Id id);
/// Classes of the children of a row as they count: a sign at the beginning or behind another one is no binary sign.
std::vector<Atom> row_atoms(const Formula& formula, const Node& row);

}  // namespace pamphlet::math
