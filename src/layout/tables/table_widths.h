// How wide the columns of a table are, and what is given up so that the table fits: numbers only.
//
// Widths are those of CSS 2.2 §17.5.2.2: every column gets what its longest word needs, and what is left over is shared
// in proportion to what each would like more, then balanced (column_balance.h). A cell over several columns widens them alike until they hold it, narrow
// spans before wide ones, so that a head over two columns is settled before the one over all. Solving for the fewest
// lines of the whole table would be better and is a search without bound; here every step is one pass over the columns
// and the spans. What does not fit gives up, in this order: padding, size, the upright page, comfort, whole words.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layout/lines/paragraph.h"
#include "layout/tables/column_balance.h"

namespace pamphlet {

/// What a column asks for at the table's full size: the text, and the padding around it.
struct ColumnExtent {
  TextExtent text;
  Length comfortable;                 // at least text.minimum: below it, prose stands in a column of single words
  Length hyphenated;                  // as text.minimum, with words parted at hyphens
  Length padding;
};

/// The same of a cell over several columns.
struct SpanExtent {
  std::uint32_t column = 0, count = 2;
  ColumnExtent extent;
};

struct TableExtents {
  std::vector<ColumnExtent> columns;
  std::vector<SpanExtent> spans;      // narrow ones first
  bool flush = false;                 // the outer cells' letters stand level with the text around the table
  std::vector<CellText> texts;        // of rows spread over the table, row by row
};

/// The narrowest that columns may become.
enum class Narrowness : unsigned char { comfortable, words, hyphens };

/// How a table is set. The steps are taken in this order: padding, size, the page turned, narrow columns, hyphens.
struct TableFit {
  double size = 1;                    // of letters and padding, to what the style says
  double padding = 1;                 // of the padding alone
  bool landscape = false;
  Narrowness narrowness = Narrowness::comfortable;
  bool fits = true;                   // false: words are broken anywhere
};

struct TableRoom {
  Length width, turned;               // turned: on a landscape page; 0 when the table may not be turned
  double smallest = 1;                // floor of TableFit::size
};

TableFit fit_table(const TableExtents& extents, const TableRoom& room);

/// Makes all parts larger by the same amount, so that together they are at least `needed`.
void widen_alike(std::span<Length> parts, Length needed);

/// Widths that sum up to at most `available`: what each column wants when that fits, else from the minimum upwards in
/// proportion to what each would like more; squeezed alike when even the minimum does not fit. With `fill` they take
/// all of it.
std::vector<Length> share_width(std::span<const TextExtent> columns, Length available, bool fill);
std::vector<Length> share_width(const TableExtents& extents, const TableFit& fit, Length available, bool fill);

/// Widths by shares that an author states, all of `available`. A column whose longest word has no room gets as much as it needs, and the
/// others share what is left; `honoured` is then false.
std::vector<Length> stated_share(const TableExtents& extents, const TableFit& fit, Length available, std::span<const double> shares, bool& honoured);

}  // namespace pamphlet
