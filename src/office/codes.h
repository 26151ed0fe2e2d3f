// code::NAME for each row of diagnostics.def.
#pragma once

#include "base/diagnostics.h"

namespace pamphlet::code {

#define PAMPHLET_DIAGNOSTIC(id, name, severity, summary) \
  inline constexpr CodeInfo name{#id, #name, Severity::severity, summary};
#include "office/diagnostics.def"
#undef PAMPHLET_DIAGNOSTIC

}  // namespace pamphlet::code
