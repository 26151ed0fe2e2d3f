// TeX's notation → a tree. A descent over the characters, one function a construct; what takes arguments is a row of
// kCommands, what stands for itself one of symbols.def. TeX's own way, expanding macros until primitives are left, would
// take every formula, and none of them could be said aloud or bounded in time; a health text needs these few constructs,
// and what is beyond them is a Problem with its place. Spaces, letters and numbers are read as people mean them: "BMI" is
// one word, "10^2" the square of ten, "1,000" a number. Linear: every character is looked at a bounded number of times,
// and groups nest at most kMaxNesting deep.

#include <algorithm>
#include <iterator>
#include <utility>

#include "math/commands.h"
#include "math/scanner.h"

namespace pamphlet::math {
namespace {

constexpr std::int16_t kWordSpace = 5;

/// Letters that stand side by side are a word when nobody would read them as a product.
bool is_word(std::string_view letters) {
  if (letters.size() != 2) return letters.size() > 2;
  return (is_ascii_upper(letters[0]) && is_ascii_upper(letters[1])) || is_unit(letters);
}

class Parser : private Scanner {
 public:
  explicit Parser(std::string_view tex) : Scanner(tex) {}

  std::variant<Formula, Problem> run() {
    if (tex_.size() > kMaxBytes) fail(0, tex_.size(), "there are more signs than a formula may have");
    out_.root = lines(Face::slanted, false);
    if (!problem_ && at_ < tex_.size()) {
      const std::size_t begin = at_;
      const std::string token(next());
      fail(begin, at_, "“" + token + "” has no beginning");
    }
    if (problem_) return *std::move(problem_);
    return std::move(out_);
  }

 private:
  // ----------------------------------------------------------------------------------------------------------- nodes

  Id add(Node node) {
    out_.nodes.push_back(std::move(node));
    return static_cast<Id>(out_.nodes.size() - 1);
  }
  Id add(Kind kind, std::string_view text, Face face) {
    Node node;
    node.kind = kind;
    node.text = text;
    node.face = face;
    return add(std::move(node));
  }
  Id add_parent(Kind kind, std::vector<Id> children) {
    Node node;
    node.kind = kind;
    node.children = std::move(children);
    return add(std::move(node));
  }
  Id add_symbol(const Symbol& symbol, Face face) {
    Node node;
    node.kind = Kind::symbol;
    node.atom = symbol.atom;
    node.text = symbol.text;
    node.spoken = symbol.spoken;
    node.face = symbol.atom == Atom::letter || face == Face::bold ? face : Face::upright;
    return add(std::move(node));
  }
  Id add_space(std::int16_t width) {
    Node node;
    node.kind = Kind::space;
    node.space = width;
    return add(std::move(node));
  }
  /// One child is itself.
  Id add_row(std::vector<Id> children) {
    return children.size() == 1 ? children[0] : add_parent(Kind::row, std::move(children));
  }

  // ------------------------------------------------------------------------------------------------------------ rows

  /// Lines parted by `\\`, of cells parted by `&`, up to what ends them. One line of one cell is a row.
  Id lines(Face face, bool columns) {
    std::vector<Id> rows, cells;
    for (bool more = true; more;) {
      cells.push_back(row(face));
      if (take("&")) {
        columns = true;
        continue;
      }
      more = take("\\\\");
      if (!more && rows.empty() && !columns) return cells[0];
      rows.push_back(add_parent(Kind::table_row, std::exchange(cells, {})));
      if (skip_spaces(), more && take("[")) at_ = std::min(tex_.find(']', at_), tex_.size() - 1) + 1;  // \\[4pt]
      skip_spaces();
      if (done() || peek() == "\\end" || peek() == "}") break;
    }
    const Id table = add_parent(Kind::table, std::move(rows));
    out_.nodes[table].columns = columns;
    return table;
  }

  bool at_end_of_row() {
    skip_spaces();
    if (done()) return true;
    const std::string_view token = peek();
    return token == "}" || token == "&" || token == "\\\\" || token == "\\right" || token == "\\end" || (in_degree_ && token == "]");
  }

  Id row(Face face) {
    std::vector<Id> children;
    while (!at_end_of_row()) item(children, face);
    return add_row(std::move(children));
  }

