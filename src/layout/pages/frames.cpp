#include "layout/pages/frames.h"

#include <algorithm>

namespace pamphlet {
namespace {

// Enough halvings to find a height to the thousandth of a page.
constexpr int kHeightSteps = 14;

class FrameMaker {
 public:
  FrameMaker(const Column& column, std::span<const NoteLine> notes, const PageStyle& page, Length separator, bool rtl)
      : column_(column), notes_(notes), page_style_(page), separator_(separator), rtl_(rtl) {}

  FrameList run() {
    for (std::size_t k = 0; k < column_.regions.size(); ++k) {
      const std::uint32_t end = k + 1 < column_.regions.size() ? column_.regions[k + 1].begin
                                                               : static_cast<std::uint32_t>(column_.vitems.size());
      if (column_.regions[k].begin < end) set_region(column_.regions[k], end);
    }
    if (out_.landscape.empty()) out_.landscape.push_back(false);
    return std::move(out_);
  }

 private:
  void set_region(const Region& region, std::uint32_t end) {
    const auto items = std::span(column_.vitems).subspan(region.begin, end - region.begin);
    open_page(region, items);
    const PageGeometry geometry = page_geometry(page_style_, page_, region.landscape);
    FrameHeights heights;
    heights.rest = geometry.bottom - geometry.top;
    heights.separator = separator_;
    heights.few = page_style_.fit.pages > 0;
    heights.gap_stretch = page_style_.gap_stretch;
    heights.gap_shrink = page_style_.gap_shrink;
    heights.gives = true;
    heights.ends = region.columns == 1 && end == column_.vitems.size();
    const Length gap = used_ ? items.front().gap : Length();
    const Length top = (used_ ? y_ : geometry.top) + gap;
    const auto columns = static_cast<std::size_t>(region.columns);
    if (used_) heights.first.assign(columns, std::max(Length(), geometry.bottom - top));
    std::vector<FrameRange> ranges = break_frames(items, notes_, next_note_, heights);
    if (columns > 1) balance(items, heights, columns, ranges);
    const std::size_t first_page = page_;
    blanks_ = 0;
    const std::size_t first_frame = out_.frames.size();
    for (std::size_t k = 0; k < ranges.size(); ++k) add_frame(region, ranges[k], first_page, k, top);
    stretch_frames(std::span(out_.frames).subspan(first_frame), columns > 1);
    next_note_ = std::max(next_note_, items.back().notes_end);
    used_ = true;
  }

  /// Goes on below what the page has, unless its sheet is turned or its foot is taken by notes: text above notes could
  /// cite more of them.
  void open_page(const Region& region, std::span<const VItem> items) {
    if (out_.landscape.empty()) {
      out_.landscape.push_back(region.landscape);
      return;
    }
    const bool turned = out_.landscape[page_] != region.landscape;
    if (turned || page_has_notes_ || items.front().rule == BreakRule::forced) next_page(region.landscape);
  }

  void next_page(bool landscape) {
    ++page_;
    used_ = page_has_notes_ = false;
    out_.landscape.resize(page_ + 1, landscape);
  }

  void add_frame(const Region& region, FrameRange range, std::size_t first_page, std::size_t number, Length top) {
    const auto columns = static_cast<std::size_t>(region.columns);
    while (page_ < first_page + number / columns + blanks_) next_page(region.landscape);
    const bool recto = range.begin < range.end && number % columns == 0 && column_.vitems[region.begin + range.begin].recto;
    if (recto && page_ % 2 == 1) {  // pages count from a right-hand one: this left-hand page stays blank
      next_page(region.landscape);
      ++blanks_;
    }
    const PageGeometry geometry = page_geometry(page_style_, page_, region.landscape);
    const std::size_t in_row = number % columns;
    const std::size_t from_left = rtl_ ? columns - 1 - in_row : in_row;
    Frame frame;
    frame.range = range;
    frame.range.begin += region.begin;
    frame.range.end += region.begin;
    frame.page = page_;
    frame.top = number < columns ? top : geometry.top;
    frame.bottom = geometry.bottom;
    frame.width = region.width;
    frame.x = geometry.left + (region.width + region.gap) * static_cast<std::int64_t>(from_left);
    if (in_row == 0) y_ = frame.top;
    y_ = std::max(y_, frame.top + range.height);
    if (range.note_end > range.note_begin) page_has_notes_ = true;
    if (range.end > range.begin || range.note_end > range.note_begin) out_.frames.push_back(frame);
  }

