// The style sheet of a package, made from the style: store-safe by construction (see css.cpp).
#pragma once

#include <set>
#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet::epub {

/// `image_widths`: per cent of the measure that pictures of this article ask for. S206 says, once, what of the style
/// the ebook leaves to the reading system.
std::string stylesheet(const Document& document, const Style& style, const std::set<int>& image_widths, Diagnostics& diagnostics);

}  // namespace pamphlet::epub
