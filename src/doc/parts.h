// What add_parts() finds in a document before it makes anything, private to the room.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::resolving {

/// A line of the contents or of a list.
struct PartsEntry {
  NodeId target = kNoNode;
  int depth = 1;
  std::string number, title;  // "1.2"; for a figure "Figure 3"
};

/// A word of the index, and where it is spoken of.
struct IndexEntry {
  std::string words, letter;
  std::vector<NodeId> places;
};

struct PartsPlan {
  int outermost = 2;                                     // the level of headings that contents begin with
  bool contents = false;
  std::vector<PartsEntry> headings, figures, tables;     // in document order, of the levels that contents show
  std::unordered_map<NodeId, std::string> numbers;       // of headings and captions, as they show it; looked up only
  std::unordered_map<NodeId, std::string> ids;           // given to places that had none; looked up only
  std::unordered_map<std::string, NodeId> places;        // by id; looked up only
  std::vector<IndexEntry> index;                         // in the order of the language
  std::string contents_id, figures_id, tables_id, index_id;
};

PartsPlan plan_parts(const Document& document, const PartsOptions& options);

/// "3 Fever" or "Figure 3": what a cross-reference without words says about its target.
std::string reference_words(const Document& document, const PartsPlan& plan, NodeId target);

}  // namespace pamphlet::resolving
