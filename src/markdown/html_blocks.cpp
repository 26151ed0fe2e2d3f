// Raw HTML blocks. An element may reach over several blocks (`<div dir="rtl">`, Markdown, `</div>`), so from the first one
// on, all that stands side by side in a container is one HTML fragment: the HTML as it is, the runs of Markdown between it
// as pieces that are written when the reader of HTML comes to them.

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "html/codes.h"
#include "markdown/blocks.h"

namespace pamphlet::markdown {

void BlockReader::report(Code code, Span span, std::string message, std::string help) {
  context_.reporter.report(code, span, std::move(message), std::move(help));
}

html::Tree BlockReader::parse_html(const html::Fragment& fragment) {
  const html::Report say = [&](Code code, Span span, std::string message, std::string help) {
    report(code, span, std::move(message), std::move(help));
  };
  html::Tree tree = html::parse(fragment, say);
  html::report_unused_attributes(tree, say);
  return tree;
}

// Line by line: each stands at the end of its line in the Source, behind the markers of containers.
void BlockReader::add_html(TreeId id, html::Fragment& fragment) const {
  const Source& source = context_.source;
  const std::string_view literal = tree_[id].literal;
  const auto& starts = source.line_starts;
  auto line = static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), span_of(id).begin) - starts.begin());
  for (std::size_t at = 0; at < literal.size(); ++line) {
    const std::size_t end = std::min(literal.find('\n', at), literal.size() - 1) + 1;
    const std::string_view html = literal.substr(at, end - at);
    const std::string_view words = html.substr(0, html.size() - (html.ends_with('\n') ? 1 : 0));
    const std::string_view whole = source.line(static_cast<std::uint32_t>(line));
    const std::uint32_t begin = starts[std::min(line, starts.size()) - 1];
    // A tab that is a marker's blank and the line's indentation at once is no longer there.
    const std::size_t column = whole.ends_with(words) ? whole.size() - words.size() : std::min(whole.find_first_not_of(" \t>"), whole.size());
    // cmark-gfm ends the last line even where the text does not: that line end has no place.
    const std::string_view kept = begin + column + html.size() > source.text.size() ? words : html;
    const std::size_t offset = std::min(begin + column, source.text.size() - std::min(kept.size(), source.text.size()));
    fragment.html(kept, static_cast<std::uint32_t>(offset));
    at = end;
  }
}

// A comment may be a mark that means something on paper.
bool BlockReader::is_html(TreeId id) const {
  const std::string_view html = tree_[id].literal;
  return tree_[id].kind == Kind::html_block && context_.options.dialect && !is_page_break_word(html) && !is_contents_word(html);
}

// Reads the siblings from `id` on, which is HTML, up to `end`.
void BlockReader::html_blocks(TreeId id, TreeId end) {
  html::Fragment fragment(true, context_.lang);
  std::vector<Piece> pieces;
  for (bool within = false; id != end && id != 0;) {
    if (is_html(id)) {
      add_html(id, fragment);
      within = false;
      id = tree_.next_sibling(id);
      continue;
    }
    if (!std::exchange(within, true)) {
      fragment.piece();
      pieces.push_back({id, id});
    }
    id = pieces.back().end = after_fence(id, end);
  }
  const html::Tree tree = parse_html(fragment);
  std::vector<Piece> outer = std::exchange(pieces_, std::move(pieces));
  html::read(tree, emit_.builder(), *this);
  pieces_ = std::move(outer);
}

void BlockReader::write_blocks(std::uint32_t piece) {
  const Piece range = pieces_[piece];
  for (TreeId id = range.begin; id != range.end && id != 0;) id = block(id);
}

// The words of blocks in a block of HTML that holds words only: each a line of its own.
void BlockReader::write_words(std::uint32_t piece) {
  const Piece range = pieces_[piece];
  const TreeId end = range.end != 0 ? range.end : tree_[tree_[range.begin].parent].end;
  std::size_t lines = 0;
  std::string marker;
  std::vector<std::pair<TreeId, std::int64_t>> numbers;  // where a list ends, number of its next item
  const auto line = [&](Span span) {
    if (lines++ > 0) emit_.builder().leaf(Element::hard_break, span);
    emit_.builder().text(std::exchange(marker, {}), span);
  };
  for (TreeId id = range.begin; id < end;) {
    const TreeNode& node = tree_[id];
    TreeId next = node.end;
    switch (node.kind) {
      case Kind::paragraph:
      case Kind::heading:
      case Kind::table_cell:
      case Kind::grid:
      case Kind::fence: {
        reader_.read(id, inlines_);
        EventRange words{0, inlines_.events.size()};
        tidy(inlines_, words);
        if (shows_nothing(inlines_, words)) break;
        line(node.span);
        emit_.inlines(inlines_, words);
        break;
      }
      case Kind::code_block:
        line(node.span);
        emit_.builder().code(collapse_spaces(node.literal), node.span);
        break;
      case Kind::html_block: {
        html::Fragment fragment(true, context_.lang);
        add_html(id, fragment);
        const std::string words = collapse_spaces(html::words_of(parse_html(fragment), 0));
        if (words.empty()) break;
        line(node.span);
        emit_.builder().text(words, node.span);
        break;
      }
      case Kind::note: notes_.push_back(id); break;
      case Kind::thematic_break: break;
      case Kind::item:
        while (numbers.back().first <= id) numbers.pop_back();
        marker = tree_[node.parent].ordered ? std::to_string(numbers.back().second++) + ". " : "• ";
        next = id + 1;
        break;
      case Kind::list:
        numbers.emplace_back(node.end, node.start);
        next = id + 1;
        break;
      case Kind::document:
      case Kind::block_quote:
      case Kind::table:
      case Kind::table_row:
      case Kind::admonition:
      case Kind::description: next = id + 1; break;
    }
    id = next;
  }
  if (lines < 2 && numbers.empty()) return;
  report(code::html_dropped, {tree_[range.begin].span.begin, tree_[range.begin].span.begin + 1},
         numbers.empty() ? "the paragraphs in this HTML, which holds words only, became lines" : "the list in this HTML, which holds words only, became lines with its bullets or numbers",
         "cells and captions hold lines; write it below the table");
}

}  // namespace pamphlet::markdown
