// A formula on one line: for the eye in plain characters, for the ear in words.
//
// Both walk the tree once. What is simple is said shortly ("m over h squared"); what is not says where it begins and ends
// ("start fraction … over … end fraction"), as MathSpeak does, because a listener cannot see how far a bar reaches.

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/utf8.h"
#include "math/math.h"

namespace pamphlet::math {
namespace {

constexpr std::size_t kColumns = 7;
constexpr std::string_view kLanguages[kColumns] = {"en", "es", "fr", "de", "it", "pt", "nl"};
struct WordRow {
  std::string_view key;
  std::array<std::string_view, kColumns> words;
};
constexpr WordRow kWords[] = {
#define PAMPHLET_FORMULA_WORD(key, en, es, fr, de, it, pt, nl) {#key, {en, es, fr, de, it, pt, nl}},
#include "math/words.def"
#undef PAMPHLET_FORMULA_WORD
};

/// Column of the language's primary subtag; kColumns: none.
std::size_t column_of(std::string_view lang) {
  std::string primary(lang.substr(0, lang.find('-')));
  for (char& c : primary) c = static_cast<char>(c | 0x20);
  return static_cast<std::size_t>(std::find(std::begin(kLanguages), std::end(kLanguages), primary) - std::begin(kLanguages));
}

std::string_view word(std::string_view key, std::size_t column) {
  const auto* row = std::find_if(std::begin(kWords), std::end(kWords), [&](const WordRow& r) { return r.key == key; });
  return row == std::end(kWords) ? std::string_view() : row->words[column];
}

using Slots = std::vector<std::pair<std::string_view, std::string>>;

std::string filled(std::string_view words, const Slots& slots) {
  std::string out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = words[at] == '{' ? words.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += words[at++];
      continue;
    }
    const std::string_view slot = words.substr(at + 1, end - at - 1);
    for (const auto& [name, value] : slots) {
      if (name == slot) out += value;
    }
    at = end + 1;
  }
  return out;
}

/// Whether a listener or a reader needs no brackets to see how far it reaches.
bool is_simple(const Formula& formula, Id id) {
  if (id == kNone) return true;
  const Node& node = formula[id];
  switch (node.kind) {
    case Kind::symbol: case Kind::letters: case Kind::number: case Kind::text: case Kind::space: return true;
    case Kind::scripts: return is_simple(formula, node.children[0]) && node.children[1] == kNone && is_simple(formula, node.children[2]);
    case Kind::bar: return is_simple(formula, node.children[0]);
    case Kind::row: {  // a number with its unit, a unit in parts
      int operands = 0;
      for (const Id child : node.children) {
        const Kind kind = formula[child].kind;
        if (kind == Kind::symbol && (formula[child].atom == Atom::binary || formula[child].atom == Atom::relation || formula[child].text == "/")) return false;
        if (kind != Kind::symbol && kind != Kind::number && kind != Kind::text && kind != Kind::letters && kind != Kind::space) return false;
        operands += kind == Kind::space ? 0 : 1;
      }
      return operands <= 2;
    }
    case Kind::fraction: case Kind::root: case Kind::fence: case Kind::table: case Kind::table_row: return false;
  }
  return false;
}

void append_word(std::string& out, std::string_view words) {
  if (words.empty()) return;
  if (!out.empty() && out.back() != ' ') out += ' ';
  out += words;
}

class Speaker {
 public:
  Speaker(const Formula& formula, std::size_t column) : formula_(formula), column_(column) {}

  std::string say(Id id) const {
    if (id == kNone) return {};
    const Node& node = formula_[id];
    const auto child = [&](std::size_t k) { return say(node.children[k]); };
    switch (node.kind) {
      case Kind::row: return row(node);
      case Kind::symbol: return node.spoken.empty() ? node.text : std::string(word(node.spoken, column_));
      case Kind::letters: case Kind::number: case Kind::text: return trimmed(node.text);
      case Kind::space: return {};
      case Kind::fraction: {
        const bool simple = is_simple(formula_, node.children[0]) && is_simple(formula_, node.children[1]);
        return fill(simple ? "fraction" : "long_fraction", {{"above", child(0)}, {"below", child(1)}});
      }
      case Kind::root:
        if (node.children.size() > 1) return fill("degree_root", {{"content", child(0)}, {"degree", child(1)}});
        return fill(is_simple(formula_, node.children[0]) ? "root" : "long_root", {{"content", child(0)}});
      case Kind::scripts: return scripts(node);
      case Kind::fence: {
        std::string out = bracket(node.text);
        append_word(out, child(0));
        append_word(out, bracket(node.close));
        return out;
      }
      case Kind::bar: return fill("above_bar", {{"content", child(0)}});
      case Kind::table: case Kind::table_row: {
        std::string out;
        for (const Id part : node.children) {
          if (!out.empty() && node.kind == Kind::table) out += ";";
          append_word(out, say(part));
        }
        return out;
      }
    }
    return {};
  }

