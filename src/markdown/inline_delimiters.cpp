// Emphasis and its like: which runs of signs belong together (CommonMark §6.2, "An algorithm for parsing nested emphasis").
// Each run is pushed sign by sign, as text; a pair turns its inner signs into the open and close event where they stand, so
// nothing is ever inserted or moved. For each kind of closer it is remembered below which run there is no opener for it:
// that, and dropping runs between a pair, makes the search linear.

#include <unicode/uchar.h>

#include <algorithm>

#include "base/utf8.h"
#include "markdown/characters.h"
#include "markdown/inline_scanner.h"

namespace pamphlet::markdown {
namespace {

constexpr std::uint32_t kNoRun = UINT32_MAX;

constexpr DelimiterRow kDelimiters[] = {
    {'*', Element::emphasis, Element::strong, true, false, false},
    {'_', Element::emphasis, Element::strong, false, false, false},
    {'~', Element::strikethrough, Element::strikethrough, true, true, false},
    {'=', Element::text, Element::highlight, false, true, false},
    {'+', Element::text, Element::insertion, false, true, false},
    {'^', Element::superscript, Element::text, true, true, true},
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
  if (dialect_ && row->sign == '*' && end - begin <= 2 && is_ascii_digit(before) && is_ascii_digit(after)) {
    at_ = end;  // "2*3"
    return true;
  }
  for (; words_known_ < begin; ++words_known_) {
    if (is_white(text_[words_known_])) word_begin_ = words_known_ + 1;
  }
  flush(begin);
  const auto event = static_cast<std::uint32_t>(out_.events.size());
  for (std::size_t at = begin; at < end; ++at) push(Op::text, at, at + 1).text = text_.substr(at, 1);
  at_ = pending_ = end;
  const bool opens = left && (row->in_words || !right || sign_before);
  const bool closes = right && (row->in_words || !left || sign_after);
  const auto count = static_cast<std::uint32_t>(end - begin);
  const bool may_be_mended = dialect_ && count <= 2 && (row->sign == '*' || row->sign == '_');
  if (opens || closes || may_be_mended) {
    runs_.push_back({row, event, count, count, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(word_begin_), opens, closes, !space_before, !space_after, kNoRun, kNoRun});
  }
  return true;
}

std::size_t InlineScanner::find_opener(std::size_t closer, std::size_t floor) const {
  const Run& c = runs_[closer];
  for (std::uint32_t at = c.previous; at != kNoRun && at >= floor; at = runs_[at].previous) {
    const Run& o = runs_[at];
    if (c.row->one_word && o.at < c.word_begin) break;
    if (o.row != c.row || !o.opens) continue;
    if (c.row->whole ? o.length != c.length : (o.closes || c.opens) && c.length % 3 != 0 && (o.length + c.length) % 3 == 0) continue;
    return at;
  }
  return kNoRun;
}

// GFM strikes out with one tilde too; right behind a letter, "H~2~O", Pandoc's subscript is meant.
Element InlineScanner::made_by(const Run& opener, const Run& closer, std::uint32_t signs) const {
  if (signs == 2) return opener.row->twofold;
  const bool subscript = opener.row->sign == '~' && closer.word_begin <= opener.at && opener.at > begin_ &&
                         (is_ascii_alphanumeric(text_[opener.at - 1]) || text_[opener.at - 1] == ')' || static_cast<unsigned char>(text_[opener.at - 1]) >= 0x80);
  return subscript ? Element::subscript : opener.row->single;
}

// Whether signs that follow each other may be meant as a pair: they touch words, and hold some.
bool InlineScanner::is_sound_pair(const Run& a, const Run& b, std::uint32_t length) const {
  if ((a.length == 3 && !a.opens) || (b.length == 3 && !b.closes)) return false;
  if (trim_blanks(text_.substr(a.at + length, b.at - a.at - length)).empty()) return false;
  const bool inside = a.touches_after && b.touches_before;
  // A sign between them that is text ("2*3") is a third one of the same kind: nobody knows which two were meant.
  if (length == 1) return inside && (a.opens || b.closes) && text_.substr(a.at + 1, b.at - a.at - 1).find(a.row->sign) == std::string_view::npos;
  const std::string_view before = text_.substr(begin_, a.at - begin_), after = text_.substr(b.at + length);
  if (trim_blanks(before).empty() && trim_blanks(after).empty()) return true;  // the whole line
  return (a.opens || b.closes || inside) && (a.touches_after || (b.touches_before && b.closes));
}

// Signs that CommonMark's flanks cannot pair ("**Important: **call", "**重要：**请", "**"Quoted"**word") are meant as pairs
// one after the other. Only where something would be left over, so that whatever CommonMark pairs wholly stays as it is, and
// only when less is left over so. Else single signs pair with their neighbours only: "*wash" far before "24/7*" slants no page.
void InlineScanner::mend_flanks(std::size_t bottom, const DelimiterRow& row, std::uint32_t length) {
  if (runs_.size() == bottom) return;
  std::vector<Run*> runs;
  std::size_t open = 0, left = 0;
  for (std::size_t i = bottom; i < runs_.size(); ++i) {
    Run& run = runs_[i];
    if (run.row != &row) continue;
    if (run.length > 3) return;
    if (run.length != length && run.length != 3) continue;  // three are both
    runs.push_back(&run);
    if (run.closes && open > 0) --open;
    else ++(run.opens ? open : left);
  }
  left += open;
  if (left == 0 || runs.size() < 2) return;
  const auto pairs = [&](auto fits) {
    std::vector<std::pair<Run*, Run*>> out;
    for (std::size_t i = 0; i + 1 < runs.size(); ++i) {
      if (fits(*runs[i], *runs[i + 1])) out.emplace_back(runs[i], runs[i + 1]), ++i;
    }
    return out;
  };
  auto found = pairs([&](const Run& a, const Run& b) { return is_sound_pair(a, b, length); });
  if (runs.size() - 2 * found.size() >= left) {
    if (length == 2) return;
    found = pairs([&](const Run& a, const Run& b) { return a.opens && b.closes && is_sound_pair(a, b, length); });
  }
  for (Run* const run : runs) {
    if (run->length != 3) run->opens = run->closes = false;
  }
  for (const auto& [a, b] : found) {
    a->opens = b->closes = true;
    a->closes = b->opens = false;
  }
}

void InlineScanner::make_pair(Run& opener, Run& closer) {
  const std::uint32_t signs = opener.row->whole ? opener.length : opener.count >= 2 && closer.count >= 2 ? 2 : 1;
  const Element made = made_by(opener, closer, signs);
  const auto convert = [&](Op op, std::uint32_t at) {
    InlineEvent& event = out_.events[at];
    event.op = op;
    event.element = made;
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
  if (dialect_) {
    for (const DelimiterRow& row : kDelimiters) {
      if (row.whole) continue;
      mend_flanks(bottom, row, 2);
      mend_flanks(bottom, row, 1);
    }
  }
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
