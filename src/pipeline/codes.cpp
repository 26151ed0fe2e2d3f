#include "pipeline/codes.h"

#include <algorithm>

#include "base/codes.h"
#include "check/codes.h"
#include "doc/codes.h"
#include "epub/codes.h"
#include "html/codes.h"
#include "image/codes.h"
#include "layout/codes.h"
#include "markdown/codes.h"
#include "office/codes.h"
#include "pdf/codes.h"
#include "recover/codes.h"
#include "style/codes.h"

namespace pamphlet {

const std::vector<Code>& all_codes() {
  static const std::vector<Code> kCodes = [] {
    std::vector<Code> codes{
#define PAMPHLET_DIAGNOSTIC(id, name, severity, summary) code::name,
#define PAMPHLET_RULE(id, name, severity, summary, function) code::name,
#include "pipeline/diagnostics.def"
#include "base/diagnostics.def"
#include "check/rules.def"
#include "doc/diagnostics.def"
#include "epub/diagnostics.def"
#include "html/diagnostics.def"
#include "image/diagnostics.def"
#include "layout/diagnostics.def"
#include "markdown/diagnostics.def"
#include "office/diagnostics.def"
#include "pdf/diagnostics.def"
#include "recover/diagnostics.def"
#include "style/diagnostics.def"
#undef PAMPHLET_RULE
#undef PAMPHLET_DIAGNOSTIC
    };
    std::sort(codes.begin(), codes.end());
    return codes;
  }();
  return kCodes;
}

std::optional<Code> find_code(std::string_view name) {
  for (const Code code : all_codes()) {
    if (info(code).id == name || name_of(code) == name) return code;
  }
  return std::nullopt;
}

}  // namespace pamphlet
