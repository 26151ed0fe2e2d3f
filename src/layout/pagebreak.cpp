#include "layout/pagebreak.h"

#include <algorithm>

namespace pamphlet {
namespace {

// Costs are integers so that equal layouts are equal on every machine. An empty page costs 1000 × 1000 = 10⁶; the
// tiers leave room for a thousand pages of it before they mix, and even then only the choice, never the text, suffers.
constexpr std::int64_t kEmptyPage = 1'000'000;
constexpr std::int64_t kPage = 100;                    // fewer pages, all else equal
constexpr std::int64_t kWidow = 40'000'000;
constexpr std::int64_t kKeep = 4'000'000'000;
constexpr std::int64_t kInside = 400'000'000'000;
constexpr std::int64_t kForbiddenBreak = 40'000'000'000'000;
constexpr std::int64_t kOverfull = 400'000'000'000'000;

std::int64_t break_cost(const VItem& item) {
  switch (item.rule) {
    case BreakRule::free: return static_cast<std::int64_t>(item.cost) * 1000;
    case BreakRule::widow: return kWidow;
    case BreakRule::keep: return kKeep;
    case BreakRule::inside: return kInside;
    case BreakRule::forbidden: return kForbiddenBreak;
    case BreakRule::forced: return 0;
  }
  return 0;
}

/// White space at the foot, squared: one page half empty is worse than two a quarter empty.
std::int64_t space_cost(Length filled, Length height) {
  if (height.raw() <= 0) return 0;
  const std::int64_t empty = std::max<std::int64_t>(0, (height - filled).raw()) * 1000 / height.raw();
  return empty * empty * (kEmptyPage / 1'000'000);
}

struct State {
  std::int64_t cost = -1;
  std::uint32_t from = 0;
  Length height;
  bool overfull = false;
};

}  // namespace

std::vector<PageRange> break_pages(std::span<const VItem> items, Length first_height, Length height) {
  const std::uint32_t count = static_cast<std::uint32_t>(items.size());
  if (count == 0) return {};
  // best[j]: the cheapest way to set items 0 … j - 1 on whole pages.
  std::vector<State> best(count + 1);
  best[0].cost = 0;
  for (std::uint32_t begin = 0; begin < count; ++begin) {
    if (best[begin].cost < 0) continue;
    const Length room = begin == 0 ? first_height : height;
    Length filled = items[begin].repeat;
    for (std::uint32_t end = begin + 1; end <= count; ++end) {
      const VItem& added = items[end - 1];
      filled += added.height + (end - 1 == begin ? Length() : added.gap);
      const bool too_tall = filled > room;
      if (too_tall && end - 1 > begin) break;
      const bool last = end == count;
      const bool forced = !last && items[end].rule == BreakRule::forced;
      std::int64_t cost = best[begin].cost + kPage;
      if (too_tall) cost += kOverfull;
      if (!last && !forced) cost += space_cost(filled, room);
      if (!last) cost += break_cost(items[end]);
      State& state = best[end];
      if (state.cost < 0 || cost < state.cost) state = {cost, begin, filled, too_tall};
      if (forced) break;
    }
  }
  std::vector<PageRange> pages;
  for (std::uint32_t at = count; at > 0; at = best[at].from) {
    PageRange page;
    page.begin = best[at].from;
    page.end = at;
    page.broken = page.begin == 0 ? BreakRule::free : items[page.begin].rule;
    page.height = best[at].height;
    page.overfull = best[at].overfull;
    pages.push_back(page);
  }
  std::reverse(pages.begin(), pages.end());
  return pages;
}

}  // namespace pamphlet
