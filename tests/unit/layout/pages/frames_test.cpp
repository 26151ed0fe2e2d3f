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
