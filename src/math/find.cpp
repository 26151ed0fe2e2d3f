// Formulas in running text: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Where one may begin and end is pandoc's rule for dollars (no
// blank inside them, no digit behind), stricter by what money looks like: no letter or digit before them. What stands
// between must look like a formula too (judge.cpp). Looking only for dollars would take "$5 and 6$" for one. Linear: a mark
// looks as far as the next one of its kind and no further.

#include <algorithm>

#include "base/ascii.h"
#include "math/math.h"

namespace pamphlet::math {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::size_t end_of_run(std::string_view text, std::size_t at) { return std::min(text.find_first_not_of('$', at), text.size()); }

/// The next dollar sign without a backslash before it.
std::size_t closing_dollar(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == '$') return at;
  }
  return text.size();
}

Marked judged(std::string_view text, std::size_t at, std::size_t begin, std::size_t end, std::size_t after, Opening opening) {
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1]) && (end < begin + 2 || text[end - 2] != '\\')) --end;
  Judged verdict = judge(text.substr(begin, end - begin), opening);
  verdict.problem.begin += static_cast<std::uint32_t>(begin);
  verdict.problem.end += static_cast<std::uint32_t>(begin);
  return {at, after, text.substr(begin, end - begin), opening == Opening::dollars || opening == Opening::bracket, std::move(verdict)};
}

Marked dollars(std::string_view text, std::size_t at) {
  const std::size_t begin = end_of_run(text, at), marks = begin - at;
  Marked out{at, begin, {}, false, {}};
  const bool behind_word = at > 0 && is_ascii_alphanumeric(text[at - 1]);
  if (marks > 2 || begin == text.size() || behind_word) return out;
  const std::size_t close = closing_dollar(text, begin), after = close + marks;
  if (close == text.size() || end_of_run(text, close) != after) return out;
  if (marks == 1) {
    const char next = after < text.size() ? text[after] : '\0';
    const bool blanks = text.substr(begin, close - begin).find(' ') != std::string_view::npos;
    if (is_blank(text[begin]) || is_blank(text[close - 1]) || is_ascii_digit(next) || next == '{' || (blanks && is_ascii_letter(next))) return out;
  }
  Marked found = judged(text, at, begin, close, after, marks == 1 ? Opening::dollar : Opening::dollars);
  return found.judged.reading == Reading::prose ? out : found;
}

Marked brackets(std::string_view text, std::size_t at) {
  const char open = at + 1 < text.size() ? text[at + 1] : '\0', close = open == '(' ? ')' : ']';
  if (open != '(' && open != '[') return {at, at, {}, false, {}};
  for (std::size_t end = at + 2; end + 1 < text.size(); ++end) {
    if (text[end] != '\\') continue;
    ++end;
    if (text[end] == open) break;
    if (text[end] == close) return judged(text, at, at + 2, end - 1, end + 1, open == '(' ? Opening::parenthesis : Opening::bracket);
  }
  return {at, at, {}, false, {}};
}

}  // namespace

Marked formula_at(std::string_view text, std::size_t at) { return text[at] == '$' ? dollars(text, at) : brackets(text, at); }

Marked find_formula(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find_first_of("$\\", from); at != std::string_view::npos; at = text.find_first_of("$\\", at)) {
    Marked found = formula_at(text, at);
    if (found.judged.reading != Reading::prose) return found;
    at = text[at] == '$' ? found.end : at + 2;  // an escaped sign begins nothing
  }
  return {text.size(), text.size(), {}, false, {}};
}

}  // namespace pamphlet::math
