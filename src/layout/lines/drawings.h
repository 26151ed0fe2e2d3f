// Drawings: marks and ornaments, each kept once in the page list however often it is shown.
#pragma once

#include <optional>
#include <string_view>

#include "layout/lines/paragraph.h"

namespace pamphlet {

struct DrawingPlace {
  NodeId node = kNoNode;
  Role role = Role::background;
  Rect box;
  Color color;
  bool mirrored = false;
};
/// Nothing where the style has no drawing of that name.
std::optional<DrawingItem> make_drawing(const Typesetter& typesetter, std::string_view name, const DrawingPlace& place, std::string_view text = "");

}  // namespace pamphlet
