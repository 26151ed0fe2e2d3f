#include "layout/breakers/pagebreak.h"

#include <algorithm>

namespace pamphlet {
namespace {

// Costs are integers so that equal layouts are equal on every machine. An empty page costs 1000 × 1000 = 10⁶; the
// tiers leave room for dozens of pages of it before they mix, and even then only the choice, never the text, suffers.
constexpr std::int64_t kFrame = 100;                   // fewer frames, all else equal
constexpr std::int64_t kFrameToSave = 20'000'000;      // when few are asked: twenty empty frames, half a stray line
// A last page with next to nothing on it: as bad as an empty one, growing less up to a third of the page, where it begins
// to look like the end of something.
constexpr std::int64_t kShortEnd = 1'000'000;
constexpr std::int64_t kShortEndPart = 3;
constexpr std::int64_t kShrunk = 10'000;
constexpr std::int64_t kSmallPicture = 22'500;         // pictures as small as they may be: a hole of 15 %
constexpr std::int64_t kSplitNote = 250'000;           // as bad as a page that ends in its middle
constexpr std::int64_t kCarriedNotes = 200'000;        // for a page full of carried notes, squared: end them soon
constexpr std::int64_t kWidow = 40'000'000;
constexpr std::int64_t kKeep = 4'000'000'000;
constexpr std::int64_t kNoteElsewhere = 40'000'000'000;  // a note that begins after the page of its citation
constexpr std::int64_t kInside = 400'000'000'000;
constexpr std::int64_t kForbiddenBreak = 40'000'000'000'000;
constexpr std::int64_t kOverfull = 400'000'000'000'000;

std::int64_t break_cost(const VItem& item) {
  switch (item.rule) {
    case BreakRule::free: return static_cast<std::int64_t>(item.cost) * 1000;
    case BreakRule::widow: return kWidow;
    case BreakRule::keep: return kKeep;
    case BreakRule::inside: return kInside;
    case BreakRule::forbidden: return kForbiddenBreak;
    case BreakRule::forced: return 0;
  }
  return 0;
}

/// Squares, so that one page half empty is worse than two a quarter empty. White space that the gaps can take up counts
/// a third, as a page with wider gaps is less like its neighbours; gaps that give way all they can are as bad as a page
/// that ends at nine tenths.
std::int64_t space_cost(Length filled, Length gaps, Length give, Length height, const FrameHeights& heights) {
  if (height.raw() <= 0) return 0;
  const Length white = height - filled;
  if (white.raw() < 0) {
    // The gaps first, then the pictures.
    const auto taken = [](Length part, Length most) { return std::min<std::int64_t>(part.raw() * 1000 / std::max<std::int64_t>(1, most.raw()), 1000); };
    const Length most = gaps.scaled(heights.gap_shrink);
    const std::int64_t closer = taken(-white, most), smaller = -white > most ? taken(-white - most, give) : 0;
    return closer * closer * kShrunk / 1'000'000 + smaller * smaller * kSmallPicture / 1'000'000;
  }
  const Length hidden = std::min(white, gaps.scaled(heights.gap_stretch));
  const std::int64_t empty = (white - hidden * 2 / 3).raw() * 1000 / height.raw();
  return empty * empty;
}

std::int64_t short_end_cost(Length filled, Length height) {
  const Length enough = height / kShortEndPart;
  if (filled >= enough) return 0;
  return (enough - filled).raw() * 1000 / enough.raw() * (kShortEnd / 1000);
}

/// The cheapest way to set the items before a break, and the frame that ends there.
struct State {
  std::int64_t cost = -1;
  std::uint32_t from = 0, from_frame = 0;
  std::uint32_t note_begin = 0, note_end = 0;
  Length height, gaps, give, note_height;
  bool overfull = false;
};

class FrameBreaker {
 public:
  FrameBreaker(std::span<const VItem> items, std::span<const NoteLine> notes, std::uint32_t first_note,
               const FrameHeights& heights)
      : items_(items),
        notes_(notes),
        heights_(heights),
        count_(static_cast<std::uint32_t>(items.size())),
        special_(static_cast<std::uint32_t>(heights.first.size())) {
    states_.resize((special_ + 1) * (count_ + std::size_t{1}));
    states_[0].cost = 0;
    states_[0].note_begin = states_[0].note_end = first_note;
    last_cited_ = count_ == 0 ? first_note : std::max(first_note, items.back().notes_end);
    // Offsets and starts are needed for this span's lines only.
    first_line_ = first_note;
    offsets_.reserve(last_cited_ - first_note + std::size_t{1});
    starts_.reserve(last_cited_ - first_note);
    Length sum;
    offsets_.push_back(sum);
    std::uint32_t start = first_note;
    for (std::uint32_t k = first_note; k < last_cited_; ++k) {
      sum += notes[k].gap + notes[k].height;
      offsets_.push_back(sum);
      if (notes[k].starts) start = k;
      starts_.push_back(start);
    }
  }

