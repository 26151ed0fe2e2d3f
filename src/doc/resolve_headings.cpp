#include <fmt/core.h>

#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {

// A heading goes one below the nearest heading before it that the author wrote with a higher rank, and at least on
// level 2, below the title. So siblings stay siblings, and no level is skipped (PDF/UA-1 §7.4.2, WCAG 1.3.1). Level 1
// is a chapter and stays.
void mend_levels(Document& document, Diagnostics& diagnostics) {
  struct Open {
    int written, level;
  };
  std::vector<Open> open;  // ascending in both; never more than six
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    Node& node = document.nodes[id];
    if (node.element != Element::heading) continue;
    int& level = std::get<HeadingData>(node.payload).level;
    const int written = level;
    while (!open.empty() && open.back().written >= written)
      open.pop_back();
    if (written > 1) level = open.empty() ? 2 : open.back().level + 1;
    open.push_back({written, level});
    if (level != written) {
      diagnostics.report(
          code::heading_level_mended, *document.source, node.span,
          fmt::format("a heading of level {} was made level {}, so that no level is skipped", written, level),
          "write it as " + std::string(static_cast<std::size_t>(level), '#'));
    }
  }
}

}  // namespace pamphlet::resolving
