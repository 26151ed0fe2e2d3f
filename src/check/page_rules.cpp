#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

// Rounding of glyph positions may pass an edge by a little; half a point cannot be seen.
const Length kTolerance = Length::points(0.5);

struct Extent {
  NodeId node = kNoNode;
  Rect box;
};

// Backgrounds may bleed; links are not seen. Of a run of glyphs the baseline must lie on the page.
struct ExtentOf {
  std::optional<Extent> operator()(const GlyphRun& run) const {
    return Extent{run.node, {run.origin.x, run.origin.y, run.width, Length()}};
  }
  std::optional<Extent> operator()(const DrawingItem& item) const {
    if (item.role == Role::background) return std::nullopt;
    return Extent{item.node, item.box};
  }
  std::optional<Extent> operator()(const BoxItem&) const { return std::nullopt; }
  std::optional<Extent> operator()(const ImageItem& item) const { return Extent{item.node, item.box}; }
  std::optional<Extent> operator()(const LinkArea&) const { return std::nullopt; }
  std::optional<Extent> operator()(const FieldArea&) const { return std::nullopt; }
};

bool is_on(const Page& page, const Rect& box, Length beyond) {
  const Length over = beyond + kTolerance;
  return box.x >= -over && box.y >= -over && box.right() <= page.width + over && box.bottom() <= page.height + over;
}

}  // namespace

void check_page_edges(const PagesSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  NodeId last = kNoNode;  // a node is named once, not once per run
  for (const Page& page : subject.pages.pages) {
    for (const Item& item : page.items) {
      const std::optional<Extent> extent = std::visit(ExtentOf{}, item);
      const Length beyond = std::holds_alternative<ImageItem>(item) ? std::max(subject.pages.bleed, Length()) : Length();
      if (!extent || is_on(page, extent->box, beyond)) continue;
      if (extent->node != kNoNode && extent->node == last) continue;
      last = extent->node;
      const Span span = extent->node < document.nodes.size() ? document[extent->node].span : Span{};
      diagnostics.report(code::outside_page, *document.source, span,
                         fmt::format("on page {} this reaches beyond the edge of the paper", page.label),
                         "break long words or lines, or use a style with a wider page");
    }
  }
}

}  // namespace pamphlet::checking
