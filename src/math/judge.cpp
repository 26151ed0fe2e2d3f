// Formula or prose? A dollar sign is money far more often than TeX, and a backslash before a bracket is what exporters of
// Markdown put before any bracket. What only formulas have decides at once: a command, a power, an index. Without it every
// word must touch a sign of an operation, as in "BMI = weight / height": "5 to 10" and "see above" have words that do not.
// Guessing from the dollar signs alone, as most readers do, turns "$5 and 6$" into a formula and drops its blanks and its
// dollars; asking for a command every time would leave "$x = 5$" as it is. One pass over the words, then parse(): linear.

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "math/math.h"

namespace pamphlet::math {
namespace {

bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0xC3; }

/// What stands between blanks.
struct Word {
  std::string_view text;
  bool letters = false;           // its first letters are two or more and no unit
  bool begins_with_sign = false, ends_with_sign = false;
};

/// Whether the character at `at` joins numbers or names: binary signs, relations, and the stroke of a division.
bool is_sign(std::string_view text, std::size_t at) {
  std::size_t end = at;
  next_code_point(text, end);
  const Symbol* symbol = find_symbol(text.substr(at, end - at));
  return symbol != nullptr && (symbol->atom == Atom::binary || symbol->atom == Atom::relation || symbol->text == "/");
}

std::vector<Word> words_of(std::string_view tex) {
  std::vector<Word> words;
  for (std::size_t at = tex.find_first_not_of(" \t\n"); at != std::string_view::npos; at = tex.find_first_not_of(" \t\n", at)) {
    const std::size_t end = std::min(tex.find_first_of(" \t\n", at), tex.size());
    Word word{tex.substr(at, end - at)};
    std::size_t last = word.text.size();
    previous_code_point(word.text, last);
    word.begins_with_sign = is_sign(word.text, 0);
    word.ends_with_sign = is_sign(word.text, last);
    const auto* const first = std::find_if(word.text.begin(), word.text.end(), is_letter);
    const auto letters = static_cast<std::size_t>(std::find_if_not(first, word.text.end(), is_letter) - first);
    word.letters = letters >= 2 && !is_unit(word.text.substr(static_cast<std::size_t>(first - word.text.begin()), letters));
    words.push_back(word);
    at = end;
  }
  return words;
}

/// Signs that only formulas have.
struct Marks {
  bool command = false, script = false, group = false;
};
Marks marks_of(std::string_view tex) {
  Marks marks;
  for (std::size_t at = 0; at < tex.size(); ++at) {
    const char next = at + 1 < tex.size() ? tex[at + 1] : '\0';
    if (tex[at] == '\\') {
      marks.command = marks.command || is_ascii_letter(next) || (next != '\0' && std::string_view(",;:!\\").find(next) != std::string_view::npos);
      ++at;
    } else if (tex[at] == '^' || tex[at] == '_') {
      marks.script = true;
      marks.group = marks.group || next == '{';
    }
  }
  return marks;
}

/// Without marks of a formula: whether the words are names and numbers joined by signs.
bool joins_names(std::string_view tex, Opening opening) {
  const std::vector<Word> words = words_of(tex);
  bool sign = false, operand = false, relation = false;
  for (std::size_t at = 0; at < tex.size();) {
    const std::size_t begin = at;
    next_code_point(tex, at);
    operand = operand || is_letter(tex[begin]) || is_ascii_digit(tex[begin]);
    const Symbol* symbol = find_symbol(tex.substr(begin, at - begin));
    relation = relation || (symbol != nullptr && symbol->atom == Atom::relation);
    sign = sign || is_sign(tex, begin);
  }
  if (!operand) return false;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const bool joined = (k > 0 && words[k - 1].ends_with_sign) || (k + 1 < words.size() && words[k + 1].begins_with_sign) ||
                        words[k].ends_with_sign || words[k].begins_with_sign;
    const bool inside = std::any_of(words[k].text.begin(), words[k].text.end(), [](char c) { return std::string_view("=+/<>*").find(c) != std::string_view::npos; });
    if (words[k].letters && words.size() > 1 && !joined && !inside) return false;
  }
  switch (opening) {
    case Opening::dollar: return true;
    case Opening::dollars: return sign;
    case Opening::parenthesis: return sign || (words.size() == 1 && words[0].text.size() == 1 && !is_ascii_digit(words[0].text[0]));
    case Opening::bracket: return relation;
  }
  return false;
}

}  // namespace

Judged judge(std::string_view tex, Opening opening) {
  const Marks marks = marks_of(tex);
  if (!marks.command && !marks.script && !joins_names(tex, opening)) return {};
  const std::variant<Formula, Problem> parsed = parse(tex);
  if (std::holds_alternative<Formula>(parsed)) return {Reading::formula, {}};
  if (!marks.command && !marks.group) return {};  // "$my_file_name$"
  return {Reading::beyond, std::get<Problem>(parsed)};
}

}  // namespace pamphlet::math
