// Where a reader of the finished file can fill something in.
#pragma once

#include "doc/doc.h"
#include "pages/pages.h"

namespace pamphlet {

/// Makes fields of boxes to tick, lines to write on and boxes to write in, and gives all fields, those of empty cells too, a name and
/// the words that say what is asked.
void add_fields(const Document& document, PageList& pages);

}  // namespace pamphlet
