#include "layout/layout.h"

#include "layout/fit/fit.h"
#include "layout/fit/rounds.h"
#include "layout/pages/fields.h"
#include "layout/pages/print.h"

namespace pamphlet {

PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutReport* report) {
  Shaper shaper(input.fonts);
  PageList pages = input.style.page.fit.pages > 0 ? lay_out_to_fit(input, shaper, diagnostics, report)
                                                  : lay_out_once(input, shaper, diagnostics, report);
  if (input.style.page.forms) add_fields(input.document, pages);
  prepare_for_print(input.style.page, pages);
  return pages;
}

}  // namespace pamphlet
