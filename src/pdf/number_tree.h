// Number and name trees (ISO 32000-1 §7.9.6, §7.9.7), in leaves of bounded size.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/haru.h"

namespace pamphlet::pdf {

/// Body of the root of a number tree; entries are (key, value as tokens) by ascending key.
std::string number_tree(Haru& haru, const std::vector<std::pair<std::int32_t, std::string>>& entries);
/// Body of the root of a name tree; entries are (key, value as tokens) by ascending key, bytewise.
std::string name_tree(Haru& haru, const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace pamphlet::pdf
