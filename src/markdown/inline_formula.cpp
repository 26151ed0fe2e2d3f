// Formulas among inline markup: math/find.cpp knows where they are. Like code, a formula binds before emphasis.

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "doc/codes.h"
#include "markdown/inline_scanner.h"
#include "math/math.h"

namespace pamphlet::markdown {

// "$`a + b`$", as GitHub and GitLab write formulas that Markdown is not to touch.
bool InlineScanner::coded_formula() {
  constexpr std::size_t kLongest = 400;
  if (!dialect_ || text_.substr(at_, 2) != "$`") return false;
  const std::size_t end = text_.substr(0, std::min(text_.size(), at_ + kLongest)).find("`$", at_ + 2);
  if (end == std::string_view::npos) return false;
  std::string tex = collapse_spaces(text_.substr(at_ + 2, end - at_ - 2));
  if (tex.empty() || !std::holds_alternative<math::Formula>(math::parse(tex))) return false;
  flush(at_);
  push(Op::formula, at_, end + 2).text = out_.keep(std::move(tex));
  at_ = pending_ = end + 2;
  return true;
}

bool InlineScanner::formula() {
  if (coded_formula()) return true;
  const math::Marked found = math::formula_at(text_, at_);
  if (found.judged.reading == math::Reading::prose) {
    const bool opens_block = at_ == begin_ && text_.substr(at_, 3) == "$$\n";
    if (opens_block) {
      context_.reporter.report(code::formula_unsupported, places_.span(at_, found.end), "“$$” opens no formula that could be set; the lines below it are printed as text",
                               "close it with $$ before the next blank line");
    }
    if (text_[at_] != '$') return false;
    at_ = found.end;  // money
    return true;
  }
  flush(at_);
  const bool known = found.judged.reading == math::Reading::formula;
  std::string source(known ? found.tex : text_.substr(at_, found.end - at_));
  std::replace(source.begin(), source.end(), '\n', ' ');
  if (!known) {
    const math::Problem& problem = found.judged.problem;
    context_.reporter.report(code::formula_unsupported, places_.span(problem.begin, std::max(problem.end, problem.begin + 1)),
                             fmt::format("in this formula {}; it is printed as its source", problem.message), std::string(math::kHelp));
  }
  InlineEvent& event = push(known ? Op::formula : Op::code, at_, found.end);
  event.data = known && found.display ? 1 : 0;
  event.text = out_.keep(known ? collapse_spaces(source) : std::move(source));
  at_ = pending_ = found.end;
  return true;
}

}  // namespace pamphlet::markdown
