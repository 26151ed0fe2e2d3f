// Characters that no font has.
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "layout/lines/paragraph.h"

namespace pamphlet {

/// What has been said of a paragraph's missing glyphs.
struct MissingSaid {
  std::set<std::string> clusters;
  std::size_t at = 0;  // where in the source the last one stands: the next one is after it
};

/// Says which clusters no font has, each once a paragraph: `said` are those that were.
void report_missing(Typesetter& typesetter, const InlineText& text, const ShapedText& shaped, MissingSaid& said);

}  // namespace pamphlet
