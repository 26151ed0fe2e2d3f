// Tables whose cells stand on lines of their own, as some programs copy them: "Age", "Vaccine", "2 months", "DTaP" …
//
// Nothing marks a row, so the number of columns must show in the cells themselves: from the second row on, a column with
// figures has the same shape in every row ("# months"), and no other column has it. The smallest number of columns that
// explains three rows at least is taken, and reported as a guess; short lines without such a rhythm stay lines, since
// names, verses and menus look the same. Each number of columns is tried once over a run of lines: linear.
#include <algorithm>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"

namespace pamphlet::recover {
namespace {

constexpr std::size_t kMostColumns = 6, kFewestRows = 3;

bool is_cell(const Article& article, std::size_t i) {
  constexpr std::uint32_t kMostWords = 6, kWidest = 40;
  if (!article.is_open(i)) return false;
  const Unit& unit = article.unit(i);
  const std::string_view line = article.first_line(i);
  return unit.marker.kind == MarkerKind::none && unit.words <= kMostWords && unit.width <= kWidest && unit.tabs == 0 &&
         unit.piece_count == 1 && unit.underline == 0 && !unit.rule && !ends_sentence(line) && final_mark(line) != ',' && !is_credit(line);
}

// Figures as #, the words after the first of them as they are: "2–4 months" → "# months"; "" without figures.
std::string shape_of_cell(std::string_view text) {
  std::string shape;
  bool figures = false;
  for (const char c : fold(text)) {
    const bool digit = is_ascii_digit(c);
    figures |= digit;
    if (digit && shape.ends_with('#')) continue;
    shape += digit ? '#' : c;
  }
  if (!figures) return {};
  std::string words;  // letters only: "2–4" and "6" are of one shape
  bool after = false;
  for (const char c : shape) {
    after |= c == '#';
    if (after && (is_ascii_lower(c) || static_cast<unsigned char>(c) >= 0xC3)) words += c;
  }
  if (words.ends_with('s')) words.pop_back();  // "1 month", "2 months"
  return "#" + words;
}

struct Grid {
  const std::vector<std::string>& shapes;
  std::size_t begin, columns, rows;  // the head's row too

  bool head_is_bare() const {
    return std::all_of(shapes.begin() + static_cast<std::ptrdiff_t>(begin), shapes.begin() + static_cast<std::ptrdiff_t>(begin + columns),
                       [](const std::string& shape) { return shape.empty(); });
  }

  // Every column is of one shape, and one with figures differs from its neighbours.
  bool has_rhythm() const {
    std::size_t figured = 0;
    std::vector<std::string> of_column(columns);
    for (std::size_t c = 0; c < columns; ++c) {
      of_column[c] = shapes[begin + columns + c];
      for (std::size_t r = 2; r < rows; ++r)
        if (shapes[begin + r * columns + c] != of_column[c]) return false;
      figured += !of_column[c].empty();
    }
    if (figured == 0) return false;
    std::sort(of_column.begin(), of_column.end());
    return of_column.front() != of_column.back();
  }
};

// The longest table within cells [0, n): where it begins, its columns and rows; rows 0 when there is none.
Grid find_grid(const std::vector<std::string>& shapes) {
  constexpr std::size_t kMostBefore = 1, kMostAfter = 1;  // a heading above, one below
  Grid best{shapes, 0, 0, 0};
  for (std::size_t columns = 2; columns <= kMostColumns; ++columns) {
    for (std::size_t begin = 0; begin <= kMostBefore; ++begin) {
      for (std::size_t after = 0; after <= kMostAfter; ++after) {
        if (begin + after >= shapes.size()) continue;
        const std::size_t cells = shapes.size() - begin - after;
        const Grid grid{shapes, begin, columns, cells / columns};
        if (cells % columns != 0 || grid.rows < kFewestRows || !grid.head_is_bare() || !grid.has_rhythm()) continue;
        if (best.rows == 0 || grid.rows * grid.columns > best.rows * best.columns) {
          best.begin = begin;
          best.columns = columns;
          best.rows = grid.rows;
        }
      }
    }
    if (best.rows > 0) break;
  }
  return best;
}

void take_cells(Article& article, std::size_t begin, std::size_t columns, std::size_t rows) {
  ++article.groups;
  for (std::size_t i = begin; i < begin + columns * rows; ++i) {
    article.parts[i].role = Role::cell;
    article.parts[i].group = article.groups;
    article.parts[i].level = static_cast<std::uint8_t>(columns);
  }
  article.page.hint(code::guessed_table, article.span(begin, begin + columns * rows - 1),
                    std::to_string(columns * rows) + " lines were taken as the cells of a table of " + std::to_string(columns) +
                        " columns, the first row as its head: figures of one kind come back in every row",
                    Sureness::guess, "write it as a table, or as paragraphs, in the Markdown");
}

}  // namespace

void find_cells(Article& article) {
  for (std::size_t i = 0; i < article.size();) {
    std::size_t end = i;
    std::vector<std::string> shapes;
    while (is_cell(article, end) && (end < i + 2 || article.unit(end).blank_before == article.unit(i + 1).blank_before))
      shapes.push_back(shape_of_cell(article.first_line(end++)));
    if (const Grid grid = find_grid(shapes); grid.rows > 0) take_cells(article, i + grid.begin, grid.columns, grid.rows);
    i = std::max(end, i + 1);
  }
}

}  // namespace pamphlet::recover
