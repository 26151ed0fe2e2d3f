// The inline content of one block as a flat list of events, with raw HTML, attributes, spans, notes, bare addresses and
// the link policy settled. Each event knows the stretch of the Source that it came from.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "markdown/block_text.h"
#include "markdown/html.h"
#include "markdown/reader.h"

namespace pamphlet::markdown {

struct InlineEvent {
  enum class Op : unsigned char {
    none,     // dropped
    comment,  // an HTML comment: nothing, but what stands on both its sides is not one piece for our rules
    open, close, text, code, soft_break, hard_break, image, note_reference,
    attributes,                    // an attribute list that belongs to nothing yet: text if it stays so
    html_open, html_close          // not yet matched
  };
  Op op = Op::none;
  Element element = Element::text;  // open, close
  Span span;
  std::string_view text;  // the words; a note's label; an HTML element's name
  std::uint32_t data = 0;        // into links, images, tags
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

/// Events in order, balanced: what is opened is closed.
struct Inlines {
  Inlines() = default;
  Inlines(const Inlines&) = delete;  // its texts point into it
  std::vector<InlineEvent> events;
  std::vector<LinkData> links;
  std::vector<ImageData> images;
  std::vector<HtmlTag> tags;
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
  /// Adds the events of HTML text or an inline HTML tag, for raw HTML blocks; finish() settles them.
  void html_text(std::string_view html, Span span, Inlines& out);
  void html_tag(HtmlTag tag, Span span, Inlines& out);
  void finish(Inlines& out);

  /// Opens a link in `event`. False: its address is not one that a handout may lead to; that is reported.
  bool make_link(InlineEvent& event, LinkTarget target, Inlines& out);
  /// Whether a link definition may be cited once more.
  bool may_copy(const LinkTarget& target, Span span);

 private:
  const ReadContext& context_;
  std::size_t copied_ = 0;  // bytes of definitions so far
};

/// Matches HTML tags; afterwards there are no html_open and html_close events.
void settle_pairs(const ReadContext& context, Inlines& inlines);

/// Gives the attributes of `{…}` to an image: alt, width, role. What is left stays in `attributes`.
void apply_to_image(ImageData& image, Attributes& attributes, Span span, Reporter& reporter);

/// Drops white space at the ends of lines and breaks at the ends of the range, and inline elements that hold nothing.
void tidy(Inlines& inlines, EventRange& range);

/// Whether nothing in the range can be seen or linked to.
bool shows_nothing(const Inlines& inlines, EventRange range);

/// The lines of the range: breaks within emphasis and links do not end one.
std::vector<EventRange> lines_of(const Inlines& inlines, EventRange range);

/// The text event with which a range starts, emphasis around it aside; null when something else comes first.
const InlineEvent* first_text(const Inlines& inlines, EventRange range);
inline InlineEvent* first_text(Inlines& inlines, EventRange range) {
  return const_cast<InlineEvent*>(first_text(std::as_const(inlines), range));
}

/// All words of the range.
std::string words_of(const Inlines& inlines, EventRange range);

}  // namespace pamphlet::markdown
