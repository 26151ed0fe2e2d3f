#include "layout/tables/column_balance.h"

#include <algorithm>
#include <cmath>

namespace pamphlet {
namespace {

constexpr std::size_t kColumns = 8;   // beyond, a table is one of figures
constexpr int kRounds = 6;
constexpr std::size_t kLacks = 6;     // thresholds of a column that are tried
constexpr int kLine = 100;            // the cost of a line more of a row
// A second or third line of a few letters: no line is won by mending it, but it is what a reader sees.
constexpr int kLone = 40;
constexpr double kLoneSecond = 1.5, kLoneThird = 2.25;  // the text's length, in widths of its column, below which its last line is short
constexpr double kRagged = 1.06;      // of long texts: ragged lines are 94 % full
// A move has to be worth this: less is another table for nothing.
constexpr int kLeastGain = 30;
constexpr Length kSlack = Length::raw(2 * Length::kPerPoint / 4);  // half a point: line breaking has its own rounding

int lines_at(std::span<const WordExtent> words, Length width) {
  int lines = 1;
  Length line;
  bool first = true;
  for (const WordExtent& word : words) {
    const bool fits = !word.forced && (first || line + word.space + word.width <= width);
    if (fits) {
      line += first ? word.width : word.space + word.width;
    } else {
      ++lines;
      line = word.width;
    }
    first = false;
  }
  return lines;
}

class Balancer {
 public:
  Balancer(std::span<const CellText> cells, const CellScale& scale, std::span<const Length> minima, std::vector<Length> widths)
      : cells_(cells), scale_(scale), minima_(minima), widths_(std::move(widths)) {}

  std::vector<Length> run() {
    int cost = cost_of(widths_);
    for (int round = 0; round < kRounds; ++round) {
      std::vector<Length> best = widths_;
      int best_cost = cost - kLeastGain + 1;
      for (std::size_t to = 0; to < widths_.size(); ++to) {
        for (const Length lack : lacks(to)) {
          for (std::size_t from = 0; from <= widths_.size(); ++from) {
            std::vector<Length> moved = widths_;
            if (from == to || !move(moved, from, to, lack)) continue;
            const int now = cost_of(moved);
            if (now >= best_cost) continue;
            best_cost = now;
            best = std::move(moved);
          }
        }
      }
      if (best == widths_) break;
      cost = best_cost;
      widths_ = std::move(best);
    }
    return std::move(widths_);
  }

 private:
  Length threshold(const CellText& cell, std::size_t lines) const {
    return cell.widths[lines].scaled(scale_.size) + scale_.padding[cell.column] + kSlack;
  }

  int cell_lines(const CellText& cell, Length width) const {
    for (std::size_t n = 0; n < cell.widths.size(); ++n) {
      if (width >= threshold(cell, n)) return static_cast<int>(n) + 1;
    }
    const double room = std::max(1.0, (width - scale_.padding[cell.column]).points());
    return std::clamp(static_cast<int>(std::ceil(cell.widths[0].points() * scale_.size * kRagged / room)), 5, 1000);
  }

  bool is_lone(const CellText& cell, Length width, int lines) const {
    if (lines != 2 && lines != 3) return false;
    const double room = std::max(1.0, (width - scale_.padding[cell.column]).points());
    return cell.widths[0].points() * scale_.size < room * (lines == 2 ? kLoneSecond : kLoneThird);
  }

  /// Cells of a row follow each other.
  int cost_of(std::span<const Length> widths) const {
    int cost = 0, highest = 0;
    std::uint32_t row = UINT32_MAX;
    for (const CellText& cell : cells_) {
      if (cell.row != row) {
        cost += highest * kLine;
        highest = 0;
        row = cell.row;
      }
      const Length width = widths[cell.column];
      const int lines = cell_lines(cell, width);
      highest = std::max(highest, lines);
      if (is_lone(cell, width, lines)) cost += kLone;
    }
    return cost + highest * kLine;
  }

  /// What the column lacks to its cells' next thresholds, the least first.
  std::vector<Length> lacks(std::size_t column) const {
    std::vector<Length> lacks;
    for (const CellText& cell : cells_) {
      if (cell.column != column) continue;
      for (std::size_t n = cell.widths.size(); n-- > 0;) {
        const Length lack = threshold(cell, n) - widths_[column];
        if (lack.raw() <= 0) continue;
        lacks.push_back(lack);
        break;
      }
    }
    std::sort(lacks.begin(), lacks.end());
    lacks.erase(std::unique(lacks.begin(), lacks.end()), lacks.end());
    if (lacks.size() > kLacks) {  // the ends and what lies evenly between them
      std::vector<Length> some;
      for (std::size_t k = 0; k < kLacks; ++k) some.push_back(lacks[k * (lacks.size() - 1) / (kLacks - 1)]);
      lacks = std::move(some);
    }
    return lacks;
  }

  /// From one column, or (`from` is none) from all others in proportion to what they have to give.
  bool move(std::vector<Length>& widths, std::size_t from, std::size_t to, Length amount) const {
    if (from < widths.size()) {
      if (widths[from] - amount < minima_[from]) return false;
      widths[from] -= amount;
      widths[to] += amount;
      return true;
    }
    Length spare;
    for (std::size_t k = 0; k < widths.size(); ++k) spare += k == to ? Length() : std::max(Length(), widths[k] - minima_[k]);
    if (spare < amount || spare.raw() == 0) return false;
    const double share = amount.points() / spare.points();
    for (std::size_t k = 0; k < widths.size(); ++k) {
      if (k == to || widths[k] <= minima_[k]) continue;
      const Length given = std::min(widths[k] - minima_[k], (widths[k] - minima_[k]).scaled(share));
      widths[k] -= given;
      widths[to] += given;
    }
    return true;
  }

  std::span<const CellText> cells_;
  const CellScale& scale_;
  std::span<const Length> minima_;
  std::vector<Length> widths_;
};

}  // namespace

std::array<Length, 4> line_widths(std::span<const WordExtent> words, Length maximum) {
  std::array<Length, 4> widths;
  if (words.size() > kMostWords) {
    for (std::size_t n = 0; n < widths.size(); ++n) widths[n] = maximum.scaled(n == 0 ? 1 : kRagged / static_cast<double>(n + 1));
    return widths;
  }
  Length least;
  for (const WordExtent& word : words) least = std::max(least, word.width);
  for (std::size_t n = 0; n < widths.size(); ++n) {
    Length low = least, high = n == 0 ? maximum : widths[n - 1];
    if (lines_at(words, high) > static_cast<int>(n) + 1) {  // lines that the author ended
      widths[n] = Length::points(100000);
      continue;
    }
    if (n == 0) {
      widths[n] = high;
      continue;
    }
    while ((high - low).raw() > Length::kPerPoint / 4) {
      const Length middle = low + (high - low).scaled(0.5);
      (lines_at(words, middle) <= static_cast<int>(n) + 1 ? high : low) = middle;
    }
    widths[n] = high;
  }
  return widths;
}

std::vector<Length> balance_columns(std::span<const CellText> cells, const CellScale& scale, std::span<const Length> minima, std::vector<Length> widths) {
  if (widths.size() < 2 || widths.size() > kColumns) return widths;
  return Balancer(cells, scale, minima, std::move(widths)).run();
}

}  // namespace pamphlet
