// long: it is the only file that knows cmark-gfm, and each kind of block is a few lines of it.
// The only file that knows cmark-gfm. It finds the blocks and nothing else: an extension of ours sees every line of text,
// notes where its words begin in the Source and lets cmark keep but their last byte, and tells cmark that no block holds
// inlines. So cmark sees no word, no link definition and no inline markup, every place is exact by construction, and of
// this version's weaknesses (Debian 12: CVE-2023-22483, -22484, -22486, -24824, -26485, -37463 are in its inlines, tables
// and footnotes) only deep containers are left (line_prefix.h). Tables, fenced divs, definitions and notes are blocks of
// the same extension, so that they nest with everything else. The other way, cmark's inlines with callbacks, cannot tell
// places behind container prefixes, and has no word for brackets, spans and attribute lists. Linear in the lines.

#include <cmark-gfm/cmark-gfm-extension_api.h>
#include <cmark-gfm/cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>

#include <algorithm>
#include <utility>

#include "markdown/characters.h"
#include "markdown/fences.h"
#include "markdown/found_blocks.h"
#include "markdown/line_prefix.h"
#include "markdown/list_markers.h"
#include "markdown/notes.h"
#include "markdown/table_rows.h"

namespace pamphlet::markdown {
namespace {

// -------------------------------------------------------------------------------------------------- block extensions

// What the callbacks share.
struct State {
  Lines& lines;
  bool dialect;
  bool opened = false;      // the document is ours
  bool adding_row = false;
  int item_line = 0, items_on_line = 0;  // items of ours: line_prefix.h bounds CommonMark's
  std::vector<Span> wide_tables = {};  // of more than kMaxTableColumns
};

enum class Custom : std::uintptr_t { fence = 1, description = 2, note = 3, table = 4, row = 5, admonition = 6, grid = 7, formula = 8 };

// A custom node's user data: what it is; for a description how many columns its continuation lines are indented; for a
// formula what its next line may be.
void* pack(Custom custom, std::size_t indent) {
  return reinterpret_cast<void*>(static_cast<std::uintptr_t>(custom) | indent << 4);
}
Custom custom_of(cmark_node* node) {
  return static_cast<Custom>(reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node)) & 15);
}
std::size_t indent_of(cmark_node* node) {
  return reinterpret_cast<std::uintptr_t>(cmark_node_get_user_data(node)) >> 4;
}

struct Line {
  cmark_syntax_extension* extension;
  cmark_parser* parser;
  State& state;
  Lines& lines;
  const char* input;
  int length;
  int first;  // the first character that is no white space
  std::string_view text() const { return {input + first, static_cast<std::size_t>(length - first)}; }
  int number() const { return cmark_parser_get_line_number(parser); }
};

cmark_node* add(const Line& line, cmark_node* parent, Custom custom, std::size_t indent) {
  cmark_node* const node = cmark_parser_add_child(line.parser, parent, CMARK_NODE_CUSTOM_BLOCK, line.first + 1);
  cmark_node_set_syntax_extension(node, line.extension);
  cmark_node_set_user_data(node, pack(custom, indent));
  return node;
}

void advance_to(const Line& line, int offset) {
  cmark_parser_advance_offset(line.parser, line.input, offset - cmark_parser_get_offset(line.parser), 0);
}

// What a formula's next line may be.
constexpr std::size_t kDollars = 0, kBracket = 1, kClosed = 2;

cmark_node* open_formula(const Line& line, cmark_node* parent) {
  const FormulaMark mark = formula_mark(line.text());
  if (mark != FormulaMark::dollars && mark != FormulaMark::opens) return nullptr;
  cmark_node* const node = add(line, parent, Custom::formula, mark == FormulaMark::dollars ? kDollars : kBracket);
  line.lines.note(line.number(), line.length - 1 - line.first);
  advance_to(line, line.length - 1);
  return node;
}

