// Text copied from the pages of a PDF or a printout: between the lines of the article stand running heads, page
// numbers and form feeds, which cut paragraphs in two; bullets stand on lines of their own.
//
// A page number is a line with a figure that counts up by one from one such line to the next and is otherwise the same
// ("Page 2 of 7"). What stands beside those lines again and again, figures apart, is a running head. Both are found by
// counting equal lines, so the cost is linear; guessing from the place on the page is not possible, since text has no
// pages. Where a sheet ends within a sentence its halves become neighbours again.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/markers.h"
#include "recover/page.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

struct Numbered {
  std::string shape;          // folded, figures as #
  int first = -1, last = -1;  // the first and the last figure
  std::size_t figures = 0;
};

Numbered shape_of(string_view text) {
  Numbered result;
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_ascii_digit(folded[at])) {
      result.shape += folded[at++];
      continue;
    }
    int value = 0;
    while (at < folded.size() && is_ascii_digit(folded[at]))
      value = std::min(value * 10 + (folded[at++] - '0'), 1'000'000);
    if (result.figures++ == 0) result.first = value;
    result.last = value;
    result.shape += '#';
  }
  return result;
}

// "page # of #" in the languages of the phrase tables: sure even when it stands once.
bool is_page_of(string_view shape) {
  constexpr auto kShapes = std::to_array<string_view>({
      "page # of #",     "page # / #",    "page #/#",       "p. # of #",     "seite # von #",
      "seite #/#",       "seite # / #",   "page # sur #",   "page # de #",   "página # de #",
      "página #/#",      "pagina # di #", "pagina # van #", "pagina #/#",    "side # af #",
      "side # av #",     "sida # av #",   "strona # z #",   "trang # / #",   "trang #/#",
      "第 # 页 共 # 页", "第#页 共#页",   "第#页",          "stránka # z #", "sayfa # / #",
  });
  return std::find(kShapes.begin(), kShapes.end(), shape) != kShapes.end();
}

// Shapes of lines that hold little besides the number: a heading "Week 3" must not count.
bool may_number_pages(string_view shape) {
  constexpr auto kShapes =
      std::to_array<string_view>({"#", "page #", "p. #", "seite #", "página #", "pagina #", "side #", "sida #",
                                  "strona #", "trang #", "# / #", "#/#", "# of #", "# von #", "[#]", "(#)"});
  return is_page_of(shape) || std::find(kShapes.begin(), kShapes.end(), shape) != kShapes.end();
}

struct Sheets {
  Page& page;
  std::vector<std::size_t> text;     // lines that are not blank
  std::vector<std::size_t> numbers;  // indices into `text` of the lines that number pages
  bool fed = false;                  // form feeds stand between the pages

  string_view at(std::size_t k) const { return page.text(text[k]); }

  // Lines of one shape whose figure counts up by one. A bare figure needs three of them, or form feeds.
  void find_numbers() {
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, Numbered>>> by_shape;
    for (std::size_t k = 0; k < text.size(); ++k) {
      if (page.lines[text[k]].width > 30) continue;
      Numbered shape = shape_of(at(k));
      if (shape.figures > 0 && may_number_pages(shape.shape)) by_shape[shape.shape].emplace_back(k, std::move(shape));
    }
    for (const auto& [shape, lines] : by_shape) {
      bool counts = true;
      for (std::size_t n = 1; n < lines.size(); ++n)
        counts &= lines[n].second.first == lines[n - 1].second.first + 1 && lines[n].first > lines[n - 1].first + 2;
      const bool whole = is_page_of(shape) && lines.back().second.first <= lines.back().second.last;
      // The last line of all, apart, that says 1: a text of one page.
      const bool only = lines.size() == 1 && lines[0].second.first == 1 && lines[0].first + 1 == text.size() && at_edges(lines);
      const std::size_t fewest = whole || only ? 1 : shape == "#" && !fed ? 3 : 2;
      if (!counts || lines.size() < fewest) continue;
      if (shape == "#" && !at_edges(lines)) continue;
      for (const auto& [k, number] : lines)
        numbers.push_back(k);
    }
    std::sort(numbers.begin(), numbers.end());
  }

  // Figures alone also stand in tables and lists: those of pages have a blank line on both sides.
  bool at_edges(const std::vector<std::pair<std::size_t, Numbered>>& lines) const {
    return std::all_of(lines.begin(), lines.end(), [&](const auto& entry) {
      const std::size_t k = entry.first;
      const bool above = k == 0 || text[k] - text[k - 1] > 1, below = k + 1 == text.size() || text[k + 1] - text[k] > 1;
      return above && below;
    });
  }

