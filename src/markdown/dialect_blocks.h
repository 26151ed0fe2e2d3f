// Lines that are more than words in other programs' Markdown, and tables that are not GFM's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doc/doc.h"
#include "markdown/block_text.h"

namespace pamphlet::markdown {

/// `\newpage`, `<!-- pagebreak -->`, `{pagebreak}` …
bool is_page_break_word(std::string_view line);
/// `[TOC]`, `[[_TOC_]]`, `{{TOC}}`, `{:toc}`, `<!-- toc -->`.
bool is_contents_word(std::string_view line);
/// Whether the lines of a paragraph are short and begin and end like lines, not like wrapped prose.
bool keeps_lines(const std::vector<std::string_view>& lines);

/// A cell: its lines, each with the bullet that stands before it.
struct LooseCell {
  Span span;
  std::vector<std::pair<std::string, BlockText>> parts{};
  bool ended = false;  // an empty line followed
  std::optional<std::uint32_t> column{};  // of the grid, where it does not follow from the cells before it
  std::uint32_t row_span = 1, column_span = 1;
};
struct LooseRow {
  Span span;
  std::vector<LooseCell> cells;
};
struct LooseTable {
  std::vector<CellAlign> columns;
  std::vector<LooseRow> rows;
  std::size_t head_rows = 0;
};

}  // namespace pamphlet::markdown
