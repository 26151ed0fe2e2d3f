#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/diagnostics.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

// Nobody mistypes a key that long; it also bounds the cost.
constexpr std::size_t kLongestWord = 64;

// Damerau–Levenshtein distance in its "optimal string alignment" form: insertions, deletions, substitutions and swaps
// of neighbours, no piece edited twice. Three rows of the usual table are enough.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

}  // namespace

std::string_view did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  if (word.size() > kLongestWord * 4) return {};
  const std::u32string wanted = to_utf32(word);
  const std::size_t limit = wanted.size() / 3;
  if (limit == 0 || wanted.size() > kLongestWord) return {};
  std::string_view best;
  std::size_t best_distance = limit + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t length = count_code_points(candidate);
    if (length > wanted.size() + limit || length + limit < wanted.size()) continue;
    const std::size_t d = distance(wanted, to_utf32(candidate));
    if (d < best_distance) {
      best_distance = d;
      best = candidate;
    }
  }
  return best;
}

}  // namespace pamphlet