int formula_goes_on(cmark_parser* parser, Lines& lines, std::string_view line, int first, cmark_node* formula) {
  const std::size_t state = indent_of(formula);
  if (state == kClosed || cmark_parser_is_blank(parser) != 0) return 0;
  lines.note(cmark_parser_get_line_number(parser), static_cast<int>(line.size()) - 1 - first);
  const FormulaMark mark = formula_mark(line.substr(static_cast<std::size_t>(first)));
  if (mark == (state == kDollars ? FormulaMark::dollars : FormulaMark::closes)) cmark_node_set_user_data(formula, pack(Custom::formula, kClosed));
  cmark_parser_advance_offset(parser, line.data(), static_cast<int>(line.size()) - 1 - cmark_parser_get_offset(parser), 0);
  return 1;
}

cmark_node* open_fence(const Line& line, cmark_node* parent) {
  if (parse_fence(line.text()).colons == 0) return nullptr;
  cmark_node* const node = add(line, parent, Custom::fence, 0);
  advance_to(line, line.length - 1);
  return node;
}

// A term is one line (Pandoc), or a few short ones that share the definitions (PHP Markdown Extra). Hard-wrapped prose
// whose next line happens to begin with a colon is neither. Three blanks after the colon leave no doubt.
constexpr std::size_t kMaxTerm = 300, kMaxSharedTerm = 80;

// The paragraph reaches to the line before.
bool are_terms(const Line& line, cmark_node* paragraph) {
  const int first = cmark_node_get_start_line(paragraph), end = line.number();
  if (end - first == 1) return line.lines.view(line.lines.words(first)).size() <= kMaxTerm;
  std::size_t size = 0;
  for (int at = first; at < end && size <= kMaxTerm; ++at) {
    const std::size_t words = line.lines.view(line.lines.words(at)).size();
    size += words > kMaxSharedTerm ? kMaxTerm + 1 : words + 1;
  }
  return size <= kMaxTerm;
}

bool may_describe(const Line& line, cmark_node* parent, bool sure) {
  if (cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH) return sure || are_terms(line, parent);
  cmark_node* const last = cmark_node_last_child(parent);
  if (last == nullptr) return false;
  if (cmark_node_get_type(last) == CMARK_NODE_CUSTOM_BLOCK) return custom_of(last) == Custom::description;
  const int end_line = cmark_node_get_end_line(last);
  return cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH && cmark_node_get_start_line(last) == end_line &&
         end_line + 2 == line.number() && line.lines.view(line.lines.words(end_line)).size() <= kMaxTerm;
}

cmark_node* open_description(const Line& line, cmark_node* parent) {
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
  return add(line, parent, Custom::description, static_cast<std::size_t>(indent + 1 + columns));
}

// `!!! note "Title"` and what is indented below it, as MkDocs writes a callout; `???` folds it.
cmark_node* open_admonition(const Line& line, cmark_node* parent) {
  if (parse_admonition(line.text()).sign == 0) return nullptr;
  cmark_node* const node = add(line, parent, Custom::admonition, 4);
  advance_to(line, line.length - 1);
  return node;
}

// The line that begins a table of Pandoc drawn with `+---+`.
cmark_node* open_grid(const Line& line, cmark_node* parent) {
  if (!is_grid_border(line.text())) return nullptr;
  cmark_node* const node = add(line, parent, Custom::grid, 0);
  advance_to(line, line.length - 1);
  return node;
}

// Whether a line below this one, before two blank lines, has the marker that follows: a letter alone is an initial.
bool has_neighbour(const Line& line, const ListMarker& marker) {
  constexpr int kMostLines = 12;  // of one item
  int blank = 0;
  for (int number = line.number() + 1, seen = 0; seen < kMostLines && blank < 2; ++number, ++seen) {
    if (line.lines.begin(number) >= line.lines.source.text.size()) return false;
    std::string_view text = line.lines.source.line_at(line.lines.begin(number));
    text.remove_prefix(std::min(text.find_first_not_of(" \t>"), text.size()));
    blank = text.empty() ? blank + 1 : 0;
    if (text.empty()) continue;
    const ListMarker next = marker.kind == ListMarker::Kind::number ? find_list_marker(text, marker.style, marker.value + 1, marker.delimiter)
                                                                    : find_list_marker(text);
    if (next.kind == marker.kind && (next.sign == marker.sign || next.kind == ListMarker::Kind::box)) return true;
    if (marker.kind != ListMarker::Kind::number && seen == 0 && blank == 0) return false;  // a bullet's neighbour is the next line
  }
  return false;
}

