// A TrueType font whose glyphs are never painted: what stands for text and is drawn by other means is said by them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace pamphlet::pdf {

/// The program, with 1000 units an em; glyph i + 1 is `advances[i]` wide, at most 65534 of them. Each glyph is a box.
std::string blank_font(const std::vector<std::uint16_t>& advances);

}  // namespace pamphlet::pdf
