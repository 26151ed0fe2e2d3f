// The content of one block in one string, with the place of every byte in the Source. The inline reader works on it, so
// that no container prefix, table pipe or line's indentation can come between it and the words.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "markdown/tree.h"

namespace pamphlet::markdown {

struct BlockText {
  std::string text;
  std::vector<Span> pieces;  // begin: in `text`; end: where that is in the Source. Ascending.

  BlockText() = default;
  /// Lines are joined with line ends, the parts of a cell with nothing.
  BlockText(const Source& source, const Tree& tree, TreeId block) {
    const TreeNode& node = tree[block];
    for (std::uint32_t i = node.pieces_begin; i < node.pieces_end; ++i) append(source, tree.pieces[i], node.kind != Kind::table_cell);
  }

  /// Adds a stretch of the Source, as a line of its own or as the rest of one.
  void append(const Source& source, Span piece, bool new_line) {
    if (new_line && !pieces.empty()) text += '\n';
    pieces.push_back({static_cast<std::uint32_t>(text.size()), piece.begin});
    text += std::string_view(source.text).substr(piece.begin, piece.end - piece.begin);
  }

  /// A part of it, with its places.
  BlockText slice(std::size_t begin, std::size_t end) const {
    BlockText out;
    out.text = text.substr(begin, end - begin);
    const auto after = std::upper_bound(pieces.begin(), pieces.end(), begin, [](std::size_t at, Span piece) { return at < piece.begin; });
    for (auto i = static_cast<std::size_t>(after - pieces.begin() - (after == pieces.begin() ? 0 : 1)); i < pieces.size() && pieces[i].begin < end; ++i) {
      const std::uint32_t from = std::max(pieces[i].begin, static_cast<std::uint32_t>(begin));
      out.pieces.push_back({from - static_cast<std::uint32_t>(begin), pieces[i].end + from - pieces[i].begin});
    }
    return out;
  }

  /// The stretch of the Source that a stretch of the text came from.
  Span span(std::size_t begin, std::size_t end) const {
    const std::uint32_t first = to_source(begin);
    return {first, end > begin ? to_source(end - 1) + 1 : first};
  }

 private:
  std::uint32_t to_source(std::size_t offset) const {
    if (pieces.empty()) return 0;
    std::size_t low = 0;
    for (std::size_t high = pieces.size(); high - low > 1;) {
      const std::size_t middle = low + (high - low) / 2;
      (pieces[middle].begin <= offset ? low : high) = middle;
    }
    return pieces[low].end + static_cast<std::uint32_t>(offset) - pieces[low].begin;
  }
};

}  // namespace pamphlet::markdown
