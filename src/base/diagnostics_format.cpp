// How a finding looks on a terminal.

#include <fmt/core.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

#include "base/diagnostics.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr int kTabWidth = 4;
constexpr int kWindow = 120;       // columns of a source line that are shown at most
constexpr int kWindowBefore = 60;  // of them before the caret
constexpr std::string_view kEllipsis = "…";

// Code points that could drive or deceive a terminal: controls, and the bidirectional overrides of "Trojan Source".
bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x200E || c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

// Columns that a terminal gives a character (UAX #11: Wide and Fullwidth take two).
int width_of(char32_t c) {
  if (c < 0x300) return 1;
  const auto point = static_cast<UChar32>(c);
  const int type = u_charType(point);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c == '\n' || c == '\t' ? U' ' : is_unsafe(c) ? kReplacement : c);
  }
  return out;
}

struct Cell {
  std::size_t offset = 0;  // in the line
  std::string shown;
  int width = 1;
};

Cell read_cell(std::string_view line, std::size_t& at, int column) {
  Cell cell{at, {}, 1};
  const char32_t c = next_code_point(line, at);
  if (c == '\t') {
    cell.width = kTabWidth - column % kTabWidth;
    cell.shown.assign(static_cast<std::size_t>(cell.width), ' ');
  } else {
    const char32_t shown = is_unsafe(c) ? kReplacement : c;
    append_utf8(cell.shown, shown);
    cell.width = width_of(shown);
  }
  return cell;
}

struct Excerpt {
  std::string text, underline;
};

// The part of the line around [begin, end) and the underline below it. Walks at most two windows, however long the
// line.
Excerpt excerpt_of(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  std::size_t start = begin;
  int before = 0;
  while (start > 0 && before < kWindowBefore) {
    std::size_t previous = start;
    const char32_t c = previous_code_point(line, previous);
    before += c == '\t' ? kTabWidth : width_of(c);
    start = previous;
  }
  Excerpt out;
  int column = 0, caret = -1, underlined = 0;
  if (start > 0) {
    out.text += kEllipsis;
    ++column;
  }
  std::size_t at = start;
  while (at < line.size() && column < kWindow) {
    const Cell cell = read_cell(line, at, column);
    if (caret < 0 && cell.offset >= begin) caret = column;
    if (caret >= 0 && cell.offset < end) underlined += cell.width;
    out.text += cell.shown;
    column += cell.width;
  }
  if (caret < 0) caret = column;
  if (at < line.size()) out.text += kEllipsis;
  while (out.text.ends_with(' '))
    out.text.pop_back();
  out.underline.assign(static_cast<std::size_t>(caret), ' ');
  out.underline += '^';
  if (underlined > 1) out.underline.append(static_cast<std::size_t>(underlined - 1), '~');
  return out;
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::hint:
      return "hint";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

// ECMA-48 SGR: bold red, bold magenta, bold cyan.
std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::hint:
      return "\x1b[1;36m";
    case Severity::warning:
      return "\x1b[1;35m";
    case Severity::error:
      return "\x1b[1;31m";
  }
  return "";
}

}  // namespace

std::string format(const Diagnostic& diagnostic, Coloring coloring) {
  const bool ansi = coloring == Coloring::ansi;
  const std::string_view bold = ansi ? "\x1b[1m" : "", reset = ansi ? "\x1b[0m" : "";
  const std::string_view color = ansi ? color_of(diagnostic.severity) : "";
  const Source* source = diagnostic.source;
  // {0, 0} is the file as a whole: no line to show.
  const bool located = source != nullptr && diagnostic.span != Span{};
  const LineColumn place = located ? source->locate(diagnostic.span.begin) : LineColumn{};

  std::string out;
  const std::string path = safe(located             ? source->path_at(diagnostic.span.begin)
                                : source != nullptr ? source->path
                                                    : diagnostic.path);
  if (located) {
    out += fmt::format("{}{}:{}:{}:{} ", bold, path, place.line, place.column, reset);
  } else if (!path.empty()) {
    out += fmt::format("{}{}:{} ", bold, path, reset);
  }
  out += fmt::format("{}{}[{}]:{} {}\n", color, word_of(diagnostic.severity), info(diagnostic.code).id, reset,
                     safe(diagnostic.message));
  const std::string_view line = located ? source->line_at(diagnostic.span.begin) : std::string_view();
  if (!trim(line).empty()) {
    const auto line_begin = static_cast<std::size_t>(line.data() - source->text.data());
    const std::size_t begin = std::min<std::size_t>(diagnostic.span.begin, source->text.size()) - line_begin;
    const std::size_t end = std::max<std::size_t>(diagnostic.span.end, line_begin) - line_begin;
    const Excerpt excerpt = excerpt_of(line, begin, end);
    out += fmt::format("  {}\n  {}{}{}\n", excerpt.text, color, excerpt.underline, reset);
  }
  if (!diagnostic.help.empty()) out += fmt::format("  {}help:{} {}\n", bold, reset, safe(diagnostic.help));
  return out;
}

}  // namespace pamphlet
