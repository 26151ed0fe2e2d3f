// Where links lead: places on pages for "#id", addresses for the rest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doc/doc.h"
#include "pages/pages.h"
#include "pdf/haru.h"

namespace pamphlet::pdf {

/// Exactly one of the two is set.
struct LinkTarget {
  std::string uri;                  // 7-bit ASCII
  std::optional<PagePlace> place;
  NodeId node = kNoNode;            // what stands at the place
};

class Targets {
 public:
  Targets(const Document& document, const PageList& pages);

  /// Where a node begins on paper: its own anchor, the first one within it, or the last one before it.
  std::optional<PagePlace> place(NodeId node) const;
  /// The target of a link or note reference; nothing for other nodes, for addresses that are no web, mail or phone
  /// address, and for places that do not exist.
  std::optional<LinkTarget> target(NodeId node) const;
  /// What "#id" names; kNoNode for nothing.
  NodeId node_of(std::string_view target) const;
  /// Every id that has a place, sorted bytewise: the named destinations.
  const std::vector<std::pair<std::string_view, NodeId>>& ids() const { return ids_; }

 private:
  const Document& document_;
  const PageList& pages_;
  std::vector<Anchor> anchors_;  // by node
  std::vector<std::pair<std::string_view, NodeId>> ids_;
};

/// What a screen reader says about a link's area (ISO 14289-1 §7.18.5: Contents): its title, else its text, else where
/// it leads; "Note 3" for a note reference.
std::string link_description(const Document& document, NodeId node);

}  // namespace pamphlet::pdf
