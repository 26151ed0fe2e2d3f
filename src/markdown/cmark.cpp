// The only file that knows cmark-gfm: runs it over the masked text and copies its tree into ours. Fenced divs,
// definitions and notes are block extensions of cmark, so that they nest with everything else.

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include "markdown/fences.h"
#include "markdown/arena.h"
#include "markdown/tree.h"

namespace pamphlet::markdown {
namespace {

// cmark_mem has no user pointer. Each thread parses one article at a time.
thread_local Arena* current_arena = nullptr;

void* arena_calloc(std::size_t count, std::size_t size) {
  void* const block = current_arena->allocate(count * size);
  std::memset(block, 0, count * size);
  return block;
}
void* arena_realloc(void* block, std::size_t size) { return current_arena->reallocate(block, size); }
void arena_free(void* block) { current_arena->free(block); }

// -------------------------------------------------------------------------------------------------- block extensions

enum class Custom : std::uintptr_t { fence = 1, description = 2, note = 3 };

// A custom node's user data: what it is, and for a description how many columns its continuation lines are indented.
void* pack(Custom custom, std::size_t indent) {
  return reinterpret_cast<void*>(static_cast<std::uintptr_t>(custom) | indent << 2);
}
Custom custom_of(cmark_node* node) {
  return static_cast<Custom>(reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node)) & 3);
}
std::size_t indent_of(cmark_node* node) {
  return reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node)) >> 2;
}

struct Line {
  cmark_parser* parser;
  const char* input;
  int length;
  int first;  // the first character that is no white space
  std::string_view text() const {
    return {input + first, static_cast<std::size_t>(length - first)};
  }
};

cmark_node* add(cmark_syntax_extension* extension, const Line& line, cmark_node* parent, Custom custom, std::size_t indent) {
  cmark_node* const node = cmark_parser_add_child(line.parser, parent, CMARK_NODE_CUSTOM_BLOCK, line.first + 1);
  cmark_node_set_syntax_extension(node, extension);
  cmark_node_set_user_data(node, pack(custom, indent));
  return node;
}

void advance_to(const Line& line, int offset) {
  cmark_parser_advance_offset(line.parser, line.input, offset - cmark_parser_get_offset(line.parser), 0);
}

cmark_node* open_fence(cmark_syntax_extension* extension, const Line& line, cmark_node* parent) {
  const FenceLine fence = parse_fence(line.text());
  if (fence.colons == 0) return nullptr;
  cmark_node* const node = add(extension, line, parent, Custom::fence, 0);
  if (!fence.title.empty()) cmark_node_set_string_content(node, std::string(fence.title).c_str());
  advance_to(line, line.length - 1);
  return node;
}

// A term is one line (Pandoc), or a few short ones that share the definitions (PHP Markdown Extra). Hard-wrapped prose
// whose next line happens to begin with a colon is neither. Three blanks after the colon leave no doubt.
constexpr std::size_t kMaxTerm = 300, kMaxSharedTerm = 80;

bool are_terms(cmark_node* paragraph) {
  const char* const content = cmark_node_get_string_content(paragraph);
  const std::string_view text(content, strnlen(content, kMaxTerm + 2));
  if (text.size() > kMaxTerm) return false;
  const std::size_t first_end = text.find('\n');
  if (first_end == std::string_view::npos || first_end + 1 == text.size()) return true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > kMaxSharedTerm) return false;
    begin = end + 1;
  }
  return true;
}

bool may_describe(const Line& line, cmark_node* parent, bool sure) {
  if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH) return sure || are_terms(parent);
  cmark_node* const last = cmark_node_last_child(parent);
  if (last == nullptr) return false;
  if (cmark_node_get_type(last) == CMARK_NODE_CUSTOM_BLOCK) return custom_of(last) == Custom::description;
  const int end_line = cmark_node_get_end_line(last);
  return cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH && cmark_node_get_start_line(last) == end_line &&
         end_line + 2 == cmark_parser_get_line_number(line.parser) &&
         cmark_node_get_end_column(last) - cmark_node_get_start_column(last) <= static_cast<int>(kMaxTerm);
}

cmark_node* open_description(cmark_syntax_extension* extension, const Line& line, cmark_node* parent) {
  const std::string_view text = line.text();
  const std::size_t content = text.find_first_not_of(" \t", 1);
  if (content == 1 || content == std::string_view::npos || text[content] == '\n') return nullptr;
  if (!may_describe(line, parent, content >= 4)) return nullptr;
  const int indent = cmark_parser_get_indent(line.parser);
  advance_to(line, line.first + 1);
  // The content's column, as for list items (CommonMark §5.2): up to four blanks belong to the marker.
  int columns = 0;
  for (std::size_t i = 1, column = static_cast<std::size_t>(cmark_parser_get_column(line.parser)); i < content; ++i) {
    const std::size_t step = text[i] == '\t' ? 4 - column % 4 : 1;
    column += step;
    columns += static_cast<int>(step);
  }
  if (columns > 4) columns = 1;
  cmark_parser_advance_offset(line.parser, line.input, columns, 1);
  return add(extension, line, parent, Custom::description, static_cast<std::size_t>(indent + 1 + columns));
}

