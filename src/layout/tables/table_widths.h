// How wide the columns of a table are, and what is given up so that the table fits: numbers only.
#pragma once

#include <span>
#include <vector>

#include "layout/lines/paragraph.h"

namespace pamphlet {

/// What a column asks for at the table's full size: the text, and the padding around it.
struct ColumnExtent {
  TextExtent text;
  Length comfortable;                 // at least text.minimum: below it, prose stands in a column of single words
  Length hyphenated;                  // as text.minimum, with words parted at hyphens
  Length padding;
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

TableFit fit_table(std::span<const ColumnExtent> columns, const TableRoom& room);

/// Widths that sum up to at most `available`: what each column wants when that fits, else from the minimum upwards in
/// proportion to what each would like more (CSS 2.2 §17.5.2.2); squeezed alike when even the minimum does not fit. With
/// `fill` they take all of it.
std::vector<Length> share_width(std::span<const TextExtent> columns, Length available, bool fill);
std::vector<Length> share_width(std::span<const ColumnExtent> columns, const TableFit& fit, Length available, bool fill);

}  // namespace pamphlet
