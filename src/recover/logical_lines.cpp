#include "recover/logical_lines.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

// A hard-wrapped line is seldom wider (RFC 3676 §4.2 recommends 72–78, editors use 80, word processors up to 100).
constexpr std::uint32_t kNarrowestWrapped = 30, kWidestWrapped = 100, kWidestSheet = 130;  // a printed sheet in small type

// Code points of the first word, which is what decides whether the line above it had room for it.
std::uint32_t first_word_width(std::string_view text) {
  std::uint32_t width = 0;
  for (std::size_t at = 0; at < text.size() && width < kWidestWrapped;) {
    const char32_t c = next_code_point(text, at);
    if (c == ' ' || c == '\t' || c == 0x3000) break;
    ++width;
    if (is_unspaced(c)) break;
  }
  return width;
}

bool is_adjacent(const Page& page, std::size_t line) {
  return line + 1 < page.lines.size() && page.lines[line].fate == Fate::keep && page.lines[line + 1].fate == Fate::keep && page.lines[line].quoted == page.lines[line + 1].quoted;
}

// The next word did not fit on the line, so the line end is the column's and not the author's.
bool is_forced(const Page& page, std::size_t line, std::uint32_t column) {
  const Line& here = page.lines[line];
  return here.indent + here.width + 1 + first_word_width(page.text(line + 1)) > column;
}

// A title or heading of two lines or more, set larger than the text and so wrapped earlier: it stands apart, no line of
// it ends a sentence, the second is hardly longer than the first, and the text begins right below, or after a gap when
// the second goes on with a small letter. `head` is its first line, `line` the one that runs on or not.
bool is_wrapped_heading(const Page& page, std::size_t head, std::size_t line, std::uint32_t column) {
  constexpr std::uint32_t kNarrowest = 24;
  const bool apart = head == 0 || page.lines[head - 1].fate != Fate::keep;
  if (!apart || line > head + 1) return false;
  const Line &first = page.lines[head], &upper = page.lines[line], &second = page.lines[line + 1];
  if (upper.width < kNarrowest || first.width * 4 > column * 3 || second.width * 4 > column * 3 || second.width > first.width + 8) return false;
  const char32_t mark = final_mark(page.text(line + 1));  // a title may ask
  if (ends_sentence(page.text(line)) || (ends_sentence(page.text(line + 1)) && mark != '?' && mark != '!')) return false;
  const bool goes_on = initial_case(page.text(line + 1)) == Case::lower;
  if (line > head && !goes_on && is_letter(last_character(page.text(line)))) return false;  // a third line says more
  if (line + 2 >= page.lines.size() || page.lines[line + 2].fate != Fate::keep) return goes_on;
  return page.lines[line + 2].width * 4 > column * 3 || second.width + 12 < first.width || goes_on;
}

// Lines without a space were not wrapped but cut nowhere; Chinese and Japanese are wrapped anywhere.
bool may_wrap(std::string_view text) {
  return text.find(' ') != std::string_view::npos || is_unspaced(last_character(text));
}

// Whether the text of a unit's last line runs on into the next line.
struct Joiner {
  const Page& page;
  const Layout& layout;

  bool runs_on(const Unit& unit, std::size_t line) const {
    const std::string_view text = page.text(line), next = page.text(line + 1);
    const Line& here = page.lines[line];
    const Line& below = page.lines[line + 1];
    if (find_rule(next).rule || find_rule(text).rule) return false;
    if (text.find('\t') != std::string_view::npos || next.find('\t') != std::string_view::npos) return false;
    const bool in_item = unit.marker.kind != MarkerKind::none;
    const bool hanging = in_item && below.indent >= unit.indent + 2;
    const bool open = !ends_sentence(text);
    const bool continues = open && initial_case(next) == Case::lower;
    if (const Marker marker = find_marker(next); marker.kind != MarkerKind::none && !is_accident(unit, marker, line)) {
      return false;
    }
    if (const Marker letter = find_letter_marker(next); letter.kind == MarkerKind::letter && counts_here(unit, letter, line)) return false;
    if (question_or_answer(next) != 0) return false;
    if (is_all_caps(text) && !is_all_caps(next)) return false;
    if (is_adjacent(page, line + 1) && find_rule(page.text(line + 2)).underline != 0)
      return false;  // the next is a heading
    if (layout.wrapped) {
      if (!in_item && unit.piece_count <= 2 && is_wrapped_heading(page, line + 1 - unit.piece_count, line, layout.column)) return true;
      if (here.indent + here.width > layout.column) return false;  // such a line is a paragraph that was not wrapped
      if (!in_item && layout.indented && below.indent >= here.indent + 2) return false;
      if (is_forced(page, line, layout.proportional ? layout.column * 17 / 20 : layout.column))
        return open || !stands_alone(line + 1);
      return hanging || (continues && here.width * 2 >= layout.column);
    }
    return hanging ||
           (continues && !layout.dense && count_words(text) >= 5 && here.width >= 40 && here.width <= kWidestWrapped);
  }

