// Inline nodes, and the blocks that are taken whole: preformatted text, figures, tables. The content of a cell or caption
// is words only; the paragraphs and lists in it become lines.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/address.h"
#include "base/utf8.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "html/formulas.h"
#include "html/reader.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

bool is_inline(Role role) {
  switch (role) {
    case Role::unknown:
    case Role::transparent:
    case Role::inline_:
    case Role::code:
    case Role::link:
    case Role::span:
    case Role::image:
    case Role::note_reference:
    case Role::line_break: return true;
    case Role::note:
    case Role::title:
    case Role::group:
    case Role::rule:
    case Role::drop:
    case Role::paragraph:
    case Role::heading:
    case Role::division:
    case Role::quote:
    case Role::list:
    case Role::item:
    case Role::definition_list:
    case Role::term:
    case Role::description:
    case Role::preformatted:
    case Role::table:
    case Role::head_group:
    case Role::row_group:
    case Role::row:
    case Role::cell:
    case Role::figure:
    case Role::caption:
    case Role::summary: return false;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> number(std::optional<std::string_view> text) {
  if (!text) return {};
  const std::string_view digits = trim(*text);
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return {};
  return value;
}

// Classes of lists, items and cells say how a web page looks.
Attributes Reader::plain_attributes(std::uint32_t id) const {
  Attributes attributes = attributes_of(tree_, id);
  attributes.classes.clear();
  return attributes;
}

void Reader::link(std::uint32_t id, InlineRun& run) {
  const Span span = node(id).span;
  Attributes attributes = attributes_of(tree_, id);
  const auto href = tree_.attribute(id, "href");
  if (!href) return run.open(Element::span, span, std::move(attributes), {});
  LinkAddress address = check_address(*href, host_.keeps_files());
  if (address.target.empty()) {
    if (!node(id).clone) host_.report(code::link_dropped, {span.begin, span.begin + 1}, std::move(address.message), std::move(address.help));
    return run.open(Element::span, span, std::move(attributes), {});
  }
  run.open(Element::link, span, std::move(attributes), {std::move(address.target), collapse_spaces(tree_.attribute(id, "title").value_or(""))});
}

// Adds a node to the words at hand; false: it is a block. `next` moves past what was taken whole.
bool Reader::inline_node(std::uint32_t id, InlineRun& run, std::uint32_t& next) {
  const Node& here = node(id);
  if (here.kind == Node::Kind::text) {
    std::string_view text = here.text;
    if (after_dash_ && !trim(text).empty()) {
      after_dash_ = false;
      text.remove_prefix(std::min(text.find_first_not_of(" \n\t"), text.size()));
      for (const std::string_view dash : {"—", "–", "―", "--", "-"}) {
        if (text.starts_with(dash)) text.remove_prefix(dash.size());
      }
    }
    report_formulas(here.text, here.span.begin, host_);
    run.text(text, here.span);
    return true;
  }
  switch (here.info->role) {
    case Role::inline_: run.open(here.info->element, here.span, attributes_of(tree_, id), {}); return true;
    case Role::code:
      if (holds_piece(id)) return true;
      run.code(collapse_spaces(words_of(tree_, id)), here.span, attributes_of(tree_, id));
      next = here.end;
      return true;
    case Role::link: link(id, run); return true;
    case Role::span: {
      Attributes attributes = attributes_of(tree_, id);
      if (!attributes.empty()) run.open(Element::span, here.span, std::move(attributes), {});
      return true;
    }
    case Role::image: {
      ImageData image = image_of(tree_, id);
      if (!image.source.empty()) run.image(std::move(image), here.span, attributes_of(tree_, id));
      else host_.report(code::html_dropped, here.span, "an <img> without src was dropped", std::string(kHelp));
      return true;
    }
    case Role::line_break: run.line_break(here.span); return true;
    case Role::note_reference:
      run.reference(tree_.attribute(id, "label").value_or(""), here.span);
      next = here.end;
      return true;
    default: return is_inline(here.info->role);
  }
}

bool Reader::holds_piece(std::uint32_t id) const {
  for (std::uint32_t at = id; at < node(id).end; ++at) {
    if (node(at).kind == Node::Kind::piece) return true;
  }
  return false;
}

// The words of [begin, end) into the block that is open: paragraphs and lists in it become lines.
void Reader::words(std::uint32_t begin, std::uint32_t end) {
  InlineRun run;
  std::vector<std::pair<std::uint32_t, bool>> open;  // node, whether it is inline
  std::vector<std::pair<std::uint32_t, std::int64_t>> numbers;  // list, number of its next item
  bool anything = false;
  const auto leave = [&] {
    if (!numbers.empty() && numbers.back().first == open.back().first) numbers.pop_back();
    if (open.back().second) run.close(node(open.back().first).span);
    else run.new_line(node(open.back().first).span);
    open.pop_back();
  };
  for (std::uint32_t id = begin; id < end;) {
    while (!open.empty() && node(open.back().first).end <= id) leave();
    if (leave_out(id)) {
      id = node(id).end;
      continue;
    }
    std::uint32_t next = id + 1;
    const std::size_t before = run.open_elements();
    if (node(id).kind == Node::Kind::piece) {
      if (run.shows()) {
        run.write(builder_, host_);
        anything = true;
      }
      run.clear(true);
      if (anything) builder_.leaf(Element::hard_break, node(id).span);
      host_.write_words(node(id).data);
      anything = true;
    } else if (!inline_node(id, run, next)) {
      run.new_line(node(id).span);
      if (role(id) == Role::item) {  // the marker is all that tells the items apart here
        if (numbers.empty() || numbers.back().first != node(id).parent) numbers.emplace_back(node(id).parent, number(tree_.attribute(node(id).parent, "start")).value_or(1));
        const bool ordered = node(node(id).parent).kind == Node::Kind::element && node(node(id).parent).info->tag == "ol";
        run.text(ordered ? std::to_string(numbers.back().second++) + ". " : "• ", {node(id).span.begin, node(id).span.begin});
      }
      open.emplace_back(id, false);
    } else if (run.open_elements() > before) {
      open.emplace_back(id, true);
    }
    id = next;
  }
  while (!open.empty()) leave();
  if (!run.shows()) return;
  if (anything) builder_.leaf(Element::hard_break, run.span());
  run.write(builder_, host_);
}

// ---------------------------------------------------------------------------------------------- blocks that are taken whole

void Reader::preformatted(std::uint32_t id) {
  std::string code = words_of(tree_, id);
  while (code.ends_with('\n')) code.pop_back();
  if (code.empty()) return;
  CodeData data;
  for (std::uint32_t at = id + 1; at < node(id).end; ++at) {
    const std::string_view name = tree_.attribute(at, "class").value_or("");
    if (role(at) == Role::code && name.starts_with("language-")) data.language = name.substr(9, name.find(' ') - 9);
  }
  prepare(open_.size());
  builder_.open(Element::code_block, node(id).span, std::move(data), placed({}));
  builder_.text(code, node(id).span);
  builder_.close();
}

// One image and its caption; anything else is a division.
bool Reader::figure(std::uint32_t id) {
  std::uint32_t image = 0, caption = 0, images = 0;
  for (std::uint32_t at = id + 1; at < node(id).end;) {
    const Node& inner = node(at);
    if (inner.kind == Node::Kind::piece) return false;
    if (inner.kind == Node::Kind::text) {
      if (!trim(inner.text).empty()) return false;
    } else if (role(at) == Role::caption) {
      caption = caption == 0 ? at : caption;
      at = inner.end;
      continue;
    } else if (role(at) == Role::image) {
      image = at;
      if (++images > 1) return false;
    } else if (role(at) == Role::table || role(at) == Role::link) {
      return false;
    }
    ++at;
  }
  if (images != 1) return false;
  ImageData data = image_of(tree_, image);
  if (data.source.empty() || !host_.has_room(Element::figure, node(id).span)) return false;
  prepare(open_.size());
  data.title = {};
  if (!data.width && data.pixels == 0) set_picture_width(data, style_width(tree_, id));  // WordPress gives it to the figure
  Attributes attributes = attributes_of(tree_, image);
  if (attributes.empty()) attributes = attributes_of(tree_, id);
  builder_.open(Element::figure, node(id).span, {}, placed(std::move(attributes)));
  builder_.leaf(Element::image, node(image).span, std::move(data));
  if (caption != 0 && !trim(words_of(tree_, caption)).empty()) {
    builder_.open(Element::caption, node(caption).span);
    words(caption + 1, node(caption).end);
    builder_.close();
  }
  builder_.close();
  return true;
}

// The only table or quotation of a figure that holds nothing else but its caption; 0: there is none.
std::uint32_t Reader::only_within(std::uint32_t figure, Role wanted, std::uint32_t& caption) const {
  std::uint32_t found = 0;
  caption = 0;
  for (std::uint32_t id = figure + 1; id < node(figure).end;) {
    const Node& inner = node(id);
    if (inner.kind == Node::Kind::piece || (inner.kind == Node::Kind::text && !trim(inner.text).empty())) return 0;
    if (role(id) == wanted || role(id) == Role::caption) {
      std::uint32_t& place = role(id) == wanted ? found : caption;
      if (place != 0) return 0;
      place = id;
      id = inner.end;
      continue;
    }
    if (inner.kind == Node::Kind::element && role(id) != Role::division && role(id) != Role::group) return 0;
    ++id;
  }
  return found;
}

static CellScope scope_of(std::string_view word) {
  if (word == "row") return CellScope::row;
  if (word == "col") return CellScope::column;
  if (word == "rowgroup") return CellScope::row_group;
  if (word == "colgroup") return CellScope::column_group;
  return CellScope::none;
}

static std::string_view block_words(Role role) {
  switch (role) {
    case Role::list: return "the list in this table cell (<{}>) became lines with its bullets or numbers";
    case Role::paragraph: return "the paragraphs in this table cell (<{}>) became lines";
    case Role::heading: return "the heading in this table cell became a line";
    case Role::quote: return "the quotation in this table cell (<{}>) became lines";
    case Role::preformatted: return "the preformatted text in this table cell (<{}>) became words";
    case Role::definition_list: return "the definitions in this table cell (<{}>) became lines";
    case Role::table: return "the table in this table cell (<{}>) became lines";
    case Role::rule: return "the rule in this table cell (<{}>) was left out";
    default: return {};
  }
}

// The blocks of a cell that are more than the one paragraph that a cell is.
void Reader::find_blocks(std::uint32_t cell, std::vector<CellBlocks>& found) const {
  std::size_t paragraphs = 0;
  for (std::uint32_t at = cell + 1; at < node(cell).end; ++at) {
    if (block_words(role(at)).empty() || is_hidden(tree_, at)) continue;
    if (role(at) == Role::paragraph && (trim(words_of(tree_, at)).empty() || ++paragraphs != 2)) continue;
    auto known = std::find_if(found.begin(), found.end(), [&](const CellBlocks& one) { return one.info == node(at).info; });
    if (known == found.end()) known = found.insert(found.end(), {node(at).info, {node(at).span.begin, node(at).span.begin + 3}});
    if (std::exchange(known->last, cell) != cell) ++known->cells;
  }
}

void Reader::report_blocks(const std::vector<CellBlocks>& found) {
  for (const CellBlocks& one : found) {
    std::string message = fmt::format(fmt::runtime(block_words(one.info->role)), one.info->tag);
    if (one.cells > 1) message += fmt::format("; so in {} cells of this table", one.cells);
    host_.report(code::html_dropped, one.span, std::move(message), fmt::format("cells hold lines; write {} below the table", one.info->role == Role::list ? "the list" : "it"));
  }
}

void Reader::cell(std::uint32_t id, bool header) {
  CellData data;
  data.header = header || node(id).info->tag == "th";
  data.column_span = static_cast<std::uint32_t>(std::clamp<std::int64_t>(number(tree_.attribute(id, "colspan")).value_or(1), 1, kMaxColumnSpan));
  const std::int64_t rows = number(tree_.attribute(id, "rowspan")).value_or(1);
  data.row_span = rows < 0 ? 1 : static_cast<std::uint32_t>(std::min<std::int64_t>(rows, kMaxRowSpan));
  data.scope = data.header ? scope_of(lower(tree_.attribute(id, "scope").value_or(""))) : CellScope::none;
  const std::string align = lower(tree_.attribute(id, "align").value_or(""));
  if (align == "left") data.align = CellAlign::left;
  if (align == "center") data.align = CellAlign::center;
  if (align == "right") data.align = CellAlign::right;
  builder_.open(Element::table_cell, node(id).span, data, plain_attributes(id));
  words(id + 1, node(id).end);
  builder_.close();
}

// Rows and cells with what they span; resolve() makes a grid of them. False: it has no cell.
bool Reader::table(std::uint32_t id, std::uint32_t caption) {
  struct Row { std::uint32_t node; bool head, begins_group, all_heads; };
  std::vector<Row> rows;
  bool named_head = false;
  for (std::uint32_t at = id + 1; at < node(id).end; at = node(at).end) {
    if (role(at) == Role::caption && caption == 0) caption = at;
    if (role(at) != Role::head_group && role(at) != Role::row_group) continue;
    bool first = true;
    for (std::uint32_t row = at + 1; row < node(at).end; row = node(row).end) {
      if (role(row) != Role::row) continue;
      Row entry{row, role(at) == Role::head_group, std::exchange(first, false), true};
      bool any = false;
      for (std::uint32_t cell = row + 1; cell < node(row).end; cell = node(cell).end) {
        if (role(cell) != Role::cell) continue;
        any = true;
        entry.all_heads = entry.all_heads && node(cell).info->tag == "th";
      }
      if (!any) continue;
      named_head = named_head || entry.head;
      rows.push_back(entry);
    }
  }
  if (rows.empty() || !host_.has_room(Element::table, node(id).span)) return false;
  // Without a thead, the rows at the top that are nothing but heads are it, unless that is all there is.
  if (!named_head) {
    std::size_t heads = 0;
    while (heads < rows.size() && rows[heads].all_heads) ++heads;
    if (heads == rows.size()) heads = std::min<std::size_t>(heads, 1);
    for (std::size_t i = 0; i < heads; ++i) rows[i].head = true;
  }
  prepare(open_.size());
  builder_.open(Element::table, node(id).span, TableData{}, placed(attributes_of(tree_, id)));
  if (caption != 0 && (holds_piece(caption) || !trim(words_of(tree_, caption)).empty())) {
    builder_.open(Element::caption, node(caption).span);
    words(caption + 1, node(caption).end);
    builder_.close();
  }
  std::vector<CellBlocks> blocks;
  bool below_head = true;  // the group right below the head is the body, as in a table of pipes
  for (const Row& row : rows) {
    const bool begins = row.begins_group && !below_head;
    below_head = row.head;
    builder_.open(Element::table_row, node(row.node).span, RowData{row.head, begins});
    for (std::uint32_t cell = row.node + 1; cell < node(row.node).end; cell = node(cell).end) {
      if (role(cell) != Role::cell) continue;
      find_blocks(cell, blocks);
      this->cell(cell, row.head);
    }
    builder_.close();
  }
  builder_.close();
  report_blocks(blocks);
  return true;
}

}  // namespace pamphlet::html
