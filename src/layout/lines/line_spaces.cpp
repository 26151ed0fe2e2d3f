#include "layout/lines/line_spaces.h"

#include <algorithm>

namespace pamphlet {

void add_spaces(std::span<const Placed> pieces, std::span<const InlineRun> runs, LineFact& fact) {
  for (std::size_t k = pieces.size(); k-- > 0 && pieces[k].space;) {
    if (!pieces[k].trailing) fact.ink -= pieces[k].width + pieces[k].extra;
  }
  for (const Placed& piece : pieces) {
    if (!piece.space || !piece.stretches || piece.trailing || piece.width.raw() <= 0) continue;
    const double extra = piece.extra.points(), em = runs[piece.segment->run].size.points();
    ++fact.spaces;
    fact.squared_deviation += extra * extra / (em * em);
    fact.widest = std::max(fact.widest, 1 + extra / piece.width.points());
  }
}

}  // namespace pamphlet