  std::vector<FrameRange> run() {
    for (std::uint32_t frame = 0; frame <= special_; ++frame) {
      if (frame < special_) leave_empty(frame);
      for (std::uint32_t begin = 0; begin < count_; ++begin) {
        if (state(frame, begin).cost >= 0) frames_from(frame, begin);
      }
    }
    return trace();
  }

 private:
  State& state(std::uint32_t frame, std::uint32_t item) { return states_[frame * (count_ + std::size_t{1}) + item]; }
  std::uint32_t next(std::uint32_t frame) const { return std::min(frame + 1, special_); }

  /// The first frames may be what earlier text left of a page: nothing has to begin there.
  void leave_empty(std::uint32_t frame) {
    const State& from = state(frame, 0);
    if (from.cost < 0 || count_ == 0) return;
    State to = from;
    to.cost += space_cost(heights_.rest - heights_.first[frame], {}, {}, heights_.rest, heights_);
    if (items_[0].rule != BreakRule::forced) to.cost += break_cost(items_[0]);
    to.from = 0;
    to.from_frame = frame;
    to.note_begin = from.note_end;
    to.height = to.gaps = to.give = to.note_height = Length();
    offer(next(frame), 0, to);
  }

  void offer(std::uint32_t frame, std::uint32_t item, const State& made) {
    State& best = state(frame, item);
    if (best.cost < 0 || made.cost < best.cost) best = made;
  }

  void frames_from(std::uint32_t frame, std::uint32_t begin) {
    const State from = state(frame, begin);
    const Length room = heights_.at(frame);
    Length filled = items_[begin].repeat, gaps, give;
    for (std::uint32_t end = begin + 1; end <= count_; ++end) {
      const VItem& added = items_[end - 1];
      if (end - 1 > begin) {
        filled += added.gap;
        if (!added.rigid) gaps += std::max(Length(), added.gap);
      }
      filled += added.height;
      if (heights_.gives) give += added.give;
      const Length least = filled - gaps.scaled(heights_.gap_shrink) - give;
      const bool too_tall = least > room;
      if (too_tall && end - 1 > begin) break;
      const bool last = end == count_;
      const bool forced = !last && items_[end].rule == BreakRule::forced;
      State made = from;
      made.from = begin;
      made.from_frame = frame;
      made.height = filled;
      made.gaps = gaps;
      made.give = give;
      made.overfull = too_tall;
      made.cost += (heights_.few ? kFrameToSave : kFrame) + (too_tall ? kOverfull : 0);
      place_notes(made, from.note_end, std::max(from.note_end, added.notes_end), room - least);
      const Length reach = filled + made.note_height;
      if ((!last && !forced) || reach > room) made.cost += space_cost(reach, gaps, give, room, heights_);
      const bool opens = begin == 0 || items_[begin].rule == BreakRule::forced;  // a short text has nothing to give it
      if (heights_.ends && (last || forced) && !opens) made.cost += short_end_cost(reach, room);
      if (!last) made.cost += break_cost(items_[end]);
      offer(next(frame), end, made);
      if (forced) break;
    }
  }

  Length note_lines_height(std::uint32_t begin, std::uint32_t end) const {
    if (begin == end) return Length();
    return offsets_[end - first_line_] - offsets_[begin - first_line_] - notes_[begin].gap + notes_[begin].repeat;
  }

