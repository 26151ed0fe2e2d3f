// Private to the room: ICC profiles, through Little CMS.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pamphlet::codec {

/// Whether an RGB profile is there, can be used, and shows colours that differ visibly from sRGB's.
bool differs_from_srgb(std::string_view profile);
/// Converts interleaved RGB in place; false when the profile cannot be used.
bool rgb_to_srgb(std::string_view profile, std::string& rgb);
/// Converts interleaved CMYK to RGB with the profile, or by the naive formula when it has none that can be used.
/// `inverted`: 255 is no ink, as Adobe's JPEG files have it.
std::string cmyk_to_srgb(std::string_view profile, bool inverted, std::string_view cmyk);

}  // namespace pamphlet::codec
