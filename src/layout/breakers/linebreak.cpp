#include "layout/breakers/linebreak.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pamphlet {
namespace {

// TeX's plain values (TeXbook pp. 98, 272), which decades of use have shown to be sound.
constexpr double kLinePenalty = 10;
constexpr double kDoubleHyphenDemerits = 10000;
constexpr double kFinalHyphenDemerits = 5000;
constexpr double kFitnessDemerits = 10000;
constexpr int kInfiniteBadness = 10000;
/// A third hyphen in a row is a ladder (Chicago Manual of Style 7.47 allows three at most; we aim for two).
constexpr double kLadderDemerits = 300000;
/// A last line shorter than this share of the measure looks like a stray word.
constexpr double kShortLastLine = 0.12;
constexpr double kShortLastLineDemerits = 12000;
/// A last line of one word, a runt, is worse; a part of a word is the worst. A runt is as bad as a line of badness 290,
/// which has its spaces stretched by seven tenths.
constexpr double kRuntDemerits = 90000, kWordEndDemerits = 150000;

struct Sums {
  std::int64_t width = 0, stretch = 0, shrink = 0;
  std::uint32_t spaces = 0;      // glue
};

struct Breakpoint {
  std::uint32_t item = 0;        // the line ends here
  std::uint32_t start = 0;       // the first item of the next line
  std::uint32_t line = 0;        // lines set so far
  std::uint32_t previous = 0;    // index into the breakpoints
  std::uint8_t fitness = 1, hyphens = 0;  // hyphens: how many lines in a row end with one
  double demerits = 0, ratio = 0;
  bool overfull = false;
  Length hang_start, hang_end;   // of the next line's first box; of what this line ends with
  Sums sums;                     // up to `start`
};

class Breaker {
 public:
  Breaker(std::span<const HItem> items, const LineBreakOptions& options) : items_(items), options_(options) {}

  std::vector<BrokenLine> run() {
    points_.push_back({});
    active_.push_back(0);
    skip_discardable(points_[0], 0, Sums{});
    Sums sums;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      const HItem& item = items_[i];
      const bool after_box = i > 0 && items_[i - 1].kind == HKind::box;
      if (item.kind == HKind::penalty ? item.cost < kForbidden : item.kind == HKind::glue && after_box) {
        try_break(i, sums);
        if (active_.empty()) return {};
      }
      add(item, sums);
      if (item.kind == HKind::box) box_hang_ = item.hang_end;
      if (item.kind == HKind::glue) box_hang_ = Length();
    }
    return trace();
  }

 private:
  static void add(const HItem& item, Sums& sums) {
    if (item.kind == HKind::penalty) return;
    sums.width += item.width.raw();
    sums.stretch += item.stretch.raw();
    sums.shrink += item.shrink.raw();
    if (item.kind == HKind::glue) ++sums.spaces;
  }

  struct Fit {
    double ratio = 0;
    int badness = 0;
    bool too_long = false;
  };

  Length line_width(std::uint32_t line) const {
    return line < options_.first_widths.size() ? options_.first_widths[line] : options_.width;
  }

  bool forced(std::uint32_t at) const { return items_[at].kind == HKind::penalty && items_[at].cost <= kForced; }

  Length natural_width(const Breakpoint& from, std::uint32_t at, const Sums& sums) const {
    Length natural = Length::raw(sums.width - from.sums.width) - from.hang_start - hang_end(at);
    if (items_[at].kind == HKind::penalty) natural += items_[at].width;
    return natural;
  }

  Length hang_end(std::uint32_t at) const {
    const HItem& item = items_[at];
    return item.kind == HKind::penalty && item.width.raw() > 0 ? item.hang_end : box_hang_;
  }

