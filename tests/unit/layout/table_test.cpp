#include <doctest/doctest.h>

#include "layout/running.h"
#include "layout/table.h"

using namespace pamphlet;

namespace {

TextExtent extent(double minimum, double maximum) { return {Length::points(minimum), Length::points(maximum)}; }

std::vector<double> shared(std::vector<TextExtent> columns, double available, bool fill) {
  std::vector<double> out;
  for (const Length width : share_width(columns, Length::points(available), fill)) out.push_back(width.points());
  return out;
}

}  // namespace

TEST_CASE("columns get what they want when it fits") {
  CHECK(shared({extent(10, 20), extent(10, 60)}, 100, false) == std::vector<double>{20, 60});
  // 20 to spare, shared 20 : 60.
  CHECK(shared({extent(10, 20), extent(10, 60)}, 100, true) == std::vector<double>{25, 75});
}

TEST_CASE("columns share what is left above their minimum") {
  // Minimum 20 of 60; 40 to spare; the wishes are 10 and 70 more.
  CHECK(shared({extent(10, 20), extent(10, 80)}, 60, true) == std::vector<double>{15, 45});
}

TEST_CASE("columns that cannot fit are squeezed alike") {
  CHECK(shared({extent(40, 50), extent(60, 90)}, 50, true) == std::vector<double>{20, 30});
}

TEST_CASE("running heads leave out what is not known") {
  const std::map<std::string, std::string, std::less<>> fields{{"title", "Sleep"}, {"phone", ""}, {"page", "2"}};
  CHECK(fill_template("{title} – {page}", fields) == "Sleep – 2");
  CHECK(fill_template("{title}[ · {phone}] · {page}", fields) == "Sleep · 2");
  CHECK(fill_template("[{phone}]", fields).empty());
  CHECK(fill_template("{nothing}{page}", fields) == "2");
  CHECK(fill_template("\\[{page}]", fields) == "[2]");
}
