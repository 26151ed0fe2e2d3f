#include "layout/fit/rounds.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "layout/blocks/blocks.h"
#include "layout/codes.h"
#include "layout/fit/page_labels.h"
#include "layout/pages/paginate.h"
#include "layout/report/report_layout.h"

namespace pamphlet {

namespace {

/// Page numbers in the text change the text, which may change the pages: two rounds settle nearly every document, and
/// what a third one does not settle goes round in circles.
constexpr int kMaxRounds = 3;

PageList set_pages(const LayoutInput& input, const StyledDocument& styles, Shaper& shaper, const PageLabels& labels,
                   Diagnostics& diagnostics, LayoutReport* report) {
  PageList pages;
  LineFacts facts;
  facts.wanted = report != nullptr;
  // About a glyph a byte of text: room that is not used costs nothing, growing by doubling would cost it three times.
  pages.glyphs.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  pages.text.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  const PageStyle& page = input.style.page;
  SmallCaps small_caps(input.fonts, diagnostics);
  TypesetterMemory memory;
  Typesetter typesetter{
      {input.document, styles, input.images, page.font_size, page.minimum_font_size, &small_caps, &labels},
      input, shaper, diagnostics, pages, facts, memory};
  const Length width = page.width - page.margin_left - page.margin_right;
  const Length height = page.height - page.margin_top - page.margin_bottom;
  Column column = set_document(typesetter, width, height);
  snap_to_grid(column, page.baseline);
  const Footnotes notes = set_footnotes(typesetter, column, height);
  pages.footnotes = !notes.lines.empty();
  const std::vector<PageFact> page_facts = paginate(typesetter, column, notes);
  if (report != nullptr) *report = report_layout(input.document, pages, {facts.lines, page_facts});
  return pages;
}

void report_unsettled(const Document& document, const PageLabels& said, const PageLabels& true_labels,
                      Diagnostics& diagnostics) {
  for (const Node& node : document.nodes) {
    const auto* data = std::get_if<PageReferenceData>(&node.payload);
    if (data == nullptr || !true_labels.by_target.contains(data->target)) continue;
    const auto found = said.by_target.find(data->target);
    const std::string& page = true_labels.by_target.at(data->target);
    if (found == said.by_target.end() || found->second == page) continue;
    diagnostics.report(code::page_number_unsettled, *document.source, node.span,
                       fmt::format("the text says page {}, and because it does, the place is on page {}", found->second, page),
                       "change the length of the text near the place by a line");
  }
}

}  // namespace

PageList lay_out_once(const LayoutInput& input, Shaper& shaper, Diagnostics& diagnostics, LayoutReport* report) {
  const StyledDocument styles(input.document, input.style, Media::pdf);
  const std::vector<NodeId> targets = page_targets(input.document);
  PageLabels labels;
  for (int round = 1;; ++round) {
    Diagnostics said;
    PageList pages = set_pages(input, styles, shaper, labels, said, report);
    add_inline_anchors(input.document, targets, pages);
    PageLabels found = labels_of(targets, pages);
    if (found == labels || round == kMaxRounds) {
      report_unsettled(input.document, labels, found, said);
      diagnostics.append(said);
      return pages;
    }
    labels = std::move(found);
  }
}

}  // namespace pamphlet