  /// An atom, or scripts for the last one.
  void item(std::vector<Id>& children, Face face) {
    const char c = tex_[at_];
    if (c == '^' || c == '_' || c == '\'') return script(children, face);
    atom(children, face);
  }

  void script(std::vector<Id>& children, Face face) {
    const std::size_t begin = at_;
    if (children.empty() || out_[children.back()].kind == Kind::space) children.push_back(add_parent(Kind::row, {}));
    const Id last = children.back();
    if (out_[last].kind != Kind::scripts || closed_scripts_) {
      children.back() = add_parent(Kind::scripts, {last, kNone, kNone});
      closed_scripts_ = false;
    }
    const Id scripts = children.back();
    const char sign = tex_[at_];
    if (sign == '\'') {
      std::string primes;
      for (; !done() && tex_[at_] == '\''; ++at_) primes += "′";
      const Id prime = add(Kind::text, primes, Face::upright);
      if (out_[scripts].children[2] != kNone) return fail(begin, at_, "a second power stands on one sign");
      out_.nodes[scripts].children[2] = prime;
      return;
    }
    ++at_;
    const std::size_t which = sign == '_' ? 1 : 2;
    if (out_[scripts].children[which] != kNone) {
      return fail(begin, at_, sign == '_' ? "a second index stands on one sign: use braces" : "a second power stands on one sign: use braces");
    }
    const Id value = argument(sign == '_' ? "_" : "^", face);
    closed_scripts_ = false;
    if (problem_) return;
    const bool bare = out_[scripts].children[1] == kNone && out_[scripts].children[2] == kNone;
    if (bare && sign == '^' && out_[value].text == "°") {  // high already: 37^\circ is 37°
      children.pop_back();
      if (out_[last].kind != Kind::row || !out_[last].children.empty()) children.push_back(last);
      return children.push_back(value);
    }
    out_.nodes[scripts].children[which] = value;
  }

  /// What a command or a script applies to: a group, or one sign.
  Id argument(std::string_view of, Face face) {
    skip_spaces();
    if (at_end_of_row()) {
      fail(at_ == 0 ? 0 : at_ - 1, std::min(at_ + 1, tex_.size()), "“" + std::string(of) + "” has nothing to apply to");
      return kNone;
    }
    if (is_ascii_digit(tex_[at_]) || is_ascii_letter(tex_[at_])) {  // TeX takes one character: \frac12
      const bool digit = is_ascii_digit(tex_[at_]);
      std::size_t length = 1;
      if (!digit && (of == "_" || of == "^")) {  // C_max: people mean all of the word
        while (at_ + length < tex_.size() && is_ascii_letter(tex_[at_ + length])) ++length;
        if (!is_word(tex_.substr(at_, length))) length = 1;
      }
      const Id id = add(digit ? Kind::number : Kind::letters, tex_.substr(at_, length), face == Face::slanted && (digit || length > 1) ? Face::upright : face);
      at_ += length;
      return id;
    }
    std::vector<Id> children;
    if (tex_[at_] == '^' || tex_[at_] == '_' || tex_[at_] == '\'') {
      fail(at_, at_ + 1, "“" + std::string(of) + "” has nothing to apply to");
      return kNone;
    }
    atom(children, face);
    return add_row(std::move(children));
  }

  void atom(std::vector<Id>& children, Face face) {
    if (++nesting_ > kMaxNesting) return fail(at_, at_ + 1, "groups are nested too deep");
    closed_scripts_ = false;
    const char c = tex_[at_];
    if (c == '{') {
      children.push_back(group(face));
    } else if (is_ascii_digit(c)) {
      number(children, face);
    } else if (is_ascii_letter(c)) {
      letters(children, face);
    } else {
      sign(children, face);
    }
    --nesting_;
  }

  void sign(std::vector<Id>& children, Face face) {
    const std::size_t begin = at_;
    const std::string_view token = next();
    if (command(token, begin, children, face)) return;
    if (const Symbol* symbol = find_symbol(token)) return children.push_back(add_symbol(*symbol, face));
    for (const SpaceRow& space : kSpaces) {
      if (space.name != token) continue;
      return children.push_back(add_space(space.width));
    }
    std::size_t inside = 0;
    if (token[0] != '\\' && is_letter_or_mark(next_code_point(token, inside))) return children.push_back(add(Kind::text, token, Face::upright));
    fail(begin, at_, "“" + std::string(token) + "” is not understood");
  }