  // "b." below "a. …", or "a." with "b." within the next few lines: not an initial that the wrapping put there.
  bool counts_here(const Unit& unit, const Marker& letter, std::size_t line) const {
    constexpr std::size_t kReach = 8;
    if (counts_on(unit.marker, letter) || (unit.marker.kind == MarkerKind::letter && letter.number == unit.marker.number + 1)) return true;
    if (letter.number != 1 && unit.marker.kind != MarkerKind::letter && unit.marker.kind != MarkerKind::number) return false;
    for (std::size_t i = line + 2; i < std::min(page.lines.size(), line + 2 + kReach); ++i) {
      if (counts_on(letter, find_letter_marker(page.text(i)))) return true;
    }
    return false;
  }

  // A full line that ends a sentence may end its paragraph as well. It does when the line below is a heading or a
  // lead-in: much shorter than the column, without a full stop, and followed by a line that begins anew.
  bool stands_alone(std::size_t line) const {
    if (!is_adjacent(page, line) || is_forced(page, line, layout.column)) return false;
    const std::string_view text = page.text(line), next = page.text(line + 1);
    if (page.lines[line].width * 5 >= layout.column * 3 || initial_case(text) == Case::lower) return false;
    return (!ends_sentence(text) || ends_with_colon(text)) && initial_case(next) != Case::lower;
  }

  // In wrapped text a dash or a number may come to stand at the start of a line by chance.
  bool is_accident(const Unit& unit, const Marker& marker, std::size_t line) const {
    if (!layout.wrapped || !is_forced(page, line, layout.column) || ends_sentence(page.text(line))) return false;
    if (marker.kind == MarkerKind::number) {
      return marker.number != 1 && !(unit.marker.kind == MarkerKind::number && marker.number == unit.marker.number + 1);
    }
    if (!is_weak_bullet(marker)) return false;
    if (unit.marker.kind == MarkerKind::bullet && unit.marker.sign == marker.sign) return false;
    const bool company = is_adjacent(page, line + 1) && find_marker(page.text(line + 2)).sign == marker.sign;
    return !company;
  }
};

void measure(const Page& page, Units& result, Unit& unit) {
  unit.words = unit.width = unit.tabs = 0;
  for (std::uint32_t p = 0; p < unit.piece_count; ++p) {
    const Piece& piece = result.pieces[unit.first_piece + p];
    const std::string_view text = std::string_view(page.source.text).substr(piece.begin, piece.end - piece.begin);
    unit.words += static_cast<std::uint32_t>(count_words(text));
    unit.width += static_cast<std::uint32_t>(count_code_points(text)) + (p > 0 ? 1 : 0);
    unit.tabs += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\t'));
  }
}

// Splits one line that holds several items into units of their own: "You need: • diapers • wipes • a hat".
struct InlineSplitter {
  const Page& page;
  Units& result;
  const Unit& whole;
  std::string_view text;  // of the only piece, the marker left out
  Marker marker;
  std::vector<std::size_t> starts;  // where items begin; the first is 0 when the line begins with a marker

  // Where the last item ends: the others being no sentences, a sentence after it is the paragraph that goes on.
  std::size_t items_end() const {
    const std::size_t last = starts.back();
    if (text.substr(0, last).find(". ") != std::string_view::npos && whole.marker.kind != MarkerKind::none)
      return text.size();
    const std::size_t first = starts.front();
    if (text.substr(first, last - first).find(". ") != std::string_view::npos) return text.size();
    const std::size_t stop = text.find(". ", last);
    if (stop == std::string_view::npos || initial_case(text.substr(stop)) == Case::lower) return text.size();
    return stop + 1;
  }

  void add(std::size_t from, std::size_t to, bool marked) {
    const std::string_view part = strip(text.substr(from, to - from));
    if (part.empty()) return;
    Unit item = whole;
    item.underline = 0;
    item.blank_before = whole.blank_before && from == 0;
    item.begin = static_cast<std::uint32_t>(part.data() - page.source.text.data());
    item.end = item.begin + static_cast<std::uint32_t>(part.size());
    item.marker = marked ? find_marker(part) : Marker{};
    push(item, item.begin + item.marker.content);
  }

  // The first item's marker stands before `text`.
  void add_first(std::size_t to) {
    Unit item = whole;
    item.underline = 0;
    const std::string_view part = strip(text.substr(0, to));
    item.end = static_cast<std::uint32_t>(part.data() + part.size() - page.source.text.data());
    push(item, static_cast<std::uint32_t>(part.data() - page.source.text.data()));
  }

