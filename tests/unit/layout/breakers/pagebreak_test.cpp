// The page breaker on items whose costs were worked out by hand.
#include <doctest/doctest.h>

#include <string>

#include "layout/column/column.h"
#include "layout/breakers/pagebreak.h"

using namespace pamphlet;

namespace {

VItem line(double height, BreakRule rule = BreakRule::free, double gap = 0) {
  VItem item;
  item.height = Length::points(height);
  item.gap = Length::points(gap);
  item.rule = rule;
  return item;
}

std::vector<FrameRange> frames(const std::vector<VItem>& items, double height) {
  FrameHeights heights;
  heights.rest = Length::points(height);
  return break_frames(items, {}, 0, heights);
}

std::vector<unsigned> broken(const std::vector<VItem>& items, double height) {
  std::vector<unsigned> out;
  for (const FrameRange& frame : frames(items, height)) out.push_back(frame.begin);
  return out;
}

using Starts = std::vector<unsigned>;

}  // namespace

TEST_CASE("pages are filled") {
  const std::vector<VItem> ten(10, line(10));
  CHECK(broken(ten, 35) == Starts{0, 3, 6, 9});
  CHECK(broken(ten, 100) == Starts{0});
  CHECK(frames({}, 10).empty());
}

TEST_CASE("the gap at the top of a page vanishes, elsewhere it counts") {
  // 10 + 5 + 10 = 25 fits 25; a third needs 40.
  const std::vector<VItem> items{line(10), line(10, BreakRule::free, 5), line(10, BreakRule::free, 5)};
  CHECK(broken(items, 25) == Starts{0, 2});
  CHECK(broken(items, 24) == Starts{0, 1, 2});
  CHECK(frames(items, 25)[1].height == Length::points(10));
}

TEST_CASE("a heading goes with its text") {
  // Three lines of text, a heading, two lines; four lines a page. The heading would end the first page.
  std::vector<VItem> items(6, line(10));
  items[4].rule = BreakRule::keep;   // before the text that follows the heading (item 3)
  items[5].rule = BreakRule::widow;
  CHECK(broken(items, 40) == Starts{0, 3});
}

TEST_CASE("when few pages are asked, one is saved at the price of a worse break, but of no broken rule") {
  // Four lines a page, and a break after the fourth that is as bad as a page of white space: rather after the third,
  // on three pages, than there, on two.
  std::vector<VItem> items(8, line(10));
  items[4].cost = 1000;
  CHECK(broken(items, 40) == Starts{0, 3, 7});
  FrameHeights heights;
  heights.rest = Length::points(40);
  heights.few = true;
  CHECK(break_frames(items, {}, 0, heights).size() == 2);
  items[4].rule = BreakRule::widow;
  CHECK(break_frames(items, {}, 0, heights).size() == 3);
}

TEST_CASE("gaps give way so that a page holds more, as far as they may") {
  // 4 × 10 + 3 × 5 = 55. Gaps that give 40 % leave 49, those that give 30 % leave 50.5.
  std::vector<VItem> items(4, line(10, BreakRule::free, 5));
  FrameHeights heights;
  heights.rest = Length::points(50);
  heights.gap_shrink = 0.4;
  const std::vector<FrameRange> one = break_frames(items, {}, 0, heights);
  REQUIRE(one.size() == 1);
  CHECK(one[0].height == Length::points(55));
  CHECK(one[0].gaps == Length::points(15));
  heights.gap_shrink = 0.3;
  CHECK(break_frames(items, {}, 0, heights).size() == 2);
}

TEST_CASE("a picture gives way so that it stands on the page that it would leave white") {
  // 10 + 40 on a page of 45: the picture may be 8 smaller, and 5 are needed.
  std::vector<VItem> items{line(10), line(40), line(40)};
  items[1].give = Length::points(8);
  FrameHeights heights;
  heights.rest = Length::points(45);
  CHECK(break_frames(items, {}, 0, heights).size() == 3);
  heights.gives = true;
  const std::vector<FrameRange> two = break_frames(items, {}, 0, heights);
  REQUIRE(two.size() == 2);
  CHECK(two[0].height == Length::points(50));
  CHECK(two[0].give == Length::points(8));
  items[1].give = Length::points(4);
  CHECK(break_frames(items, {}, 0, heights).size() == 3);
}

TEST_CASE("a gap beside a picture does not give way") {
  std::vector<VItem> items(4, line(10, BreakRule::free, 5));
  for (VItem& item : items) item.rigid = true;
  FrameHeights heights;
  heights.rest = Length::points(50);
  heights.gap_shrink = 0.4;
  CHECK(break_frames(items, {}, 0, heights).size() == 2);
}

