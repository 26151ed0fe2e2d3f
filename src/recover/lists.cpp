// Lines with bullets, numbers, boxes or emoji → lists, nested by indent or, as Word pastes them, by the bullet's shape.
#include <algorithm>
#include <string>

#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

// Deeper nesting than six bullets is noise of the paste, and every list of the page must stay below kMaxDepth.
constexpr std::size_t kDeepest = 6;

bool is_listable(MarkerKind kind) {
  switch (kind) {
    case MarkerKind::bullet:
    case MarkerKind::number:
    case MarkerKind::letter:
    case MarkerKind::roman:
    case MarkerKind::step:
    case MarkerKind::task:
    case MarkerKind::emoji:
      return true;
    case MarkerKind::none:
    case MarkerKind::section:
      return false;
  }
  return false;
}

bool counts(MarkerKind kind) {
  return kind == MarkerKind::number || kind == MarkerKind::step || kind == MarkerKind::letter || kind == MarkerKind::roman;
}

// Whether two markers may be of one list, whatever their numbers.
bool same_series(const Marker& one, const Marker& other) {
  return one.kind == other.kind && one.sign == other.sign && (!counts(one.kind) || (one.style == other.style && one.delimiter == other.delimiter));
}

struct Level {
  std::uint32_t indent = 0;
  Marker marker;  // of the last item
};

struct Run {
  Article& article;
  std::size_t begin = 0, end = 0;

  const Unit& at(std::size_t i) const { return article.unit(i); }

  // "a." below "1. …", or "b." after that "a.": the last of its series above it tells.
  bool counts_inside(std::size_t i) const {
    constexpr std::size_t kReach = 50;
    const Marker& marker = at(i).marker;
    if (!counts(marker.kind) || marker.number == 1) return counts(marker.kind);
    for (std::size_t k = i; k-- > std::max(begin, i > kReach ? i - kReach : 0);) {
      if (same_series(at(k).marker, marker)) return counts_on(at(k).marker, marker);
    }
    return false;
  }

  // How far the list that starts at `begin` goes.
  void grow() {
    const Unit& first = at(begin);
    Marker last = first.marker;
    for (end = begin + 1; article.is_open(end) && is_listable(at(end).marker.kind); ++end) {
      const Unit& next = at(end);
      const bool deeper = next.indent >= first.indent + 2;
      const MarkerKind kind = next.marker.kind;
      if (deeper && (kind == MarkerKind::bullet || kind == MarkerKind::number || kind == MarkerKind::letter)) continue;
      if (kind == first.marker.kind && same_series(first.marker, next.marker)) {
        if (counts(kind) && !counts_on(last, next.marker)) break;
        last = next.marker;
      } else if (kind != first.marker.kind || counts(kind)) {
        // Bullets and letters below "1. …" without a blank line belong to it; after one, they begin a list of their own.
        const bool inner = kind == MarkerKind::bullet || counts_inside(end);
        if (!counts(first.marker.kind) || !inner || next.blank_before) break;
      }
    }
  }

  // Whether the shape of the outer bullet comes back below `i`, so that what stands between is nested.
  bool comes_back(const Level& level, std::size_t i) const {
    for (std::size_t k = i + 1; k < std::min(end, i + 50); ++k) {
      if (same_series(at(k).marker, level.marker) && at(k).indent <= level.indent + 1) return true;
    }
    return false;
  }

  bool nests(const Level& outer, std::size_t i) const {
    const Unit& unit = at(i);
    if (counts(unit.marker.kind)) return counts(outer.marker.kind) && unit.marker.number == 1;
    if (unit.marker.kind != MarkerKind::bullet) return false;
    if (counts(outer.marker.kind)) return true;
    if (outer.marker.kind != MarkerKind::bullet || outer.marker.sign == unit.marker.sign) return false;
    // Word's bullets of the second and third level: o and a small square.
    const bool inner_shape = unit.marker.sign == 'o' || unit.marker.sign == 0x25E6 || unit.marker.sign == 0x25AA ||
                             unit.marker.sign == 0xF0A7 || unit.marker.sign == 0x25AB;
    return inner_shape || comes_back(outer, i);
  }

