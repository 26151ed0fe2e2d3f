#include "layout/fit/fit.h"

#include <algorithm>

namespace pamphlet {

FitStep FitGrid::at(int step) const {
  FitStep taken;
  const auto take = [&](int most) {
    const int here = std::min(step, most);
    step -= here;
    return here;
  };
  taken.gap = take(gap);
  taken.leading = take(leading);
  taken.margin = take(margin);
  taken.columns = take(columns);
  taken.size = take(size);
  return taken;
}

FitResult search_fit(const FitGrid& grid, unsigned wanted, const std::function<unsigned(FitStep)>& pages) {
  FitResult result;
  const auto fits = [&](int step) {
    ++result.rounds;
    return pages(grid.at(step)) <= wanted;
  };
  if (fits(0)) {
    result.fits = true;
    return result;
  }
  int too_large = 0, enough = grid.last();
  if (enough == 0 || !fits(enough)) {
    result.step = enough;
    return result;
  }
  // `too_large` was seen not to fit and `enough` to fit, all the way until they are neighbours.
  while (enough - too_large > 1) {
    const int middle = too_large + (enough - too_large) / 2;
    (fits(middle) ? enough : too_large) = middle;
  }
  result.fits = true;
  result.step = enough;
  return result;
}

}  // namespace pamphlet
