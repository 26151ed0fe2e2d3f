// Writes events into the Document, never deeper than kMaxDepth.
#pragma once

#include "markdown/inlines.h"

namespace pamphlet::markdown {

/// Levels that a block needs below its parent, itself included, with whatever its kind must hold.
int levels_of(Element element);

class Emitter {
 public:
  Emitter(DocumentBuilder& builder, Reporter& reporter) : builder_(builder), reporter_(reporter) {}

  /// Whether a container still fits; if not, says so once (E135). Its content is then written without it.
  bool has_room(Element container, Span span);
  NodeId open(Element element, Span span, Payload payload = {}, Attributes attributes = {}) {
    return builder_.open(element, span, std::move(payload), std::move(attributes));
  }
  void close() { builder_.close(); }
  DocumentBuilder& builder() { return builder_; }

  /// The content of the block that is open. `one_line`: soft breaks are spaces (headings, cells, terms).
  void inlines(const Inlines& inlines, EventRange range, bool one_line = false);
  /// A block with its content, unless it has none.
  NodeId block(Element element, Span span, const Inlines& inlines, EventRange range, Payload payload = {},
               Attributes attributes = {}, bool one_line = false);
  void report_depth(Span span);

 private:
  void open_inline(const Inlines& inlines, const InlineEvent& event);

  DocumentBuilder& builder_;
  Reporter& reporter_;
  std::vector<NodeId> open_;  // inline nodes; kNoNode: left out
  bool depth_reported_ = false;
};

}  // namespace pamphlet::markdown
