#include "markdown/line_prefix.h"

#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {


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
    while (end < line.size() && end - at < 9 && is_ascii_digit(line[end])) ++end;
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

}  // namespace pamphlet::markdown
