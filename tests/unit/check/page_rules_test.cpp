#include <doctest/doctest.h>

#include <string>

#include "check/codes.h"
#include "check/rules.h"

using namespace pamphlet;

namespace {

constexpr double kTolerance = 0.5;  // points, as page_rules.cpp has it

/// Whether a word with its baseline from (x, y) to (x + width, y) is said to reach beyond a page of 100 × 200 pt.
bool is_beyond(double x, double y, double width) {
  const Source source{"a.md", "word"};
  DocumentBuilder builder(source);
  builder.open(Element::paragraph, {0, 4});
  builder.text("word", {0, 4});
  builder.close();
  const Document document = builder.finish();
  PageList pages;
  Page page;
  page.width = Length::points(100);
  page.height = Length::points(200);
  GlyphRun run;
  run.node = 2;
  run.origin = {Length::points(x), Length::points(y)};
  run.width = Length::points(width);
  page.items.emplace_back(run);
  pages.pages.push_back(page);
  Diagnostics findings;
  checking::check_page_edges({document, pages}, findings);
  return !findings.items().empty() && findings.items().front().code == code::outside_page;
}

}  // namespace

TEST_CASE("words reach beyond the paper on each of its four sides") {
  CHECK_FALSE(is_beyond(0, 0, 100));
  CHECK_FALSE(is_beyond(-kTolerance, 200 + kTolerance, 100));
  CHECK(is_beyond(-kTolerance - 0.1, 100, 50));
  CHECK(is_beyond(50, 100, 50 + kTolerance + 0.1));
  CHECK(is_beyond(0, -kTolerance - 0.1, 50));
  CHECK(is_beyond(0, 200 + kTolerance + 0.1, 50));
}
