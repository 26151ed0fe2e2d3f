// Stretches of a text that keep their runs.
#include <algorithm>

#include "layout/inline/inline_text.h"

namespace pamphlet {

InlineText part_of(const InlineText& text, std::size_t begin, std::size_t end) {
  InlineText part;
  part.text = text.text.substr(begin, end - begin);
  if (!text.original.empty()) part.original = text.original.substr(begin, end - begin);
  auto run = std::upper_bound(text.runs.begin(), text.runs.end(), begin, [](std::size_t at, const InlineRun& r) { return at < r.end; });
  for (; run != text.runs.end() && run->begin < end; ++run) {
    part.runs.push_back(*run);
    part.shaping.push_back(text.shaping[static_cast<std::size_t>(run - text.runs.begin())]);
    for (auto* offset : {&part.runs.back().begin, &part.shaping.back().begin, &part.runs.back().end, &part.shaping.back().end})
      *offset = static_cast<std::uint32_t>(std::clamp<std::size_t>(*offset, begin, end) - begin);
  }
  return part;
}

void take_off(InlineText& text, std::size_t bytes) {
  text = part_of(text, bytes, text.text.size());
}

}  // namespace pamphlet
