// Addresses in running text, found as GFM's extended autolinks are, so that the Markdown says the same. Private to
// recover/.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet::recover {

struct FoundLink {
  std::size_t begin = std::string_view::npos, end = 0;  // npos: none
  std::string target;
};
/// The first address at or after `from`: http://, https://, www. or an e-mail address (GFM 0.29, §6.9).
FoundLink find_link(std::string_view text, std::size_t from);

}  // namespace pamphlet::recover
