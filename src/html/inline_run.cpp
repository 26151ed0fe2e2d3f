#include "html/inline_run.h"

#include <algorithm>

#include "html/formulas.h"

namespace pamphlet::html {

std::uint32_t InlineRun::keep(Attributes attributes) {
  if (attributes.empty()) return 0;
  attributes_.push_back(std::move(attributes));
  return static_cast<std::uint32_t>(attributes_.size() - 1);
}

void InlineRun::text(std::string_view words, Span span) {
  const auto begin = static_cast<std::uint32_t>(words_.size());
  for (const char c : words) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    if (space && (after_space_ || !in_line_)) continue;
    words_ += space ? ' ' : c;
    after_space_ = space;
    in_line_ = true;
  }
  const auto length = static_cast<std::uint32_t>(words_.size()) - begin;
  if (length == 0) return;
  Event& event = add(Op::text, Element::text, span);
  event.begin = begin;
  event.length = length;
}

void InlineRun::open(Element element, Span span, Attributes attributes, LinkData link) {
  open_.push_back(events_.size());
  Event& event = add(Op::open, element, span);
  event.attributes = keep(std::move(attributes));
  if (element != Element::link) return;
  event.data = static_cast<std::uint32_t>(links_.size());
  links_.push_back(std::move(link));
}

void InlineRun::close(Span span) {
  const Event& event = events_[open_.back()];
  if (event.op == Op::open) add(Op::close, event.element, {span.end, span.end});
  open_.pop_back();
}

// White space before a break or the end is none.
void InlineRun::trim(std::size_t before) {
  for (std::size_t at = before; at-- > 0;) {
    Event& event = events_[at];
    if (event.op == Op::open || event.op == Op::close || event.op == Op::none) continue;
    if (event.op != Op::text || words_[event.begin + event.length - 1] != ' ') return;
    if (--event.length > 0) return;
    event.op = Op::none;
  }
}

void InlineRun::line_break(Span span) {
  trim(events_.size());
  add(Op::line_break, Element::hard_break, span);
  in_line_ = after_space_ = false;
}

void InlineRun::new_line(Span span) {
  if (in_line_) line_break(span);
}

void InlineRun::code(std::string_view words, Span span, Attributes attributes) {
  if (words.empty()) return;
  Event& event = add(Op::code, Element::code, span);
  event.begin = static_cast<std::uint32_t>(words_.size());
  event.length = static_cast<std::uint32_t>(words.size());
  event.attributes = keep(std::move(attributes));
  words_ += words;
  in_line_ = true;
  after_space_ = false;
}

void InlineRun::reference(std::string_view label, Span span) {
  Event& event = add(Op::reference, Element::note_reference, span);
  event.begin = static_cast<std::uint32_t>(words_.size());
  event.length = static_cast<std::uint32_t>(label.size());
  words_ += label;
  in_line_ = true;
  after_space_ = false;
}

void InlineRun::image(ImageData data, Span span, Attributes attributes) {
  Event& event = add(Op::image, Element::image, span);
  event.attributes = keep(std::move(attributes));
  event.data = static_cast<std::uint32_t>(images_.size());
  images_.push_back(std::move(data));
  in_line_ = true;
  after_space_ = false;
}

bool InlineRun::shows() const {
  return std::any_of(events_.begin(), events_.end(), [](const Event& e) { return is_content(e.op); });
}

const ImageData* InlineRun::only_image() const {
  const ImageData* image = nullptr;
  for (const Event& e : events_) {
    const bool blank = e.op == Op::text && words_.find_first_not_of(' ', e.begin) >= e.begin + e.length;
    if (e.op == Op::none || blank) continue;
    if (e.op != Op::image || image != nullptr) return nullptr;
    image = &images_[e.data];
    image_at_ = e.attributes;
  }
  return image;
}

std::string InlineRun::anchor() const {
  for (const Event& e : events_) {
    if (e.op == Op::open && !attributes_[e.attributes].id.empty()) return attributes_[e.attributes].id;
  }
  return {};
}

Span InlineRun::span() const {
  Span whole{static_cast<std::uint32_t>(-1), 0};
  for (const Event& e : events_) {
    if (e.op == Op::none || e.op == Op::close) continue;
    whole.begin = std::min(whole.begin, e.span.begin);
    whole.end = std::max(whole.end, e.span.end);
  }
  return whole.begin > whole.end ? Span{} : whole;
}

// Breaks at both ends, emphasis on nothing: nobody sees them. Elements with an id are places to link to.
void InlineRun::settle() {
  trim(events_.size());
  for (Event& e : events_) {
    if (e.op == Op::line_break) e.op = Op::none;
    else if (is_content(e.op)) break;
  }
  for (std::size_t at = events_.size(); at-- > 0;) {
    if (events_[at].op == Op::line_break) events_[at].op = Op::none;
    else if (is_content(events_[at].op)) break;
  }
  std::vector<std::pair<std::size_t, bool>> open;  // event, whether it holds something
  for (std::size_t at = 0; at < events_.size(); ++at) {
    Event& e = events_[at];
    if (e.op == Op::open) {
      open.emplace_back(at, !attributes_[e.attributes].id.empty());
    } else if (e.op == Op::close) {
      const auto [begin, holds] = open.back();
      open.pop_back();
      if (!holds) events_[begin].op = e.op = Op::none;
      else if (!open.empty()) open.back().second = true;
    } else if (e.op != Op::none && !open.empty()) {
      open.back().second = true;
    }
  }
}

void InlineRun::write(DocumentBuilder& builder, Host& host) {
  for (std::size_t i = open_.size(); i > 0; --i) {
    if (events_[open_[i - 1]].op == Op::open) add(Op::close, events_[open_[i - 1]].element, {});
  }
  settle();
  std::vector<NodeId> nodes;  // kNoNode: too deep
  for (const Event& e : events_) {
    const std::string_view words = std::string_view(words_).substr(e.begin, e.length);
    switch (e.op) {
      case Op::none: break;
      case Op::open: {
        const bool fits = builder.depth() + 2 <= kMaxDepth || host.has_room(Element::table, e.span);
        Payload payload;
        if (e.element == Element::link) payload = links_[e.data];
        nodes.push_back(fits ? builder.open(e.element, e.span, std::move(payload), attributes_[e.attributes]) : kNoNode);
        break;
      }
      case Op::close:
        if (nodes.back() != kNoNode) builder.close();
        nodes.pop_back();
        break;
      case Op::text: write_formulas(builder, words, e.span); break;
      case Op::line_break: builder.leaf(Element::hard_break, e.span); break;
      case Op::code: {
        const NodeId id = builder.code(words, e.span);
        if (e.attributes != 0) builder.edit_attributes(id) = attributes_[e.attributes];
        break;
      }
      case Op::reference: builder.leaf(Element::note_reference, e.span, NoteReferenceData{}, Attributes{{}, {}, {}, {}, {{"label", std::string(words)}}}); break;
      case Op::image: builder.leaf(Element::image, e.span, images_[e.data], attributes_[e.attributes]); break;
    }
  }
}

void InlineRun::clear(bool carry) {
  InlineRun next;
  for (const std::size_t at : open_) {
    const Event& e = events_[at];
    if (!carry || e.op != Op::open) {
      next.open_.push_back(next.events_.size());
      next.add(Op::none, e.element, e.span);
      continue;
    }
    Attributes attributes = attributes_[e.attributes];
    attributes.id.clear();
    next.open(e.element, e.span, std::move(attributes), e.element == Element::link ? links_[e.data] : LinkData{});
  }
  *this = std::move(next);
}

}  // namespace pamphlet::html