  // Sets the level of every item; false when the numbers of a level do not follow one another.
  bool nest() {
    std::vector<Level> stack;
    for (std::size_t i = begin; i < end; ++i) {
      const Unit& unit = at(i);
      const Marker& marker = unit.marker;
      while (stack.size() > 1 && stack.back().indent > unit.indent + 1)
        stack.pop_back();
      const auto same = std::find_if(stack.rbegin(), stack.rend(), [&](const Level& level) {
        return same_series(level.marker, marker) && unit.indent < level.indent + 2;
      });
      const bool room = stack.size() < kDeepest;
      const bool deeper = stack.empty() || (room && unit.indent >= stack.back().indent + 2);
      if (!deeper && same != stack.rend()) {
        stack.resize(static_cast<std::size_t>(stack.rend() - same));
        if (counts(marker.kind) && !counts_on(stack.back().marker, marker)) return false;
        stack.back().marker = marker;
      } else if (deeper || (room && nests(stack.back(), i))) {
        stack.push_back({unit.indent, marker});
      } else if (stack.back().marker.kind != marker.kind || counts(marker.kind)) {
        return false;
      }
      article.parts[i].level = static_cast<std::uint8_t>(stack.size());
    }
    return true;
  }

  bool has_company() const {
    const Marker& first = at(begin).marker;
    const bool lettered = first.kind == MarkerKind::letter || first.kind == MarkerKind::roman;
    if (!is_weak_bullet(first) && !lettered) return true;
    if (first.style == NumberStyle::upper_alpha && first.number != 1) return false;  // "M. Lind", "N. Berg"
    return std::count_if(article.units.units.begin() + static_cast<std::ptrdiff_t>(begin),
                         article.units.units.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](const Unit& unit) { return same_series(unit.marker, first); }) >= 2;
  }

  void take(std::size_t from, std::size_t to, bool mixed) {
    ++article.groups;
    for (std::size_t i = from; i < to; ++i) {
      Part& part = article.parts[i];
      part.role = Role::item;
      part.group = article.groups;
      part.level = std::max<std::uint8_t>(part.level, 1);
      part.mixed = mixed;
      part.keeps_marker = at(i).marker.kind == MarkerKind::step;
      switch (at(i).marker.kind) {
        case MarkerKind::number:
        case MarkerKind::letter:
        case MarkerKind::roman:
          part.list = ListKind::ordered;
          break;
        case MarkerKind::task:
          part.list = ListKind::task;
          break;
        case MarkerKind::emoji:
          part.list = ListKind::marked;
          break;
        case MarkerKind::none:
        case MarkerKind::bullet:
        case MarkerKind::step:
        case MarkerKind::section:
          part.list = ListKind::bullet;
          break;
      }
    }
  }

  void report(std::size_t from, std::size_t to, std::string_view what, Sureness sureness) const {
    const std::size_t lines = to - from;
    std::string message = lines == 1 ? "1 line was taken as a list: it starts with "
                                     : std::to_string(lines) + " lines were taken as a list: they start with ";
    article.page.hint(code::guessed_list, article.span(from, to - 1), message + std::string(what), sureness);
  }
};

bool same_emoji(const Article& article, std::size_t one, std::size_t other) {
  const Marker& a = article.unit(one).marker;
  const Marker& b = article.unit(other).marker;
  if (a.mark != Mark::none || b.mark != Mark::none) return a.mark == b.mark;
  return article.first_line(one).substr(0, a.length) == article.first_line(other).substr(0, b.length);
}

// ☑ before every line is a tick; beside ☐ it is a box that was ticked.
void ticks_to_marks(Run& run) {
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (run.at(i).marker.kind == MarkerKind::task && run.at(i).marker.sign != U'☑') return;
  }
  for (std::size_t i = run.begin; i < run.end; ++i) {
    if (run.at(i).marker.kind != MarkerKind::task) continue;
    run.article.units.units[i].marker.kind = MarkerKind::emoji;
    run.article.units.units[i].marker.mark = Mark::check;
  }
}

