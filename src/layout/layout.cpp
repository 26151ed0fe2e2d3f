#include "layout/layout.h"

#include <algorithm>

#include "layout/blocks.h"
#include "layout/fit.h"
#include "layout/paginate.h"

namespace pamphlet {

PageList lay_out_once(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutStats& stats) {
  PageList pages;
  const StyledDocument styles(input.document, input.style, Media::pdf);
  const PageStyle& page = input.style.page;
  Typesetter typesetter{input,  {input.document, styles, input.images, page.font_size, page.minimum_font_size},
                        shaper, diagnostics,
                        pages,  stats};
  const Length width = page.width - page.margin_left - page.margin_right;
  const Length height = page.height - page.margin_top - page.margin_bottom;
  Column column = BlockSetter(typesetter, styles, width, height).run();
  snap_to_grid(column, page.baseline);
  const Footnotes notes = set_footnotes(typesetter, styles, column, height);
  pages.footnotes = !notes.lines.empty();
  paginate(typesetter, column, notes);
  return pages;
}

PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutStats* stats) {
  Shaper shaper(input.fonts);
  LayoutStats own;
  PageList pages = input.style.page.fit.pages > 0 ? lay_out_to_fit(input, shaper, diagnostics, own)
                                                  : lay_out_once(input, shaper, diagnostics, own);
  if (stats != nullptr) *stats = own;
  return pages;
}

}  // namespace pamphlet
