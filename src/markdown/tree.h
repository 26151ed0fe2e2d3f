// What cmark found, without cmark: the block and inline structure as values, in document order.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "doc/doc.h"
#include "markdown/mask.h"

namespace pamphlet::markdown {

enum class Kind : unsigned char {
  document, block_quote, list, item, code_block, html_block, paragraph, heading, thematic_break, table, table_row,
  table_cell,
  fence,        // a `:::` line; its children are the inlines of the title
  description,  // `: …` below a term
  note,         // `[^label]: …`
  // inlines
  text, soft_break, hard_break, code, html, emphasis, strong, strikethrough, link, image
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
  std::uint32_t begin_offset = 0, end_offset = 0;  // in MaskedText::text; only blocks have them
  std::int32_t start = 1;     // list
  std::string_view literal;   // text, code, html: the words; code_block: the code; link, image: the address. Masked.
  std::string_view title;     // link, image: the title; code_block: the info string. Masked.
  const std::uint8_t* alignments = nullptr;  // table: one of 0 l c r a column
  std::uint16_t columns = 0;  // table
};

struct Tree {
  std::vector<TreeNode> nodes;
  std::vector<std::unique_ptr<char[]>> memory;  // what the literals point into

  const TreeNode& operator[](TreeId id) const { return nodes[id]; }
  TreeId first_child(TreeId id) const { return nodes[id].end > id + 1 ? id + 1 : 0; }  // 0: none
  TreeId next_sibling(TreeId id) const {
    return id != 0 && nodes[id].end < nodes[nodes[id].parent].end ? nodes[id].end : 0;
  }
  TreeId last_child(TreeId id) const {
    TreeId last = 0;
    for (TreeId child = first_child(id); child != 0; child = next_sibling(child)) last = child;
    return last;
  }
};

struct ParseOptions {
  bool dialect = true;            // tables, strikethrough, fenced divs, definition lists, notes
};

/// Runs cmark over the masked text.
Tree parse(const MaskedText& masked, const ParseOptions& options);

}  // namespace pamphlet::markdown