// Lines with one emoji are a list of that mark; lines of which each has another are one list of several marks.
void take_emoji(Run& run) {
  std::vector<std::size_t> starts;
  std::size_t longest = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const bool nested = run.at(i).marker.kind != MarkerKind::emoji;
    if (starts.empty() || (!nested && !same_emoji(run.article, starts.back(), i))) starts.push_back(i);
    longest = std::max(longest, i - starts.back() + 1);
  }
  starts.push_back(run.end);
  bool lone = false;
  for (std::size_t s = 0; s + 1 < starts.size(); ++s)
    lone |= starts[s + 1] - starts[s] == 1;
  if (starts.size() == 2 && run.end - run.begin == 1) return;  // one line with an emoji is a line with an emoji
  if (lone && starts.size() > 2) {
    run.take(run.begin, run.end, true);
    run.report(run.begin, run.end, "emoji of several kinds", Sureness::likely);
    return;
  }
  for (std::size_t s = 0; s + 1 < starts.size(); ++s) {
    run.take(starts[s], starts[s + 1], false);
    const std::string_view emoji = run.article.first_line(starts[s]).substr(0, run.at(starts[s]).marker.length);
    run.report(starts[s], starts[s + 1], emoji, Sureness::sure);
  }
}

void take_run(Run& run) {
  if (run.at(run.begin).marker.kind == MarkerKind::task) ticks_to_marks(run);
  const Marker first = run.at(run.begin).marker;
  const std::size_t length = run.end - run.begin;
  if (!run.has_company() || !run.nest()) return;
  switch (first.kind) {
    case MarkerKind::emoji:
      return take_emoji(run);
    case MarkerKind::task:
      run.take(run.begin, run.end, false);
      return run.report(run.begin, run.end, "boxes to tick", Sureness::sure);
    case MarkerKind::letter:
    case MarkerKind::roman:
      run.take(run.begin, run.end, false);
      return run.report(run.begin, run.end, first.style == NumberStyle::lower_alpha || first.style == NumberStyle::upper_alpha ? "letters" : "Roman numerals",
                        length >= 3 ? Sureness::sure : Sureness::likely);
    case MarkerKind::number:
    case MarkerKind::step:
      if (length == 1) return;  // headings.cpp and take_lone_numbers look at those
      run.take(run.begin, run.end, false);
      return run.report(run.begin, run.end, first.kind == MarkerKind::number ? "numbers" : "the names of steps",
                        length >= 3 ? Sureness::sure : Sureness::likely);
    case MarkerKind::bullet: {
      run.take(run.begin, run.end, false);
      const std::string_view sign = run.article.first_line(run.begin).substr(0, first.length);
      return run.report(run.begin, run.end, "“" + std::string(sign) + "”",
                        !is_weak_bullet(first) || length >= 3 ? Sureness::sure : Sureness::likely);
    }
    case MarkerKind::none:
    case MarkerKind::section:
      return;
  }
}

// "1. Wash." paragraph "2. Dry.": numbered sentences with text between them are items whose numbers go on. Short lines
// without a full stop are left for headings.cpp.
void take_lone_numbers(Article& article) {
  std::vector<std::size_t> lone;
  std::int64_t last = 0;  // the number of the item above, in whatever list
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Unit& unit = article.unit(i);
    if (unit.marker.kind != MarkerKind::number) continue;
    if (article.parts[i].role == Role::item) {
      if (article.parts[i].level == 1) last = unit.marker.number;
      continue;
    }
    if (!article.is_open(i)) continue;
    bool next = false;
    for (std::size_t k = i + 1; k < std::min(article.size(), i + 30) && !next; ++k) {
      next =
          article.unit(k).marker.kind == MarkerKind::number && article.unit(k).marker.number == unit.marker.number + 1;
    }
    const bool follows = unit.marker.number == last + 1 && last > 0;
    if ((unit.marker.number == 1 && next) || follows) {
      if (!is_heading_like(article, i)) lone.push_back(i);
      last = unit.marker.number;
    }
  }
  if (lone.size() < 2 && !(lone.size() == 1 && last > 1)) return;
  for (const std::size_t i : lone) {
    Run run{article, i, i + 1};
    run.take(i, i + 1, false);
    run.report(i, i + 1, "a number that goes on from the one before", Sureness::likely);
  }
}

}  // namespace

