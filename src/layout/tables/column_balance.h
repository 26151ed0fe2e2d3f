// Columns that share what is left so that rows are low and no word stands alone: numbers only.
//
// Shares in proportion (table_widths.h) are fair and look wrong: "I need / a break" stands on two lines beside a column
// that has room to spare. From those shares, width is moved between columns while that takes lines from the table. What a
// move is worth is read off thresholds: the least width at which a cell stands on one, two, three, four lines, found
// once a cell. A search over all widths would have to set every cell at each of them. Moves are tried for what a column
// lacks to its next thresholds; kRounds of them, over kRows rows spread over the table and kColumns columns, bound the work.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "layout/lines/paragraph.h"

namespace pamphlet {

/// Text of a cell in one column, at the table's full size: `widths[n]` is the least for n + 1 lines.
struct CellText {
  std::uint32_t row = 0, column = 0;
  std::array<Length, 4> widths;
};

/// Of the words that measure_words() found; of a text of more words than that, an estimate.
std::array<Length, 4> line_widths(std::span<const WordExtent> words, Length maximum);

/// What a cell's text may take of a column: the column's width without `padding`, in letters of `size`.
struct CellScale {
  double size = 1;
  std::vector<Length> padding;        // by column
};

inline constexpr std::uint32_t kBalancedRows = 32;  // as many as are looked at

/// `widths` with the same sum, none under its minimum.
std::vector<Length> balance_columns(std::span<const CellText> cells, const CellScale& scale, std::span<const Length> minima, std::vector<Length> widths);

}  // namespace pamphlet
