#include "markdown/html_table.h"

#include <algorithm>

#include "base/utf8.h"
#include "markdown/html.h"

namespace pamphlet::markdown {
namespace {

// More columns than any page shows.
constexpr std::size_t kMaxColumns = 64;

}  // namespace

HtmlTable read_html_table(std::string_view html) {
  HtmlTable table;
  bool in_head = false, all_heads = true, in_caption = false;
  std::size_t cell_begin = std::string_view::npos;
  const auto end_cell = [&](std::size_t at) {
    if (cell_begin != std::string_view::npos && !table.rows.empty() && table.rows.back().size() < kMaxColumns) {
      table.rows.back().push_back({html.substr(cell_begin, at - cell_begin), cell_begin});
      table.columns = std::max(table.columns, table.rows.back().size());
    }
    cell_begin = std::string_view::npos;
  };
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t begin = at;
    const HtmlToken token = next_html_token(html, at);
    if (token.type == HtmlToken::Type::text && in_caption) table.caption += decode_references(token.text);
    if (token.type != HtmlToken::Type::tag) continue;
    const std::string& name = token.tag.name;
    if (name == "caption") {
      in_caption = !token.tag.closes;
    } else if (name == "thead") {
      in_head = !token.tag.closes;
    } else if (name == "tr" || name == "td" || name == "th") {
      end_cell(begin);
      if (token.tag.closes) continue;
      if (name == "tr" || table.rows.empty()) table.rows.emplace_back();
      if (name == "tr") continue;
      cell_begin = at;
      if (table.rows.size() == 1) {
        table.has_head = table.has_head || in_head;
        all_heads = all_heads && name == "th";
      }
    }
  }
  end_cell(html.size());
  std::erase_if(table.rows, [](const auto& row) { return row.empty(); });
  // Short rows are filled up; a cell takes four bytes at least ("<td>"), so a table that is not mostly holes passes.
  if (table.columns * table.rows.size() > html.size()) return {};
  table.has_head = !table.rows.empty() && (table.has_head || all_heads);
  table.caption = collapse_spaces(table.caption);
  return table;
}

void read_html_cell(std::string_view html, Span span, InlineReader& reader, Inlines& out) {
  for (std::size_t at = 0; at < html.size();) {
    HtmlToken token = next_html_token(html, at);
    if (token.type == HtmlToken::Type::text) {
      reader.html_text(token.text, span, out);
      continue;
    }
    if (token.type != HtmlToken::Type::tag) continue;
    switch (html_element(token.tag.name).role) {
      case HtmlRole::inline_:
      case HtmlRole::code:
      case HtmlRole::link:
      case HtmlRole::span:
      case HtmlRole::image:
      case HtmlRole::line_break:
      case HtmlRole::unknown:
      case HtmlRole::drop: reader.html_tag(std::move(token.tag), span, out); break;
      case HtmlRole::transparent: break;
      default: {  // a block: on a line of its own
        InlineEvent& line = out.events.emplace_back();
        line.op = InlineEvent::Op::hard_break;
        line.span = span;
      }
    }
  }
  reader.finish(out);
}

}  // namespace pamphlet::markdown
