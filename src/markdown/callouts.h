// Boxes of other programs by their names.
#pragma once

#include <optional>
#include <string_view>

#include "doc/doc.h"

namespace pamphlet::markdown {

/// The kind of `[!name]`, `!!! name`, `:::name` and `.callout-name`, without regard to case.
std::optional<CalloutKind> callout_by_name(std::string_view name);

}  // namespace pamphlet::markdown
