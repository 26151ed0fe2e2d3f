// The blocks that cmark found → Tree: where the words of each block are in the Source, link definitions off the start of
// paragraphs, and the rows and cells of tables. Linear in the text.

#include "markdown/tree.h"

#include <algorithm>
#include <utility>

#include "markdown/characters.h"
#include "markdown/fences.h"
#include "markdown/found_blocks.h"
#include "markdown/list_markers.h"
#include "markdown/table_rows.h"

namespace pamphlet::markdown {
namespace {

class Copier {
 public:
  Copier(const Lines& lines, Tree& tree) : lines_(lines), tree_(tree) {}
  void copy(const std::vector<FoundBlock>& blocks);

 private:
  bool enter(const FoundBlock& node);
  void leave();
  TreeNode& push(Kind kind, Span span);
  bool text(const FoundBlock& node, TreeNode& out);
  void heading(const FoundBlock& node, TreeNode& out);
  void code_block(const FoundBlock& node, TreeNode& out);
  void fence(TreeNode& out);
  void admonition(TreeNode& out);
  void table(const FoundBlock& node);
  void row(Span line, std::size_t columns, bool header);
  void refuse_hollow_table(int delimiter_line);
  void add_piece(TreeNode& out, Span span) {
    tree_.pieces.push_back(span);
    out.pieces_end = static_cast<std::uint32_t>(tree_.pieces.size());
  }
  Span span_of(const FoundBlock& node) const;

