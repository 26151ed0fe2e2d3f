#include "layout/layout.h"

#include <algorithm>

#include "layout/blocks.h"
#include "layout/fit.h"
#include "layout/paginate.h"

namespace pamphlet {

PageList lay_out_once(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report) {
  PageList pages;
  LayoutFacts facts;
  facts.wanted = report != nullptr;
  // About a glyph a byte of text: room that is not used costs nothing, growing by doubling would cost it three times.
  pages.glyphs.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  pages.text.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  const StyledDocument styles(input.document, input.style, Media::pdf);
  const PageStyle& page = input.style.page;
  SmallCaps small_caps(input.fonts, diagnostics);
  Typesetter typesetter{input,
                        {input.document, styles, input.images, page.font_size, page.minimum_font_size, &small_caps},
                        shaper, diagnostics,
                        pages,  facts};
  const Length width = page.width - page.margin_left - page.margin_right;
  const Length height = page.height - page.margin_top - page.margin_bottom;
  Column column = BlockSetter(typesetter, styles, width, height).run();
  snap_to_grid(column, page.baseline);
  const Footnotes notes = set_footnotes(typesetter, styles, column, height);
  pages.footnotes = !notes.lines.empty();
  paginate(typesetter, column, notes);
  if (report != nullptr) *report = report_layout(input.document, pages, facts);
  return pages;
}

PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutReport* report) {
  Shaper shaper(input.fonts);
  PageList pages = input.style.page.fit.pages > 0 ? lay_out_to_fit(input, shaper, diagnostics, report)
                                                  : lay_out_once(input, shaper, diagnostics, report);
  return pages;
}

}  // namespace pamphlet
