#include <fmt/core.h>

#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

// The finding points into the nearest file, which is the one that its author can change and stands last among the
// sources; there at the first place.
bool is_nearer(const Declaration& one, const Declaration& other) {
  return one.source != other.source ? one.source > other.source : one.span.begin < other.span.begin;
}

}  // namespace

// One style for two media is the promise; when every seventh declaration is for one medium, there are two styles in one
// file, and they will drift apart.
void check_media_exceptions(const StyleSubject& subject, Diagnostics& diagnostics) {
  constexpr std::size_t kLimitPercent = 15;
  const Style& style = subject.style;
  std::size_t all = 0, exceptions = 0;
  const Declaration* first = nullptr;
  for (const Rule& rule : style.rules) {
    all += rule.declarations.size();
    if (!rule.selector.medium) continue;
    exceptions += rule.declarations.size();
    for (const Declaration& declaration : rule.declarations) {
      if (first == nullptr || is_nearer(declaration, *first)) first = &declaration;
    }
  }
  if (first == nullptr || exceptions * 100 <= all * kLimitPercent || first->source >= style.sources.size()) return;
  diagnostics.report(code::media_exceptions, *style.sources[first->source], first->span,
                     fmt::format("{} of {} declarations ({} %) are for one medium only; {} % is the limit", exceptions,
                                 all, exceptions * 100 / all, kLimitPercent),
                     "move what both media can honour into the shared rule");
}

}  // namespace pamphlet::checking