constexpr unsigned char kKeycapList = 0x83;  // decimal, and no other list

// What tells lists of ours apart, and from CommonMark's: kept where cmark keeps a bullet's character.
unsigned char list_kind(const ListMarker& marker) {
  constexpr unsigned char kBox = 0xFF;
  if (marker.kind == ListMarker::Kind::box) return kBox;
  if (marker.sign == kKeycapSign) return kKeycapList;
  if (marker.kind != ListMarker::Kind::number) return marker.sign < 0x80 && marker.sign != 'o' ? static_cast<unsigned char>(marker.sign) : static_cast<unsigned char>(0x80 | (marker.sign % 0x7F));
  if (marker.style == NumberStyle::decimal && marker.delimiter != '(') return 0;  // as CommonMark's own
  return static_cast<unsigned char>(0x80 | static_cast<unsigned>(marker.style) << 2 | (marker.delimiter == '(' ? 2U : marker.delimiter == ')' ? 1U : 0U));
}

cmark_list list_data(const Line& line, const ListMarker& marker) {
  cmark_list data{};
  const bool number = marker.kind == ListMarker::Kind::number;
  data.list_type = number ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST;
  data.marker_offset = cmark_parser_get_indent(line.parser);
  // Continued lines stand below the words, and a bullet is one column wide whatever its bytes.
  data.padding = (number ? static_cast<int>(marker.length) : 1) + 1;
  data.start = static_cast<int>(marker.value);
  data.delimiter = !number ? CMARK_NO_DELIM : marker.delimiter == '.' ? CMARK_PERIOD_DELIM : CMARK_PAREN_DELIM;
  data.bullet_char = list_kind(marker);
  return data;
}

// The marker of the line as the list that is open wants it, or as a list of its own.
ListMarker marker_for(const Line& line, cmark_node* parent) {
  const std::string_view text = line.text();
  if (cmark_node_get_type(parent) == CMARK_NODE_LIST && parent->as.list.list_type == CMARK_ORDERED_LIST && (parent->as.list.bullet_char & 0x80) != 0) {
    const unsigned char kind = parent->as.list.bullet_char;
    const auto style = static_cast<NumberStyle>(kind >> 2 & 7);
    const char delimiter = kind == kKeycapList ? '.' : (kind & 2) != 0 ? '(' : (kind & 1) != 0 ? ')' : '.';
    const ListMarker next = find_list_marker(text, style, cmark_node_last_child(parent)->as.list.start + 1, delimiter);
    if (next.kind != ListMarker::Kind::none) return next;
  }
  ListMarker marker = find_list_marker(text);
  const bool in_numbers = cmark_node_get_type(parent) == CMARK_NODE_LIST && parent->as.list.list_type == CMARK_ORDERED_LIST && parent->as.list.bullet_char == 0;
  if (marker.sign == kCountedSign && marker.kind == ListMarker::Kind::number && in_numbers) marker.value = cmark_node_last_child(parent)->as.list.start + 1;
  const bool quoted = cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE ||
                      (cmark_node_parent(parent) != nullptr && cmark_node_get_type(cmark_node_parent(parent)) == CMARK_NODE_BLOCK_QUOTE);
  if (marker.sign == U'–' && quoted) return {};  // who says it
  const bool same = cmark_node_get_type(parent) == CMARK_NODE_LIST && parent->as.list.bullet_char == list_kind(marker);
  const bool goes_on = same && (marker.kind != ListMarker::Kind::number || cmark_node_last_child(parent)->as.list.start + 1 == marker.value);
  return marker.sure || goes_on || marker.kind == ListMarker::Kind::none || has_neighbour(line, marker) ? marker : ListMarker{};
}

