// The label of a note, `[^label]`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace pamphlet::markdown {

/// Bytes of the `[^label]` at the start of `text`, 0 when there is none. No white space and no brackets, as cmark-gfm has
/// it, and no `|`, which would end a table cell. Longer labels do not occur.
constexpr std::size_t note_label_end(std::string_view text) {
  if (!text.starts_with("[^")) return 0;
  const std::size_t limit = std::min<std::size_t>(text.size(), 203);
  for (std::size_t at = 2; at < limit; ++at) {
    const char c = text[at];
    if (c == ']') return at > 2 ? at + 1 : 0;
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '[' || c == '|') return 0;
  }
  return 0;
}

}  // namespace pamphlet::markdown
