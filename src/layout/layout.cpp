#include "layout/layout.h"

#include <algorithm>

#include "layout/blocks.h"
#include "layout/paginate.h"

namespace pamphlet {

PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutStats* stats) {
  PageList pages;
  LayoutStats own;
  const StyledDocument styles(input.document, input.style, Media::pdf);
  const PageStyle& page = input.style.page;
  Shaper shaper(input.fonts);
  SmallCaps small_caps(input.fonts, diagnostics);
  Typesetter typesetter{input,
                        {input.document, styles, input.images, page.font_size, page.minimum_font_size, &small_caps},
                        shaper, diagnostics,
                        pages,  own};
  const Length width = page.width - page.margin_left - page.margin_right;
  const Length height = page.height - page.margin_top - page.margin_bottom;
  Column column = BlockSetter(typesetter, styles, width, height).run();
  snap_to_grid(column, page.baseline);
  const Footnotes notes = set_footnotes(typesetter, styles, column, height);
  pages.footnotes = !notes.lines.empty();
  paginate(typesetter, column, notes);
  if (stats != nullptr) *stats = own;
  return pages;
}

}  // namespace pamphlet