cmark_node* open_item(const Line& line, cmark_node* parent) {
  const char first = line.text()[0];
  const bool may_begin = static_cast<unsigned char>(first) >= 0x80 || is_ascii_alphanumeric(first) || std::string_view("-*+#([").find(first) != std::string_view::npos;
  if (!may_begin) return nullptr;
  const ListMarker marker = marker_for(line, parent);
  if (marker.kind == ListMarker::Kind::none) return nullptr;
  const bool in_item = cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_get_start_line(parent) == line.number();
  const bool one_item = in_item && (parent->as.list.list_type == CMARK_ORDERED_LIST || first == '[');  // "1. ☐ words", "- [ ] words"
  if (one_item && marker.kind == ListMarker::Kind::box) return nullptr;
  constexpr int kMostOnALine = 8;
  line.state.items_on_line = std::exchange(line.state.item_line, line.number()) == line.number() ? line.state.items_on_line + 1 : 1;
  if (line.state.items_on_line > kMostOnALine) return nullptr;
  if (marker.kind == ListMarker::Kind::heading) {
    cmark_node* const heading = cmark_parser_add_child(line.parser, parent, CMARK_NODE_HEADING, line.first + 1);
    heading->as.heading.level = static_cast<int>(marker.value);
    heading->as.heading.setext = false;
    advance_to(line, line.first + static_cast<int>(marker.content));
    return heading;
  }
  const cmark_list data = list_data(line, marker);
  const bool goes_on = cmark_node_get_type(parent) == CMARK_NODE_LIST && parent->as.list.list_type == data.list_type &&
                       parent->as.list.bullet_char == data.bullet_char && parent->as.list.delimiter == data.delimiter;
  cmark_node* list = parent;
  if (!goes_on) {
    list = cmark_parser_add_child(line.parser, parent, CMARK_NODE_LIST, line.first + 1);
    list->as.list = data;
  }
  cmark_node* const item = cmark_parser_add_child(line.parser, list, CMARK_NODE_ITEM, line.first + 1);
  item->as.list = data;
  advance_to(line, line.first + static_cast<int>(marker.content));
  return item;
}

cmark_node* open_note(const Line& line, cmark_node* parent) {
  const std::string_view text = line.text();
  const std::size_t close = note_label_end(text);
  if (close == 0 || close >= text.size() || text[close] != ':') return nullptr;
  const std::size_t content = std::min(text.find_first_not_of(" \t", close + 1), text.size());
  advance_to(line, line.first + static_cast<int>(content));
  return add(line, parent, Custom::note, 4);
}

// The last line of the paragraph is the head when it has as many cells. It leaves the paragraph.
cmark_node* open_table(const Line& line, cmark_node* paragraph) {
  const std::size_t columns = delimiter_row(line.text()).size();
  const int head = line.number() - 1;
  if (columns == 0 || !line.lines.has_text(head)) return nullptr;
  const Span words = line.lines.words(head);
  if (table_cells(line.lines.view(words), words.begin).size() != columns) return nullptr;
  if (columns > kMaxTableColumns) {
    line.state.wide_tables.push_back({words.begin, line.lines.end(line.number())});
    return nullptr;
  }
  if (cmark_node_get_start_line(paragraph) == head) cmark_node_set_string_content(paragraph, "");  // cmark drops it
  cmark_node* const table = add(line, paragraph, Custom::table, words.begin - line.lines.begin(head));
  line.lines.text[static_cast<std::size_t>(head)] = kNoText;
  advance_to(line, line.length - 1);
  return table;
}

cmark_node* add_row(const Line& line, cmark_node* table) {
  line.state.adding_row = true;
  cmark_node* const row = add(line, table, Custom::row, 0);
  line.state.adding_row = false;
  advance_to(line, line.length - 1);
  return row;
}