  void push(Unit& item, std::uint32_t begin) {
    item.first_piece = static_cast<std::uint32_t>(result.pieces.size());
    item.piece_count = 1;
    result.pieces.push_back({begin, item.end});
    measure(page, result, item);
    result.units.push_back(item);
  }

  bool find_starts() {
    std::size_t at = 0;
    marker = whole.marker;
    if (marker.kind == MarkerKind::none) {
      const std::size_t colon = text.find(": ");
      if (colon == std::string_view::npos || whole.tabs > 0) return false;
      at = colon + 2;
      marker = find_marker(text.substr(at));
      if (marker.kind == MarkerKind::none) return false;
    }
    const bool bullet = marker.kind == MarkerKind::bullet && !is_weak_bullet(marker);
    if (!bullet && marker.kind != MarkerKind::emoji) return false;
    starts.push_back(at);
    const std::size_t first = whole.marker.kind == MarkerKind::none ? at + marker.content : 0;
    for (std::size_t next = find_inline_marker(text, first, marker); next != std::string_view::npos;
         next = find_inline_marker(text, next + marker.content, marker)) {
      starts.push_back(next);
    }
    return starts.size() >= (whole.marker.kind == MarkerKind::none ? 3u : 2u);
  }

  bool run() {
    if (!find_starts()) return false;
    const std::size_t end = items_end();
    result.pieces.pop_back();
    if (whole.marker.kind == MarkerKind::none) {
      add(0, starts[0], false);
      add(starts[0], starts[1], true);
    } else {
      add_first(starts[1]);
    }
    for (std::size_t i = 1; i < starts.size(); ++i)
      add(starts[i], i + 1 < starts.size() ? starts[i + 1] : end, true);
    add(end, text.size(), false);
    return true;
  }
};

bool split_inline(const Page& page, Units& result, const Unit& unit) {
  const Piece piece = result.pieces[unit.first_piece];
  const std::string_view text = std::string_view(page.source.text).substr(piece.begin, piece.end - piece.begin);
  return InlineSplitter{page, result, unit, text, {}, {}}.run();
}

Unit start_unit(const Page& page, Units& result, std::size_t line, bool blank_before) {
  const Line& first = page.lines[line];
  Unit unit;
  unit.marker = find_marker(page.text(line));
  if (unit.marker.kind == MarkerKind::none) unit.marker = find_letter_marker(page.text(line));
  unit.begin = first.begin;
  unit.end = first.end;
  unit.indent = first.indent;
  unit.quoted = first.quoted;
  unit.blank_before = blank_before || (line > 0 && page.lines[line - 1].quoted != unit.quoted);
  unit.rule = find_rule(page.text(line)).rule;
  if (unit.rule) unit.marker = {};
  unit.first_piece = static_cast<std::uint32_t>(result.pieces.size());
  unit.piece_count = 1;
  result.pieces.push_back({first.begin + unit.marker.content, first.end});
  return unit;
}

// A line and the one directly below it, where the lower one has no marker of its own.
struct LinePair {
  std::uint32_t width = 0;       // of the upper line, with its indent
  std::uint32_t below = 0;       // width of the lower line
  std::uint32_t first_word = 0;  // of the lower line
  bool ends = false;             // the upper line ends a sentence
  bool runs_on = false;          // the lower line begins as the middle of a sentence does
};

// Whether `column` explains the line ends: seven of ten are where it forced them, most of those in mid-sentence.
bool explains(const std::vector<LinePair>& pairs, std::uint32_t column) {
  std::size_t seen = 0, forced = 0, open = 0, run_on = 0, wider = 0;
  for (const LinePair& pair : pairs) {
    if (pair.width > column || pair.below > column) {
      ++wider;
      continue;
    }
    if (pair.width + 1 + pair.first_word > column) {
      ++seen;
      ++forced;
      open += !pair.ends;
      run_on += pair.runs_on;
    } else if (!pair.ends && pair.width * 5 >= column * 3) {
      ++seen;  // a sentence's end, or a much shorter line, may be the end of a paragraph or a heading: no evidence
    }
  }
  return seen >= 2 && forced * 10 >= seen * 7 && open * 2 >= forced && run_on * 10 >= forced * 3 &&
         wider * 6 <= pairs.size();
}

// The widest column that explains the line ends, or 0. A few lines may be wider: a heading, an address, a quotation.
std::uint32_t find_column(const std::vector<LinePair>& pairs) {
  std::array<bool, kWidestWrapped + 1> present{};
  for (const LinePair& pair : pairs)
    present[std::min(pair.width, kWidestWrapped)] |= pair.width <= kWidestWrapped;
  for (std::uint32_t column = kWidestWrapped; column >= kNarrowestWrapped; --column) {
    if (present[column] && explains(pairs, column)) return column;
  }
  return 0;
}

