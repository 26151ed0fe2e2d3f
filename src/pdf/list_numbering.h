// How a list counts, as the tag tree says it.
#pragma once

#include <string_view>

#include "doc/doc.h"

namespace pamphlet::pdf {

/// ISO 32000-1 table 347.
inline std::string_view numbering_name(NumberStyle style) {
  switch (style) {
    case NumberStyle::decimal: return "Decimal";
    case NumberStyle::lower_alpha: return "LowerAlpha";
    case NumberStyle::upper_alpha: return "UpperAlpha";
    case NumberStyle::lower_roman: return "LowerRoman";
    case NumberStyle::upper_roman: return "UpperRoman";
  }
  return "Decimal";
}

/// None says that labels, if any, follow no numbering.
inline std::string_view list_numbering(const ListData& list, bool labels) {
  if (labels && list.kind == ListKind::ordered) return numbering_name(list.style);
  return labels && list.kind == ListKind::bullet ? "Disc" : "None";
}

}  // namespace pamphlet::pdf
