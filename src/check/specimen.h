// A document that shows every element a style can dress, so that a style can be judged without an article.
#pragma once

#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet::checking {

/// Every element in the places where articles have it, and every class that the style selects. `source` must outlive
/// it.
Document make_specimen(const Style& style, const Source& source);

}  // namespace pamphlet::checking
