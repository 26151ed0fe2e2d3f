// The container markers at the start of a line. cmark visits each open container for each line, blank ones too, so a line
// of ten thousand `-` followed by blank lines would cost it the product of both. Nothing deeper than kMaxDepth (doc/doc.h)
// is shown anyway: markers beyond these limits are left out before cmark sees the line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pamphlet::markdown {

/// Containers that one line may open, and columns that they and the white space between them may take.
inline constexpr std::size_t kMaxMarkers = 100;
inline constexpr std::size_t kMaxPrefixColumns = 400;

struct LinePrefix {
  std::size_t end = 0;  // the first byte of the content
  std::size_t columns = 0;
  std::size_t markers = 0;  // `>`, `-`, `1.`, `:`, `[^label]:`
  bool too_deep() const { return markers > kMaxMarkers || (markers > 0 && columns > kMaxPrefixColumns); }
};
/// With `kept`, the prefix without what goes too deep is appended to it.
LinePrefix scan_prefix(std::string_view line, std::string* kept = nullptr);

}  // namespace pamphlet::markdown
