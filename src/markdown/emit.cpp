#include "markdown/emit.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "doc/codes.h"

namespace pamphlet::markdown {

int levels_of(Element element) {
  if (is_list(element)) return 5;  // list, item, figure, caption, text
  // A table: itself, row, cell, text. Another container: itself, figure, caption, text.
  return info(element).display == Display::flow ? 4 : 2;
}

bool Emitter::has_room(Element container, Span span) {
  if (builder_.depth() + levels_of(container) <= kMaxDepth) return true;
  report_depth(span);
  return false;
}

void Emitter::report_depth(Span span) {
  if (depth_reported_) return;
  depth_reported_ = true;
  reporter_.report(code::nesting_too_deep, span, fmt::format("this is nested deeper than {} levels; what lies deeper was flattened", kMaxDepth),
                   "use fewer levels");
}

void Emitter::open_inline(const Inlines& inlines, const InlineEvent& event) {
  if (builder_.depth() + 2 > kMaxDepth) {
    report_depth(event.span);
    open_.push_back(kNoNode);
    return;
  }
  Payload payload;
  if (event.element == Element::link) payload = inlines.links[event.data];
  open_.push_back(builder_.open(event.element, event.span, std::move(payload), inlines.attributes[event.attributes]));
}

void Emitter::inlines(const Inlines& inlines, EventRange range, bool one_line) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const InlineEvent& event = inlines.events[at];
    switch (event.op) {
      case Op::open: open_inline(inlines, event); break;
      case Op::close:
        if (open_.empty()) break;
        if (open_.back() != kNoNode) {
          Node& node = builder_.node(open_.back());
          node.span.end = std::max(node.span.end, event.span.end);
          builder_.close();
        }
        open_.pop_back();
        break;
      case Op::text:
      case Op::attributes: builder_.text(event.text, event.span); break;
      case Op::code: {
        const NodeId id = builder_.code(event.text, event.span);
        if (event.attributes != 0) builder_.edit_attributes(id) = inlines.attributes[event.attributes];
        break;
      }
      case Op::formula: builder_.leaf(Element::formula, event.span, FormulaData{event.text, false}); break;
      case Op::soft_break:
        if (one_line) builder_.text(" ", event.span);
        else builder_.leaf(Element::soft_break, event.span);
        break;
      case Op::hard_break: builder_.leaf(Element::hard_break, event.span); break;
      case Op::image:
        builder_.leaf(Element::image, event.span, inlines.images[event.data], inlines.attributes[event.attributes]);
        break;
      case Op::note_reference: {
        Attributes attributes;
        attributes.values.emplace_back("label", event.text);
        builder_.leaf(Element::note_reference, event.span, NoteReferenceData{}, std::move(attributes));
        break;
      }
      case Op::none:
      case Op::comment:
      case Op::html: break;
    }
  }
}

NodeId Emitter::block(Element element, Span span, const Inlines& inlines, EventRange range, Payload payload,
                      Attributes attributes, bool one_line) {
  const NodeId id = builder_.open(element, span, std::move(payload), std::move(attributes));
  this->inlines(inlines, range, one_line);
  builder_.close();
  return id;
}

}  // namespace pamphlet::markdown
