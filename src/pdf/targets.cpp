#include "pdf/targets.h"

#include <algorithm>

#include "base/ascii.h"

namespace pamphlet::pdf {
namespace {

// A longer address is an attack or a data: URL; PDF/A-2 allows strings of 32767 bytes (ISO 19005-2 §6.1.13).
constexpr std::size_t kMaxUriBytes = 32000;

bool has_allowed_scheme(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos) return false;
  std::string scheme(uri.substr(0, colon));
  for (char& c : scheme) {
    c = ascii_lower(c);
  }
  return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
}

}  // namespace

Targets::Targets(const Document& document, const PageList& pages) : document_(document), pages_(pages), anchors_(pages.anchors) {
  std::erase_if(anchors_, [&](const Anchor& a) { return a.page >= pages.pages.size() || a.node >= document.nodes.size(); });
  const auto by_node = [](const Anchor& a, const Anchor& b) { return a.node < b.node; };
  if (!std::is_sorted(anchors_.begin(), anchors_.end(), by_node)) std::stable_sort(anchors_.begin(), anchors_.end(), by_node);
  for (NodeId node = 0; node < document.nodes.size(); ++node) {
    if (document.nodes[node].attributes == 0) continue;
    const std::string& id = document.attributes_of(node).id;
    if (!id.empty() && place(node)) ids_.emplace_back(id, node);
  }
  std::stable_sort(ids_.begin(), ids_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  ids_.erase(std::unique(ids_.begin(), ids_.end(), same), ids_.end());
}

std::optional<PagePlace> Targets::place(NodeId node) const {
  if (anchors_.empty() || node >= document_.nodes.size()) return std::nullopt;
  auto found = std::lower_bound(anchors_.begin(), anchors_.end(), node, [](const Anchor& a, NodeId n) { return a.node < n; });
  const bool within = found != anchors_.end() && found->node < document_.nodes[node].end;
  if (!within && found != anchors_.begin()) --found;
  if (found == anchors_.end()) return std::nullopt;
  return PagePlace{found->page, pages_.pages[found->page].height - found->y};
}

std::optional<LinkTarget> Targets::target(NodeId node) const {
  if (node >= document_.nodes.size()) return std::nullopt;
  if (const auto* reference = std::get_if<NoteReferenceData>(&document_.nodes[node].payload)) {
    const auto where = reference->note == kNoNode ? std::nullopt : place(reference->note);
    return where ? std::optional(LinkTarget{{}, where, reference->note}) : std::nullopt;
  }
  if (const auto* reference = std::get_if<PageReferenceData>(&document_.nodes[node].payload)) {
    const auto where = reference->target == kNoNode ? std::nullopt : place(reference->target);
    return where ? std::optional(LinkTarget{{}, where, reference->target}) : std::nullopt;
  }
  const auto* link = std::get_if<LinkData>(&document_.nodes[node].payload);
  if (link == nullptr || link->target.empty()) return std::nullopt;
  if (link->target.front() != '#') {
    std::string uri = has_allowed_scheme(link->target) ? ascii_uri(link->target) : std::string();
    if (uri.empty() || uri.size() > kMaxUriBytes) return std::nullopt;
    return LinkTarget{std::move(uri), std::nullopt};
  }
  const NodeId named = node_of(link->target);
  if (named == kNoNode) return std::nullopt;
  return LinkTarget{{}, place(named), named};
}

NodeId Targets::node_of(std::string_view target) const {
  if (!target.starts_with('#')) return kNoNode;
  const std::string_view id = target.substr(1);
  const auto found = std::lower_bound(ids_.begin(), ids_.end(), id, [](const auto& entry, std::string_view key) { return entry.first < key; });
  return found == ids_.end() || found->first != id ? kNoNode : found->second;
}

std::string link_description(const Document& document, NodeId node) {
  if (const auto* reference = std::get_if<NoteReferenceData>(&document.nodes[node].payload)) {
    return std::string(term("note", document.lang(node))) + " " + std::to_string(reference->number);
  }
  if (std::holds_alternative<PageReferenceData>(document.nodes[node].payload)) {
    return document.plain_text(document.nodes[node].parent);  // the entry of the index
  }
  const auto& link = document.data<LinkData>(node);
  if (!link.title.empty()) return link.title;
  std::string text = document.plain_text(node);
  return text.empty() ? link.target.str() : text;
}

}  // namespace pamphlet::pdf