cmark_node* open_note(cmark_syntax_extension* extension, const Line& line, cmark_node* parent, std::string_view text) {
  const std::size_t close = text.find("}:");
  if (close == std::string_view::npos || text.find('}') != close) return nullptr;
  const std::size_t content = std::min(text.find_first_not_of(" \t", close + 2), text.size());
  advance_to(line, line.first + static_cast<int>(content));
  return add(extension, line, parent, Custom::note, 4);
}

cmark_node* try_open(cmark_syntax_extension* extension, int indented, cmark_parser* parser, cmark_node* parent,
                     unsigned char* input, int length) {
  if (indented != 0 || cmark_parser_is_blank(parser) != 0) return nullptr;
  const Line line{parser, reinterpret_cast<const char*>(input), length, cmark_parser_get_first_nonspace(parser)};
  const std::string_view text = line.text();
  if (text[0] == ':') return text.starts_with(":::") ? open_fence(extension, line, parent) : open_description(extension, line, parent);
  const auto& note = static_cast<const StandIns*>(cmark_syntax_extension_get_private(extension))->note;
  return text.starts_with(note) ? open_note(extension, line, parent, text) : nullptr;
}

int still_open(cmark_syntax_extension*, cmark_parser* parser, unsigned char* input, int, cmark_node* container) {
  if (custom_of(container) == Custom::fence) return 0;
  const auto indent = static_cast<int>(indent_of(container));
  const char* const line = reinterpret_cast<const char*>(input);
  if (cmark_parser_is_blank(parser) != 0) {
    const int blanks = cmark_parser_get_first_nonspace(parser) - cmark_parser_get_offset(parser);
    cmark_parser_advance_offset(parser, line, blanks, 0);
    return cmark_node_first_child(container) != nullptr || custom_of(container) == Custom::note ? 1 : 0;
  }
  if (cmark_parser_get_indent(parser) < indent) return 0;
  cmark_parser_advance_offset(parser, line, indent, 1);
  return 1;
}

int can_contain(cmark_syntax_extension*, cmark_node* node, cmark_node_type child) {
  const bool block = (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
  return custom_of(node) == Custom::fence ? !block : block && child != CMARK_NODE_ITEM;
}

int holds_inlines(cmark_syntax_extension*, cmark_node* node) {
  return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK && custom_of(node) == Custom::fence &&
                 *cmark_node_get_string_content(node) != '\0'
             ? 1
             : 0;
}

const char* type_string(cmark_syntax_extension*, cmark_node*) { return "custom"; }

cmark_syntax_extension* make_extension(const StandIns& stand_ins) {
  cmark_syntax_extension* const extension = cmark_syntax_extension_new("pamphlet");
  cmark_syntax_extension_set_private(extension, const_cast<StandIns*>(&stand_ins), nullptr);
  cmark_syntax_extension_set_open_block_func(extension, try_open);
  cmark_syntax_extension_set_match_block_func(extension, still_open);
  cmark_syntax_extension_set_can_contain_func(extension, can_contain);
  cmark_syntax_extension_set_contains_inlines_func(extension, holds_inlines);
  cmark_syntax_extension_set_get_type_string_func(extension, type_string);
  return extension;
}

// ---------------------------------------------------------------------------------------------------------- the tree

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

class Copier {
 public:
  Copier(const MaskedText& masked, Tree& tree) : masked_(masked), tree_(tree) {}
  void copy(cmark_node* root);

 private:
  Kind kind_of(cmark_node* node) const;
  void fill(TreeNode& out, cmark_node* node) const;
  std::uint32_t offset(int line, int column) const;

  const MaskedText& masked_;
  Tree& tree_;
};

Kind Copier::kind_of(cmark_node* node) const {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return Kind::document;
    case CMARK_NODE_BLOCK_QUOTE: return Kind::block_quote;
    case CMARK_NODE_LIST: return Kind::list;
    case CMARK_NODE_ITEM: return Kind::item;
    case CMARK_NODE_CODE_BLOCK: return Kind::code_block;
    case CMARK_NODE_HTML_BLOCK: return Kind::html_block;
    case CMARK_NODE_PARAGRAPH: return Kind::paragraph;
    case CMARK_NODE_HEADING: return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK: return Kind::thematic_break;
    case CMARK_NODE_TEXT: return Kind::text;
    case CMARK_NODE_SOFTBREAK: return Kind::soft_break;
    case CMARK_NODE_LINEBREAK: return Kind::hard_break;
    case CMARK_NODE_CODE: return Kind::code;
    case CMARK_NODE_HTML_INLINE: return Kind::html;
    case CMARK_NODE_EMPH: return Kind::emphasis;
    case CMARK_NODE_STRONG: return Kind::strong;
    case CMARK_NODE_LINK: return Kind::link;
    case CMARK_NODE_IMAGE: return Kind::image;
    case CMARK_NODE_CUSTOM_BLOCK:
      switch (custom_of(node)) {
        case Custom::fence: return Kind::fence;
        case Custom::description: return Kind::description;
        case Custom::note: return Kind::note;
      }
      return Kind::paragraph;
    default: break;
  }
  // Types that extensions register at run time.
  const std::string_view name = view(cmark_node_get_type_string(node));
  if (name == "table") return Kind::table;
  if (name == "table_row" || name == "table_header") return Kind::table_row;
  if (name == "table_cell") return Kind::table_cell;
  if (name == "strikethrough") return Kind::strikethrough;
  return Kind::paragraph;
}

