// MathML → TeX. Web pages and word processors keep formulas as trees; the document keeps the author's TeX, so the tree is
// written in the notation that parse() reads. Presentation MathML says how a formula looks, which is what TeX says as well:
// each element is one construct, and letters, numbers and signs go through as they are, since parse() reads them as people
// mean them. Where an exporter put its own TeX beside the tree (KaTeX, MathJax, Wikipedia), that is taken. A second reader,
// from MathML to the room's tree, would need a second writer for what authors get back. What parse() cannot set stays words.
// Cost: the text once for each level, of which there are kMaxNesting.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "math/math.h"
#include "mathml/mathml.h"

namespace pamphlet::mathml {

using namespace math;

namespace {

std::string_view attribute(const Element& element, std::string_view name) {
  for (const auto& [key, value] : element.attributes) {
    if (key == name) return value;
  }
  return {};
}

/// Signs that nobody sees: applied to, times, separated, plus (U+2061 to U+2064), and zero-width leftovers.
bool is_invisible(char32_t c) { return (c >= 0x2061 && c <= 0x2064) || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }

/// Letters and digits of Unicode's mathematical alphabets (U+1D400 to U+1D7FF), whose looks the notation gives anyway.
char32_t plain_letter(char32_t c) {
  if (c >= 0x1D400 && c <= 0x1D6A3) return (c - 0x1D400) % 52 < 26 ? 'A' + (c - 0x1D400) % 52 : 'a' + (c - 0x1D400) % 52 - 26;
  if (c >= 0x1D7CE && c <= 0x1D7FF) return '0' + (c - 0x1D7CE) % 10;
  return c == 0x210E ? 'h' : c;
}

/// Words as \text takes them.
std::string text_group(std::string_view words) {
  std::string out = "\\text{";
  for (const char c : words) {
    if (std::string_view("%$&#_{}").find(c) != std::string_view::npos) out += '\\';
    if (c != '\\') out += c;
  }
  return out + "}";
}

/// Signs of a formula as TeX writes them; what has no sign here is a text of its own.
std::string signs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = plain_letter(next_code_point(text, at));
    if (is_invisible(c)) continue;
    std::string sign;
    append_utf8(sign, c);
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F) out += "\\,";
    else if (is_space(c)) out += ' ';
    else if (c < 0x80 && std::string_view("{}#$%&_").find(static_cast<char>(c)) != std::string_view::npos) out += "\\" + sign;
    else if ((c < 0x80 && is_ascii_alphanumeric(static_cast<char>(c))) || find_symbol(sign) != nullptr || c == '\'') out += sign;
    else out += text_group(sign);
  }
  return out;
}

bool is_letters(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_letter(c); }); }

/// All that can be read of an element, on one line.
std::string all_words(const std::vector<Element>& elements, std::uint32_t of) {
  std::string words;
  for (std::uint32_t at = of; at < elements[of].end;) {
    if (elements[at].name.starts_with("annotation")) {
      at = elements[at].end;
      continue;
    }
    const std::string text = collapse_spaces(elements[at++].text);
    if (!words.empty() && !text.empty()) words += ' ';
    words += text;
  }
  return words;
}

class TexWriter {
 public:
  explicit TexWriter(const std::vector<Element>& elements) : in_(elements) {}
  std::string run() { return of(0, 0); }
  std::string problem;

 private:
  std::string of(std::uint32_t id, int depth);
  std::string leaf(const Element& element);
  std::string row(std::uint32_t id, int depth);
  std::string scripts(std::uint32_t id, int depth);
  std::string stacked(std::uint32_t id, int depth);
  std::string fenced(std::uint32_t id, int depth);
  std::string table(std::uint32_t id, int depth, bool cases);
  std::string semantics(std::uint32_t id, int depth);
  std::vector<std::uint32_t> parts(std::uint32_t id) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t at = id + 1; at < in_[id].end; at = in_[at].end) out.push_back(at);
    return out;
  }
  std::string fail(std::string why) {
    if (problem.empty()) problem = std::move(why);
    return {};
  }
  static std::string group(const std::string& tex) { return "{" + tex + "}"; }
  /// What powers and indices stand at: one sign, or a group.
  static std::string base(const std::string& tex) { return count_code_points(tex) <= 1 || tex.find_first_not_of("0123456789.,") == std::string::npos ? tex : group(tex); }
  /// Two names or numbers side by side stay two.
  static void append(std::string& out, const std::string& tex) {
    if (!out.empty() && !tex.empty() && is_ascii_alphanumeric(out.back()) && is_ascii_alphanumeric(tex.front())) out += ' ';
    out += tex;
  }

  const std::vector<Element>& in_;
};

