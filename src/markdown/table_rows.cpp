#include "markdown/table_rows.h"

#include <utility>

#include "markdown/characters.h"

namespace pamphlet::markdown {

std::string delimiter_row(std::string_view line) {
  line = trim_blanks(line);
  std::string columns;
  bool pipe_or_colon = false;
  std::size_t at = line.starts_with('|') ? 1 : 0;
  pipe_or_colon = at > 0;
  const auto skip = [&] { while (at < line.size() && is_blank(line[at])) ++at; };
  while (at < line.size()) {
    skip();
    const bool left = at < line.size() && line[at] == ':';
    at += left ? 1 : 0;
    const std::size_t dashes = at;
    while (at < line.size() && line[at] == '-') ++at;
    if (at == dashes) return {};
    const bool right = at < line.size() && line[at] == ':';
    at += right ? 1 : 0;
    skip();
    columns += left && right ? 'c' : left ? 'l' : right ? 'r' : '-';
    pipe_or_colon = pipe_or_colon || left || right || at < line.size();
    if (at < line.size() && line[at++] != '|') return {};
  }
  // Without either it is a thematic break or the underline of a heading.
  return pipe_or_colon ? columns : std::string();
}

std::vector<Cell> table_cells(std::string_view line, std::uint32_t begin) {
  const std::string_view row = trim_blanks(line);
  const auto base = static_cast<std::uint32_t>(begin + (row.data() - line.data()));
  std::vector<Cell> cells;
  std::vector<Span> pieces;
  std::size_t first = row.starts_with('|') ? 1 : 0, piece = first;
  const auto place = [&](std::size_t from, std::size_t to) { return Span{base + static_cast<std::uint32_t>(from), base + static_cast<std::uint32_t>(to)}; };
  const auto end_piece = [&](std::size_t to, bool last) {
    while (pieces.empty() && piece < to && is_blank(row[piece])) ++piece;
    std::size_t end = to;
    while (last && piece < end && is_blank(row[end - 1])) --end;
    if (piece < end) pieces.push_back(place(piece, end));
    piece = to + 1;
  };
  for (std::size_t at = first; at <= row.size(); ++at) {
    if (at == row.size() && first == at) break;  // nothing follows the last '|'
    if (at == row.size() || row[at] == '|') {
      end_piece(at, true);
      cells.push_back({place(first, at), std::exchange(pieces, {})});
      first = at + 1;
    } else if (row[at] == '\\' && at + 1 < row.size()) {
      if (row[at + 1] == '|') end_piece(at, false);
      ++at;
    }
  }
  return cells;
}

}  // namespace pamphlet::markdown