  /// Pages that the text goes on after end at the same height, as far as their gaps may grow; others only give way, as do
  /// the columns of a last page, which are `balanced`.
  void stretch_frames(std::span<Frame> frames, bool balanced) const {
    for (std::size_t k = 0; k < frames.size(); ++k) {
      const FrameRange& range = frames[k].range;
      const Length white = frames[k].bottom - frames[k].top - range.height - range.note_height;
      const auto foots = [&](const ColumnContent& content) { return content.foot; };
      const auto first = column_.contents.begin() + range.begin, last = column_.contents.begin() + range.end;
      if (white.raw() > 0 && first != last && std::any_of(first + 1, last, foots)) {  // what the page begins with stays there
        frames[k].fill.spare = white;
        continue;
      }
      const Length most = range.gaps.scaled(page_style_.gap_shrink);
      if (-white > most && range.give.raw() > 0) {  // the gaps first, then the pictures
        frames[k].fill.taken = std::min(1.0, (-white - most).points() / range.give.points());
        frames[k].fill.stretch = -page_style_.gap_shrink;
        continue;
      }
      if (range.gaps.raw() <= 0) continue;
      const bool goes_on = k + 1 < frames.size() && !(balanced && frames[k].page == frames.back().page) && frames[k + 1].range.begin < frames[k + 1].range.end &&
                           column_.vitems[frames[k + 1].range.begin].rule != BreakRule::forced;
      frames[k].fill.stretch = std::min(goes_on ? page_style_.gap_stretch : 0.0, white.points() / range.gaps.points());
    }
  }

  /// The columns of the last page become equally long: the lowest height at which they still hold everything.
  void balance(std::span<const VItem> items, const FrameHeights& heights, std::size_t columns,
               std::vector<FrameRange>& ranges) const {
    const std::size_t first = (ranges.size() - 1) / columns * columns;
    const std::uint32_t begin = ranges[first].begin;
    BreakRule worst = BreakRule::free;
    for (std::size_t k = first; k < ranges.size(); ++k) {
      if (ranges[k].note_end > ranges[k].note_begin || ranges[k].overfull) return;
      if (k > first) worst = std::max(worst, ranges[k].broken);
    }
    const auto last = items.subspan(begin, ranges.back().end - begin);
    if (last.empty()) return;
    const auto cuts = [&](const FrameRange& range) { return range.begin > 0 && last[range.begin].rule == BreakRule::free && last[range.begin].cost >= kCutCost; };
    const auto search = [&](bool whole, Length& high) {
      FrameHeights trial;
      Length low;
      std::vector<FrameRange> best;
      for (int step = 0; step < kHeightSteps; ++step) {
        trial.rest = (low + high) / 2;
        std::vector<FrameRange> found = break_frames(last, {}, last.back().notes_end, trial);  // their notes are set
        const bool holds = found.size() <= columns && std::none_of(found.begin(), found.end(), [&](const FrameRange& r) {
                             return r.overfull || r.broken > worst || (whole && cuts(r));
                           });
        (holds ? high : low) = trial.rest;
        if (holds) best = std::move(found);
      }
      return best;
    };
    Length high = heights.at(first), higher = high;
    std::vector<FrameRange> best = search(false, high);
    // A list stays whole where the columns are then no more uneven than a third of the page.
    if (std::any_of(best.begin(), best.end(), cuts)) {
      std::vector<FrameRange> whole = search(true, higher);
      if (!whole.empty() && higher - high <= heights.rest / 3) best = std::move(whole);
    }
    if (best.empty()) return;
    best.front().broken = ranges[first].broken;
    ranges.resize(first);
    for (FrameRange& range : best) {
      range.begin += begin;
      range.end += begin;
      range.note_begin = range.note_end = next_note_;
      ranges.push_back(range);
    }
  }

  const Column& column_;
  const std::span<const NoteLine> notes_;
  const PageStyle& page_style_;
  const Length separator_;
  const bool rtl_;
  FrameList out_;
  std::size_t page_ = 0;
  std::size_t blanks_ = 0;       // pages of the region that were left empty
  Length y_;                     // how far the page is filled
  bool used_ = false;            // the page has something on it
  bool page_has_notes_ = false;
  std::uint32_t next_note_ = 0;
};

}  // namespace

FrameList make_frames(const Column& column, std::span<const NoteLine> notes, const PageStyle& page, Length separator,
                      bool rtl) {
  return FrameMaker(column, notes, page, separator, rtl).run();
}

}  // namespace pamphlet
