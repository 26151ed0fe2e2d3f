// The little of the Compact Font Format (Adobe Technical Note 5176) that embedding needs to know.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pamphlet::shaping {

/// Reads a CFF table's charset. For a CID-keyed font (a Top DICT with ROS) `cids` holds the CID of every glyph; for a
/// name-keyed one it stays empty. False when the table is broken.
bool read_cids(std::string_view cff, std::vector<std::uint16_t>& cids);

}  // namespace pamphlet::shaping
