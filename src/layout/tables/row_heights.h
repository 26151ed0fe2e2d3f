// How high the rows are that a cell ties together, and where its lines stand: numbers only.
//
// A row is as high as its own cells need. A cell over several rows makes them all higher by the same amount until they
// hold it (CSS 2.2 §17.5.3 leaves open how), cells over few rows before those over many. Giving all of it to the last
// row, as some browsers do, leaves one hole; in proportion to the heights it would make high rows higher still. One
// pass over the cells, and for each cell one over its rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layout/lines/paragraph.h"

namespace pamphlet {

/// A cell as heights.
struct CellHeights {
  std::uint32_t row = 0, row_span = 1;     // within the group
  Length padding_top, padding_bottom;
  std::span<const Line> lines;
};

/// What a row needs besides its cells.
struct RowInsets {
  Length above, below;                // its own border and padding
  Length empty_line;                  // of a row whose cells have no text
  Length least;                       // between its own border and padding
};

struct RowPlace {
  Length top, height;                 // of the group; the row's insets are within its height
};

struct GroupPlaces {
  std::vector<RowPlace> rows;
  std::vector<std::vector<Length>> line_tops;  // of each cell's lines, in the group
  Length height, first_baseline;
};

/// `cells` by row.
GroupPlaces place_group(std::span<const CellHeights> cells, std::span<const RowInsets> rows);

}  // namespace pamphlet
