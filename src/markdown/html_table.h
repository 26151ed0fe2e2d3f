// Tables in raw HTML: rows and cells, without spans.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markdown/inlines.h"

namespace pamphlet::markdown {

struct HtmlCell {
  std::string_view html;
  std::size_t offset = 0;  // in what read_html_table was given
};
struct HtmlTable {
  std::vector<std::vector<HtmlCell>> rows;
  std::size_t columns = 0;
  bool has_head = false;  // the first row stands in a thead, or is nothing but th
  std::string caption;
};

/// `html` is what stands between `<table>` and `</table>`.
HtmlTable read_html_table(std::string_view html);

/// The words of a cell: paragraphs and lists in it become lines.
void read_html_cell(std::string_view html, Span span, InlineReader& reader, Inlines& out);

}  // namespace pamphlet::markdown
