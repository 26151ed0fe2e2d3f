#include "style/reporter.h"

#include <utility>

#include "base/number.h"
#include "base/utf8.h"

namespace pamphlet {

void Reporter::report(Code code, Origin origin, std::string message, std::string help) {
  if (seen_.size() >= kMaxFindings) {
    if (left_out_++ == 0) {
      first_left_out_ = origin;
      first_left_out_code_ = code;
    }
    return;
  }
  if (!seen_.insert({origin.source, origin.span.begin, code, message}).second) return;
  out_.report(code, *sources_[origin.source], origin.span, std::move(message), std::move(help));
}

void Reporter::finish() {
  if (left_out_ == 0) return;
  out_.report(first_left_out_code_, *sources_[first_left_out_.source], first_left_out_.span,
              "from here on " + number(static_cast<double>(left_out_)) + " further findings are not shown",
              "mend those above first");
}

std::string quote(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string out = "\"";
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    if (count == kLongest) return out + "…\"";
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c < 0x20 || c == 0x7F ? kReplacement : c);
  }
  return out += '"';
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kLongestWord = 64;  // longer than any name of ours: not a typing error
  if (word.empty() || word.size() > kLongestWord) return {};
  std::string_view best = did_you_mean(word, candidates);
  for (std::size_t i = 0; best.empty() && word.size() >= 3 && i < candidates.size(); ++i) {
    if (candidates[i].starts_with(word) || candidates[i].ends_with(word)) best = candidates[i];
  }
  return best.empty() ? std::string() : "did you mean " + quote(best) + "?";
}

}  // namespace pamphlet
