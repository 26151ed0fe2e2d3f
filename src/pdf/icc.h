// The sRGB colour profile that the output intent names.
#pragma once

#include <string>

namespace pamphlet::pdf {

/// An ICC version 4 display profile of IEC 61966-2-1 sRGB, 480 bytes, made from numbers.
std::string srgb_profile();

}  // namespace pamphlet::pdf
