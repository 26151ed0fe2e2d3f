#include "layout/fit/rounds.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
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

struct Round {
  PageList pages;
  std::vector<PageFact> facts;
  Diagnostics said;
  LayoutReport report;
};

Round set_pages(const LayoutInput& input, const StyledDocument& styles, Shaper& shaper, const PageLabels& labels,
                const std::set<NodeId>& moved, bool wants_report) {
  Round round;
  PageList& pages = round.pages;
  Diagnostics& diagnostics = round.said;
  LineFacts facts;
  facts.wanted = wants_report;
  // About a glyph a byte of text: room that is not used costs nothing, growing by doubling would cost it three times.
  pages.bleed = input.style.page.reach();
  pages.glyphs.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  pages.text.reserve(input.document.text_pool.size() + input.document.text_pool.size() / 4);
  const PageStyle& page = input.style.page;
  SmallCaps small_caps(input.fonts, diagnostics);
  TypesetterMemory memory;
  Typesetter typesetter{
      {input.document, styles, input.images, page.font_size, page.minimum_font_size, &small_caps, &labels, input.draft},
      input, shaper, diagnostics, pages, facts, memory, moved};
  const Length width = page.width - page.margin_left - page.margin_right;
  const Length height = page.height - page.margin_top - page.margin_bottom;
  Column column = set_document(typesetter, width, height);
  snap_to_grid(column, page.baseline);
  const Footnotes notes = set_footnotes(typesetter, column, height);
  pages.footnotes = !notes.lines.empty();
  round.facts = paginate(typesetter, column, notes);
  if (wants_report) round.report = report_layout(input.document, pages, {facts.lines, round.facts});
  return round;
}

/// White space in squares, as the page breaker counts it; that of a last page is none.
std::int64_t white_cost(const std::vector<PageFact>& facts) {
  std::int64_t cost = static_cast<std::int64_t>(facts.size()) * 100;
  for (std::size_t k = 0; k + 1 < facts.size(); ++k) {
    const std::int64_t share = facts[k].white.raw() * 1000 / std::max<std::int64_t>(1, (facts[k].bottom - facts[k].top).raw());
    cost += share * share;
  }
  return cost;
}

/// Figures that may stand below the paragraph after them, and have one.
std::vector<NodeId> movable(const Document& document, const StyledDocument& styles) {
  std::vector<NodeId> out;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element != Element::figure || styles[id].place != Placement::near) continue;
    const NodeId next = document.next_sibling(id);
    if (next != kNoNode && document[next].element == Element::paragraph) out.push_back(id);
  }
  return out;
}

/// Tries each figure that may move below its paragraph and keeps what leaves less white. One more layout for each, so only the first
/// ones are tried; what is at stake are holes before pictures, and those are few.
void move_figures(const LayoutInput& input, const StyledDocument& styles, Shaper& shaper, const PageLabels& labels,
                  std::set<NodeId>& moved, Round& best, bool wants_report) {
  constexpr std::size_t kMostTried = 8;
  std::size_t tried = 0;
  for (const NodeId figure : movable(input.document, styles)) {
    if (tried++ == kMostTried) return;
    std::set<NodeId> more = moved;
    more.insert(figure);
    Round round = set_pages(input, styles, shaper, labels, more, wants_report);
    if (white_cost(round.facts) >= white_cost(best.facts)) continue;
    best = std::move(round);
    moved = std::move(more);
  }
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
  std::set<NodeId> moved;
  for (int number = 1;; ++number) {
    Round round = set_pages(input, styles, shaper, labels, moved, report != nullptr);
    if (number == 1) move_figures(input, styles, shaper, labels, moved, round, report != nullptr);
    add_inline_anchors(input.document, targets, round.pages);
    PageLabels found = labels_of(targets, round.pages);
    if (found == labels || number == kMaxRounds) {
      report_unsettled(input.document, labels, found, round.said);
      for (const NodeId figure : moved) {
        round.said.report(code::picture_moved, *input.document.source, input.document[figure].span,
                          "the picture stands below the next paragraph, which leaves less white on the page before", "");
      }
      diagnostics.append(round.said);
      if (report != nullptr) *report = std::move(round.report);
      return std::move(round.pages);
    }
    labels = std::move(found);
  }
}

}  // namespace pamphlet
