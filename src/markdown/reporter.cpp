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

std::string excerpt(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  std::string out(text.substr(0, kLongest));
  if (text.size() > kLongest) {
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    out.resize(cut);
    out += "…";
  }
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace pamphlet::markdown
