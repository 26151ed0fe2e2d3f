#include "layout/report/report_layout.h"

#include <fmt/core.h>

#include <algorithm>

#include "layout/lead_in.h"
#include "layout/report/reading_order.h"

namespace pamphlet {
namespace {

// Bringhurst, The Elements of Typographic Style, §2.1.1: a word space is a quarter of an em and at most half of one, which
// is twice its natural width.
constexpr double kLooseSpace = 2;
// Half a point cannot be seen; what is wider is not a sum of rounded glyphs.
const Length kTolerance = Length::points(0.5);
// Three hyphens in a row are a ladder (Chicago Manual of Style 7.47).
constexpr std::uint32_t kLadder = 3;
// A last line of one word of up to three ems, about six letters, is narrower than the next paragraph's white.
constexpr double kRuntEm = 3;
// White that is no paragraph's and no heading's any more: a fifth of the text height is eight lines of forty.
constexpr double kLargeWhite = 0.2;
// A last page below that holds next to nothing: six lines of forty.
constexpr double kShortPage = 0.15;

class Reporter {
 public:
  Reporter(const Document& document, const PageList& pages, const LayoutFacts& facts)
      : document_(document), pages_(pages), facts_(facts), things_(gather_things(document, pages, facts)) {
    parted_.resize(pages.pages.size() + 1);
  }

  LayoutReport run() {
    for (std::size_t k = 0; k < facts_.lines.size();) {
      std::size_t end = k + 1;
      while (end < facts_.lines.size() && facts_.lines[end].paragraph == facts_.lines[k].paragraph) ++end;
      paragraph(k, end);
      k = end;
    }
    edges();
    for (std::size_t k = 0; k < pages_.pages.size(); ++k) page(k);
    std::stable_sort(report_.findings.begin(), report_.findings.end(), [](const LayoutFinding& a, const LayoutFinding& b) {
      return a.page != b.page ? a.page < b.page : a.node < b.node;
    });
    report_.totals.pages = static_cast<std::uint32_t>(pages_.pages.size());
    for (const LayoutFinding& finding : report_.findings) ++report_.totals.faults[static_cast<std::size_t>(finding.fault)];
    return std::move(report_);
  }

 private:
  void say(LayoutFault fault, std::size_t page, const Thing& thing, double value = 0) {
    LayoutFinding finding;
    finding.fault = fault;
    finding.page = static_cast<std::uint32_t>(page);
    finding.node = thing.node;
    finding.value = value;
    finding.text = thing.line != nullptr ? excerpt(line_text(thing)) : excerpt(document_.plain_text(thing.block));
    report_.findings.push_back(std::move(finding));
  }

  std::string_view line_text(const Thing& thing) const {
    return std::string_view(pages_.text).substr(thing.line->text_begin, thing.line->text_end - thing.line->text_begin);
  }

  // ------------------------------------------------------------------------------------------ lines and paragraphs

  /// The lines of one paragraph: facts [begin, end). A running head's are on no page as text.
  void paragraph(std::size_t begin, std::size_t end) {
    lines_.clear();
    for (std::size_t k = begin; k < end; ++k) {
      if (things_.of_line[k] != kNoThing) lines_.push_back(&things_.all[things_.of_line[k]]);
    }
    if (lines_.empty()) return;
    for (const Thing* thing : lines_) line(*thing);
    ladders();
    if (lines_.front()->row != kNoNode) return;  // a cell: rows are split as a whole, and narrow columns end as they must
    strays();
    runt();
  }

  void line(const Thing& thing) {
    const LineFact& fact = *thing.line;
    LayoutStats& totals = report_.totals;
    ++totals.lines;
    if (fact.ink > fact.measure + kTolerance) {
      say(LayoutFault::overfull_line, thing.page, thing, (fact.ink - fact.measure).points());
    }
    if (!fact.justified || fact.last) return;
    if (fact.ink + kTolerance < fact.measure) {
      say(LayoutFault::underfull_line, thing.page, thing, (fact.measure - fact.ink).points());
    }
    ++totals.justified_lines;
    if (thing.hyphen) ++totals.hyphenated_lines;
    totals.word_spaces += fact.spaces;
    totals.squared_deviation += fact.squared_deviation;
    totals.loosest = std::max(totals.loosest, fact.widest);
    if (fact.widest > kLooseSpace) say(LayoutFault::loose_line, thing.page, thing, fact.widest);
  }

  void ladders() {
    std::uint32_t run = 0;
    for (std::size_t k = 0; k <= lines_.size(); ++k) {
      if (k < lines_.size() && lines_[k]->hyphen) {
        ++run;
        continue;
      }
      if (run >= kLadder) say(LayoutFault::hyphen_ladder, lines_[k - run]->page, *lines_[k - run], run);
      run = 0;
    }
  }