 private:
  static std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string() : std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
  }
  std::string fill(std::string_view key, const Slots& slots) const { return filled(word(key, column_), slots); }
  std::string bracket(std::string_view text) const {
    if (text.empty()) return {};
    const Symbol* symbol = find_symbol(text == "{" ? "\\{" : text == "}" ? "\\}" : text);
    return symbol == nullptr ? std::string(text) : std::string(word(symbol->spoken, column_));
  }

  std::string row(const Node& node) const {
    std::string out;
    for (const Id id : node.children) {
      const Node& child = formula_[id];
      const bool sign = child.kind == Kind::symbol && child.spoken.empty() && child.atom != Atom::letter && child.atom != Atom::upright && child.atom != Atom::function;
      if (sign) {  // "15%", "a,"
        out += child.text;
      } else {
        append_word(out, say(id));
      }
    }
    return out;
  }

  std::string scripts(const Node& node) const {
    const Node* base = node.children[0] == kNone ? nullptr : &formula_[node.children[0]];
    std::string out = say(node.children[0]);
    const Id below = node.children[1], above = node.children[2];
    if (base != nullptr && base->kind == Kind::symbol && base->atom == Atom::large && below != kNone) {
      return fill(above == kNone ? "from" : "from_to", {{"base", out}, {"below", say(below)}, {"above", say(above)}});
    }
    if (below != kNone) out = fill(is_simple(formula_, below) ? "index" : "long_index", {{"base", out}, {"below", say(below)}});
    if (above == kNone) return out;
    const std::string power = say(above);
    const Node& sign = formula_[above];
    if (power == "°" || power == "%" || power.starts_with("′") || power == "∗") return out + power;
    if (sign.kind == Kind::symbol && (sign.atom == Atom::binary) && power != "∗") return append_word(out, power), out;  // Na plus
    if (power == "2") return fill("squared", {{"base", out}});
    if (power == "3") return fill("cubed", {{"base", out}});
    return fill(is_simple(formula_, above) ? "power" : "long_power", {{"base", out}, {"above", power}});
  }

  const Formula& formula_;
  std::size_t column_;
};

// ------------------------------------------------------------------------------------------------------ on one line

/// The characters of Unicode that stand high and low; nothing when one is missing.
std::string shifted(std::string_view text, bool high) {
  static constexpr std::string_view kPlain[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+", "−", "(", ")", "n", "i", "°", "′"};
  static constexpr std::string_view kHigh[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻", "⁽", "⁾", "ⁿ", "ⁱ", "°", "′"};
  static constexpr std::string_view kLow[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋", "₍", "₎"};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_code_point(text, at);
    const auto k = static_cast<std::size_t>(std::find(std::begin(kPlain), std::end(kPlain), text.substr(begin, at - begin)) - std::begin(kPlain));
    if (k >= (high ? std::size(kHigh) : std::size(kLow))) return {};
    out += high ? kHigh[k] : kLow[k];
  }
  return out;
}

class Liner {
 public:
  explicit Liner(const Formula& formula) : formula_(formula) {}

  std::string line(Id id) const {
    if (id == kNone) return {};
    const Node& node = formula_[id];
    switch (node.kind) {
      case Kind::row: return row(node);
      case Kind::symbol: case Kind::letters: case Kind::number: case Kind::text: return node.text;
      case Kind::space: return node.space > 0 ? " " : "";
      case Kind::fraction: return bracketed(node.children[0]) + "/" + bracketed(node.children[1]);
      case Kind::root: {
        const std::string degree = node.children.size() > 1 ? line(node.children[1]) : std::string();
        return (degree.empty() || degree == "2" ? "√" : degree == "3" ? "∛" : shifted(degree, true) + "√") + bracketed(node.children[0]);
      }
      case Kind::scripts: return line(node.children[0]) + script(node.children[1], false) + script(node.children[2], true);
      case Kind::fence: return node.text + line(node.children[0]) + node.close;
      case Kind::bar: return bracketed(node.children[0]) + "\u0305";
      case Kind::table: return parts(node, "; ");
      case Kind::table_row: return parts(node, " ");
    }
    return {};
  }

 private:
  std::string bracketed(Id id) const {
    const std::string inner = line(id);
    return is_simple(formula_, id) ? inner : "(" + inner + ")";
  }
  std::string script(Id id, bool high) const {
    if (id == kNone) return {};
    const std::string inner = line(id);
    const std::string characters = shifted(inner, high);
    if (!characters.empty()) return characters;
    return (high ? "^" : "_") + (is_simple(formula_, id) ? inner : "(" + inner + ")");
  }
  std::string parts(const Node& node, std::string_view between) const {
    std::string out;
    for (const Id id : node.children) {
      const std::string part = line(id);
      if (!out.empty() && !part.empty()) out += between;
      out += part;
    }
    return out;
  }
  std::string row(const Node& node) const {
    const std::vector<Atom> atoms = row_atoms(formula_, node);
    std::string out;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      const bool apart = atoms[k] == Atom::binary || atoms[k] == Atom::relation;
      const bool after = k > 0 && (atoms[k - 1] == Atom::binary || atoms[k - 1] == Atom::relation || atoms[k - 1] == Atom::punctuation ||
                                   (atoms[k - 1] == Atom::function && atoms[k] != Atom::open));
      const std::string part = line(node.children[k]);
      if ((apart || after) && !out.empty() && out.back() != ' ' && !part.starts_with(' ')) out += ' ';
      out += part;
    }
    return out;
  }

  const Formula& formula_;
};

}  // namespace

std::string plain(const Formula& formula) { return Liner(formula).line(formula.root); }

std::string spoken(const Formula& formula, std::string_view lang) {
  const std::size_t column = column_of(lang);
  return column == kColumns ? plain(formula) : Speaker(formula, column).say(formula.root);
}

}  // namespace pamphlet::math
