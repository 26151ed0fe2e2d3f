#include <algorithm>
#include <utility>

#include "doc/doc.h"
#include "math/math.h"

namespace pamphlet {

std::string_view Document::lang(NodeId id) const {
  for (NodeId at = id; at != kNoNode; at = nodes[at].parent) {
    const std::string& own = attributes[nodes[at].attributes].lang;
    if (!own.empty()) return own;
  }
  return meta.lang.value.empty() ? std::string_view("en") : std::string_view(meta.lang.value);
}

std::string Document::plain_text(NodeId id) const {
  std::string out;
  // A space between blocks and for breaks, but never two in a row and none at the ends.
  bool space = false;
  const auto append = [&](std::string_view text) {
    if (text.empty()) return;
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text;
  };
  for (NodeId at = id; at < nodes[id].end; ++at) {
    const Node& node = nodes[at];
    if (std::holds_alternative<TextData>(node.payload)) {
      append(text(at));
    } else if (const auto* image = std::get_if<ImageData>(&node.payload)) {
      append(image->alt);
    } else if (const auto* formula = std::get_if<FormulaData>(&node.payload)) {
      const auto parsed = math::parse(formula->tex.str());
      const auto* tree = std::get_if<math::Formula>(&parsed);
      append(tree != nullptr ? math::plain(*tree) : formula->tex.str());
    } else if (const auto* page = std::get_if<PageReferenceData>(&node.payload)) {
      if (page->form == PageForm::words) append(page->fallback);
    } else if (!is_inline(node.element) || node.element == Element::soft_break || node.element == Element::hard_break) {
      space = true;
    }
  }
  return out;
}

std::string formula_words(const Document& document, NodeId formula) {
  const std::string& tex = document.data<FormulaData>(formula).tex;
  const auto parsed = math::parse(tex);
  const auto* tree = std::get_if<math::Formula>(&parsed);
  std::string words = tree != nullptr ? math::spoken(*tree, document.lang(formula)) : tex;
  return words.empty() ? tex : words;
}

DocumentBuilder::DocumentBuilder(const Source& source) {
  document_.source = &source;
  open(Element::document, {0, static_cast<std::uint32_t>(source.text.size())});
}

NodeId DocumentBuilder::open(Element element, Span span, Payload payload, Attributes attributes) {
  const auto id = static_cast<NodeId>(document_.nodes.size());
  Node node;
  node.element = element;
  node.parent = open_.empty() ? kNoNode : open_.back();
  node.end = id + 1;
  node.span = span;
  node.payload = std::move(payload);
  if (!attributes.empty()) {
    node.attributes = static_cast<std::uint32_t>(document_.attributes.size());
    document_.attributes.push_back(std::move(attributes));
  }
  document_.nodes.push_back(std::move(node));
  open_.push_back(id);
  return id;
}

void DocumentBuilder::close() {
  if (open_.size() <= 1) return;  // only finish() closes the document
  document_.nodes[open_.back()].end = static_cast<NodeId>(document_.nodes.size());
  open_.pop_back();
}

NodeId DocumentBuilder::leaf(Element element, Span span, Payload payload, Attributes attributes) {
  const NodeId id = open(element, span, std::move(payload), std::move(attributes));
  close();
  return id;
}

NodeId DocumentBuilder::text(std::string_view utf8, Span span) {
  if (utf8.empty()) return kNoNode;
  std::string& pool = document_.text_pool;
  Node& last = document_.nodes.back();
  if (last.element == Element::text && last.parent == open_.back() && last.attributes == 0) {
    auto& data = std::get<TextData>(last.payload);
    if (std::size_t{data.begin} + data.length == pool.size()) {
      data.length += static_cast<std::uint32_t>(utf8.size());
      pool += utf8;
      last.span.begin = std::min(last.span.begin, span.begin);
      last.span.end = std::max(last.span.end, span.end);
      return static_cast<NodeId>(document_.nodes.size() - 1);
    }
  }
  const TextData data{static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(utf8.size())};
  pool += utf8;
  return leaf(Element::text, span, data);
}

NodeId DocumentBuilder::code(std::string_view utf8, Span span) {
  std::string& pool = document_.text_pool;
  const TextData data{static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(utf8.size())};
  pool += utf8;
  return leaf(Element::code, span, data);
}

Attributes& DocumentBuilder::edit_attributes(NodeId id) {
  Node& node = document_.nodes[id];
  if (node.attributes == 0) {
    node.attributes = static_cast<std::uint32_t>(document_.attributes.size());
    document_.attributes.emplace_back();
  }
  return document_.attributes[node.attributes];
}

NodeId DocumentBuilder::copy(const Document& from, NodeId root) {
  if (from.nodes[root].element == Element::text && from.nodes[root].attributes == 0) {
    return text(from.text(root), from.nodes[root].span);
  }
  const auto first = static_cast<NodeId>(document_.nodes.size());
  for (NodeId at = root; at < from.nodes[root].end; ++at) {
    Node node = from.nodes[at];
    node.parent = at == root ? open_.back() : node.parent - root + first;
    node.end = node.end - root + first;
    if (node.attributes != 0) {
      const Attributes& attributes = from.attributes[node.attributes];
      node.attributes = static_cast<std::uint32_t>(document_.attributes.size());
      document_.attributes.push_back(attributes);
    }
    if (auto* data = std::get_if<TextData>(&node.payload)) {
      const std::string_view words = from.text(at);
      data->begin = static_cast<std::uint32_t>(document_.text_pool.size());
      document_.text_pool += words;
    } else if (auto* reference = std::get_if<NoteReferenceData>(&node.payload)) {
      const NodeId note = reference->note;
      const bool inside = note != kNoNode && note >= root && note < from.nodes[root].end;
      reference->note = inside ? note - root + first : kNoNode;
    }
    document_.nodes.push_back(std::move(node));
  }
  return first;
}

Document DocumentBuilder::finish() {
  while (open_.size() > 1)
    close();
  document_.nodes[0].end = static_cast<NodeId>(document_.nodes.size());
  return std::move(document_);
}

}  // namespace pamphlet
