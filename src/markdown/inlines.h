// The inline content of one block as a flat list of events, with raw HTML, attributes, spans, notes, bare addresses and
// the link policy settled.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/html.h"
#include "markdown/locator.h"
#include "markdown/reader.h"

namespace pamphlet::markdown {

struct InlineEvent {
  enum class Op : unsigned char {
    none,     // dropped
    comment,  // an HTML comment: nothing, but what stands on both its sides is not one piece for our rules
    open, close, text, code, soft_break, hard_break, image, note_reference,
    attributes,                    // an attribute list that belongs to nothing yet: text if it stays so
    bracket_open, bracket_close,   // [ and ] that may yet become a span; text if they stay so
    html_open, html_close          // not yet matched
  };
  Op op = Op::none;
  Element element = Element::text;  // open, close
  Span span;
  std::string_view text;  // the words; a note's label; an HTML element's name
  std::uint32_t data = 0;        // into links, images, tags
  std::uint32_t attributes = 0;  // into attributes; 0: none
};

/// Events in order, balanced: what is opened is closed.
struct Inlines {
  std::vector<InlineEvent> events;
  std::vector<LinkData> links;
  std::vector<ImageData> images;
  std::vector<HtmlTag> tags;
  std::vector<Attributes> attributes{1};
  std::deque<std::string> pool;  // texts that stand nowhere else

  void clear();
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
  explicit InlineReader(const ReadContext& context) : context_(context), locator_(context.masked, context.source) {}

  /// Reads all inlines below `block`. `skip` bytes at the start of the first text are left out ("[!NOTE]", "[ ] ").
  /// `same_line`: the block goes on where the last one ended (cells of a row).
  void read(TreeId block, Inlines& out, std::size_t skip = 0, bool same_line = false);
  /// Goes to a place in the masked text; the next blocks that are read with `same_line` follow from there.
  void start(std::size_t begin, std::size_t end) { locator_.start(begin, end); }
  /// Adds the events of HTML text or an inline HTML tag, for raw HTML blocks; finish() settles them.
  void html_text(std::string_view html, Span span, Inlines& out);
  void html_tag(HtmlTag tag, Span span, Inlines& out);
  void finish(Inlines& out);

 private:
  void node(TreeId id, Inlines& out, std::size_t& skip);
  void close_node(TreeId id, Inlines& out);
  void text(std::string_view masked, Inlines& out);
  void plain(std::string_view masked, Inlines& out);
  void addresses(std::string_view words, Span span, Inlines& out);
  void note(std::string_view masked, std::size_t& at, Inlines& out);
  void code(std::string_view masked, Inlines& out);
  void image(TreeId id, Inlines& out);
  void inline_html(std::string_view masked, Inlines& out);
  void open_link(TreeId id, Inlines& out);
  std::string alternative(TreeId image) const;
  InlineEvent& push(InlineEvent::Op op, Span span, Inlines& out) const;
  std::string_view unmasked(std::string_view masked, Inlines& out) const;

  const ReadContext& context_;
  Locator locator_;
  bool brackets_ = false;       // the block has attribute lists: brackets may become spans
  int links_ = 0;               // open links
  std::vector<TreeId> open_;
  std::vector<bool> opened_;    // whether the open node made an event
};

/// Matches HTML tags, brackets and attribute lists; afterwards there are no html_open and html_close events.
void settle_pairs(const ReadContext& context, Inlines& inlines);

/// Gives the attributes of `{…}` to an image: alt, width, role. What is left stays in `attributes`.
void apply_to_image(ImageData& image, Attributes& attributes, Span span, Reporter& reporter);

/// Drops white space at the ends of lines and breaks at the ends of the range, and inline elements that hold nothing.
void tidy(Inlines& inlines, EventRange& range);

/// Whether nothing in the range can be seen or linked to.
bool shows_nothing(const Inlines& inlines, EventRange range);

/// All words of the range.
std::string words_of(const Inlines& inlines, EventRange range);

}  // namespace pamphlet::markdown
