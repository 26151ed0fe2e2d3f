// Fenced divs: the line that opens or closes one.
#pragma once

#include <cstddef>
#include <string_view>

namespace pamphlet::markdown {

/// `::: name {attributes} title` or `:::`, as offsets into the line.
struct FenceLine {
  std::size_t colons = 0;  // 0: no fence
  bool closes = false;     // nothing but colons
  std::string_view name, attributes, title;  // parts of the line; attributes with their braces
};

/// `line` starts at the first character that is no white space.
FenceLine parse_fence(std::string_view line);

}  // namespace pamphlet::markdown
