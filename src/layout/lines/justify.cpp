#include "layout/lines/justify.h"

#include <algorithm>

namespace pamphlet {
namespace {

// A justified line whose spaces would be wider than this many times their stretch looks torn: it is left ragged.
constexpr std::int64_t kTornStretch = 5;

/// What pieces of one kind can give, and the sharing of what they are asked for in proportion to it.
struct Share {
  std::int64_t total = 0, change = 0, seen = 0, given = 0;

  Length next(Length give) {
    seen += give.raw();
    // Rounding the running sum, not each part, makes the parts add up to the whole.
    const double part = total > 0 ? static_cast<double>(seen) / static_cast<double>(total) : 0;
    const std::int64_t due = seen == total ? change : std::llround(static_cast<double>(change) * part);
    const Length extra = Length::raw(due - given);
    given = due;
    return extra;
  }
};

}  // namespace

Length justify_pieces(std::span<Placed> pieces, Length missing, Justifying justifying) {
  const bool opens = missing.raw() > 0;
  if (missing.raw() == 0 || (opens && justifying == Justifying::none)) return {};
  Share letters, spaces;
  const auto give = [&](const Placed& piece) { return opens ? piece.stretch : piece.shrink; };
  for (const Placed& piece : pieces) {
    if (!piece.trailing) (piece.letters ? letters : spaces).total += give(piece).raw();
  }
  const std::int64_t total = letters.total + spaces.total;
  const bool torn = opens && justifying == Justifying::decent && spaces.total > 0 &&
                    missing.raw() - letters.total > spaces.total * kTornStretch;
  if (total == 0 || torn) return {};
  const std::int64_t wanted = opens ? missing.raw() : std::max(missing.raw(), -total);
  const double ratio = static_cast<double>(wanted) / static_cast<double>(total);
  letters.change = std::llround(static_cast<double>(letters.total) * std::clamp(ratio, -1.0, 1.0));
  if (spaces.total > 0) spaces.change = wanted - letters.change;
  for (Placed& piece : pieces) {
    if (!piece.trailing) piece.extra = (piece.letters ? letters : spaces).next(give(piece));
  }
  return Length::raw(letters.given + spaces.given);
}

}  // namespace pamphlet
