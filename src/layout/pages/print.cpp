// Laid-out pages are right on a screen; paper has two more rules. A ground that ends exactly where the sheet is cut shows a white
// hair when the knife is a little off, so what reaches the edge is drawn beyond it (bleed) or kept inside what an office printer
// can reach (edge = "safe", PageStyle::reach is negative then). And lines under half a point are lost. Blocks that are told to reach
// the edges do so by themselves; this pass over the finished items finds whatever else happens to. Asking every painter to know
// would be a rule in a dozen places. Linear in the items.
#include "layout/pages/print.h"

#include <algorithm>

#include "layout/inline/picture_frame.h"
#include "layout/lines/thinnest_line.h"

namespace pamphlet {
namespace {

const Length kTouches = Length::points(0.5);  // a rounding of lengths is no gap

/// One side's two edges, on a sheet that is `size` long there.
void reach(Length& begin, Length& length, Length size, Length over) {
  Length end = begin + length;
  if (over > Length()) {
    if (begin <= kTouches) begin = std::min(begin, -over);
    if (end >= size - kTouches) end = std::max(end, size + over);
  } else {
    begin = std::max(begin, -over);
    end = std::min(end, size + over);
  }
  length = std::max(end - begin, Length());
}

Rect reaching(const Page& page, Rect box, Length over) {
  reach(box.x, box.width, page.width, over);
  reach(box.y, box.height, page.height, over);
  return box;
}

void thicken(Length& begin, Length& thickness) {
  if (thickness >= kThinnestLine) return;
  begin -= (kThinnestLine - thickness) / 2;
  thickness = kThinnestLine;
}

struct Preparation {
  const Page& page;
  Length over;
  bool grey;

  Color in_print(Color color) const { return grey ? to_grey(color) : color; }

  void operator()(GlyphRun& run) const { run.color = in_print(run.color); }
  void operator()(DrawingItem& drawing) const { drawing.color = in_print(drawing.color); }
  void operator()(BoxItem& box) const {
    box.fill = in_print(box.fill);
    if (box.line != BoxLine::none) {
      box.stroke = std::max(box.stroke, kThinnestLine);
      return;
    }
    const bool flat = box.box.width >= box.box.height;  // a line is long one way
    flat ? thicken(box.box.y, box.box.height) : thicken(box.box.x, box.box.width);
    if (over != Length()) box.box = reaching(page, box.box, over);
  }
  void operator()(ImageItem& image) const {
    if (over == Length()) return;
    const Rect box = reaching(page, image.box, over);
    if (box == image.box) return;
    if (over > Length()) return fill_box(image, box);
    if (!image.is_cut()) image.whole = image.box;
    image.box = box;
  }
  void operator()(LinkArea&) const {}
  void operator()(FieldArea& field) const { field.color = in_print(field.color); }
};

}  // namespace

void prepare_for_print(const PageStyle& style, PageList& pages) {
  pages.duplex = style.duplex;
  pages.crop_marks = style.crop_marks;
  pages.grey = style.grey;
  for (Page& page : pages.pages) {
    for (Item& item : page.items) std::visit(Preparation{page, pages.bleed, style.grey}, item);
  }
  if (!style.grey) return;
  for (Drawing& drawing : pages.drawings) make_grey(drawing);
}

}  // namespace pamphlet