  /// Letters of other scripts, and the marks on them, are text.
  static bool is_letter_or_mark(char32_t c) { return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) && c < 0xE000; }

  Id group(Face face) {
    const std::size_t begin = at_++;
    const bool degree = std::exchange(in_degree_, false);
    const Id content = row(face);
    in_degree_ = degree;
    if (!problem_ && !take("}")) fail(begin, begin + 1, "“{” is never closed");
    closed_scripts_ = true;  // {x^2}^3 are two powers
    return content;
  }

  /// Digits with the signs that stand within numbers: 1,000.5 and TeX's 1{,}5.
  void number(std::vector<Id>& children, Face face) {
    std::string digits;
    while (!done()) {
      const std::string_view rest = tex_.substr(at_);
      const auto digit_at = [&](std::size_t k) { return k < rest.size() && is_ascii_digit(rest[k]); };
      if (is_ascii_digit(rest[0])) {
        digits += rest[0];
        ++at_;
      } else if ((rest[0] == '.' || rest[0] == ',') && digit_at(1)) {
        digits += rest[0];
        ++at_;
      } else if (rest.starts_with("{,}") && digit_at(3)) {
        digits += ',';
        at_ += 3;
      } else {
        break;
      }
    }
    children.push_back(add(Kind::number, digits, face == Face::bold ? Face::bold : Face::upright));
  }

  void letters(std::vector<Id>& children, Face face) {
    const std::size_t begin = at_;
    while (!done() && is_ascii_letter(tex_[at_])) ++at_;
    const std::string_view run = tex_.substr(begin, at_ - begin);
    if (face != Face::slanted || is_word(run)) {
      // "15 mg": the blank that TeX drops is one here.
      const bool apart = face == Face::slanted && begin > 0 && is_space(tex_[begin - 1]) && !children.empty();
      const Kind before = apart ? out_[children.back()].kind : Kind::row;
      if (before == Kind::number || before == Kind::text || (before == Kind::letters && out_[children.back()].text.size() > 1)) children.push_back(add_space(kWordSpace));
      children.push_back(add(Kind::letters, run, face == Face::slanted && run.size() > 1 ? Face::upright : face));
      return;
    }
    for (std::size_t k = 0; k < run.size(); ++k) children.push_back(add(Kind::letters, run.substr(k, 1), Face::slanted));
  }

  // -------------------------------------------------------------------------------------------------------- commands

