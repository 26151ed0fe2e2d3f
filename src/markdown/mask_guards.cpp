#include "markdown/mask_guards.h"

#include <algorithm>
#include <cmath>

namespace pamphlet::markdown {
namespace {

// Real articles have none of these within a paragraph. Each unfinished one makes cmark scan to the paragraph's end.
constexpr std::size_t kMaxRareHtml = 64;
// Steps that looking for table heads may cost, per byte of the paragraph and at least.
constexpr std::size_t kTableStepsPerByte = 8, kTableSteps = 1 << 17;
// Steps over delimiters of emphasis and over images, likewise. A paragraph with 1000 links, 1000 images and 1000 emphasised
// words passes.
constexpr std::size_t kInlineStepsPerByte = 64, kInlineSteps = 2'000'000;
constexpr std::size_t kHarmless = 4096;  // bytes of a paragraph in which no markup can take long
// Cells that cmark would add to short rows, per byte of the table. A full row has a byte per cell at least.
constexpr std::size_t kCellsPerByte = 4;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The end of the container marker at `at`, or `at`.
std::size_t marker_end(std::string_view line, std::size_t at) {
  std::size_t end = at;
  const char c = at < line.size() ? line[at] : '\0';
  if (c == '>') return at + 1;
  if (c == '-' || c == '+' || c == '*' || c == ':') {
    ++end;
  } else if (line.substr(at, 2) == "[^") {
    end = line.substr(0, at + 204).find("]:", at);  // longer labels are none
    return end == std::string_view::npos ? at : end + 2;
  } else {
    while (end < line.size() && end - at < 9 && is_digit(line[end])) ++end;
    if (end == at || end >= line.size() || (line[end] != '.' && line[end] != ')')) return at;
    ++end;
  }
  return end == line.size() || is_blank(line[end]) ? end : at;
}

}  // namespace

LinePrefix scan_prefix(std::string_view line, std::string* kept) {
  LinePrefix prefix;
  for (std::size_t at = 0;;) {
    for (; at < line.size() && is_blank(line[at]); ++at) {
      prefix.columns += line[at] == '\t' ? 4 - prefix.columns % 4 : 1;
      // The white space of markers that went would make indented code of what follows them.
      if (kept != nullptr && prefix.columns <= kMaxPrefixColumns && prefix.markers <= kMaxMarkers) *kept += line[at];
    }
    prefix.end = at;
    const std::size_t end = marker_end(line, at);
    if (end == at) return prefix;
    ++prefix.markers;
    prefix.columns += end - at;
    if (kept != nullptr && prefix.markers <= kMaxMarkers) kept->append(line.substr(at, end - at));
    at = end;
    // A marker and what follows it stay apart when the white space after it goes.
    if (kept != nullptr && prefix.markers <= kMaxMarkers && prefix.columns >= kMaxPrefixColumns) *kept += ' ';
  }
}

std::size_t delimiter_columns(std::string_view line) {
  std::size_t at = 0, columns = 0;
  const auto skip = [&] { while (at < line.size() && is_blank(line[at])) ++at; };
  skip();
  if (at < line.size() && line[at] == '|') ++at;
  for (;;) {
    skip();
    if (at == line.size()) return columns;
    if (line[at] == ':') ++at;
    const std::size_t dashes = at;
    while (at < line.size() && line[at] == '-') ++at;
    if (at == dashes) return 0;
    if (at < line.size() && line[at] == ':') ++at;
    skip();
    ++columns;
    if (at == line.size()) return columns;
    if (line[at] != '|') return 0;
    ++at;
  }
}

std::size_t count_cells(std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  if (line.starts_with('|')) line.remove_prefix(1);
  std::size_t cells = 0;
  bool content = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
      content = true;
    } else if (line[at] == '|') {
      ++cells;
      content = false;
    } else {
      content = true;
    }
  }
  return cells + (content ? 1 : 0);
}

