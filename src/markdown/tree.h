// The blocks of an article as values, in document order: what cmark found, without cmark. The words of a block stay in the
// Source; a block says where its lines are, and the inline reader goes there.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "markdown/references.h"

namespace pamphlet::markdown {

enum class Kind : unsigned char {
  document, block_quote, list, item, code_block, html_block, paragraph, heading, thematic_break, table, table_row,
  table_cell,
  fence,        // a `:::` line; its content is the title
  admonition,   // `!!! kind "title"` and what is indented below it; its content is the title
  grid,         // a table drawn with `+---+`; its content is all its lines
  description,  // `: …` below a term
  note          // `[^label]: …`
};

using TreeId = std::uint32_t;

/// Nodes stand in preorder: the descendants of n are n + 1 … n.end - 1.
struct TreeNode {
  Kind kind = Kind::document;
  bool tight = false;         // list
  bool ordered = false;       // list
  bool header = false;        // table_row
  char delimiter = '.';       // list
  std::uint8_t level = 0;     // heading
  TreeId parent = 0, end = 0;
  Span span;                  // in the Source
  std::uint32_t pieces_begin = 0, pieces_end = 0;  // paragraph, heading, table_cell, fence: its content, in Tree::pieces
  std::int32_t start = 1;     // list
  std::string_view literal;   // code_block: the code; html_block: the HTML; table: one of l c r - a column
  std::string_view title;     // code_block: the info string
};

struct Tree {
  std::vector<TreeNode> nodes;
  /// Stretches of the Source: the lines of a paragraph without container prefixes, white space before them and link
  /// definitions; a table cell, in parts where `\|` stands for `|`.
  std::vector<Span> pieces;
  LinkDefinitions definitions;
  std::optional<std::uint32_t> too_deep_at;  // where container markers were left out
  std::vector<Span> refused_tables;          // kept as paragraphs
  std::deque<std::string> alignments;        // what tables' literals point into
  std::shared_ptr<void> memory;              // what the other literals point into

  const TreeNode& operator[](TreeId id) const { return nodes[id]; }
  TreeId first_child(TreeId id) const { return nodes[id].end > id + 1 ? id + 1 : 0; }  // 0: none
  TreeId next_sibling(TreeId id) const {
    return id != 0 && nodes[id].end < nodes[nodes[id].parent].end ? nodes[id].end : 0;
  }
  std::uint32_t piece_count(TreeId id) const { return nodes[id].pieces_end - nodes[id].pieces_begin; }
  /// The n-th piece of a block's content as it stands in the source; empty when there is none.
  std::string_view piece(const Source& source, TreeId id, std::uint32_t n = 0) const {
    if (n >= piece_count(id)) return {};
    const Span span = pieces[nodes[id].pieces_begin + n];
    return std::string_view(source.text).substr(span.begin, span.end - span.begin);
  }
};

/// Reads the blocks from `begin` on. `dialect`: tables, fenced divs, definition lists and notes, beside CommonMark.
Tree parse(const Source& source, std::uint32_t begin, bool dialect);

}  // namespace pamphlet::markdown