TEST_CASE("white space that gaps can take up costs less than cutting a list") {
  // Three lines, then a list of four: before it the page is 40 of 60 full, after its first item 55. Plain, that is
  // (20/60)² = 111 against (5/60)² + 50 = 57 thousandths of a page: the list is cut. When gaps may double, the 20 have 10
  // in them and count 13.3, 49, and the 5 count 1.7, 51: it stays whole.
  std::vector<VItem> items(3, line(10, BreakRule::free, 5));
  items.push_back(line(10, BreakRule::free, 5));
  for (int k = 0; k < 3; ++k) items.push_back(line(10));
  for (std::size_t k = 4; k < items.size(); ++k) items[k].cost = 50;
  FrameHeights heights;
  heights.rest = Length::points(60);
  CHECK(break_frames(items, {}, 0, heights)[1].begin == 4);
  heights.gap_stretch = 1;
  CHECK(break_frames(items, {}, 0, heights)[1].begin == 3);
}

TEST_CASE("a last page takes lines from the one before it until it is a third full, and so does one before a forced break") {
  // Seven lines, six a page: one line alone is 10 of 60.
  std::vector<VItem> items(7, line(10));
  FrameHeights heights;
  heights.rest = Length::points(60);
  CHECK(break_frames(items, {}, 0, heights)[1].begin == 6);
  heights.ends = true;
  CHECK(break_frames(items, {}, 0, heights)[1].begin == 5);
  items.push_back(line(10, BreakRule::forced));
  const std::vector<FrameRange> parts = break_frames(items, {}, 0, heights);
  REQUIRE(parts.size() == 3);  // what is alone on its page has nothing to take
  CHECK(parts[1].begin == 5);
  CHECK(parts[2].begin == 7);
}

TEST_CASE("no widow and no orphan, at the price of white space") {
  // One paragraph of five lines with orphans and widows 2, three lines a page: only the breaks after lines 2 and 3 are
  // free, so 3 + 2.
  std::vector<VItem> items(5, line(10));
  items[1].rule = items[4].rule = BreakRule::widow;
  CHECK(broken(items, 30) == Starts{0, 3});
  // Of four lines only 2 + 2 is free.
  items.pop_back();
  items[3].rule = BreakRule::widow;
  CHECK(broken(items, 30) == Starts{0, 2});
}

TEST_CASE("rules are given up in their order") {
  // Three lines that may not be parted on pages of two. Breaking at the widow is the lesser evil …
  std::vector<VItem> items{line(10), line(10, BreakRule::keep), line(10, BreakRule::widow)};
  auto pages = frames(items, 20);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].begin == 2);
  CHECK(pages[1].broken == BreakRule::widow);
  // … and a heading is parted from its text before a box is split.
  items[1].rule = BreakRule::inside;
  items[2].rule = BreakRule::keep;
  pages = frames(items, 20);
  CHECK(pages[1].begin == 2);
  items[1].rule = BreakRule::keep;
  items[2].rule = BreakRule::inside;
  pages = frames(items, 20);
  CHECK(pages[1].begin == 1);
}

TEST_CASE("a forced break starts a page") {
  std::vector<VItem> items(4, line(10));
  items[1].rule = BreakRule::forced;
  CHECK(broken(items, 100) == Starts{0, 1});
}

TEST_CASE("a box taller than the page stands alone and is reported") {
  const std::vector<VItem> items{line(10), line(50), line(10)};
  const auto pages = frames(items, 30);
  REQUIRE(pages.size() == 3);
  CHECK(pages[1].overfull);
  CHECK_FALSE(pages[0].overfull);
}

TEST_CASE("a repeated head is charged to the pages that repeat it") {
  // Head and five rows of 10 on pages of 40: the first page holds head and three rows; the next, with the head again,
  // has room for three: two are left.
  std::vector<VItem> items(6, line(10));
  for (std::size_t k = 2; k < 6; ++k) items[k].repeat = Length::points(10);
  const auto pages = frames(items, 40);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].begin == 4);
  CHECK(pages[1].height == Length::points(30));
}

