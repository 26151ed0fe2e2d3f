// What cmark finds, handed over from the file that knows it (cmark.cpp) to the one that makes a Tree of it (tree.cpp).
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/source.h"
#include "markdown/tree.h"

namespace pamphlet::markdown {

inline constexpr std::uint32_t kNoText = UINT32_MAX;

/// Where the lines of the text are. cmark's line 1 is a blank one of ours (cmark.cpp, feed).
struct Lines {
  const Source& source;
  std::uint32_t first = 1;              // the line of the Source that is cmark's line 2
  std::vector<std::uint32_t> text;      // by cmark's line: where the words of a paragraph begin in the Source; or kNoText
  std::vector<std::pair<int, std::int64_t>> shifts;  // lines that cmark saw shorter: how many bytes of the prefix went

  std::uint32_t begin(int line) const { return source.offset(first + static_cast<std::uint32_t>(std::max(line, 2)) - 2, 1); }
  std::uint32_t end(int line) const { return begin(line) + static_cast<std::uint32_t>(source.line_at(begin(line)).size()); }
  /// The words of a line are its last `rest` bytes, whatever went before them.
  void note(int line, int rest) {
    if (static_cast<std::size_t>(line) < text.size()) text[static_cast<std::size_t>(line)] = std::max(end(line) - static_cast<std::uint32_t>(std::max(rest, 0)), begin(line));
  }
  bool has_text(int line) const { return static_cast<std::size_t>(line) < text.size() && text[static_cast<std::size_t>(line)] != kNoText; }
  Span words(int line) const { return {text[static_cast<std::size_t>(line)], end(line)}; }
  std::string_view view(Span span) const { return std::string_view(source.text).substr(span.begin, span.end - span.begin); }
  std::uint32_t offset(int line, int column) const {
    std::int64_t at = std::int64_t{begin(line)} + std::max(column, 1) - 1;
    const auto shift = std::lower_bound(shifts.begin(), shifts.end(), std::pair{line, INT64_MIN});
    if (shift != shifts.end() && shift->first == line) at += shift->second;
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(at, begin(line), end(line)));
  }
};

/// A block is entered, or left again; code, HTML and thematic breaks are only entered. Lines and columns are cmark's.
struct FoundBlock {
  bool enters = true;
  Kind kind = Kind::document;
  bool tight = false, ordered = false;  // list
  char delimiter = '.';                 // list
  char fence = 0;                       // code_block: the character of its fence, if any
  std::uint8_t level = 0;               // heading
  std::int32_t start = 1;               // list
  int start_line = 1, start_column = 1, end_line = 1, end_column = 1;
  std::size_t indent = 0;               // table: columns before its head, which stands in the line before start_line
  std::string_view literal, title;      // as in TreeNode
};

struct FoundBlocks {
  explicit FoundBlocks(const Source& source) : lines{source, 1, {}, {}} {}
  Lines lines;
  std::vector<FoundBlock> blocks;
  std::optional<std::uint32_t> too_deep_at;
  std::vector<Span> wide_tables;  // their heads: more than kMaxTableColumns, left as text
  std::shared_ptr<void> memory;  // what the literals point into
};

FoundBlocks find_blocks(const Source& source, std::uint32_t begin, bool dialect);

}  // namespace pamphlet::markdown
