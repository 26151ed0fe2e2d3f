#include "layout/layout.h"

#include "layout/fit/fit.h"
#include "layout/fit/rounds.h"
#include "layout/pages/print.h"

namespace pamphlet {

PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutReport* report) {
  Shaper shaper(input.fonts);
  PageList pages = input.style.page.fit.pages > 0 ? lay_out_to_fit(input, shaper, diagnostics, report)
                                                  : lay_out_once(input, shaper, diagnostics, report);
  prepare_for_print(input.style.page, pages);
  return pages;
}

}  // namespace pamphlet