TEST_CASE("body lines fall on the grid") {
  Column column;
  const auto add = [&](double height, double gap, bool snaps) {
    column.vitems.push_back(line(height, BreakRule::free, gap));
    ColumnContent content;
    content.snaps = snaps;
    column.contents.push_back(content);
  };
  // A line of 10, then a heading of 13 with gaps of 12 and 4, then a line: 10 + 12 + 13 + 4 = 39 on a grid of 10. The
  // larger gap gives the missing 1.
  add(10, 0, true);
  add(13, 12, false);
  add(10, 4, true);
  snap_to_grid(column, Length::points(10));
  CHECK(column.vitems[1].gap == Length::points(13));
  CHECK(column.vitems[2].gap == Length::points(4));
  // 41 would be 9 too few or 1 too many: 1 is taken away.
  column = {};
  add(10, 0, true);
  add(15, 12, false);
  add(10, 4, true);
  snap_to_grid(column, Length::points(10));
  CHECK(column.vitems[1].gap == Length::points(11));
}

namespace {

/// "0-3/0-1 3-6/1-1": items and note lines of each frame.
std::string with_notes(const std::vector<VItem>& items, const std::vector<NoteLine>& notes, double height) {
  FrameHeights heights;
  heights.rest = Length::points(height);
  heights.separator = Length::points(5);
  std::string out;
  for (const FrameRange& f : break_frames(items, notes, 0, heights)) {
    out += std::to_string(f.begin) + "-" + std::to_string(f.end) + "/" + std::to_string(f.note_begin) + "-" +
           std::to_string(f.note_end) + " ";
  }
  return out;
}

NoteLine note_line(double height, bool starts, BreakRule rule = BreakRule::free) {
  return {Length(), Length::points(height), rule, starts, Length()};
}

/// From item `from` on, `count` note lines are cited.
void cite(std::vector<VItem>& items, std::size_t from, unsigned count) {
  for (std::size_t k = from; k < items.size(); ++k) items[k].notes_end = count;
}

}  // namespace

TEST_CASE("a note is charged to the page that cites it") {
  // Six lines of 10; line 1 cites a note of 10; pages of 45: 3 lines, the separator of 5 and the note fill the first.
  std::vector<VItem> items(6, line(10));
  cite(items, 1, 1);
  CHECK(with_notes(items, {note_line(10, true)}, 45) == "0-3/0-1 3-6/1-1 ");
  // Cited by the fourth line, it goes with that line to the second page: 4 lines, 5 and 10 would need 55.
  items.assign(6, line(10));
  cite(items, 3, 1);
  CHECK(with_notes(items, {note_line(10, true)}, 45) == "0-3/0-0 3-6/0-1 ");
}

TEST_CASE("a note goes on on the next page when it must") {
  // One line cites a note of five lines; a page of 35 holds the line, the separator and two of them.
  std::vector<VItem> items(3, line(10));
  cite(items, 0, 5);
  std::vector<NoteLine> notes(5, note_line(10, false));
  notes[0].starts = true;
  CHECK(with_notes(items, notes, 35) == "0-1/0-2 1-2/2-4 2-3/4-5 ");
  // Never one line alone: the rule forbids ends after lines 1 and 4, so 2 and 3.
  notes[1].rule = notes[4].rule = BreakRule::widow;
  CHECK(with_notes(items, notes, 46) == "0-1/0-3 1-3/3-5 ");
}

TEST_CASE("notes outlive the text: nothing is lost") {
  std::vector<VItem> items(1, line(10));
  cite(items, 0, 7);
  std::vector<NoteLine> notes(7, note_line(10, false));
  notes[0].starts = true;
  CHECK(with_notes(items, notes, 35) == "0-1/0-2 1-1/2-5 1-1/5-7 ");
}

TEST_CASE("a note that fits nowhere beside its line still follows it") {
  // The line fills its page: the note begins on the next one, before anything else could be cited.
  std::vector<VItem> items(2, line(30));
  cite(items, 0, 1);
  CHECK(with_notes(items, {note_line(20, true)}, 35) == "0-1/0-0 1-2/0-0 2-2/0-1 ");
}

TEST_CASE("what earlier text left of a page is used, or left empty") {
  FrameHeights heights;
  heights.rest = Length::points(40);
  heights.first = {Length::points(20)};
  const std::vector<VItem> items(5, line(10));
  std::vector<FrameRange> found = break_frames(items, {}, 0, heights);
  REQUIRE(found.size() == 2);
  CHECK(found[0].end == 2);
  heights.first = {Length::points(5)};  // no line fits: an empty frame, then 4 and 1
  found = break_frames(items, {}, 0, heights);
  REQUIRE(found.size() == 3);
  CHECK(found[0].end == 0);
  CHECK(found[1].end == 4);
}