cmark_node* open_own(const Line& line, cmark_node* parent) {
  const std::string_view text = line.text();
  if (text.starts_with(":::")) return open_fence(line, parent);
  if (text.starts_with("{{") || text.starts_with("{%")) {
    if (cmark_node* const fence = open_fence(line, parent)) return fence;
  }
  if (text[0] == '$' || text[0] == '\\') {
    if (cmark_node* const formula = open_formula(line, parent)) return formula;
  }
  cmark_node* node = nullptr;
  const bool custom = cmark_node_get_type(parent) == CMARK_NODE_CUSTOM_BLOCK;
  if (custom && (custom_of(parent) == Custom::table || custom_of(parent) == Custom::grid)) return add_row(line, parent);
  if (text[0] == ':' || (text[0] == '~' && !text.starts_with("~~"))) node = open_description(line, parent);
  else if (text.starts_with("[^")) node = open_note(line, parent);
  else if (text[0] == '!' || text[0] == '?') node = open_admonition(line, parent);
  else if (text[0] == '+') node = open_grid(line, parent);
  if (node == nullptr && cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH) node = open_table(line, parent);
  return node != nullptr ? node : open_item(line, parent);
}

// cmark asks for each line that it takes for text, and only for those (blocks.c, open_new_blocks).
cmark_node* try_open(cmark_syntax_extension* extension, int indented, cmark_parser* parser, cmark_node* parent,
                     unsigned char* input, int length) {
  State& state = *static_cast<State*>(cmark_syntax_extension_get_private(extension));
  Lines& lines = state.lines;
  if (!std::exchange(state.opened, true)) cmark_node_set_syntax_extension(parent, extension);  // the blank line before all others
  if (cmark_parser_is_blank(parser) != 0) return nullptr;
  const Line line{extension, parser, state, lines, reinterpret_cast<const char*>(input), length, cmark_parser_get_first_nonspace(parser)};
  if (indented == 0 && state.dialect) {
    if (cmark_node* const node = open_own(line, parent)) return node;
  }
  lines.note(line.number(), length - 1 - line.first);
  advance_to(line, line.first + static_cast<int>(line.text().find_last_not_of(" \t\n")));  // a blank rest would be a blank line
  return nullptr;
}

int still_open(cmark_syntax_extension* extension, cmark_parser* parser, unsigned char* input, int length, cmark_node* container) {
  const char* const line = reinterpret_cast<const char*>(input);
  const int first = cmark_parser_get_first_nonspace(parser);
  const bool blank = cmark_parser_is_blank(parser) != 0;
  switch (custom_of(container)) {
    case Custom::formula:
      return formula_goes_on(parser, static_cast<State*>(cmark_syntax_extension_get_private(extension))->lines, {line, static_cast<std::size_t>(length)}, first, container);
    case Custom::fence:
    case Custom::row: return 0;
    case Custom::grid: return first < length && (line[first] == '|' || line[first] == '+') ? 1 : 0;
    case Custom::table: return !blank && !table_cells({line + first, static_cast<std::size_t>(length - first)}, 0).empty() ? 1 : 0;
    case Custom::description:
    case Custom::note:
    case Custom::admonition: break;
  }
  const auto indent = static_cast<int>(indent_of(container));
  if (blank) {
    cmark_parser_advance_offset(parser, line, first - cmark_parser_get_offset(parser), 0);
    return cmark_node_first_child(container) != nullptr || custom_of(container) != Custom::description ? 1 : 0;
  }
  if (cmark_parser_get_indent(parser) < indent) return 0;
  cmark_parser_advance_offset(parser, line, indent, 1);
  return 1;
}

int can_contain(cmark_syntax_extension* extension, cmark_node* node, cmark_node_type child) {
  const bool block = (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK && child != CMARK_NODE_ITEM;
  if (cmark_node_get_type(node) != CMARK_NODE_CUSTOM_BLOCK) return block;  // the document
  switch (custom_of(node)) {
    case Custom::fence:
    case Custom::formula:
    case Custom::row: return 0;
    case Custom::table:
    case Custom::grid: return static_cast<State*>(cmark_syntax_extension_get_private(extension))->adding_row;
    case Custom::description:
    case Custom::note:
    case Custom::admonition: break;
  }
  return block;
}

// cmark asks the document first, when all blocks are closed and before it reads any inlines (blocks.c, process_inlines):
// then every block becomes ours, which holds none.
int holds_inlines(cmark_syntax_extension* extension, cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_DOCUMENT) return 0;
  cmark_iter* const iterator = cmark_iter_new(node);
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
    cmark_node_set_syntax_extension(cmark_iter_get_node(iterator), extension);
  }
  cmark_iter_free(iterator);
  return 0;
}