namespace {

// "1.1 Two gowns", "1.2 A charger" right below each other are items, not headings. No list counts in several parts, so
// each item has its number as its mark.
void find_section_lists(Article& article) {
  constexpr std::size_t kFewest = 2;
  const auto is_section = [&](std::size_t i) {
    return article.is_open(i) && article.unit(i).marker.kind == MarkerKind::section;
  };
  for (std::size_t i = 0; i < article.size();) {
    std::size_t end = i;
    while (is_section(end) && (end == i || !article.unit(end).blank_before))
      ++end;
    if (end - i >= kFewest && !article.layout.dense) {
      Run run{article, i, end};
      run.take(i, end, false);
      for (std::size_t k = i; k < end; ++k)
        article.parts[k].list = ListKind::marked;
      run.report(i, end, "numbers of several parts", Sureness::likely);
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

namespace {

// "i." is the ninth letter after "h." and a Roman one elsewhere; so are "v.", "x." and their capitals.
void settle_romans(Article& article) {
  const Marker* above = nullptr;  // the last lettered marker
  for (Unit& unit : article.units.units) {
    Marker& marker = unit.marker;
    if (marker.kind != MarkerKind::letter && marker.kind != MarkerKind::roman) continue;
    const std::string_view sign = std::string_view(article.page.source.text).substr(unit.begin + (marker.delimiter == '(' ? 1 : 0), 1);
    const bool single = marker.length == (marker.delimiter == '(' ? 3u : 2u);
    const bool capital = is_ascii_upper(sign[0]);
    const char small = ascii_lower(sign[0]);
    if (single && (small == 'i' || small == 'v' || small == 'x')) {
      Marker letter = marker, roman = marker;
      letter.kind = MarkerKind::letter;
      letter.style = capital ? NumberStyle::upper_alpha : NumberStyle::lower_alpha;
      letter.number = small - 'a' + 1;
      roman.kind = capital ? MarkerKind::roman : MarkerKind::letter;
      roman.style = capital ? NumberStyle::upper_roman : NumberStyle::lower_roman;
      roman.number = small == 'i' ? 1 : small == 'v' ? 5 : 10;
      const bool alphabetic = above != nullptr && counts_on(*above, letter);
      marker = alphabetic ? letter : small == 'i' || capital || (above != nullptr && counts_on(*above, roman)) ? roman : letter;
    } else if (marker.style == NumberStyle::upper_roman) {
      marker.kind = MarkerKind::roman;
    }
    above = &marker;
  }
}

// An initial: "A. Berg" that no other letter stands beside.
void forget_letters(Article& article) {
  for (std::size_t i = 0; i < article.size(); ++i) {
    Unit& unit = article.units.units[i];
    if (unit.marker.kind != MarkerKind::letter || article.parts[i].role == Role::item) continue;
    article.units.pieces[unit.first_piece].begin = unit.begin;
    unit.words += 1;
    unit.width += unit.marker.content;
    unit.marker = {};
  }
}

// "#." is the number after the last such one, unless a paragraph stands between.
void count_untold(Article& article) {
  std::int64_t last = 0;
  for (Unit& unit : article.units.units) {
    if (unit.marker.kind == MarkerKind::none && unit.blank_before) last = 0;
    if (unit.marker.kind == MarkerKind::number && unit.marker.sign == '#') unit.marker.number = ++last;
  }
}

}  // namespace

void find_lists(Article& article) {
  settle_romans(article);
  count_untold(article);
  for (std::size_t i = 0; i < article.size();) {
    if (!article.is_open(i) || !is_listable(article.unit(i).marker.kind)) {
      ++i;
      continue;
    }
    Run run{article, i, i + 1};
    run.grow();
    take_run(run);
    i = run.end;
  }
  forget_letters(article);
  find_section_lists(article);
  take_lone_numbers(article);
}

}  // namespace pamphlet::recover