  /// Each part of the paragraph on a page or in a column: too few lines before a break, too few after one.
  void strays() {
    for (std::size_t k = 0; k < lines_.size();) {
      std::size_t end = k + 1;
      while (end < lines_.size() && lines_[end]->page == lines_[k]->page && lines_[end]->top >= lines_[end - 1]->top) ++end;
      const auto count = static_cast<std::uint32_t>(end - k);
      const Thing& first = *lines_[k];
      if (end < lines_.size() && count < first.line->orphans) {
        say(LayoutFault::orphan, first.page, first, count);
        parted_[first.page + 1] = true;
      }
      if (k > 0 && count < first.line->widows) {
        say(LayoutFault::widow, first.page, first, count);
        parted_[first.page] = true;
      }
      k = end;
    }
  }

  void runt() {
    const Thing& last = *lines_.back();
    if (lines_.size() < 2 || lines_[lines_.size() - 2]->line->last) return;  // the author's own line break
    if (document_[last.block].element == Element::code_block) return;
    if (last.line->spaces == 0 && last.line->ink < last.line->size.scaled(kRuntEm)) say(LayoutFault::runt, last.page, last);
  }

  // --------------------------------------------------------------------------------------------- ends of pages

  /// What stands last on a page or in a column, and what comes next.
  void edges() {
    const Thing* before = nullptr;
    for (const Thing& thing : things_.all) {
      if (thing.foot_note) continue;
      if (before != nullptr && (thing.page != before->page || starts_column(*before, thing))) edge(*before, thing);
      before = &thing;
    }
  }

  static bool starts_column(const Thing& before, const Thing& after) {
    return after.bottom <= before.top && after.x != before.x && after.row == kNoNode && before.row == kNoNode;
  }

  /// Whether the figure, of which `thing` is the picture, has text at its side: what follows it begins above its foot.
  bool stands_beside(NodeId figure, const Thing& thing) const {
    const Thing* end = things_.all.data() + things_.all.size();
    for (const Thing* after = &thing; after != end && after->page == thing.page; ++after) {
      if (document_[after->block].parent != figure && after->block != figure) return after->top < thing.bottom;
    }
    return false;
  }

  bool forced(std::size_t page) const {
    return page < facts_.pages.size() && facts_.pages[page].broken == BreakRule::forced;
  }

  void edge(const Thing& last, const Thing& next) {
    if (last.page != next.page && last.hyphen) say(LayoutFault::hyphen_at_page_end, last.page, last);
    const bool row = last.row != kNoNode && last.row == next.row;
    if (row) {
      say(LayoutFault::split_row, last.page, last);
      parted_[next.page] = true;
    }
    if (last.page != next.page && !row && !forced(last.page + 1)) cut_block(last, next);
    if (last.block == next.block || (last.page != next.page && forced(last.page + 1))) return;
    if (heads(last)) {
      say(LayoutFault::stranded_heading, last.page, last);
      parted_[last.page + 1] = true;
    } else if (leads_in(document_, last.block, [&](NodeId figure) { return stands_beside(figure, next); })) {
      say(LayoutFault::lone_introduction, last.page, last);
      parted_[last.page + 1] = true;
    }
  }

  /// The outermost list or table that goes on over the break and that a page could hold.
  void cut_block(const Thing& last, const Thing& next) {
    NodeId block = kNoNode;
    double part = 0;
    for (NodeId at = next.block; at != kNoNode; at = document_[at].parent) {
      const Element element = document_[at].element;
      const bool counts = element == Element::list || element == Element::definition_list || element == Element::timeline || element == Element::table;
      if (!counts || last.block < at || last.block >= document_[at].end) continue;
      const double share = height_of(at, last);
      if (share > 1) break;  // so is what is around it
      block = at;
      part = share;
    }
    if (block == kNoNode) return;
    Thing whole = next;
    whole.node = whole.block = block;
    whole.line = nullptr;
    say(LayoutFault::split_block, next.page, whole, part * 100);
  }

  /// How high a block is whose things stand around `thing`, in pages; more than 1 when it is known to be.
  double height_of(NodeId block, const Thing& thing) const {
    const PageExtent& page = things_.pages[thing.page];
    const Length room = page.area_bottom - page.area_top;
    const auto inside = [&](const Thing& one) { return one.block >= block && one.block < document_[block].end; };
    Length height;
    const auto walk = [&](auto at, auto end) {
      while (at != end && inside(*at) && height <= room) {
        const std::uint32_t on = at->page;
        Length top = at->top, bottom = at->bottom;
        for (; at != end && inside(*at) && at->page == on; ++at) top = std::min(top, at->top), bottom = std::max(bottom, at->bottom);
        height += bottom - top;
      }
    };
    const auto middle = things_.all.begin() + (&thing - things_.all.data()) + 1;
    walk(middle, things_.all.end());
    walk(std::make_reverse_iterator(middle), things_.all.rend());
    return height.points() / std::max(1.0, room.points());
  }