// --------------------------------------------------------------------------------------------------------- the result

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

Kind kind_of(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return Kind::document;
    case CMARK_NODE_BLOCK_QUOTE: return Kind::block_quote;
    case CMARK_NODE_LIST: return Kind::list;
    case CMARK_NODE_ITEM: return Kind::item;
    case CMARK_NODE_CODE_BLOCK: return Kind::code_block;
    case CMARK_NODE_HTML_BLOCK: return Kind::html_block;
    case CMARK_NODE_HEADING: return Kind::heading;
    case CMARK_NODE_THEMATIC_BREAK: return Kind::thematic_break;
    case CMARK_NODE_CUSTOM_BLOCK: break;
    default: return Kind::paragraph;
  }
  switch (custom_of(node)) {
    case Custom::fence: return Kind::fence;
    case Custom::description: return Kind::description;
    case Custom::note: return Kind::note;
    case Custom::table: return Kind::table;
    case Custom::admonition: return Kind::admonition;
    case Custom::grid: return Kind::grid;
    case Custom::formula: return Kind::paragraph;
    case Custom::row: break;
  }
  return Kind::table_row;
}

FoundBlock describe(cmark_node* node, bool enters) {
  FoundBlock out;
  out.enters = enters;
  out.kind = kind_of(node);
  out.start_line = cmark_node_get_start_line(node);
  out.start_column = cmark_node_get_start_column(node);
  out.end_line = cmark_node_get_end_line(node);
  out.end_column = cmark_node_get_end_column(node);
  if (out.kind == Kind::heading) out.level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
  if (out.kind == Kind::table) out.indent = indent_of(node);
  if (out.kind == Kind::code_block || out.kind == Kind::html_block) out.literal = view(cmark_node_get_literal(node));
  if (out.kind == Kind::code_block) {
    int length = 0, offset = 0;
    if (cmark_node_get_fenced(node, &length, &offset, &out.fence) == 0) out.fence = 0;
    out.title = view(cmark_node_get_fence_info(node));
  }
  if (out.kind == Kind::list) {
    out.tight = cmark_node_get_list_tight(node) != 0;
    out.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    out.delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
    out.start = cmark_node_get_list_start(node);
  }
  return out;
}

// ----------------------------------------------------------------------------------------------------------- feeding

// MyST's boxes are fences of code to CommonMark, and what stands in them is none: cmark gets such fences with colons. Where
// the signs of one begin; npos: the line is none. `open`: the fences that are open before the line and behind it.
std::size_t box_fence(std::string_view line, std::vector<CodeFence>& open) {
  if (line.find("```") == std::string_view::npos && line.find("~~~") == std::string_view::npos) return std::string_view::npos;
  const std::size_t begin = scan_prefix(line).end;
  const CodeFence fence = parse_code_fence(line.substr(begin));
  if (fence.sign == 0) return std::string_view::npos;
  if (!open.empty() && fence.closes && fence.sign == open.back().sign && fence.length >= open.back().length) {
    const bool box = open.back().box;
    open.pop_back();
    return box ? begin : std::string_view::npos;
  }
  if (open.size() > kMaxMarkers || (!open.empty() && !open.back().box)) return std::string_view::npos;  // within code
  open.push_back(fence);
  return fence.box ? begin : std::string_view::npos;
}

