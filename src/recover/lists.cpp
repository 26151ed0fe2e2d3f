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
    case MarkerKind::step:
    case MarkerKind::task:
    case MarkerKind::emoji:
      return true;
    case MarkerKind::none:
    case MarkerKind::section:
    case MarkerKind::roman:
      return false;
  }
  return false;
}

bool counts(MarkerKind kind) {
  return kind == MarkerKind::number || kind == MarkerKind::step;
}

struct Level {
  std::uint32_t indent = 0;
  MarkerKind kind = MarkerKind::none;
  char32_t sign = 0;
  std::int64_t number = 0;  // of the last item
  char delimiter = '.';
};

struct Run {
  Article& article;
  std::size_t begin = 0, end = 0;

  const Unit& at(std::size_t i) const { return article.unit(i); }

  // How far the list that starts at `begin` goes.
  void grow() {
    const Unit& first = at(begin);
    std::int64_t number = first.marker.number;
    for (end = begin + 1; article.is_open(end) && is_listable(at(end).marker.kind); ++end) {
      const Unit& next = at(end);
      const bool deeper = next.indent >= first.indent + 2;
      const bool plain = next.marker.kind == MarkerKind::bullet || next.marker.kind == MarkerKind::number;
      if (deeper && plain) continue;
      if (next.marker.kind != first.marker.kind) {
        // Bullets below "1. …" without a blank line belong to it; after one, they begin a list of their own.
        if (!counts(first.marker.kind) || next.marker.kind != MarkerKind::bullet || next.blank_before) break;
        continue;
      }
      if (counts(next.marker.kind)) {
        if (next.marker.number != number + 1 || next.marker.delimiter != first.marker.delimiter) break;
        number = next.marker.number;
      }
    }
  }

  // Whether the shape of the outer bullet comes back below `i`, so that what stands between is nested.
  bool comes_back(const Level& level, std::size_t i) const {
    for (std::size_t k = i + 1; k < std::min(end, i + 50); ++k) {
      if (at(k).marker.kind == level.kind && at(k).marker.sign == level.sign && at(k).indent <= level.indent + 1)
        return true;
    }
    return false;
  }

  bool nests(const Level& outer, std::size_t i) const {
    const Unit& unit = at(i);
    if (unit.marker.kind != MarkerKind::bullet) return false;
    if (counts(outer.kind)) return true;
    if (outer.kind != MarkerKind::bullet || outer.sign == unit.marker.sign) return false;
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
        return level.kind == marker.kind && level.sign == marker.sign && unit.indent < level.indent + 2;
      });
      const bool room = stack.size() < kDeepest;
      const bool deeper = stack.empty() || (room && unit.indent >= stack.back().indent + 2);
      if (!deeper && same != stack.rend()) {
        stack.resize(static_cast<std::size_t>(stack.rend() - same));
        if (counts(marker.kind) && marker.number != stack.back().number + 1) return false;
        stack.back().number = marker.number;
      } else if (deeper || (room && nests(stack.back(), i))) {
        stack.push_back({unit.indent, marker.kind, marker.sign, marker.number, marker.delimiter});
      } else if (stack.back().kind != marker.kind) {
        return false;
      }
      article.parts[i].level = static_cast<std::uint8_t>(stack.size());
    }
    return true;
  }

  bool has_company() const {
    const Marker& first = at(begin).marker;
    if (!is_weak_bullet(first)) return true;
    return std::count_if(article.units.units.begin() + static_cast<std::ptrdiff_t>(begin),
                         article.units.units.begin() + static_cast<std::ptrdiff_t>(end),
                         [&](const Unit& unit) { return unit.marker.sign == first.sign; }) >= 2;
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
        case MarkerKind::roman:
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
    case MarkerKind::roman:
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

// "1.1 Two gowns", "1.2 A charger" right below each other are items, not headings. Documents have no numbers of several
// parts, so they stay in the text.
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
        article.parts[k].keeps_marker = true;
      run.report(i, end, "numbers of several parts", Sureness::likely);
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

void find_lists(Article& article) {
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
  find_section_lists(article);
  take_lone_numbers(article);
}

}  // namespace pamphlet::recover
