// The inline content of one block as a flat list of events, with raw HTML, attributes, spans, notes, bare addresses and
// the link policy settled. Each event knows the stretch of the Source that it came from.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "markdown/block_text.h"
#include "markdown/reader.h"

namespace pamphlet::markdown {

struct InlineEvent {
  enum class Op : unsigned char {
    none,     // dropped
    comment,  // an HTML comment: nothing, but what stands on both its sides is not one piece for our rules
    open, close, text, code, formula, soft_break, hard_break, image, note_reference,
    attributes,                    // an attribute list that belongs to nothing yet: text if it stays so
    html                           // a tag that is not yet matched; its source
  };
  Op op = Op::none;
  Element element = Element::text;  // open, close
  Span span;
  std::string_view text;  // the words; the TeX of a formula; a note's label; an HTML tag
  std::uint32_t data = 0;        // into links, images; formula: 1 when it wants lines of its own
  std::uint32_t attributes = 0;  // into attributes; 0: none

  /// Takes bytes off the words; the span follows where they stand in the source as they are.
  void remove_prefix(std::size_t bytes) {
    if (span.end - span.begin == text.size()) span.begin += static_cast<std::uint32_t>(bytes);
    text.remove_prefix(bytes);
  }
  void remove_suffix(std::size_t bytes) {
    if (span.end - span.begin == text.size()) span.end -= static_cast<std::uint32_t>(bytes);
    text.remove_suffix(bytes);
  }
};
using Op = InlineEvent::Op;

/// Events in order, balanced: what is opened is closed.
struct Inlines {
  Inlines() = default;
  Inlines(const Inlines&) = delete;  // its texts point into it
  std::vector<InlineEvent> events;
  std::vector<LinkData> links;
  std::vector<ImageData> images;
  std::vector<Attributes> attributes{1};
  BlockText content;             // the block's own words: most texts point into it
  std::deque<std::string> pool;  // texts that stand nowhere else

  void clear();
  InlineEvent& push(InlineEvent::Op op, Span span) {
    InlineEvent& event = events.emplace_back();
    event.op = op;
    event.span = span;
    return event;
  }
  std::string_view keep(std::string text) { return pool.emplace_back(std::move(text)); }
  std::uint32_t add(Attributes list);
};

/// A stretch of events.
struct EventRange {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

class InlineReader {
 public:
  explicit InlineReader(const ReadContext& context) : context_(context) {}

  /// Reads the inlines of `block`. `skip` bytes at its start are left out ("[!NOTE]", "[ ] "). Replaces what `out` held.
  void read(TreeId block, Inlines& out, std::size_t skip = 0);
  /// Of words that are no whole block. `in_note`: they are a note's, which holds no note.
  void read(BlockText content, Inlines& out, bool in_note = false);

  /// The words of a note that stands where it is cited. They are read when all notes are written. Returns its label.
  std::string keep_note(BlockText content, Span span);
  struct InlineNote {
    std::string label;
    BlockText content;
    Span span;
  };
  const std::vector<InlineNote>& notes() const { return notes_; }

  /// Opens a link in `event`. False: its address is not one that a handout may lead to; that is reported.
  bool make_link(InlineEvent& event, LinkTarget target, Inlines& out);
  /// Whether a link definition may be cited once more.
  bool may_copy(const LinkTarget& target, Span span);

 private:
  const ReadContext& context_;
  std::size_t copied_ = 0;  // bytes of definitions so far
  std::vector<InlineNote> notes_;
  std::unordered_map<std::uint32_t, std::size_t> note_at_;  // by place: some blocks are read twice
};

/// Makes elements of the HTML tags (html_inlines.cpp); afterwards there are no html events.
void settle_html(const ReadContext& context, Inlines& inlines);

/// Gives the attributes of `{…}` to an image: alt, width, role. What is left stays in `attributes`.
void apply_to_image(ImageData& image, Attributes& attributes, Span span, Reporter& reporter);

/// Drops white space at the ends of lines and breaks at the ends of the range, and inline elements that hold nothing.
void tidy(Inlines& inlines, EventRange& range);

/// Whether nothing in the range can be seen or linked to.
/// `[]{.line width=6cm}`: opens an empty line to write on; or shows a mark, `[]{mark=phone}`.
bool is_blank_line(const Inlines& inlines, const InlineEvent& e);
bool shows_nothing(const Inlines& inlines, EventRange range);

/// The lines of the range: breaks within emphasis and links do not end one.
std::vector<EventRange> lines_of(const Inlines& inlines, EventRange range);

/// The text event with which a range starts, emphasis around it aside; null when something else comes first.
const InlineEvent* first_text(const Inlines& inlines, EventRange range);
inline InlineEvent* first_text(Inlines& inlines, EventRange range) {
  return const_cast<InlineEvent*>(first_text(std::as_const(inlines), range));
}

/// The emoji of `:name:` at the start of a text, and its bytes; 0 when there is none.
std::string_view emoji_by_name(std::string_view text, std::size_t& length);

/// All words of the range.
std::string words_of(const Inlines& inlines, EventRange range);

}  // namespace pamphlet::markdown
