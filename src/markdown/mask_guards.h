// What would make cmark-gfm 0.29.0.gfm.6 cost more than linear time or memory, found before it sees it. Debian 12 ships
// that version without the fixes of the later ones (CVE-2023-22483, -22484, -22486, -24824, -26485, -37463).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pamphlet::markdown {

/// Containers that one line may open, and columns that they and the white space between them may take. More than
/// kMaxDepth lets through is left out: every blank line costs cmark a step per open container.
inline constexpr std::size_t kMaxMarkers = 100;
inline constexpr std::size_t kMaxPrefixColumns = 400;

/// Columns of a table: cmark walks along all cells of a row for each further one. No page shows so many.
inline constexpr std::size_t kMaxTableColumns = 128;

/// The container markers (`>`, `-`, `1.`, `:`, `[^label]:`) at the start of a line.
struct LinePrefix {
  std::size_t end = 0;  // the first byte of the content
  std::size_t columns = 0;
  std::size_t markers = 0;
  bool too_deep() const { return markers > kMaxMarkers || (markers > 0 && columns > kMaxPrefixColumns); }
};
/// With `kept`, the prefix without what goes too deep is appended to it.
LinePrefix scan_prefix(std::string_view line, std::string* kept = nullptr);

/// Columns of a table's delimiter row (`|:--|---|`), 0 when the line is none. `line` without its prefix.
std::size_t delimiter_columns(std::string_view line);

/// Cells of a line as cmark's table extension counts them.
std::size_t count_cells(std::string_view line);

/// Watches one run of lines without a blank line between them (cmark never parses inlines over a larger stretch).
class ParagraphGuard {
 public:
  explicit ParagraphGuard(std::string_view text) : text_(text) {}
  void start(std::size_t begin, std::size_t end);
  /// Call for each line with the bytes of its content. Whether the delimiter row in it must be made inert.
  bool refuses_table(std::size_t content, std::size_t line_end);
  /// `at` is a '<': whether a processing instruction, declaration or CDATA section would start there once too often.
  bool refuses_html(std::size_t at);
  /// At a "![": whether it must stay text. cmark walks over those that are open for each link.
  bool refuses_image() { return ++images_ > max_images_; }
  /// At the start of a run of `*`, `_` or `~`: whether it must stay text. cmark walks over all of them for each link, and
  /// for each one that finds no partner.
  bool refuses_emphasis() { return ++delimiters_ > max_delimiters_; }

 private:
  std::string_view text_;
  std::size_t begin_ = 0, end_ = 0;
  std::size_t previous_ = 0, previous_end_ = 0;  // content of the line before
  std::size_t header_cost_ = 0;    // what it costs cmark to look for a table head in the lines so far
  std::size_t spent_ = 0;
  std::size_t last_pipe_ = 0;
  std::size_t lines_left_ = 0;
  std::size_t rare_html_ = 0, images_ = 0, max_images_ = 0;
  std::size_t delimiters_ = 0, max_delimiters_ = 0;
};

/// The length of the link definition `[label]: address "title"` that starts at `at`, 0 when there is none. What is
/// longer than `limit` counts as limit + 1.
std::size_t definition_length(std::string_view text, std::size_t at, std::size_t end, std::size_t limit);

/// Longest link definition that cmark may see: it copies address and title to each place that cites them.
std::size_t longest_definition(std::string_view text);

}  // namespace pamphlet::markdown