  bool heads(const Thing& thing) const {
    const Element element = document_[thing.block].element;
    if (element != Element::caption) return has_trait(element, Trait::heads);
    const NodeId next = document_.next_sibling(thing.block);  // that of a table comes before the rows
    return next != kNoNode && document_[next].element == Element::table_row;
  }

  // ------------------------------------------------------------------------------------------------------ pages

  void page(std::size_t index) {
    const PageExtent& extent = things_.pages[index];
    const Length height = extent.area_bottom - extent.area_top;
    PageFigures figures;
    figures.label = pages_.pages[index].label;
    const bool goes_on = index + 1 < pages_.pages.size() && !forced(index + 1);
    const std::span<const Thing> here = std::span(things_.all).subspan(extent.first, extent.last - extent.first);
    if (height.raw() > 0 && !here.empty()) {
      Length white = extent.area_bottom - extent.bottom;
      if (extent.has_notes) white = (extent.notes_top - extent.bottom) + (extent.area_bottom - extent.notes_bottom);
      const double share = white.points() / height.points();
      figures.fill = std::clamp(1 - share, 0.0, 1.0);
      const bool goes_before = index > 0 && !forced(index);
      if (!goes_on && goes_before && figures.fill < kShortPage) say(LayoutFault::short_last_page, index, here.front(), figures.fill * 100);
      if (goes_on) {
        report_.totals.fill += figures.fill;
        ++report_.totals.full_pages;
        if (share > kLargeWhite) say(LayoutFault::white_gap, index, here.back(), share * 100);
        holes(index, here, height);
      }
      const Length below = std::max(extent.bottom, extent.has_notes ? extent.notes_bottom : extent.bottom) - extent.area_bottom;
      if (below > kTolerance) say(LayoutFault::overfull_page, index, here.back(), below.points());
    }
    report_.pages.push_back(std::move(figures));
    relaxed(index);
  }

  void holes(std::size_t index, std::span<const Thing> here, Length height) {
    const std::vector<Length>& edges = things_.pages[index].edges;
    Length reach = here.front().top;
    const Thing* before = nullptr;
    for (const Thing& thing : here) {
      if (thing.foot_note) continue;
      if (before != nullptr && starts_column(*before, thing)) reach = thing.top;
      Length white;  // the most between two of: what stands above, edges of boxes, this
      Length from = reach;
      for (auto edge = std::upper_bound(edges.begin(), edges.end(), reach); edge != edges.end() && *edge < thing.top; ++edge) {
        white = std::max(white, *edge - from);
        from = *edge;
      }
      white = std::max(white, thing.top - from);
      const double share = white.points() / height.points();
      if (share > kLargeWhite) say(LayoutFault::white_gap, index, thing, share * 100);
      reach = std::max(reach, thing.bottom);
      before = &thing;
    }
  }

  /// What the page breaker says it gave up, unless a fault above shows it.
  void relaxed(std::size_t index) {
    if (index >= facts_.pages.size() || parted_[index]) return;
    const PageFact& fact = facts_.pages[index];
    const bool gave_up = fact.broken != BreakRule::free && fact.broken != BreakRule::forced;
    const PageExtent& extent = things_.pages[index];
    if (!gave_up || extent.first == extent.last) return;
    say(LayoutFault::relaxed_rule, index, things_.all[extent.first]);
  }

  const Document& document_;
  const PageList& pages_;
  const LayoutFacts& facts_;
  Things things_;
  LayoutReport report_;
  std::vector<const Thing*> lines_;
  std::vector<bool> parted_;      // by page: a fault explains the break before it
};

struct FaultInfo {
  std::string_view name, message, cure;
};
constexpr FaultInfo kFaults[] = {
#define PAMPHLET_LAYOUT_FAULT(name, message, cure) {#name, message, cure},
#include "layout/faults.def"
#undef PAMPHLET_LAYOUT_FAULT
};
const FaultInfo& info(LayoutFault fault) { return kFaults[static_cast<std::size_t>(fault)]; }

}  // namespace

std::string fault_name(LayoutFault fault) {
  std::string name(info(fault).name);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::string fault_message(const LayoutFinding& finding) {
  std::string message(info(finding.fault).message);
  const std::size_t slot = message.find("{}");
  if (slot == std::string::npos) return message;
  const bool whole = finding.fault != LayoutFault::loose_line && finding.fault != LayoutFault::overfull_line &&
                     finding.fault != LayoutFault::underfull_line && finding.fault != LayoutFault::overfull_page;
  return message.replace(slot, 2, whole ? fmt::format("{:.0f}", finding.value) : fmt::format("{:.1f}", finding.value));
}

std::string_view fault_cure(LayoutFault fault) { return info(fault).cure; }

LayoutReport report_layout(const Document& document, const PageList& pages, const LayoutFacts& facts) {
  return Reporter(document, pages, facts).run();
}

}  // namespace pamphlet