// Text from a PDF was wrapped by the widths of its letters and not by their number: lines end within about a sixth of
// the widest, and most that end in mid-sentence go on with a small letter. Returns the width of the widest, or 0.
std::uint32_t find_proportional_column(const std::vector<LinePair>& pairs, bool printed) {
  const std::size_t fewest_lines = printed ? 2 : 4;
  std::vector<std::uint32_t> widths;
  for (const LinePair& pair : pairs)
    widths.push_back(pair.width);
  if (widths.size() < fewest_lines) return 0;
  std::sort(widths.begin(), widths.end());
  const std::uint32_t column = widths[widths.size() * 19 / 20];
  constexpr std::uint32_t kNarrowestSheet = 55;  // verses and addresses are narrower
  if (column < kNarrowestSheet) return 0;
  std::size_t full = 0, run_on = 0, cut_short = 0;
  for (const LinePair& pair : pairs) {
    if (pair.ends) continue;
    if (pair.width * 4 < column * 3) {
      ++cut_short;
      continue;
    }
    ++full;
    run_on += pair.runs_on;
  }
  return full >= fewest_lines && run_on * 5 >= full * 2 && cut_short <= full ? column : 0;
}

}  // namespace

Layout find_layout(const Page& page) {
  Layout layout;
  std::size_t blank = 0, text = 0, indented = 0, paragraphs = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.fate == Fate::blank) ++blank;
    if (line.fate != Fate::keep) continue;
    ++text;
    const bool marked = find_marker(page.text(i)).kind != MarkerKind::none;
    if (!marked && is_adjacent(page, i) && line.indent >= page.lines[i + 1].indent + 2) ++indented;
    if (!is_adjacent(page, i) || ends_sentence(page.text(i))) ++paragraphs;
  }
  layout.dense = blank * 10 < text;
  layout.indented = indented >= 2 && indented * 4 >= paragraphs;

  std::vector<LinePair> pairs;
  for (std::size_t i = 0; i + 1 < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    const Line& next = page.lines[i + 1];
    if (!is_adjacent(page, i) || line.width > kWidestSheet || next.width > kWidestSheet || !may_wrap(page.text(i)))
      continue;
    const std::string_view below = page.text(i + 1);
    if (find_marker(below).kind != MarkerKind::none || find_rule(below).rule) continue;
    if (layout.indented && next.indent >= line.indent + 2) continue;
    const Case initial = initial_case(below);
    pairs.push_back({line.indent + line.width, next.indent + next.width, first_word_width(below),
                     ends_sentence(page.text(i)), initial != Case::upper});
  }
  layout.column = find_column(pairs);
  if (layout.column == 0) {
    layout.column = find_proportional_column(pairs, page.printed);
    layout.proportional = layout.column > 0;
  }
  layout.wrapped = layout.column > 0;
  if (!layout.wrapped && !layout.indented) layout.parting = find_parting(page);
  return layout;
}

Units find_units(const Page& page, const Layout& layout) {
  Units result;
  const Joiner joiner{page, layout};
  bool blank_before = true;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.lines[i].fate != Fate::keep) {
      blank_before = true;
      continue;
    }
    const Rule rule = find_rule(page.text(i));
    // An underline is about as wide as what it underlines.
    if (rule.underline != 0 && !blank_before && !result.units.empty() && result.units.back().piece_count == 1 &&
        !result.units.back().rule && page.lines[i].width * 2 >= result.units.back().width) {
      result.units.back().underline = rule.underline;
      result.units.back().end = page.lines[i].end;
      blank_before = true;
      continue;
    }
    Unit unit = start_unit(page, result, i, blank_before);
    while (!unit.rule && is_adjacent(page, i) && joiner.runs_on(unit, i)) {
      ++i;
      if (result.joined_lines++ == 0) result.first_joined = {unit.begin, page.lines[i].end};
      result.pieces.push_back({page.lines[i].begin, page.lines[i].end});
      ++unit.piece_count;
      unit.end = page.lines[i].end;
    }
    blank_before = false;
    measure(page, result, unit);
    if (unit.piece_count == 1 && split_inline(page, result, unit)) continue;
    result.units.push_back(unit);
  }
  return result;
}

std::string unit_text(const Page& page, const Units& units, const Unit& unit) {
  std::string out;
  for (std::uint32_t p = 0; p < unit.piece_count; ++p) {
    const Piece& piece = units.pieces[unit.first_piece + p];
    if (p > 0) out += ' ';
    out.append(page.source.text, piece.begin, piece.end - piece.begin);
  }
  return out;
}

}  // namespace pamphlet::recover
