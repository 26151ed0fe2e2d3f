// Rules over Document, Style and PageList that a reader, a law or a shop would care about.
#pragma once

#include "base/date.h"
#include "base/diagnostics.h"
#include "doc/doc.h"
#include "image/image.h"
#include "pages/pages.h"
#include "style/style.h"

namespace pamphlet {

void check_document(const Document& document, const ImageSet& images, Date today, Diagnostics& diagnostics);
void check_style(const Style& style, Diagnostics& diagnostics);
void check_pages(const Document& document, const PageList& pages, Diagnostics& diagnostics);

}  // namespace pamphlet