  /// The most lines that fit, ending where a note may be split.
  std::uint32_t lines_that_fit(std::uint32_t begin, std::uint32_t cited, Length space) const {
    std::uint32_t low = begin, high = cited;
    while (low < high) {
      const std::uint32_t middle = low + (high - low + 1) / 2;
      if (note_lines_height(begin, middle) <= space) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low == cited) return low;
    std::uint32_t allowed = low;
    while (allowed > begin && notes_[allowed].rule != BreakRule::free) --allowed;
    return allowed > begin ? allowed : low;
  }

  void place_notes(State& made, std::uint32_t begin, std::uint32_t cited, Length space) const {
    made.note_begin = made.note_end = begin;
    made.note_height = Length();
    if (begin == cited) return;
    const std::uint32_t end = lines_that_fit(begin, cited, space - heights_.separator);
    made.note_end = end;
    if (end > begin) made.note_height = heights_.separator + note_lines_height(begin, end);
    if (end == cited) return;
    const std::uint32_t last_start = starts_[cited - 1 - first_line_];
    if (last_start >= end) made.cost += kNoteElsewhere;
    if (starts_[end - first_line_] >= begin) made.cost += kSplitNote;  // else it was split before
    const std::int64_t page = std::max<std::int64_t>(1, heights_.rest.raw() / 1000);
    const std::int64_t carried = std::min<std::int64_t>(note_lines_height(end, cited).raw() / page, 10'000);
    made.cost += carried * carried / 1000 * (kCarriedNotes / 1000);
  }

  std::vector<FrameRange> trace() {
    std::vector<FrameRange> ranges;
    if (count_ == 0) return ranges;
    std::uint32_t frame = special_;
    for (std::uint32_t k = 0; k < special_; ++k) {
      const std::int64_t cost = state(k, count_).cost;
      if (cost >= 0 && (state(frame, count_).cost < 0 || cost < state(frame, count_).cost)) frame = k;
    }
    std::uint32_t carried = state(frame, count_).note_end;
    for (std::uint32_t at = count_; at > 0 || frame > 0;) {
      const State& made = state(frame, at);
      FrameRange range;
      range.begin = made.from;
      range.end = at;
      range.broken = range.begin == 0 || range.begin == range.end ? BreakRule::free : items_[range.begin].rule;
      range.height = made.height;
      range.gaps = made.gaps;
      range.give = made.give;
      range.note_begin = made.note_begin;
      range.note_end = made.note_end;
      range.note_height = made.note_height;
      range.overfull = made.overfull;
      ranges.push_back(range);
      at = made.from;
      frame = made.from_frame;
    }
    std::reverse(ranges.begin(), ranges.end());
    while (carried < last_cited_) carried = add_notes_only(ranges, carried);
    return ranges;
  }

  /// Notes that are still not at their end when the text is.
  std::uint32_t add_notes_only(std::vector<FrameRange>& ranges, std::uint32_t carried) const {
    FrameRange range;
    range.begin = range.end = count_;
    range.note_begin = carried;
    const Length space = heights_.at(ranges.size()) - heights_.separator;
    range.note_end = std::max(carried + 1, lines_that_fit(carried, last_cited_, space));
    range.note_height = heights_.separator + note_lines_height(carried, range.note_end);
    ranges.push_back(range);
    return range.note_end;
  }

  std::span<const VItem> items_;
  std::span<const NoteLine> notes_;
  const FrameHeights& heights_;
  const std::uint32_t count_, special_;
  std::uint32_t first_line_ = 0, last_cited_ = 0;
  std::vector<State> states_;            // (special_ + 1) × (count_ + 1)
  std::vector<Length> offsets_;          // of each note line's end
  std::vector<std::uint32_t> starts_;    // of the note that each line belongs to
};

}  // namespace

std::vector<FrameRange> break_frames(std::span<const VItem> items, std::span<const NoteLine> notes,
                                     std::uint32_t first_note, const FrameHeights& heights) {
  return FrameBreaker(items, notes, first_note, heights).run();
}

}  // namespace pamphlet