  /// What takes arguments or changes what follows. True: it was one.
  bool command(std::string_view token, std::size_t begin, std::vector<Id>& children, Face face);
  void fraction(std::vector<Id>& children, Face face, std::string_view name) {
    const Id above = argument(name, face);
    const Id below = problem_ ? kNone : argument(name, face);
    children.push_back(add_parent(Kind::fraction, {above, below}));
    closed_scripts_ = false;
  }
  void root(std::vector<Id>& children, Face face) {
    Id degree = kNone;
    skip_spaces();
    if (take("[")) {
      const bool outer = std::exchange(in_degree_, true);
      degree = row(face);
      in_degree_ = outer;
      if (!problem_ && !take("]")) fail(at_, at_, "the degree of a root is never closed");
    }
    if (problem_) return;
    const Id content = argument("\\sqrt", face);
    children.push_back(degree == kNone ? add_parent(Kind::root, {content}) : add_parent(Kind::root, {content, degree}));
    closed_scripts_ = false;
  }
  void text(std::vector<Id>& children, std::string_view name, Face face, std::size_t begin);
  void operator_name(std::vector<Id>& children) {
    take("*");
    const std::string_view name = raw_group("\\operatorname");
    if (std::any_of(name.begin(), name.end(), [](char c) { return c == '\\' || c == '{' || c == '^' || c == '_' || c == '$'; })) {
      return fail(at_ - name.size() - 1, at_ - 1, "the name of an operator is more than letters");
    }
    Node node;
    node.kind = Kind::symbol;
    node.atom = Atom::function;
    node.text = name;
    children.push_back(add(std::move(node)));
  }
  std::string delimiter(std::string_view of) {
    skip_spaces();
    const std::size_t begin = at_;
    if (done()) {
      fail(begin, begin, "“" + std::string(of) + "” wants a bracket");
      return {};
    }
    const std::string_view token = next();
    if (token == ".") return {};
    const Symbol* symbol = find_symbol(token);
    static constexpr std::string_view kDelimiters[] = {"(", ")", "[", "]", "{", "}", "|"};
    if (symbol != nullptr && std::find(std::begin(kDelimiters), std::end(kDelimiters), symbol->text) != std::end(kDelimiters)) {
      return std::string(symbol->text);
    }
    fail(begin, at_, "“" + std::string(token) + "” is no bracket that grows");
    return {};
  }
  void fence(std::vector<Id>& children, Face face, std::size_t begin) {
    Node node;
    node.kind = Kind::fence;
    node.text = delimiter("\\left");
    const bool degree = std::exchange(in_degree_, false);
    if (!problem_) node.children.push_back(row(face));
    in_degree_ = degree;
    if (problem_) return;
    if (!take("\\right")) return fail(begin, begin + 5, "“\\left” has no “\\right”");
    node.close = delimiter("\\right");
    children.push_back(add(std::move(node)));
    closed_scripts_ = false;
  }
  void environment(std::vector<Id>& children, Face face, std::size_t begin) {
    const std::string_view name = raw_group("\\begin");
    static constexpr std::string_view kLined[] = {"aligned", "align", "align*", "split", "gathered", "gather", "gather*", "equation", "equation*", "cases"};
    if (problem_) return;
    if (std::find(std::begin(kLined), std::end(kLined), name) == std::end(kLined)) {
      return fail(begin, at_, "“\\begin{" + std::string(name) + "}” is not understood");
    }
    const bool degree = std::exchange(in_degree_, false);
    const Id content = lines(face, name == "cases");
    in_degree_ = degree;
    if (problem_) return;
    if (!take("\\end") || raw_group("\\end") != name) return fail(begin, begin + 6, "“\\begin{" + std::string(name) + "}” is never ended");
    if (name == "cases") out_.nodes[content].text = "{";
    children.push_back(content);
    closed_scripts_ = false;
  }

  Formula out_;
  int nesting_ = 0;
  bool in_degree_ = false;        // `]` ends the row
  bool closed_scripts_ = false;   // the last atom is a group: further scripts are not its own
};

bool Parser::command(std::string_view token, std::size_t begin, std::vector<Id>& children, Face face) {
  if (token[0] != '\\') return false;
  if (token == "\\sqrt") return root(children, face), true;
  if (token == "\\left") return fence(children, face, begin), true;
  if (token == "\\begin") return environment(children, face, begin), true;
  if (token == "\\operatorname") return operator_name(children), true;
  if (token == "\\displaystyle") return out_.display = true;
  if (std::find(std::begin(kSilent), std::end(kSilent), token) != std::end(kSilent)) return true;
  const auto* row = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const CommandRow& r) { return r.name == token; });
  if (row == std::end(kCommands)) return false;
  switch (row->takes) {
    case Takes::fraction: fraction(children, face, token); break;
    case Takes::words: text(children, token, row->face, begin); break;
    case Takes::mathematics: children.push_back(argument(token, row->face)); break;
    case Takes::bar:
      children.push_back(add_parent(Kind::bar, {argument(token, face)}));
      closed_scripts_ = false;
      break;
  }
  return true;
}

/// Words with their spaces. TeX's escapes of signs are those signs.
void Parser::text(std::vector<Id>& children, std::string_view name, Face face, std::size_t begin) {
  const std::string_view raw = raw_group(name);
  std::string words;
  for (std::size_t k = 0; k < raw.size() && !problem_; ++k) {
    const char c = raw[k];
    if (c == '\\' && k + 1 < raw.size() && std::string_view("%$&#_{} ,").find(raw[k + 1]) != std::string_view::npos) {
      words += raw[++k] == ',' ? ' ' : raw[k];
    } else if (c == '\\' || c == '{' || c == '}' || c == '$') {
      fail(begin, at_, "“" + std::string(name) + "” holds more than words");
    } else {
      words += c == '~' || is_space(c) ? ' ' : c;
    }
  }
  children.push_back(add(Kind::text, words, face));
}

}  // namespace

std::variant<Formula, Problem> parse(std::string_view tex) { return Parser(tex).run(); }

}  // namespace pamphlet::math
