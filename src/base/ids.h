// Integer ids that cross room boundaries. Ids instead of pointers: values can be copied, compared and dumped.
#pragma once

#include <cstdint>

namespace pamphlet {

/// Position of a node in Document::nodes: document order, the root is 0.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

/// Index of a font file in a FontLibrary.
using FontId = std::uint32_t;
inline constexpr FontId kNoFont = UINT32_MAX;

/// Index of a picture in an ImageSet.
using ImageId = std::uint32_t;
inline constexpr ImageId kNoImage = UINT32_MAX;

}  // namespace pamphlet
