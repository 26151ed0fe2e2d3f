// Copying a tree node by node, with changes, private to the room.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::resolving {

/// Opens and closes copies of one document's nodes in another one. `at(id)` must be called for every node, in document
/// order; it closes what ended before.
class Copier {
 public:
  Copier(DocumentBuilder& out, const Document& from, std::uint32_t shift = 0) : out_(out), from_(from), shift_(shift) {}

  Span moved(Span span) const {
    return span == Span{} ? span : Span{span.begin + shift_, span.end + shift_};
  }

  /// Closes the copies of nodes that end before `id`.
  void at(NodeId id) {
    for (; !ends_.empty() && ends_.back() <= id; ends_.pop_back()) out_.close();
  }

  /// Copies the node itself; what is copied next, up to its end, is inside it.
  NodeId open(NodeId id, Element element, Payload payload, Attributes attributes) {
    const Node& node = from_[id];
    if (std::holds_alternative<TextData>(node.payload)) {
      const bool code = element == Element::code;
      const NodeId made = code ? out_.code(from_.text(id), moved(node.span)) : out_.text(from_.text(id), moved(node.span));
      if (made != kNoNode && !attributes.empty()) out_.edit_attributes(made) = std::move(attributes);
      return made;
    }
    const NodeId made = out_.open(element, moved(node.span), std::move(payload), std::move(attributes));
    ends_.push_back(node.end);
    return made;
  }

  std::size_t depth() const { return ends_.size(); }
  /// Closes what was opened since depth() was `depth`, though it may not have ended.
  void close_to(std::size_t depth) {
    for (; ends_.size() > depth; ends_.pop_back()) out_.close();
  }

  void close_all() { at(static_cast<NodeId>(from_.nodes.size())); }

 private:
  DocumentBuilder& out_;
  const Document& from_;
  std::uint32_t shift_;
  std::vector<NodeId> ends_;
};

/// A text that is copied in pieces, with something made of the words between them. Nodes are at the words' own places where
/// the text stands in the source as it is, else at the text's.
class TextPieces {
 public:
  TextPieces(DocumentBuilder& out, const Document& from, NodeId id) : words(from.text(id)), out_(out), from_(from), id_(id) {}

  Span place(std::size_t begin, std::size_t end) const {
    const Span span = from_[id_].span;
    if (span.end - span.begin != words.size()) return span;
    return {span.begin + static_cast<std::uint32_t>(begin), span.begin + static_cast<std::uint32_t>(end)};
  }

  /// Copies the words before `begin`; those up to `end` are the caller's.
  void leave_out(std::size_t begin, std::size_t end) {
    out_.text(words.substr(done_, begin - done_), place(done_, begin));
    done_ = end;
  }

  /// Copies the rest. A text of which nothing was left out keeps its attributes.
  void finish() {
    const NodeId made = out_.text(words.substr(done_), place(done_, words.size()));
    if (done_ == 0 && made != kNoNode && from_[id_].attributes != 0) out_.edit_attributes(made) = from_.attributes_of(id_);
  }

  const std::string_view words;

 private:
  DocumentBuilder& out_;
  const Document& from_;
  NodeId id_;
  std::size_t done_ = 0;
};

}  // namespace pamphlet::resolving
