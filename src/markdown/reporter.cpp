#include <fmt/core.h>

#include <algorithm>

#include "markdown/reader.h"

namespace pamphlet::markdown {

Reporter::Count& Reporter::count_of(Code code) {
  for (Count& count : counts_) {
    if (count.code == code) return count;
  }
  return counts_.emplace_back(Count{code, 0, {}});
}

void Reporter::report(Code code, Span span, std::string message, std::string help) {
  if (muted_) return;
  Count& count = count_of(code);
  ++count.count;
  if (count.count <= kMost) diagnostics_.report(code, source_, span, std::move(message), std::move(help));
  else if (count.count == kMost + 1) count.first_left_out = span;
}

void Reporter::summarise() {
  for (const Count& count : counts_) {
    if (count.count <= kMost) continue;
    diagnostics_.report(count.code, source_, count.first_left_out,
                        fmt::format("and {} more of this kind, from here on: {}", count.count - kMost, info(count.code).summary));
  }
}

}  // namespace pamphlet::markdown
