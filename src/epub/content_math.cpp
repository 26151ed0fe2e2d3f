// Formulas as presentation MathML (MathML 3 §3, of it what MathML Core has: that is what reading systems draw).
#include <cstdlib>

#include "epub/content_writer.h"
#include "math/math.h"

namespace pamphlet::epub {
namespace {

using math::Atom;
using math::Face;
using math::Id;
using math::Kind;

class MathWriter {
 public:
  MathWriter(XmlWriter& xml, const math::Formula& formula, bool display) : xml_(xml), formula_(formula), display_(display) {}

  /// Bounded by math::kMaxNesting.
  void node(Id id) {
    if (id == math::kNone) return void(xml_.leaf("mrow", {}));
    const math::Node& node = formula_[id];
    switch (node.kind) {
      case Kind::row: return row(node);
      case Kind::symbol: return symbol(node);
      case Kind::letters: return token("mi", node.text, node.face, node.text.size() == 1);
      case Kind::number: return token("mn", node.text, node.face, false);
      case Kind::text: return text(node);
      case Kind::space: return space(node.space);
      case Kind::fraction: return children("mfrac", node);
      case Kind::root: return children(node.children.size() > 1 ? "mroot" : "msqrt", node);
      case Kind::scripts: return scripts(node);
      case Kind::fence: return fence(node);
      case Kind::bar:
        xml_.open("mover", {{"accent", "true"}});
        this->node(node.children[0]);
        xml_.element("mo", {{"stretchy", "true"}}, "\u00AF").close();
        return;
      case Kind::table: return table(node);
      case Kind::table_row: return children("mtr", node);
    }
  }

 private:
  void children(std::string_view name, const math::Node& node) {
    xml_.open(name);
    for (const Id child : node.children) {
      if (node.kind == Kind::table_row) xml_.open("mtd");
      this->node(child);
      if (node.kind == Kind::table_row) xml_.close();
    }
    xml_.close();
  }

  void row(const math::Node& node) {
    const std::vector<Atom> atoms = math::row_atoms(formula_, node);
    xml_.open("mrow");
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      // Operators bring their own space; the names of functions do not.
      if (k > 0 && atoms[k - 1] == Atom::function) space(math::space_between(atoms[k - 1], atoms[k], false));
      this->node(node.children[k]);
    }
    xml_.close();
  }

  void token(std::string_view name, std::string_view words, Face face, bool single) {
    xml_.open(name);
    if (face == Face::bold) xml_.attribute("mathvariant", "bold");
    else if (face == Face::upright && single) xml_.attribute("mathvariant", "normal");  // one letter alone would slant
    else if (face == Face::slanted && name == "mtext") xml_.attribute("mathvariant", "italic");
    xml_.text(words).close();
  }

  void symbol(const math::Node& node) {
    const Face face = node.face == Face::bold ? Face::bold : Face::upright;
    switch (node.atom) {
      case Atom::letter: return token("mi", node.text, node.face, true);
      case Atom::upright: return token("mi", node.text, face, true);
      case Atom::function: return token("mi", node.text, Face::upright, false);
      case Atom::ordinary:
        if (node.text == "/" || node.text == ":") return void(xml_.element("mo", {{"lspace", "0"}, {"rspace", "0"}}, node.text));
        return token("mi", node.text, face, true);
      case Atom::large: case Atom::binary: case Atom::relation: case Atom::punctuation:
        return void(xml_.element("mo", {}, node.text));
      case Atom::open: case Atom::close: case Atom::inner:
        return void(xml_.element("mo", {{"stretchy", "false"}}, node.text));
    }
  }

  /// White space at the ends of a token is dropped (MathML 3 §2.1.7): it is made of spaces that are not.
  void text(const math::Node& node) {
    std::string words = node.text;
    if (words.ends_with(' ')) words.replace(words.size() - 1, 1, "\u00A0");
    if (words.starts_with(' ')) words.replace(0, 1, "\u00A0");
    token("mtext", words, node.face, false);
  }

  void space(int eighteenths) {
    if (eighteenths == 0) return;
    std::string width = std::to_string(std::abs(eighteenths) * 1000 / 18);
    width.insert(0, width.size() < 4 ? 4 - width.size() : 0, '0');
    width.insert(width.size() - 3, ".");
    xml_.leaf("mspace", {{"width", (eighteenths < 0 ? "-" : "") + width + "em"}});
  }

  void scripts(const math::Node& node) {
    const bool below = node.children[1] != math::kNone, above = node.children[2] != math::kNone;
    const bool limits = display_ && node.children[0] != math::kNone && math::atom_of(formula_, node.children[0]) == Atom::large &&
                        formula_[node.children[0]].text != "∫";
    if (limits) xml_.open(below && above ? "munderover" : below ? "munder" : "mover");
    else xml_.open(below && above ? "msubsup" : below ? "msub" : "msup");
    this->node(node.children[0]);
    if (below) this->node(node.children[1]);
    if (above) this->node(node.children[2]);
    xml_.close();
  }

  void bracket(std::string_view form, std::string_view text) {
    if (!text.empty()) xml_.element("mo", {{"form", form}, {"stretchy", "true"}}, text);
  }

  void fence(const math::Node& node) {
    xml_.open("mrow");
    bracket("prefix", node.text);
    this->node(node.children[0]);
    bracket("postfix", node.close);
    xml_.close();
  }

  void table(const math::Node& node) {
    const bool cases = !node.text.empty();
    xml_.open("mrow");
    bracket("prefix", node.text);
    xml_.open("mtable", {{"columnalign", !node.columns ? "center" : cases ? "left" : "right left"}, {"displaystyle", cases ? "false" : "true"}});
    for (const Id child : node.children) this->node(child);
    xml_.close().close();
  }

  XmlWriter& xml_;
  const math::Formula& formula_;
  bool display_;
};

}  // namespace

void ContentWriter::formula(NodeId node) {
  const FormulaData& data = document_.data<FormulaData>(node);
  const auto parsed = math::parse(data.tex.str());
  const auto* tree = std::get_if<math::Formula>(&parsed);
  initial_ = false;
  if (tree == nullptr) return text(data.tex.str());  // no reader makes that
  job_.has_formulas = true;
  xml_.open("math").attribute("xmlns", "http://www.w3.org/1998/Math/MathML");
  attributes(node);
  xml_.attribute("alttext", formula_words(document_, node)).attribute("display", data.display ? "block" : "inline");
  MathWriter(xml_, *tree, data.display || tree->display).node(tree->root);
  xml_.close();
  last_ = 0xFFFC;
  before_ = "x";
}

}  // namespace pamphlet::epub
