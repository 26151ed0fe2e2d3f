// What the sheet and its printer ask of finished pages.
#pragma once

#include "pages/pages.h"
#include "style/style.h"

namespace pamphlet {

/// The printer's preferences, the least thickness of lines, what reaches the sheet's edge, and grey for colours.
void prepare_for_print(const PageStyle& style, PageList& pages);

}  // namespace pamphlet
