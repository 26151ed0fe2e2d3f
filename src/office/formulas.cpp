#include "office/formulas.h"

#include "office/xml.h"

namespace pamphlet::office {
namespace {

using MathElement = mathml::Element;

constexpr int kDeepest = 2 * math::kMaxNesting;  // what lies deeper is beyond convert() anyway

class MathReader {
 public:
  std::vector<MathElement> out;

  void mathml(const pugi::xml_node& node, int depth) {
    const std::size_t id = open(std::string(local(node)));
    for (const pugi::xml_attribute& one : node.attributes()) out[id].attributes.emplace_back(without_prefix(one.name()), one.value());
    for (pugi::xml_node at = node.first_child(); at && depth < kDeepest; at = at.next_sibling()) {
      if (at.type() == pugi::node_element) mathml(at, depth + 1);
      else out[id].text += at.value();
    }
    close(id);
  }

  /// All that a node holds, side by side.
  void row(const pugi::xml_node& node, int depth) {
    const std::size_t id = open("mrow");
    for (pugi::xml_node at = node.first_child(); at && depth < kDeepest; at = at.next_sibling()) office(at, depth + 1);
    close(id);
  }

 private:
  std::size_t open(std::string name) {
    out.push_back({std::move(name), {}, {}, 0});
    return out.size() - 1;
  }
  void close(std::size_t id) { out[id].end = static_cast<std::uint32_t>(out.size()); }
  void sign(std::string_view text) {
    const std::size_t id = open("mo");
    out[id].text = text;
    close(id);
  }
  /// An element whose children are these parts of the node.
  std::size_t parts(const char* name, const pugi::xml_node& node, std::initializer_list<std::string_view> names, int depth) {
    const std::size_t id = open(name);
    for (const std::string_view part : names) row(child(node, part), depth);
    close(id);
    return id;
  }

  void run(const pugi::xml_node& node) {
    const pugi::xml_node properties = child(node, "rPr");
    const std::string_view style = child_value(properties, "sty");
    const std::size_t id = open(toggle(properties, "nor").value_or(false) ? "mtext" : "mrun");
    out[id].text = clean(words_below(node, "t"));
    if (style == "p") out[id].attributes.emplace_back("mathvariant", "normal");
    if (style == "b" || style == "bi") out[id].attributes.emplace_back("mathvariant", "bold");
    close(id);
  }

  void fraction(const pugi::xml_node& node, int depth) {
    const std::string_view type = child_value(child(node, "fPr"), "type");
    const std::size_t id = parts("mfrac", node, {"num", "den"}, depth);
    if (type == "lin" || type == "skw") out[id].attributes.emplace_back("bevelled", "true");
    if (type == "noBar") out[id].attributes.emplace_back("linethickness", "0");
  }

  void large_sign(const pugi::xml_node& node, int depth) {
    const pugi::xml_node properties = child(node, "naryPr");
    const std::string_view given = child_value(properties, "chr");
    const std::size_t id = open("msubsup");
    sign(given.empty() ? "∫" : given);
    row(child(node, "sub"), depth);
    row(child(node, "sup"), depth);
    close(id);
    row(child(node, "e"), depth);
  }

  void fence(const pugi::xml_node& node, int depth) {
    const pugi::xml_node about = child(node, "dPr");
    const std::size_t id = open("mfenced");
    for (const auto& [key, name] : {std::pair("open", "begChr"), std::pair("close", "endChr"), std::pair("separators", "sepChr")}) {
      if (child(about, name)) out[id].attributes.emplace_back(key, child_value(about, name));
      else if (std::string_view(key) == "separators") out[id].attributes.emplace_back(key, "|");
    }
    for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
      if (local(at) == "e") row(at, depth);
    }
    close(id);
  }

  void lines(const pugi::xml_node& node, int depth, bool matrix) {
    const std::size_t id = open("mtable");
    for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
      if (local(at) != (matrix ? "mr" : "e")) continue;
      const std::size_t line = open("mtr");
      if (!matrix) row(at, depth);
      for (pugi::xml_node cell = at.first_child(); matrix && cell; cell = cell.next_sibling()) {
        if (local(cell) == "e") row(cell, depth);
      }
      close(line);
    }
    close(id);
  }

  void accent(const pugi::xml_node& node, int depth, bool rule) {
    const std::size_t id = open(rule && child_value(child(node, "barPr"), "pos") != "top" ? "munder" : "mover");
    row(child(node, "e"), depth);
    const std::string_view given = child_value(child(node, "accPr"), "chr");
    sign(rule ? "¯" : given.empty() ? "^" : given);
    close(id);
  }

  void root(const pugi::xml_node& node, int depth) {
    const bool square = toggle(child(node, "radPr"), "degHide").value_or(false) || words_below(child(node, "deg"), "t").empty();
    if (square) parts("msqrt", node, {"e"}, depth);
    else parts("mroot", node, {"e", "deg"}, depth);
  }

  void office(const pugi::xml_node& node, int depth) {
    const std::string_view name = local(node);
    if (node.type() != pugi::node_element || name.ends_with("Pr") || name == "del" || name == "moveFrom") return;
    if (name == "r") run(node);
    else if (name == "f") fraction(node, depth);
    else if (name == "rad") root(node, depth);
    else if (name == "sSup") parts("msup", node, {"e", "sup"}, depth);
    else if (name == "sSub") parts("msub", node, {"e", "sub"}, depth);
    else if (name == "sSubSup") parts("msubsup", node, {"e", "sub", "sup"}, depth);
    else if (name == "sPre") parts("mmultiscripts", node, {"e", "sub", "sup"}, depth);
    else if (name == "nary") large_sign(node, depth);
    else if (name == "d") fence(node, depth);
    else if (name == "func") row(child(node, "fName"), depth), row(child(node, "e"), depth);
    else if (name == "limLow") parts("munder", node, {"e", "lim"}, depth);
    else if (name == "limUpp") parts("mover", node, {"e", "lim"}, depth);
    else if (name == "acc" || name == "bar") accent(node, depth, name == "bar");
    else if (name == "m" || name == "eqArr") lines(node, depth, name == "m");
    else if (name == "groupChr" || name == "borderBox") parts("menclose", node, {"e"}, depth);
    else row(node, depth);
  }
};

}  // namespace

std::vector<MathElement> read_office_math(const pugi::xml_node& node) {
  MathReader reader;
  reader.row(node, 0);
  if (local(node) == "oMathPara") reader.out[0].attributes.emplace_back("display", "block");
  return std::move(reader.out);
}

std::vector<MathElement> read_mathml(const pugi::xml_node& node) {
  MathReader reader;
  reader.mathml(node, 0);
  return std::move(reader.out);
}

}  // namespace pamphlet::office
