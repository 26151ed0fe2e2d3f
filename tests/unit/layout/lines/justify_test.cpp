#include <doctest/doctest.h>

#include <vector>

#include "layout/lines/justify.h"

using namespace pamphlet;

namespace {

Placed word(double give) {
  Placed placed;
  placed.letters = true;
  placed.stretch = placed.shrink = Length::points(give);
  return placed;
}
Placed space(double stretch, double shrink) {
  Placed placed;
  placed.space = placed.stretches = true;
  placed.stretch = Length::points(stretch);
  placed.shrink = Length::points(shrink);
  return placed;
}
/// Extra of each piece in points.
std::vector<double> justified(std::vector<Placed> pieces, double missing, Justifying opening = Justifying::decent) {
  std::vector<double> out;
  const Length given = justify_pieces(pieces, Length::points(missing), opening);
  Length sum;
  for (const Placed& piece : pieces) {
    out.push_back(piece.extra.points());
    sum += piece.extra;
  }
  CHECK(sum == given);
  return out;
}

}  // namespace

TEST_CASE("words and spaces give in proportion") {
  CHECK(justified({word(1), space(2, 1), word(1)}, 2) == std::vector<double>{0.5, 1, 0.5});
  CHECK(justified({word(1), space(2, 2), word(1)}, -2) == std::vector<double>{-0.5, -1, -0.5});
}

TEST_CASE("letters give no more than their own, spaces what is left") {
  CHECK(justified({word(1), space(2, 1), word(1)}, 12) == std::vector<double>{1, 10, 1});
}

TEST_CASE("a line that would be torn apart stays ragged") {
  CHECK(justified({word(1), space(2, 1), word(1)}, 12.1) == std::vector<double>{0, 0, 0});
}

TEST_CASE("a last line that the style wants justified is opened whatever it looks like") {
  CHECK(justified({word(1), space(2, 1), word(1)}, 22, Justifying::whatever) == std::vector<double>{1, 20, 1});
}

TEST_CASE("nothing shrinks further than it can") {
  CHECK(justified({word(1), space(2, 1), word(1)}, -12) == std::vector<double>{-1, -1, -1});
}

TEST_CASE("one word alone gives what its letters have") { CHECK(justified({word(1)}, 12) == std::vector<double>{1}); }

TEST_CASE("a last line is not stretched, but it may shrink") {
  CHECK(justified({word(1), space(2, 1)}, 2, Justifying::none) == std::vector<double>{0, 0});
  CHECK(justified({word(1), space(2, 1)}, -2, Justifying::none) == std::vector<double>{-1, -1});
}

TEST_CASE("what cannot stretch is left alone") {
  Placed plain;
  CHECK(justified({plain}, 5) == std::vector<double>{0});
  Placed trailing = space(2, 1);
  trailing.trailing = true;
  CHECK(justified({word(1), trailing}, 1) == std::vector<double>{1, 0});
}