void ParagraphGuard::start(std::size_t begin, std::size_t end) {
  begin_ = previous_ = previous_end_ = last_pipe_ = begin;
  end_ = end;
  lines_left_ = static_cast<std::size_t>(std::count(text_.begin() + begin, text_.begin() + end, '\n')) + 1;
  header_cost_ = spent_ = rare_html_ = images_ = delimiters_ = 0;
  const std::size_t size = end - begin;
  max_delimiters_ = max_images_ = size;
  if (size <= kHarmless) return;
  const auto links = static_cast<std::size_t>(std::count(text_.begin() + begin, text_.begin() + end, ']'));
  const std::size_t steps = kInlineSteps + kInlineStepsPerByte * size;
  max_images_ = steps / (links + 1);
  max_delimiters_ = std::min(max_images_, static_cast<std::size_t>(std::sqrt(2.0 * static_cast<double>(steps))));
}

bool ParagraphGuard::refuses_table(std::size_t content, std::size_t line_end) {
  const std::string_view line = text_.substr(content, line_end - content);
  const std::string_view head = text_.substr(previous_, previous_end_ - previous_);
  // Without '|' or ':' it is a thematic break or the underline of a heading.
  const bool row = line.find_first_of("|:") != std::string_view::npos && content > begin_;
  const std::size_t columns = row ? delimiter_columns(line) : 0;
  bool refused = false;
  if (columns > 0) {
    spent_ += header_cost_;
    refused = columns > kMaxTableColumns || spent_ > kTableSteps + kTableStepsPerByte * (end_ - begin_);
    if (!refused && count_cells(head) == columns) {
      refused = columns > kCellsPerByte && columns * lines_left_ > kCellsPerByte * (end_ - previous_);
      if (!refused) header_cost_ = 0;
    }
  }
  // cmark walks back from the first cell of each line to the '|' before it, to see where the cell began.
  const auto pipes = std::min(static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')), kMaxTableColumns);
  header_cost_ += line_end - content + 1 + pipes * pipes;
  if (!line.starts_with('|')) header_cost_ += content - std::max(last_pipe_, begin_);
  if (const std::size_t pipe = line.rfind('|'); pipe != std::string_view::npos) last_pipe_ = content + pipe;
  previous_ = content;
  previous_end_ = line_end;
  if (lines_left_ > 0) --lines_left_;
  return refused;
}

bool ParagraphGuard::refuses_html(std::size_t at) {
  if (at + 1 >= text_.size()) return false;
  const char next = text_[at + 1], after = at + 2 < text_.size() ? text_[at + 2] : '\0';
  const bool rare = next == '?' || (next == '!' && (after == '[' || (after >= 'A' && after <= 'Z')));
  return rare && ++rare_html_ > kMaxRareHtml;
}

std::size_t definition_length(std::string_view text, std::size_t at, std::size_t end, std::size_t limit) {
  // A label has at most 999 bytes (CommonMark §4.7) and no bracket that is not escaped.
  const std::size_t label_limit = std::min(end, at + 1002);
  std::size_t p = at + 1;
  for (; p < label_limit && text[p] != ']'; ++p) {
    if (text[p] == '[') return 0;
    if (text[p] == '\\') ++p;
  }
  if (p + 1 >= end || text[p] != ']' || text[p + 1] != ':') return 0;
  const auto skip = [&] { while (p < end && (is_blank(text[p]) || text[p] == '\n')) ++p; };
  p += 2;
  skip();
  while (p < end && !is_blank(text[p]) && text[p] != '\n') ++p;
  const std::size_t address_end = p;
  if (address_end - at > limit) return limit + 1;
  skip();
  const char open = p < end ? text[p] : '\0';
  if (open != '"' && open != '\'' && open != '(') return address_end - at;
  const std::size_t title_end = std::min(end, at + limit);
  const std::size_t close = text.substr(0, title_end).find(open == '(' ? ')' : open, p + 1);
  if (close != std::string_view::npos) return close + 1 - at;
  return title_end < end ? limit + 1 : address_end - at;
}

std::size_t longest_definition(std::string_view text) {
  const auto brackets = static_cast<std::size_t>(std::count(text.begin(), text.end(), '[')) + 1;
  // All citations together may take 32 bytes per byte of the article; real addresses are always allowed to small ones.
  return std::max<std::size_t>(text.size() < 100000 ? 2048 : 128, 32 * text.size() / brackets);
}

}  // namespace pamphlet::markdown
