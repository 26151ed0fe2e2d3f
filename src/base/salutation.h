// How letters begin.
#pragma once

#include <string_view>

namespace pamphlet {

/// "Dear Ms Berg," or "Bonjour à tous !": a line of a few words that begins with a word of greeting.
bool is_salutation(std::string_view line);

}  // namespace pamphlet
