// Emphasis and its like: which runs of signs belong together (CommonMark §6.2, "An algorithm for parsing nested emphasis").
// Each run is pushed sign by sign, as text; a pair turns its inner signs into the open and close event where they stand, so
// nothing is ever inserted or moved. For each kind of closer it is remembered below which run there is no opener for it:
// that, and dropping runs between a pair, makes the search linear.

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {
namespace {

using Op = InlineEvent::Op;
constexpr std::uint32_t kNoRun = UINT32_MAX;

constexpr DelimiterRow kDelimiters[] = {
    {'*', Element::emphasis, Element::strong, true, false},
    {'_', Element::emphasis, Element::strong, false, false},
    {'~', Element::strikethrough, Element::strikethrough, true, true},
};

bool is_punctuation(char32_t c) {
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

}  // namespace

bool InlineScanner::delimiters() {
  const DelimiterRow* const row = std::find_if(std::begin(kDelimiters), std::end(kDelimiters), [&](const DelimiterRow& r) { return r.sign == text_[at_]; });
  const std::size_t begin = at_;
  std::size_t end = std::min(text_.find_first_not_of(row->sign, begin), text_.size());
  const Element made = end - begin == 1 ? row->single : row->twofold;
  if (row->whole && (end - begin > 2 || made == Element::text)) {
    at_ = end;  // text
    return true;
  }
  std::size_t before_at = begin, after_at = end;
  const char32_t before = begin == begin_ ? U'\n' : previous_code_point(text_, before_at);
  const char32_t after = end == text_.size() ? U'\n' : next_code_point(text_, after_at);
  const bool space_before = pamphlet::is_space(before), space_after = pamphlet::is_space(after);
  const bool sign_before = is_punctuation(before), sign_after = is_punctuation(after);
  const bool left = !space_after && (!sign_after || space_before || sign_before);
  const bool right = !space_before && (!sign_before || space_after || sign_after);
  flush(begin);
  const auto event = static_cast<std::uint32_t>(out_.events.size());
  for (std::size_t at = begin; at < end; ++at) push(Op::text, at, at + 1).text = text_.substr(at, 1);
  at_ = pending_ = end;
  const bool opens = left && (row->in_words || !right || sign_before);
  const bool closes = right && (row->in_words || !left || sign_after);
  const auto count = static_cast<std::uint32_t>(end - begin);
  if (opens || closes) runs_.push_back({row, event, count, count, opens, closes, kNoRun, kNoRun});
  return true;
}

std::size_t InlineScanner::find_opener(std::size_t closer, std::size_t floor) const {
  const Run& c = runs_[closer];
  for (std::uint32_t at = c.previous; at != kNoRun && at >= floor; at = runs_[at].previous) {
    const Run& o = runs_[at];
    if (o.row != c.row || !o.opens) continue;
    if (c.row->whole ? o.length != c.length : (o.closes || c.opens) && c.length % 3 != 0 && (o.length + c.length) % 3 == 0) continue;
    return at;
  }
  return kNoRun;
}

void InlineScanner::make_pair(Run& opener, Run& closer) {
  const std::uint32_t signs = opener.row->whole ? opener.length : opener.count >= 2 && closer.count >= 2 ? 2 : 1;
  const auto convert = [&](Op op, std::uint32_t at) {
    InlineEvent& event = out_.events[at];
    event.op = op;
    event.element = signs == 2 ? opener.row->twofold : opener.row->single;
    event.span.end = out_.events[at + signs - 1].span.end;
    if (signs == 2) out_.events[at + 1].op = Op::none;
  };
  convert(Op::open, opener.event + opener.count - signs);
  convert(Op::close, closer.event);
  opener.count -= signs;
  closer.count -= signs;
  closer.event += signs;
}

// Pairs the runs from `bottom` on; afterwards they are gone.
void InlineScanner::pair_delimiters(std::size_t bottom) {
  const auto size = static_cast<std::uint32_t>(runs_.size());
  for (auto i = static_cast<std::uint32_t>(bottom); i < size; ++i) {
    runs_[i].previous = i > bottom ? i - 1 : kNoRun;
    runs_[i].next = i + 1 < size ? i + 1 : kNoRun;
  }
  const auto unlink = [&](std::uint32_t i) {
    if (runs_[i].previous != kNoRun) runs_[runs_[i].previous].next = runs_[i].next;
    if (runs_[i].next != kNoRun) runs_[runs_[i].next].previous = runs_[i].previous;
  };
  // By sign, whether the closer could open too, and length modulo 3: what decides about an opener.
  std::array<std::array<std::size_t, 6>, std::size(kDelimiters)> floors;
  for (auto& row : floors) row.fill(bottom);
  for (std::uint32_t closer = bottom < size ? static_cast<std::uint32_t>(bottom) : kNoRun; closer != kNoRun;) {
    Run& c = runs_[closer];
    const std::uint32_t next = c.next;
    if (!c.closes) {
      closer = next;
      continue;
    }
    std::size_t& floor = floors[static_cast<std::size_t>(c.row - kDelimiters)][(c.opens ? 3 : 0) + c.length % 3];
    const auto opener = static_cast<std::uint32_t>(find_opener(closer, floor));
    if (opener == kNoRun) {
      floor = closer;
      if (!c.opens) unlink(closer);
      closer = next;
      continue;
    }
    make_pair(runs_[opener], c);
    runs_[opener].next = closer;  // what stood between them matches nothing any more
    c.previous = opener;
    if (runs_[opener].count == 0) unlink(opener);
    if (c.count > 0) continue;
    unlink(closer);
    closer = next;
  }
  runs_.resize(bottom);
}

}  // namespace pamphlet::markdown
