// What paper has to say beside a link: an address or a number that its words do not show. A screen follows the link; on a
// sheet at the refrigerator "call our line" is lost without it.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet {

/// The address as people write it: no `https://`, no slash at its end, no `tel:`; a North American number in its groups.
/// Empty when `words` show it, and for places in the article ("#id"). `words`: the link's own.
std::string printed_address(std::string_view target, std::string_view words);

}  // namespace pamphlet