  // The lines next to a page number that stand next to most of them; the first of the text, when it is one of those.
  std::vector<std::size_t> find_heads() const {
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<std::size_t> beside;
    const auto look = [&](std::size_t k) {
      if (k >= text.size() || page.lines[text[k]].width > 120) return;
      if (std::binary_search(numbers.begin(), numbers.end(), k)) return;
      beside.push_back(k);
      ++seen[shape_of(at(k)).shape];
    };
    look(0);
    for (const std::size_t k : numbers) {
      if (k > 0) look(k - 1);
      if (k + 1 < text.size()) look(k + 1);
    }
    std::vector<std::size_t> heads;
    for (const std::size_t k : beside) {
      if (seen[shape_of(at(k)).shape] >= 2 && has_letter(at(k))) heads.push_back(k);
    }
    // A single sheet repeats nothing: its head stands apart from a title that stands on its text.
    if (heads.empty() && numbers.size() == 1 && text.size() > 3 && text[1] > text[0] + 1 && text[2] == text[1] + 1 &&
        !ends_sentence(at(0)) && numbers[0] + 1 == text.size()) {
      heads.push_back(0);
    }
    return heads;
  }

  void name_publisher(std::size_t k) const {
    if (!page.envelope.publisher.empty()) return;
    string_view name = at(k);
    for (const string_view separator : {" – ", " — ", " | ", " - ", " · "})
      name = strip(name.substr(0, std::min(name.find(separator), name.size())));
    if (count_words(name) > 8 || shape_of(name).figures > 0) return;
    const Line& line = page.lines[text[k]];
    page.envelope.publisher = {std::string(name), {line.begin, line.end}};
    page.hint(code::guessed_metadata, {line.begin, line.end},
              quoted(at(k)) + " was taken as metadata: publisher " + std::string(name), Sureness::guess);
  }

  // Takes the lines that are gone out of the page where the sentence goes on below them.
  void close_gaps() {
    std::vector<Line> kept;
    kept.reserve(page.lines.size());
    for (std::size_t i = 0; i < page.lines.size();) {
      if (page.lines[i].fate == Fate::keep) {
        kept.push_back(page.lines[i++]);
        continue;
      }
      std::size_t end = i;
      bool dropped = false;
      while (end < page.lines.size() && page.lines[end].fate != Fate::keep)
        dropped |= page.lines[end++].fate == Fate::chrome;
      const bool inside = dropped && !kept.empty() && end < page.lines.size();
      const bool goes_on = inside && !ends_sentence(page.text(kept.back())) && kept.back().width >= 40;
      if (!goes_on)
        kept.insert(kept.end(), page.lines.begin() + static_cast<std::ptrdiff_t>(i),
                    page.lines.begin() + static_cast<std::ptrdiff_t>(end));
      i = end;
    }
    page.lines = std::move(kept);
  }

  void run() {
    fed = page.source.text.find('\f') != std::string::npos;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
      if (page.lines[i].fate == Fate::keep) text.push_back(i);
    }
    if (text.size() < 4) return;
    find_numbers();
    if (numbers.empty()) return;
    page.printed = true;
    std::vector<std::size_t> heads = find_heads();
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    if (!heads.empty() && heads.front() == 0) name_publisher(0);
    for (const std::size_t k : heads)
      drop(page, text[k], Sureness::likely, "it is the running head of a page");
    for (const std::size_t k : numbers)
      drop(page, text[k], Sureness::sure, "it numbers a page");
    close_gaps();
  }
};

// A bullet or number with nothing after it.
bool is_lone_marker(string_view text) {
  if (text.size() > 4) return false;
  const std::string with_text = std::string(text) + " x";
  const Marker marker = find_marker(with_text);
  return (marker.kind == MarkerKind::bullet || marker.kind == MarkerKind::number) && marker.length == text.size();
}

}  // namespace

void drop_sheets(Page& page) {
  Sheets{page, {}, {}}.run();
}

void join_markers(Page& page) {
  std::vector<std::pair<std::size_t, std::size_t>> joined;  // the marker's line, its text's line
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.lines[i].fate != Fate::keep || !is_lone_marker(page.text(i))) continue;
    std::size_t next = i + 1;
    while (next < page.lines.size() && next <= i + 2 && page.lines[next].fate == Fate::blank)
      ++next;
    if (next >= page.lines.size() || page.lines[next].fate != Fate::keep || is_lone_marker(page.text(next))) continue;
    joined.emplace_back(i, next);
    i = next;
  }
  if (joined.size() < 2) return;
  std::size_t out = 0, pair = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (pair < joined.size() && i == joined[pair].first) {
      Line line = page.lines[joined[pair].second];
      line.begin = page.lines[i].begin;
      line.indent = page.lines[i].indent;
      line.width += page.lines[i].width + 1;
      page.lines[out++] = line;
      i = joined[pair++].second;
    } else {
      page.lines[out++] = page.lines[i];
    }
  }
  page.lines.resize(out);
}

}  // namespace pamphlet::recover
