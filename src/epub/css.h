// The style sheet of a package, made from the style: store-safe by construction (see css.cpp).
#pragma once

#include <set>
#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet::epub {

/// What this article asks sizes for, each of which becomes a class: pictures in per cent of the measure, columns of the table, lines to write on and
/// boxes in tenths of an em.
struct AskedSizes {
  bool wide_table = false;  // some table has more columns than a telephone has room for
  std::set<int> image_widths, column_widths, lengths, heights;
};

/// S206 says, once, what of the style
/// the ebook leaves to the reading system.
std::string stylesheet(const Document& document, const Style& style, const AskedSizes& sizes, Diagnostics& diagnostics);

}  // namespace pamphlet::epub
