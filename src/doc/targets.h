// Ids and what may be meant by them, private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "doc/doc.h"

namespace pamphlet::resolving {

/// Gives out ids that are not taken yet: name, name-2, name-3 … in amortised constant time.
class IdSet {
 public:
  bool add(const std::string& id) { return used_.insert(id).second; }
  std::string unique(const std::string& wanted) {
    if (add(wanted)) return wanted;
    std::uint32_t& next = next_[wanted];
    if (next == 0) next = 2;
    for (;; ++next) {
      std::string id = wanted + '-' + std::to_string(next);
      if (add(id)) return id;
    }
  }

 private:
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, std::uint32_t> next_;
};

/// The ids of a document, under every spelling that a link may use.
struct Targets {
  std::unordered_map<std::string, std::string> exact, folded, slugs;
  std::string title;

  explicit Targets(const Document& document);
  /// As written; else without regard to case; else as other Markdown programs spell the id of a heading. Empty: none.
  std::string find(const std::string& wanted) const;
};

}  // namespace pamphlet::resolving
