// What layout knows about pages that the finished ones no longer show.
#pragma once

#include "layout/breakers/pagebreak.h"

namespace pamphlet {

struct PageFact {
  Length top, bottom;                          // of the text area
  Length white;                                // of it, what nothing fills
  BreakRule broken = BreakRule::free;          // what the break before the page gave up
};

}  // namespace pamphlet