// cmark's blank line 1 makes it call try_open with the document. Nearly all lines go to it as they are, many at once.
void feed(cmark_parser* parser, Lines& lines, std::uint32_t begin, bool dialect, std::optional<std::uint32_t>& too_deep_at) {
  const std::string_view text = lines.source.text;
  const auto give = [&](std::size_t from, std::size_t to) { cmark_parser_feed(parser, text.data() + from, to - from); };
  cmark_parser_feed(parser, "\n", 1);
  std::size_t fed = begin;
  int number = 1;
  std::vector<CodeFence> fences;
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    ++number;
    // A decoded file holds no control characters, but a Source that a program made may: cmark takes CR for a line end.
    const bool controls = std::any_of(line.begin(), line.end(), is_control);
    const bool deep = line.size() > kMaxMarkers && scan_prefix(line).too_deep();
    const std::size_t box = dialect ? box_fence(line, fences) : std::string_view::npos;
    const bool boxed = box != std::string_view::npos && !deep;
    const bool mark = dialect && (line.starts_with("\uFEFF") || line.starts_with("\u200B"));  // where files were joined
    if (controls || deep || boxed || mark) {
      give(fed, at);
      std::string changed;
      const std::size_t content = deep ? scan_prefix(line, &changed).end : mark ? 3 : 0;
      if (deep && !too_deep_at) too_deep_at = static_cast<std::uint32_t>(at);
      changed.append(line.substr(content));
      for (std::size_t i = box; boxed && i < line.size() && line[i] == line[box]; ++i) changed[i - content] = ':';
      std::replace_if(changed.begin(), changed.end(), is_control, '?');
      lines.shifts.emplace_back(number, static_cast<std::int64_t>(line.size()) - static_cast<std::int64_t>(changed.size()));
      changed += '\n';
      cmark_parser_feed(parser, changed.data(), changed.size());
      fed = std::min(end + 1, text.size());
    }
    at = end + 1;
  }
  give(fed, text.size());
}

struct Memory {
  cmark_parser* parser = nullptr;
  cmark_syntax_extension* extension = nullptr;
  cmark_node* root = nullptr;
  ~Memory() {
    if (root != nullptr) cmark_node_free(root);
    cmark_parser_free(parser);
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension);
  }
};

}  // namespace

FoundBlocks find_blocks(const Source& source, std::uint32_t begin, bool dialect) {
  FoundBlocks found(source);
  const auto line = std::upper_bound(source.line_starts.begin(), source.line_starts.end(), begin) - source.line_starts.begin();
  found.lines.first = static_cast<std::uint32_t>(line);
  found.lines.text.assign(source.line_starts.size() + 3, kNoText);
  State state{found.lines, dialect};
  const auto memory = std::make_shared<Memory>();
  memory->parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  cmark_syntax_extension* const extension = memory->extension = cmark_syntax_extension_new("pamphlet");
  cmark_syntax_extension_set_private(extension, &state, nullptr);
  cmark_syntax_extension_set_open_block_func(extension, try_open);
  cmark_syntax_extension_set_match_block_func(extension, still_open);
  cmark_syntax_extension_set_can_contain_func(extension, can_contain);
  cmark_syntax_extension_set_contains_inlines_func(extension, holds_inlines);
  cmark_parser_attach_syntax_extension(memory->parser, extension);
  feed(memory->parser, found.lines, begin, dialect, found.too_deep_at);
  memory->root = cmark_parser_finish(memory->parser);
  cmark_iter* const iterator = cmark_iter_new(memory->root);
  for (cmark_event_type event = cmark_iter_next(iterator); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator)) {
    found.blocks.push_back(describe(cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER));
  }
  cmark_iter_free(iterator);
  found.memory = memory;
  found.wide_tables = std::move(state.wide_tables);
  return found;
}

std::size_t read_named_reference(std::string_view text, std::string& out) {
  constexpr std::size_t kLongest = 32;  // CounterClockwiseContourIntegral
  const std::size_t end = text.substr(0, kLongest + 1).find(';');
  if (end == std::string_view::npos || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), is_ascii_alphanumeric<char>)) return 0;
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 8);
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const bool known = houdini_unescape_ent(&buffer, bytes, static_cast<bufsize_t>(end + 1)) > 0;
  if (known) out.append(reinterpret_cast<const char*>(buffer.ptr), static_cast<std::size_t>(buffer.size));
  cmark_strbuf_free(&buffer);
  return known ? end + 1 : 0;
}

}  // namespace pamphlet::markdown