  Fit fit(const Breakpoint& from, std::uint32_t at, const Sums& sums) const {
    const std::int64_t natural = natural_width(from, at, sums).raw();
    const std::int64_t room = line_width(from.line).raw() - natural;
    const std::int64_t shrink = options_.justify ? sums.shrink - from.sums.shrink : 0;
    Fit result;
    if (room + shrink < 0) {
      result.too_long = true;
      result.ratio = -1;
      result.badness = kInfiniteBadness;
      return result;
    }
    if (room >= 0 && forced(at)) return result;  // the end of a paragraph may be as short as it likes
    if (room < 0) {
      result.ratio = static_cast<double>(room) / static_cast<double>(shrink);
    } else if (room > 0) {
      const std::int64_t stretch =
          (options_.justify ? sums.stretch - from.sums.stretch : options_.ragged_stretch.raw()) +
          options_.emergency_stretch.raw();
      result.ratio = stretch > 0 ? static_cast<double>(room) / static_cast<double>(stretch) : 1e6;
    }
    const double ratio = std::abs(result.ratio), cubed = 100 * ratio * ratio * ratio;
    result.badness = cubed >= kInfiniteBadness ? kInfiniteBadness : static_cast<int>(std::lround(cubed));
    return result;
  }

  static std::uint8_t fitness_class(double ratio) {
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
  }

  double demerits(const Breakpoint& from, std::uint32_t at, const Fit& fit, const Sums& sums) const {
    const HItem& item = items_[at];
    const double penalty = item.cost;
    const double base = kLinePenalty + fit.badness;
    double total = base * base;
    if (penalty >= 0) {
      total += penalty * penalty;
    } else if (penalty > kForced) {
      total -= penalty * penalty;
    }
    const bool hyphen = item.flagged;
    if (hyphen && from.hyphens > 0) total += kDoubleHyphenDemerits;
    if (hyphen && from.hyphens > 1) total += kLadderDemerits;
    const bool end = at + 1 == items_.size();
    if (end && from.hyphens > 0) total += kFinalHyphenDemerits;
    if (options_.justify && std::abs(fitness_class(fit.ratio) - from.fitness) > 1) total += kFitnessDemerits;
    if (end && from.line > 0) total += last_line_demerits(from, at, sums);
    return from.demerits + total;
  }

  double last_line_demerits(const Breakpoint& from, std::uint32_t at, const Sums& sums) const {
    const double share = static_cast<double>(natural_width(from, at, sums).raw()) /
                         std::max<double>(1.0, static_cast<double>(line_width(from.line).raw()));
    const bool one_word = sums.spaces == from.sums.spaces;
    double total = share < kShortLastLine ? kShortLastLineDemerits : 0;
    if (one_word && from.hyphens > 0) {
      total += kWordEndDemerits;
    } else if (one_word && share < kRuntShare) {
      total += kRuntDemerits;
    }
    return total;
  }

  void try_break(std::uint32_t at, const Sums& sums) {
    candidates_.clear();
    std::size_t kept = 0;
    std::uint32_t last_dropped = UINT32_MAX;
    for (std::size_t k = 0; k < active_.size(); ++k) {
      const std::uint32_t index = active_[k];
      const Fit f = fit(points_[index], at, sums);
      if (!f.too_long && f.badness <= options_.tolerance && may_end(points_[index], at)) consider(index, at, f, sums);
      if (f.too_long || forced(at)) {
        last_dropped = index;
      } else {
        active_[kept++] = index;
      }
    }
    active_.resize(kept);
    if (active_.empty() && candidates_.empty() && last_dropped != UINT32_MAX && options_.allow_overfull) {
      rescue(last_dropped, at, sums);
    }
    for (Breakpoint& candidate : candidates_) {
      skip_discardable(candidate, at, sums);
      activate(candidate);
    }
  }

  bool may_end(const Breakpoint& from, std::uint32_t at) const {
    return from.line > 0 || options_.first_break == UINT32_MAX || at == options_.first_break;
  }

  bool alike(const Breakpoint& one, const Breakpoint& other) const {
    const std::size_t special = options_.first_widths.size();
    const bool same_line = one.line == other.line || (one.line >= special && other.line >= special);
    return same_line && one.fitness == other.fitness && one.hyphens == other.hyphens;
  }

  /// Of two breaks with nothing of any width between them only the better one is kept: no text of zero-width characters
  /// makes the list long.
  void activate(const Breakpoint& candidate) {
    const auto index = static_cast<std::uint32_t>(points_.size());
    for (std::size_t k = active_.size(); k-- > 0;) {
      const Breakpoint& other = points_[active_[k]];
      if (other.item == candidate.item) continue;
      if (other.sums.width != candidate.sums.width || forced(candidate.item)) break;
      if (!alike(other, candidate)) continue;
      if (candidate.demerits >= other.demerits) return;
      points_.push_back(candidate);
      active_[k] = index;
      return;
    }
    active_.push_back(index);
    points_.push_back(candidate);
  }

