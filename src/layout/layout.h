// Document + Style → pages. No printing, no tags: numbers and glyphs in their places.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "image/image.h"
#include "layout/report.h"
#include "pages/pages.h"
#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

struct LayoutInput {
  const Document& document;  // resolved
  const Style& style;
  const ImageSet& images;
  const FontLibrary& fonts;
  /// A mark's drawing by its name; nothing when the style has none. Reads nothing at layout time.
  std::function<const Drawing*(std::string_view)> mark;
  bool draft = false;         // placeholders are shown for what is missing
};

/// The document with a note for each address that the style wants printed as one (-printed-address); nothing where there is none.
std::optional<Document> with_address_notes(const Document& document, const Style& style);

/// Fits the pages that style.page.fit asks for (layout/fit/fit.h); what does not fit is reported (P407) and laid out at
/// the floor all the same. `report`, when somebody wants it, is what the finished pages look like.
PageList lay_out(const LayoutInput& input, Diagnostics& diagnostics, LayoutReport* report = nullptr);

}  // namespace pamphlet