std::uint32_t Copier::offset(int line, int column) const {
  if (line < 1 || masked_.line_starts.empty()) return 0;
  const auto index = std::min(static_cast<std::size_t>(line), masked_.line_starts.size()) - 1;
  const std::size_t begin = masked_.line_starts[index];
  const std::size_t end = index + 1 < masked_.line_starts.size() ? masked_.line_starts[index + 1] : masked_.text.size();
  return static_cast<std::uint32_t>(std::min(begin + static_cast<std::size_t>(std::max(column, 1) - 1), end));
}

void Copier::fill(TreeNode& out, cmark_node* node) const {
  switch (out.kind) {
    case Kind::text:
    case Kind::code:
    case Kind::html: out.literal = view(cmark_node_get_literal(node)); return;
    case Kind::link:
    case Kind::image:
      out.literal = view(cmark_node_get_url(node));
      out.title = view(cmark_node_get_title(node));
      return;
    case Kind::soft_break:
    case Kind::hard_break:
    case Kind::emphasis:
    case Kind::strong:
    case Kind::strikethrough: return;
    case Kind::html_block: out.literal = view(cmark_node_get_literal(node)); break;
    case Kind::code_block:
      out.literal = view(cmark_node_get_literal(node));
      out.title = view(cmark_node_get_fence_info(node));
      break;
    case Kind::heading: out.level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node)); break;
    case Kind::list:
      out.tight = cmark_node_get_list_tight(node) != 0;
      out.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
      out.delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
      out.start = cmark_node_get_list_start(node);
      break;
    case Kind::table:
      out.columns = cmark_gfm_extensions_get_table_columns(node);
      out.alignments = cmark_gfm_extensions_get_table_alignments(node);
      break;
    case Kind::table_row: out.header = cmark_gfm_extensions_get_table_row_is_header(node) != 0; break;
    default: break;
  }
  // The paragraph that cmark cuts off above a table has no place of its own; the table's begins with it.
  cmark_node* const next = cmark_node_next(node);
  if (cmark_node_get_start_line(node) == 0 && next != nullptr) node = next;
  out.begin_offset = offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node));
  out.end_offset = std::max(out.begin_offset, offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node) + 1));
}

void Copier::copy(cmark_node* root) {
  TreeId parent = 0;
  cmark_iter* const iterator = cmark_iter_new(root);
  for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator)) {
    cmark_node* const node = cmark_iter_get_node(iterator);
    const auto id = static_cast<TreeId>(tree_.nodes.size());
    if (event == CMARK_EVENT_EXIT) {
      tree_.nodes[parent].end = id;
      parent = tree_.nodes[parent].parent;
      continue;
    }
    TreeNode& out = tree_.nodes.emplace_back();
    out.kind = kind_of(node);
    out.parent = parent;
    out.end = id + 1;
    fill(out, node);
    const bool leaf = out.kind == Kind::text || out.kind == Kind::soft_break || out.kind == Kind::hard_break ||
                      out.kind == Kind::code || out.kind == Kind::html || out.kind == Kind::code_block ||
                      out.kind == Kind::html_block || out.kind == Kind::thematic_break;
    if (!leaf) parent = id;
  }
}

}  // namespace

Tree parse(const MaskedText& masked, const ParseOptions& options) {
  Tree tree;
  Arena arena;
  current_arena = &arena;
  static const cmark_mem memory{arena_calloc, arena_realloc, arena_free};
  cmark_parser* const parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT,
                                                         const_cast<cmark_mem*>(&memory));
  cmark_syntax_extension* const ours = options.dialect ? make_extension(masked.stand_ins) : nullptr;
  cmark_node* root = nullptr;
  {
    // cmark-gfm keeps the special characters of its inline extensions in a global table while it parses inlines
    // (inlines.c, SPECIAL_CHARS) and registers extensions in another one: one article at a time.
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    if (options.dialect) {
      cmark_gfm_core_extensions_ensure_registered();
      // Ours first: the table extension answers for every line below a paragraph, also when it finds no table.
      cmark_parser_attach_syntax_extension(parser, ours);
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("strikethrough"));
    }
    cmark_parser_feed(parser, masked.text.data(), masked.text.size());
    root = cmark_parser_finish(parser);
  }
  tree.nodes.reserve(masked.text.size() / 24 + 16);
  Copier(masked, tree).copy(root);
  if (ours != nullptr) cmark_syntax_extension_free(cmark_get_default_mem_allocator(), ours);
  current_arena = nullptr;
  tree.memory = arena.release();
  return tree;
}

}  // namespace pamphlet::markdown