  const Lines& lines_;
  Tree& tree_;
  TreeId parent_ = 0;
  bool hollow_ = false;  // the table at hand has too many empty cells
};

Span Copier::span_of(const FoundBlock& node) const {
  const std::uint32_t begin = lines_.offset(node.start_line, node.start_column);
  return {begin, std::max(begin, lines_.offset(node.end_line, node.end_column + 1))};
}

TreeNode& Copier::push(Kind kind, Span span) {
  TreeNode& out = tree_.nodes.emplace_back();
  out.kind = kind;
  out.parent = parent_;
  out.end = static_cast<TreeId>(tree_.nodes.size());
  out.span = span;
  out.pieces_begin = out.pieces_end = static_cast<std::uint32_t>(tree_.pieces.size());
  return out;
}

// The lines of a paragraph, or of a heading with an underline, without the definitions at their start. False: none is left.
bool Copier::text(const FoundBlock& node, TreeNode& out) {
  for (int line = node.start_line; lines_.has_text(line) && line <= node.end_line; ++line) {
    add_piece(out, lines_.words(line));
  }
  if (out.pieces_begin == out.pieces_end) return false;
  auto& pieces = tree_.pieces;
  out.span.begin = pieces[out.pieces_begin].begin;
  while (is_blank(lines_.source.text[pieces.back().end - 1])) --pieces.back().end;
  if (out.kind == Kind::paragraph) out.span.end = pieces.back().end;
  if (lines_.source.text[out.span.begin] != '[') return true;
  std::string words;
  for (std::uint32_t i = out.pieces_begin; i < out.pieces_end; ++i) words.append(lines_.view(pieces[i])) += '\n';
  std::size_t counted = 0;
  std::uint32_t line = out.pieces_begin;
  const auto line_of = [&](std::size_t at) {
    line += static_cast<std::uint32_t>(std::count(words.begin() + static_cast<std::ptrdiff_t>(counted), words.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    return line;
  };
  const std::size_t length = tree_.definitions.read(words, [&](std::size_t begin, std::size_t end) {
    const std::uint32_t first = pieces[line_of(begin)].begin;
    return Span{first, pieces[line_of(end - 1)].end};
  });
  const auto gone = std::count(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length), '\n');
  out.pieces_begin += static_cast<std::uint32_t>(gone);
  return out.pieces_begin < out.pieces_end || out.kind == Kind::heading;
}

void Copier::heading(const FoundBlock& node, TreeNode& out) {
  out.level = node.level;
  if (lines_.has_text(node.start_line)) {
    text(node, out);
    return;
  }
  // `## words ##`: what cmark cut off is no words (§4.2).
  const std::string_view line = lines_.view({out.span.begin, lines_.end(node.start_line)});
  std::string_view words = line.substr(std::min(line.find_first_not_of('#'), line.size()));
  words = trim_blanks(words.substr(gap_length(words, 0)));
  const std::size_t last = words.find_last_not_of('#');
  if (last == std::string_view::npos) words = words.substr(0, 0);
  else if (last + 1 < words.size() && is_blank(words[last])) words = trim_blanks(words.substr(0, last));
  const auto begin = static_cast<std::uint32_t>(out.span.begin + (words.data() - line.data()));
  if (!words.empty()) add_piece(out, {begin, begin + static_cast<std::uint32_t>(words.size())});
}

void Copier::code_block(const FoundBlock& node, TreeNode& out) {
  out.literal = node.literal;
  if (node.fence == 0) return;
  const std::string_view line = lines_.view({out.span.begin, lines_.end(node.start_line)});
  const std::string_view info = trim_blanks(line.substr(std::min(line.find_first_not_of(node.fence), line.size())));
  out.title = info.starts_with('{') ? info : node.title;  // backslashes are the list's own
}

void Copier::fence(TreeNode& out) {
  const std::string_view line = lines_.source.line_at(out.span.begin);
  const std::string_view title = parse_fence(line.substr(std::min(line.find_first_of(":{`~"), line.size()))).title;
  const auto begin = static_cast<std::uint32_t>(title.data() - lines_.source.text.data());
  if (!title.empty()) add_piece(out, {begin, begin + static_cast<std::uint32_t>(title.size())});
}

void Copier::admonition(TreeNode& out) {
  const std::string_view line = lines_.source.line_at(out.span.begin);
  const std::string_view title = parse_admonition(line.substr(std::min(line.find_first_of("!?"), line.size()))).title;
  const auto begin = static_cast<std::uint32_t>(title.data() - lines_.source.text.data());
  if (!title.empty()) add_piece(out, {begin, begin + static_cast<std::uint32_t>(title.size())});
}

void Copier::row(Span line, std::size_t columns, bool header) {
  constexpr std::size_t kCellsPerByte = 4, kHarmless = 1 << 16;
  const std::size_t cells = tree_.nodes.size() - parent_;
  hollow_ = !header && (hollow_ || (cells > kHarmless && cells > kCellsPerByte * (line.end - tree_.nodes[parent_].span.begin)));
  push(Kind::table_row, line).header = header;
  parent_ = static_cast<TreeId>(tree_.nodes.size() - 1);
  if (hollow_) return;
  std::size_t count = 0;
  for (const Cell& cell : table_cells(lines_.view(line), line.begin)) {
    TreeNode& out = push(Kind::table_cell, cell.span);
    for (const Span piece : cell.pieces) add_piece(out, piece);
    ++count;
  }
  for (; count < columns; ++count) push(Kind::table_cell, {line.end, line.end});
}

// The head stands in the line before the one that cmark knows.
void Copier::table(const FoundBlock& node) {
  const int line = node.start_line;
  TreeNode& out = tree_.nodes.back();
  tree_.alignments.push_back(delimiter_row(lines_.view({out.span.begin, lines_.end(line)})));
  out.literal = tree_.alignments.back();
  out.span.begin = lines_.begin(line - 1) + static_cast<std::uint32_t>(node.indent);
  parent_ = static_cast<TreeId>(tree_.nodes.size() - 1);
  row({out.span.begin, lines_.end(line - 1)}, tree_.alignments.back().size(), true);
  leave();
}

// Rows are filled up, so a short row below a wide head costs more than it says. What real tables are made of has a `|` for
// each cell at least; beyond kCellsPerByte no more cells are made, and the table becomes a paragraph.
void Copier::refuse_hollow_table(int delimiter_line) {
  std::vector<Span> lines;
  for (TreeId row = parent_ + 1; row < tree_.nodes.size(); row = tree_.nodes[row].end) lines.push_back(tree_.nodes[row].span);
  lines.insert(lines.begin() + 1, {lines_.offset(delimiter_line, 1), lines_.end(delimiter_line)});
  tree_.refused_tables.push_back({lines[0].begin, lines.back().end});
  tree_.pieces.resize(tree_.nodes[parent_].pieces_begin);
  tree_.nodes.resize(parent_ + 1);
  tree_.nodes[parent_].kind = Kind::paragraph;
  for (const Span line : lines) add_piece(tree_.nodes[parent_], line);
}

// False: nothing is left of the node.
bool Copier::enter(const FoundBlock& node) {
  if (node.kind == Kind::table_row && tree_.nodes[parent_].kind == Kind::grid) {
    add_piece(tree_.nodes[parent_], {span_of(node).begin, lines_.end(node.start_line)});
    return false;
  }
  if (node.kind == Kind::table_row) {
    row({span_of(node).begin, lines_.end(node.start_line)}, tree_.nodes[parent_].literal.size(), false);
    return true;
  }
  TreeNode& out = push(node.kind, span_of(node));
  switch (node.kind) {
    case Kind::paragraph:
      if (text(node, out)) break;
      tree_.nodes.pop_back();
      return false;
    case Kind::heading: heading(node, out); break;
    case Kind::list:
      out.tight = node.tight;
      out.ordered = node.ordered;
      out.delimiter = node.delimiter;
      out.start = node.start;
      break;
    case Kind::code_block: code_block(node, out); return true;
    case Kind::html_block: out.literal = node.literal; return true;
    case Kind::thematic_break: return true;
    case Kind::fence: fence(out); break;
    case Kind::table: table(node); return true;
    case Kind::admonition: admonition(out); break;
    case Kind::grid: add_piece(out, {out.span.begin, lines_.end(node.start_line)}); break;
    case Kind::document:
    case Kind::block_quote:
    case Kind::item:
    case Kind::description:
    case Kind::note:
    case Kind::table_row:
    case Kind::table_cell: break;
  }
  parent_ = static_cast<TreeId>(tree_.nodes.size() - 1);
  return true;
}

void Copier::leave() {
  tree_.nodes[parent_].end = static_cast<TreeId>(tree_.nodes.size());
  parent_ = tree_.nodes[parent_].parent;
}

void Copier::copy(const std::vector<FoundBlock>& blocks) {
  bool dropped = false;
  for (const FoundBlock& node : blocks) {
    if (node.enters) {
      dropped = !enter(node);
    } else if (!std::exchange(dropped, false)) {
      if (hollow_ && tree_.nodes[parent_].kind == Kind::table) refuse_hollow_table(node.start_line);
      leave();
    }
  }
}

// Bullets below a number that stand two columns in are below it for all who write so; CommonMark (§5.2) wants them where
// the item's words begin, and ends the list of numbers. The bullets become the item's, and the numbers behind them go on.
class Nester {
 public:
  std::vector<FoundBlock> run(const std::vector<FoundBlock>& blocks) {
    out_.reserve(blocks.size());
    for (std::size_t at = 0; at < blocks.size(); ++at) {
      const FoundBlock& block = blocks[at];
      const FoundBlock* const next = at + 1 < blocks.size() ? &blocks[at + 1] : nullptr;
      const bool leaf = block.kind == Kind::code_block || block.kind == Kind::html_block || block.kind == Kind::thematic_break;
      if (!leaf) depth_ += block.enters ? 1 : -1;
      if (next != nullptr && belongs_below(block, *next)) {
        held_.push_back({depth_, out_.back(), block, *next});  // the ends of the item and of the list
        out_.pop_back();
        continue;
      }
      if (block.enters && block.kind == Kind::item && !held_.empty() && held_.back().depth + 2 == depth_ && block.start_column < held_.back().list.start_column + 2) {
        part_bullets(block);
      }
      out_.push_back(block);
      if (block.enters || block.kind != Kind::list || held_.empty() || held_.back().depth != depth_) continue;
      const Held held = held_.back();
      held_.pop_back();
      out_.push_back(held.item);
      const bool goes_on = next != nullptr && next->enters && next->kind == Kind::list && next->ordered && next->delimiter == held.list.delimiter &&
                           next->start_column == held.list.start_column && next->start > held.list.start;
      if (!goes_on) {
        out_.push_back(held.list);
        continue;
      }
      ++at;  // its end will be that of the whole list
      ++depth_;
    }
    return std::move(out_);
  }

 private:
  struct Held {
    int depth;
    FoundBlock item, list, bullets;
  };
  // A bullet at the margin again: the list that CommonMark sees goes on, but not below the number.
  void part_bullets(const FoundBlock& item) {
    FoundBlock bullets = held_.back().bullets;
    bullets.enters = false;
    out_.push_back(bullets);
    out_.push_back(held_.back().item);
    out_.push_back(held_.back().list);
    held_.pop_back();
    bullets.enters = true;
    bullets.start_line = item.start_line;
    bullets.start_column = item.start_column;
    out_.push_back(bullets);
  }
  static bool belongs_below(const FoundBlock& list, const FoundBlock& next) {
    return !list.enters && list.kind == Kind::list && list.ordered && next.enters && next.kind == Kind::list && !next.ordered &&
           next.start_line <= list.end_line + 1 && next.start_column >= list.start_column + 2;
  }
  std::vector<FoundBlock> out_;
  std::vector<Held> held_;
  int depth_ = 0;
};

}  // namespace

Tree parse(const Source& source, std::uint32_t begin, bool dialect) {
  Tree tree;
  const FoundBlocks found = find_blocks(source, begin, dialect);
  Copier(found.lines, tree).copy(dialect ? Nester().run(found.blocks) : found.blocks);
  tree.too_deep_at = found.too_deep_at;
  tree.refused_tables.insert(tree.refused_tables.end(), found.wide_tables.begin(), found.wide_tables.end());
  tree.memory = found.memory;
  return tree;
}

}  // namespace pamphlet::markdown