std::string TexWriter::leaf(const Element& element) {
  std::string text = collapse_spaces(element.text);
  if (text.empty()) return {};
  if (element.name == "mtext" || element.name == "ms") {
    if (element.text.starts_with(' ')) text = " " + text;
    if (element.text.ends_with(' ')) text += " ";
    return text_group(text);
  }
  const std::string_view variant = attribute(element, "mathvariant");
  const bool word = is_letters(text);
  if (const Symbol* const name = word ? find_symbol("\\" + text) : nullptr; name != nullptr && name->atom == Atom::function) return "\\" + text + " ";
  if (word && variant.starts_with("bold")) return "\\mathbf" + group(text);
  if (word && (variant == "normal" || (element.name == "mi" && text.size() == 2 && !is_unit(text)))) return "\\mathrm" + group(text);
  if (word && element.name == "mo") return "\\operatorname" + group(text) + " ";
  return signs(text);
}

std::string TexWriter::scripts(std::uint32_t id, int depth) {
  const std::vector<std::uint32_t> part = parts(id);
  const std::string& name = in_[id].name;
  const bool low = name.find("sub") != std::string::npos || name.find("under") != std::string::npos;
  const bool high = name.find("sup") != std::string::npos || name.find("over") != std::string::npos;
  if (part.size() != 1u + (low ? 1 : 0) + (high ? 1 : 0)) return fail("an element “" + name + "” is not complete");
  std::string out = base(of(part[0], depth));
  while (out.ends_with(' ')) out.pop_back();
  const std::string below = low ? of(part[1], depth) : "", above = high ? of(part.back(), depth) : "";
  if (!below.empty()) out += "_" + group(below);
  if (!above.empty() && above.find_first_not_of('\'') != std::string::npos && above != "′") out += "^" + group(above);
  else out += above;
  return out;
}

/// Limits of sums and functions are scripts; a rule above is one; what else is stacked has no place here.
std::string TexWriter::stacked(std::uint32_t id, int depth) {
  const std::vector<std::uint32_t> part = parts(id);
  if (part.size() < 2) return fail("an element “" + in_[id].name + "” is not complete");
  std::uint32_t at = part[0];
  while (in_[at].end > at + 1 && parts(at).size() == 1) ++at;
  const std::string sign = collapse_spaces(in_[at].text);
  const Symbol* symbol = find_symbol(sign);
  if (symbol == nullptr) symbol = find_symbol("\\" + sign);
  if (symbol != nullptr && (symbol->atom == Atom::large || symbol->atom == Atom::function)) return scripts(id, depth);
  const std::string mark = collapse_spaces(in_[part[1]].text);
  static constexpr std::string_view kRules[] = {"¯", "‾", "ˉ", "_", "―", "̅", "̄", "─", "\u00AF", "⎯"};
  if (in_[id].name == "mover" && std::find(std::begin(kRules), std::end(kRules), mark) != std::end(kRules)) return "\\overline" + group(of(part[0], depth));
  return fail("“" + (mark.empty() ? in_[id].name : mark) + "” stands above or below another sign");
}

std::string TexWriter::fenced(std::uint32_t id, int depth) {
  const Element& element = in_[id];
  const auto given = [&](std::string_view name, std::string_view otherwise) {
    for (const auto& [key, value] : element.attributes) {
      if (key == name) return std::string(trim(value));
    }
    return std::string(otherwise);
  };
  const std::string open = given("open", "("), close = given("close", ")"), between = given("separators", ",");
  const std::vector<std::uint32_t> part = parts(id);
  if (open == "{" && close.empty() && part.size() == 1) {
    std::uint32_t at = part[0];
    while (in_[at].name == "mrow" && parts(at).size() == 1) ++at;
    if (in_[at].name == "mtable") return table(at, depth, true);
  }
  std::string inside;
  for (const std::uint32_t at : part) {
    if (!inside.empty() && !between.empty()) inside += signs(between.substr(0, 1));
    append(inside, of(at, depth));
  }
  const auto sign = [](const std::string& bracket) { return bracket.empty() ? std::string(".") : signs(bracket); };
  const bool tall = inside.find("\\frac") != std::string::npos || inside.find("\\sqrt") != std::string::npos || open.empty() || close.empty();
  return tall ? "\\left" + sign(open) + " " + inside + " \\right" + sign(close) : signs(open) + inside + signs(close);
}

std::string TexWriter::table(std::uint32_t id, int depth, bool cases) {
  std::string out = cases ? "\\begin{cases}" : "\\begin{aligned}";
  bool first = true;
  for (const std::uint32_t line : parts(id)) {
    if (!std::exchange(first, false)) out += " \\\\ ";
    std::string cells;
    for (const std::uint32_t cell : parts(line)) cells += (cells.empty() ? "" : " & ") + row(cell, depth);
    out += cells;
  }
  return out + (cases ? "\\end{cases}" : "\\end{aligned}");
}

