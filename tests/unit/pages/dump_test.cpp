#include <doctest/doctest.h>

#include "pages/pages.h"

using namespace pamphlet;

namespace {
Rect rect(double x, double y, double width, double height) {
  return {Length::points(x), Length::points(y), Length::points(width), Length::points(height)};
}
}  // namespace

TEST_CASE("dump shows every item with its place in points") {
  PageList pages;
  pages.text = "Say \"hi\"\nWarning";
  Page page;
  page.width = Length::points(612);
  page.height = Length::points(792);
  page.label = "iv";
  BoxItem box;
  box.node = 3;
  box.box = rect(0, 0.125, 612, 100.004);
  box.fill = {0xEE, 0xF5, 0xF4, 255};
  box.radius = Length::points(6);
  GlyphRun run;
  run.node = 4;
  run.font = 1;
  run.size = Length::points(12);
  run.origin = {Length::points(-0.001), Length::points(-72.5)};
  run.width = Length::points(31.005);  // 2031944 units, a little more: it rounds up
  run.text_length = 9;
  GlyphRun foot = run;
  foot.node = kNoNode;
  foot.role = Role::footer;
  foot.rtl = true;
  foot.color = {0x1F, 0x6F, 0x78, 255};
  foot.text_length = 0;
  DrawingItem mark;
  mark.node = 5;
  mark.role = Role::marker;
  mark.box = rect(1, 2, 3, 4);
  mark.text_begin = 9;
  mark.text_length = 7;
  ImageItem image;
  image.node = 6;
  image.image = 2;
  LinkArea link;
  link.node = 7;
  link.box = rect(1, 2, 3, 4);
  page.items = {box, run, foot, mark, image, link};
  pages.pages = {page, Page{}};
  pages.anchors = {{4, 0, Length::points(72)}};
  CHECK(dump(pages) ==
        "page 1 612.00x792.00 label=\"iv\"\n"
        "  box background n3 0.00,0.13 612.00x100.00 radius=6.00 fill=#eef5f4\n"
        "  text content n4 0.00,-72.50 w=31.01 size=12.00 font=1 \"Say \\\"hi\\\"\\n\"\n"
        "  text footer 0.00,-72.50 w=31.01 size=12.00 font=1 rtl color=#1f6f78\n"
        "  drawing marker n5 1.00,2.00 3.00x4.00 drawing=0 \"Warning\"\n"
        "  image content n6 0.00,0.00 0.00x0.00 image=2\n"
        "  link n7 1.00,2.00 3.00x4.00\n"
        "page 2 0.00x0.00 label=\"\"\n"
        "anchor n4 page 1 y=72.00\n");
}

TEST_CASE("an empty list dumps to nothing") {
  CHECK(dump(PageList()).empty());
}
