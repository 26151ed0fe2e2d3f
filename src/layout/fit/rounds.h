// One layout of a document: pages, again and again until the page numbers that the text says are those that it has.
#pragma once

#include "layout/layout.h"

namespace pamphlet {

/// Lays out the style as it stands, at most three times.
PageList lay_out_once(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report);

}  // namespace pamphlet