/// The exporter's TeX, where parse() can set it; else the first child.
std::string TexWriter::semantics(std::uint32_t id, int depth) {
  const std::vector<std::uint32_t> part = parts(id);
  for (const std::uint32_t at : part) {
    const std::string encoding = std::string(attribute(in_[at], "encoding"));
    if (in_[at].name != "annotation" || (encoding != "application/x-tex" && encoding != "TeX" && encoding != "LaTeX")) continue;
    std::string_view tex = trim(in_[at].text);
    for (const std::string_view style : {"{\\displaystyle", "{\\textstyle"}) {
      if (tex.starts_with(style) && tex.ends_with('}')) tex = trim(tex.substr(style.size(), tex.size() - style.size() - 1));
    }
    if (std::holds_alternative<Formula>(parse(tex))) return collapse_spaces(tex);
  }
  for (std::size_t i = 1; i < part.size(); ++i) {
    if (!in_[part[i]].name.starts_with("annotation")) return fail("two formulas stand where one is meant");
  }
  return part.empty() ? std::string() : of(part[0], depth);
}

/// MathML's brackets grow with what they hold, unless they are told not to.
std::string TexWriter::row(std::uint32_t id, int depth) {
  const std::vector<std::uint32_t> part = parts(id);
  struct Open {
    std::string sign;
    std::size_t at;  // in `out`
  };
  std::vector<Open> open;
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool lined = i + 1 < part.size() && in_[part[i + 1]].name == "mtable";
    const std::string sign = in_[part[i]].name == "mo" ? collapse_spaces(in_[part[i]].text) : std::string();
    if (lined && (sign == "(" || sign == "[" || sign == "|")) return fail("a matrix stands");
    if (lined && sign == "{") {
      append(out, table(part[++i], depth, true));
      continue;
    }
    if (open.size() > kMaxNesting) return fail("brackets are nested too deep");
    if (sign == "(" || sign == "[") open.push_back({sign, out.size()});
    append(out, of(part[i], depth));
    if ((sign != ")" && sign != "]") || open.empty()) continue;
    const Open begin = std::exchange(open.back(), {});
    open.pop_back();
    const std::string inside = out.substr(begin.at);
    const bool tall = inside.find("\\frac") != std::string::npos || inside.find("\\sqrt") != std::string::npos || inside.find("\\begin") != std::string::npos;
    if (tall && (begin.sign == "(") == (sign == ")")) out = out.substr(0, begin.at) + "\\left" + inside.substr(0, inside.size() - 1) + " \\right" + sign;
  }
  return out;
}

std::string TexWriter::of(std::uint32_t id, int depth) {
  if (++depth > kMaxNesting) return fail("groups are nested too deep");
  const Element& element = in_[id];
  const std::string& name = element.name;
  const std::vector<std::uint32_t> part = parts(id);
  if (name == "mi" || name == "mn" || name == "mo" || name == "mtext" || name == "ms" || name == "mrun") return leaf(element);
  const bool aside = name.starts_with("annotation");
  if (!aside && !trim(element.text).empty()) return fail("words stand among its parts");
  if (name == "mfrac") {
    if (part.size() != 2) return fail("a fraction is not complete");
    if (attribute(element, "linethickness").starts_with('0')) return fail("one line stands above another without a rule");
    const std::string above = of(part[0], depth), below = of(part[1], depth);
    return attribute(element, "bevelled") == "true" ? base(above) + "/" + base(below) : "\\frac" + group(above) + group(below);
  }
  if (name == "msqrt") return "\\sqrt" + group(row(id, depth));
  if (name == "mroot") return part.size() != 2 ? fail("a root is not complete") : "\\sqrt[" + of(part[1], depth) + "]" + group(of(part[0], depth));
  if (name == "msub" || name == "msup" || name == "msubsup") return scripts(id, depth);
  if (name == "munder" || name == "mover" || name == "munderover") return stacked(id, depth);
  if (name == "mfenced") return fenced(id, depth);
  if (name == "mtable") return table(id, depth, false);
  if (name == "semantics") return semantics(id, depth);
  if (name == "mspace") return " ";
  if (name == "none" || aside || (name == "mphantom" && all_words(in_, id).empty())) return {};
  if (name == "math" || name == "mrow" || name == "mstyle" || name == "mpadded") return row(id, depth);
  return fail("an element “" + name + "” stands");
}

}  // namespace

Converted convert(const std::vector<Element>& elements) {
  Converted out;
  if (elements.empty()) return out;
  out.display = attribute(elements[0], "display") == "block" || attribute(elements[0], "mode") == "display";
  TexWriter writer(elements);
  std::string tex = collapse_spaces(writer.run());
  out.problem = std::move(writer.problem);
  std::variant<Formula, Problem> parsed = parse(tex);
  if (const auto* const problem = std::get_if<Problem>(&parsed); problem != nullptr && out.problem.empty()) out.problem = problem->message;
  if (!out.problem.empty()) {
    out.words = all_words(elements, 0);
  } else if (judge(tex, out.display ? Opening::bracket : Opening::parenthesis).reading == Reading::formula) {
    out.tex = std::move(tex);
  } else {
    out.words = plain(std::get<Formula>(parsed));
  }
  return out;
}

}  // namespace pamphlet::mathml
