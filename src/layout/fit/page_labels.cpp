#include "layout/fit/page_labels.h"

#include <algorithm>

namespace pamphlet {
namespace {

bool by_node(const Anchor& a, const Anchor& b) { return a.node < b.node; }

const Anchor* find_anchor(const std::vector<Anchor>& anchors, NodeId node) {
  const auto found = std::lower_bound(anchors.begin(), anchors.end(), Anchor{node, 0, {}}, by_node);
  return found != anchors.end() && found->node == node ? &*found : nullptr;
}

/// A place without words of its own is where the next words are.
struct Place {
  NodeId leaf, target;
};

std::vector<Place> places_of(const Document& document, const std::vector<NodeId>& targets, const PageList& pages) {
  std::vector<Place> places;
  const auto size = static_cast<NodeId>(document.nodes.size());
  auto target = targets.rbegin();
  NodeId leaf = kNoNode;
  for (NodeId id = size; id-- > 0;) {
    const Element element = document[id].element;
    if ((element == Element::text && !document.text(id).empty()) || element == Element::code || element == Element::formula || element == Element::image) {
      leaf = id;
    }
    const bool wanted = target != targets.rend() && *target == id;
    if (wanted) ++target;
    const bool named = is_inline(element) && !document.attributes_of(id).id.empty();
    if ((wanted || named) && leaf != kNoNode && find_anchor(pages.anchors, id) == nullptr) places.push_back({leaf, id});
  }
  std::reverse(places.begin(), places.end());
  return places;
}

}  // namespace

std::vector<NodeId> page_targets(const Document& document) {
  std::vector<NodeId> targets;
  for (const Node& node : document.nodes) {
    const auto* data = std::get_if<PageReferenceData>(&node.payload);
    if (data != nullptr && data->target != kNoNode) targets.push_back(data->target);
  }
  std::sort(targets.begin(), targets.end());
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return targets;
}

void add_inline_anchors(const Document& document, const std::vector<NodeId>& targets, PageList& pages) {
  const std::vector<Place> places = places_of(document, targets, pages);
  if (places.empty()) return;
  std::vector<Anchor> found;
  std::vector<bool> done(places.size());
  for (std::uint32_t page = 0; page < pages.pages.size(); ++page) {
    for (const Item& item : pages.pages[page].items) {
      const auto* run = std::get_if<GlyphRun>(&item);
      const auto* image = std::get_if<ImageItem>(&item);
      if (run == nullptr && image == nullptr) continue;
      if ((run != nullptr ? run->role : image->role) != Role::content) continue;
      const NodeId leaf = run != nullptr ? run->node : image->node;
      auto at = std::lower_bound(places.begin(), places.end(), leaf, [](const Place& p, NodeId n) { return p.leaf < n; });
      for (; at != places.end() && at->leaf == leaf; ++at) {
        const auto index = static_cast<std::size_t>(at - places.begin());
        if (done[index]) break;  // those of one leaf are found together
        done[index] = true;
        found.push_back({at->target, page, run != nullptr ? run->origin.y - run->size : image->box.y});
      }
    }
  }
  std::sort(found.begin(), found.end(), by_node);
  const auto middle = static_cast<std::ptrdiff_t>(pages.anchors.size());
  pages.anchors.insert(pages.anchors.end(), found.begin(), found.end());
  std::inplace_merge(pages.anchors.begin(), pages.anchors.begin() + middle, pages.anchors.end(), by_node);
}

PageLabels labels_of(const std::vector<NodeId>& targets, const PageList& pages) {
  PageLabels labels;
  for (const NodeId target : targets) {
    // What is not on any page itself (a box without an anchor) is where the next place is.
    const auto at = std::lower_bound(pages.anchors.begin(), pages.anchors.end(), Anchor{target, 0, {}}, by_node);
    if (at != pages.anchors.end()) labels.by_target.emplace(target, pages.pages[at->page].label);
  }
  return labels;
}

}  // namespace pamphlet