  /// Keeps the best way to each (line, fitness, hyphen run); lines beyond the special widths are all alike.
  void consider(std::uint32_t from, std::uint32_t at, const Fit& f, const Sums& sums) {
    const Breakpoint& origin = points_[from];
    Breakpoint next;
    next.item = at;
    next.line = origin.line + 1;
    next.previous = from;
    if (options_.justify) next.fitness = fitness_class(f.ratio);  // ragged lines are all alike
    next.hyphens = items_[at].flagged ? static_cast<std::uint8_t>(std::min(origin.hyphens + 1, 2)) : 0;
    next.ratio = f.ratio;
    next.hang_end = hang_end(at);
    next.demerits = demerits(origin, at, f, sums);
    for (Breakpoint& other : candidates_) {
      if (!alike(other, next)) continue;
      if (next.demerits < other.demerits) other = next;
      return;
    }
    candidates_.push_back(next);
  }

  /// Nothing fits: end the line at the last break that did, or here when there was none.
  void rescue(std::uint32_t from, std::uint32_t at, const Sums& sums) {
    const Breakpoint& origin = points_[from];
    Breakpoint next;
    next.item = at;
    next.line = origin.line + 1;
    next.previous = from;
    next.demerits = origin.demerits + 1e12;
    next.overfull = natural_width(origin, at, sums) > line_width(origin.line);
    next.ratio = 0;
    next.hang_end = hang_end(at);
    candidates_.push_back(next);
  }

  /// The next line starts at the first item after the break that is a box or a forced break.
  void skip_discardable(Breakpoint& point, std::uint32_t at, Sums sums) const {
    std::uint32_t i = at;
    const bool beginning = points_.size() == 1 && point.line == 0;
    for (; i < items_.size(); ++i) {
      const HItem& item = items_[i];
      if (item.kind == HKind::box) break;
      if (item.kind == HKind::penalty && item.cost <= kForced && (beginning || i > at)) break;
      add(item, sums);
    }
    point.start = i;
    if (i < items_.size() && items_[i].kind == HKind::box) point.hang_start = items_[i].hang_start;
    point.sums = sums;
  }

  std::vector<BrokenLine> trace() const {
    std::uint32_t best = UINT32_MAX;
    for (const std::uint32_t index : active_) {
      if (points_[index].item + 1 != items_.size()) continue;
      if (best == UINT32_MAX || points_[index].demerits < points_[best].demerits) best = index;
    }
    std::vector<BrokenLine> lines;
    if (best == UINT32_MAX) return lines;
    for (std::uint32_t at = best; at != 0; at = points_[at].previous) {
      const Breakpoint& point = points_[at];
      BrokenLine line;
      line.begin = points_[point.previous].start;
      line.end = std::max(point.item, line.begin);
      line.ratio = options_.justify ? point.ratio : 0;
      line.hyphenated = items_[point.item].flagged && items_[point.item].width.raw() > 0;
      line.hang_start = points_[point.previous].hang_start;
      line.hang_end = point.hang_end;
      line.overfull = point.overfull;
      line.last = forced(point.item);
      line.natural = measured(line);
      lines.push_back(line);
    }
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

  Length measured(const BrokenLine& line) const {
    Length width;
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      if (items_[i].kind != HKind::penalty) width += items_[i].width;
    }
    if (line.end < items_.size() && items_[line.end].kind == HKind::penalty) width += items_[line.end].width;
    return width;
  }

  std::span<const HItem> items_;
  const LineBreakOptions& options_;
  std::vector<Breakpoint> points_, candidates_;
  std::vector<std::uint32_t> active_;
  Length box_hang_;  // of the box before the present item; zero after glue
};

}  // namespace

std::vector<BrokenLine> break_lines(std::span<const HItem> items, const LineBreakOptions& options) {
  if (items.empty()) return {};
  return Breaker(items, options).run();
}

}  // namespace pamphlet
