// Logical lines: what the author wrote as one line, however it was wrapped. Private to recover/.
#pragma once

#include <cstdint>
#include <vector>

#include "recover/markers.h"
#include "recover/page.h"

namespace pamphlet::recover {

/// Where a browser puts the blank line of a paragraph, and of nothing else (browser.cpp).
enum class Parting : unsigned char { none, below, above };
Parting find_parting(const Page& page);

/// How the text was laid out before it was pasted.
struct Layout {
  bool wrapped = false;       // lines end where a column ended, not where a paragraph did
  std::uint32_t column = 0;   // the widest wrapped line
  bool proportional = false;  // … which letters of different widths were set to
  bool dense = false;         // (almost) no blank lines
  bool indented = false;      // paragraphs begin with an indent
  Parting parting = Parting::none;
};
Layout find_layout(const Page& page);

/// A stretch of source text; between two pieces of a unit stands a line end.
struct Piece {
  std::uint32_t begin = 0, end = 0;
};

struct Unit {
  Marker marker;
  std::uint32_t first_piece = 0, piece_count = 0;  // in Units::pieces; the first begins after the marker
  std::uint32_t begin = 0, end = 0;                // bytes of the source, marker included
  std::uint32_t indent = 0;
  std::uint32_t words = 0;
  std::uint32_t width = 0;    // code points
  std::uint32_t tabs = 0;     // tabs inside the text: cells of a table
  bool blank_before = false;  // a blank line, a dropped line or the edge of the text stands above
  bool rule = false;          // only a rule: --- or * * *
  bool quoted = false;        // its lines began with ">"
  char underline = 0;         // the line below was === or ---
};

struct Units {
  std::vector<Unit> units;
  std::vector<Piece> pieces;
  std::uint32_t joined_lines = 0;  // how many line ends inside units were taken for wrapping
  Span first_joined;
};
/// Joins wrapped lines, splits lines that hold several items, and marks rules and underlines.
Units find_units(const Page& page, const Layout& layout);

/// The text of a unit without its marker, its pieces joined by spaces.
std::string unit_text(const Page& page, const Units& units, const Unit& unit);

}  // namespace pamphlet::recover
