// code::NAME for each row of diagnostics.def, and all rows of all rooms.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace pamphlet {

namespace code {

#define PAMPHLET_DIAGNOSTIC(id, name, severity, summary) \
  inline constexpr CodeInfo name{#id, #name, Severity::severity, summary};
#include "pipeline/diagnostics.def"
#undef PAMPHLET_DIAGNOSTIC

}  // namespace code

/// Every finding that there is, by id.
const std::vector<Code>& all_codes();
/// By id ("L301") or by name ("image-without-alt").
std::optional<Code> find_code(std::string_view name);

}  // namespace pamphlet
