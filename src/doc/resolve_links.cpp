#include <fmt/core.h>

#include <optional>

#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"
#include "doc/targets.h"

namespace pamphlet::resolving {
namespace {

Attributes& edit_attributes(Document& document, Node& node) {
  if (node.attributes == 0) {
    node.attributes = static_cast<std::uint32_t>(document.attributes.size());
    document.attributes.emplace_back();
  }
  return document.attributes[node.attributes];
}

}  // namespace

void settle_ids(Document& document, Diagnostics& diagnostics) {
  IdSet ids;
  // What the author chose goes first, wherever it stands: a heading that happens to make the same id must give way.
  for (Node& node : document.nodes) {
    std::string& id = document.attributes[node.attributes].id;
    if (id.empty()) continue;
    const std::string wanted = is_ncname(id) ? id : slug(id, "");
    std::string given = ids.unique(wanted);
    if (given != wanted) {
      diagnostics.report(code::id_duplicate, *document.source, node.span,
                         fmt::format("the id \"{}\" is taken; this place is called \"{}\"", id, given),
                         "give each place an id of its own");
    }
    id = std::move(given);
  }
  for (NodeId at = 0; at < document.nodes.size(); ++at) {
    const Element element = document[at].element;
    if (!has_trait(element, Trait::titles)) continue;
    if (!document.attributes_of(at).id.empty()) continue;
    std::string id = ids.unique(slug(document.plain_text(at), document.lang(at)));
    edit_attributes(document, document.nodes[at]).id = std::move(id);
  }
}

void settle_links(Document& document, Diagnostics& diagnostics) {
  std::optional<Targets> targets;  // most articles have no such link
  for (Node& node : document.nodes) {
    if (node.element != Element::link) continue;
    auto& link = std::get<LinkData>(node.payload);
    if (!link.target.starts_with('#')) continue;
    if (!targets) targets.emplace(document);
    const std::string id = targets->find(link.target.substr(1));
    if (!id.empty()) {
      link.target = '#' + id;
      continue;
    }
    diagnostics.report(code::link_target_missing, *document.source, node.span,
                       fmt::format("the article has no place called \"{}\"; the link became plain text", link.target),
                       "link to the id of a heading: its words in lower case, with hyphens for spaces");
    const bool empty = node.end == static_cast<NodeId>(&node - document.nodes.data()) + 1;
    node.element = empty ? Element::text : Element::span;
    node.payload = std::monostate();
    if (!empty) continue;
    // It would have got its words from the place: now what was written stands there.
    const std::string_view written = std::string_view(document.source->text).substr(node.span.begin, node.span.end - node.span.begin);
    const auto begin = static_cast<std::uint32_t>(document.text_pool.size());
    document.text_pool += written.empty() ? std::string_view("?") : written;
    node.payload = TextData{begin, static_cast<std::uint32_t>(document.text_pool.size()) - begin};
    node.attributes = 0;
  }
}

}  // namespace pamphlet::resolving
