// One layout of a document: pages, again and again until the page numbers that the text says are those that it has.
//
// "See page 9" is as wide as its digits, so it can move the place it names to page 10, and back. Leaving room for the
// widest number would print it with a gap; patching it in afterwards would leave lines that are too wide. Two rounds
// settle nearly every document, a third one the rest or nothing does: then there is a finding (P413) at the reference.
#pragma once

#include "layout/layout.h"

namespace pamphlet {

/// Lays out the style as it stands, at most three times.
PageList lay_out_once(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report);

}  // namespace pamphlet
