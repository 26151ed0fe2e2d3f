// The lines of a GFM table (§4.10), without their container prefix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace pamphlet::markdown {

/// No page shows more columns; a delimiter row with more of them is text.
inline constexpr std::size_t kMaxTableColumns = 128;

/// One of `l`, `c`, `r`, `-` for each column of a delimiter row (`|:--|---|`); empty when the line is none.
std::string delimiter_row(std::string_view line);

/// Signs of a rule below a table's head, whatever they are.
inline bool is_table_rule(std::string_view line) {
  return line.find_first_not_of("|-=:+ \t") == std::string_view::npos && line.find_first_of("-=") != std::string_view::npos;
}

struct Cell {
  Span span;                 // from the `|` before it to the one behind it
  std::vector<Span> pieces;  // its words: `\|` ends a piece, and the next one begins with the `|`
};
/// `begin` is the place of `line` in the Source.
std::vector<Cell> table_cells(std::string_view line, std::uint32_t begin);

}  // namespace pamphlet::markdown
