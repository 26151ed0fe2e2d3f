// Which properties an element has a use for. What is inherited always has one, for the sake of what stands inside.
#pragma once

#include <string>

#include "style/style.h"

namespace pamphlet {

bool is_honoured(const Selector& selector, Property property);
/// What to write instead.
std::string honoured_help(const Selector& selector, Property property);

}  // namespace pamphlet
