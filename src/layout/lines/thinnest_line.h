#pragma once

#include "base/length.h"

namespace pamphlet {

/// No line is thinner: lasers and presses drop or break finer ones, and half a point is the least that print shops ask for.
inline const Length kThinnestLine = Length::points(0.5);

}  // namespace pamphlet
