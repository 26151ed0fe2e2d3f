// code::NAME for each row of rules.def.
#pragma once

#include "base/diagnostics.h"

namespace pamphlet::code {

#define PAMPHLET_RULE(id, name, severity, summary, function) \
  inline constexpr CodeInfo name{#id, #name, Severity::severity, summary};
#include "check/rules.def"
#undef PAMPHLET_RULE

}  // namespace pamphlet::code
