#include "layout/pages/frames.h"

#include <doctest/doctest.h>

using namespace pamphlet;

TEST_CASE("columns are balanced though text before them cites notes") {
  PageStyle style;
  style.width = style.height = Length::points(100);
  Column column;
  Region region;
  region.columns = 2;
  region.width = Length::points(50);
  column.regions = {region};
  VItem item;
  item.height = Length::points(40);
  item.notes_end = 1;  // the first one cites the note; the others come after it
  column.vitems.assign(6, item);
  column.contents.resize(6);
  NoteLine note;
  note.height = Length::points(15);
  note.starts = true;
  // The first page has two and, with the note, two; the last one has the other two, one in each column.
  const FrameList list = make_frames(column, std::vector<NoteLine>{note}, style, {}, false);
  REQUIRE(list.frames.size() == 4);
  CHECK(list.frames[0].range.note_end == 1);
  CHECK(list.frames[2].range.begin == 4);
  CHECK(list.frames[2].range.end == 5);
  CHECK(list.frames[3].page == 1);
}

TEST_CASE("pages that go on end level, as far as gaps may grow; the last one and those before a forced break do not") {
  PageStyle style;
  style.width = style.height = Length::points(100);
  style.gap_stretch = 0.5;
  Column column;
  column.regions = {{0, 1, Length::points(100), {}, false}};
  VItem item;
  item.height = Length::points(20);
  item.gap = Length::points(8);
  item.rule = BreakRule::free;
  column.vitems.assign(8, item);
  column.contents.resize(8);
  // Three are 76; the fourth would be 104. Three gaps of a page that goes on … two: 16 points, which may grow by 8 of the 24.
  FrameList list = make_frames(column, {}, style, {}, false);
  REQUIRE(list.frames.size() == 3);
  CHECK(list.frames[0].fill.stretch == doctest::Approx(0.5));
  CHECK(list.frames[2].fill.stretch == doctest::Approx(0));
  style.gap_stretch = 2;
  list = make_frames(column, {}, style, {}, false);
  CHECK(list.frames[0].fill.stretch == doctest::Approx(1.5));  // all of the 24
  column.vitems[3].rule = BreakRule::forced;
  list = make_frames(column, {}, style, {}, false);
  CHECK(list.frames[0].fill.stretch == doctest::Approx(0));
  // Four are 104 with their 24: they fit when a sixth of the gaps may go.
  column.vitems[3].rule = BreakRule::free;
  style.gap_stretch = 0;
  style.gap_shrink = 0.25;
  list = make_frames(column, {}, style, {}, false);
  CHECK(list.frames.size() == 2);
  CHECK(list.frames[0].fill.stretch == doctest::Approx(-4.0 / 24));
}
