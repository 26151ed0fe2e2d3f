// Which part of the article goes into which file, and what every target is called there.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::epub {

/// One XHTML file: consecutive children of the document.
struct Part {
  std::string path;          // "text/part-001.xhtml", from the package document
  NodeId begin = 0, end = 0; // nodes
  NodeId heading = kNoNode;  // the heading that opens it; none: the opening part
  std::string title;         // never empty
  std::string lang, dir;     // what html says; blocks of other languages say so themselves
};

/// An entry of the contents; entries stand in reading order.
struct TocEntry {
  int depth = 1;  // 1 to 3, no level skipped
  std::string label, href;  // from the package document
  std::string lang, dir;    // of the label
};

/// Whether the node is the contents, for which the package has a file of its own.
bool is_shown_by_nav(const Document& document, NodeId node);

class Plan {
 public:
  Plan(const Document& document, int split_level);

  const std::vector<Part>& parts() const { return parts_; }
  /// Whether there is more than one file, and not only because it would be too long: then the contents are a page of their own.
  bool is_book() const { return parts_.size() > 1 && !split_by_size_; }
  const std::vector<TocEntry>& contents() const { return contents_; }
  /// The first box that says whom to call; without a href where there is none.
  const TocEntry& help() const { return help_; }
  const Part& part_of(NodeId node) const;
  /// The id attribute of a node, or empty. Ids are ASCII XML names, each used once in the whole package: the author's
  /// own, in Latin letters where they are of another script, else what the node is with its number among its kind.
  std::string_view id(NodeId node) const;
  /// The references to a note, in reading order. Each has an id.
  const std::vector<NodeId>& references(NodeId note) const;
  /// How to link to a node from a file of another or the same part: "#id" or "part-002.xhtml#id".
  std::string href(NodeId target, const Part& from) const;
  /// The node that the author calls `id`, or kNoNode.
  NodeId find(std::string_view id) const;
  /// The article's title; never empty.
  const std::string& title() const { return title_; }

 private:
  void split(const Document& document, int split_level);
  void name_targets(const Document& document);
  std::string unused(std::string base);
  void collect_contents(const Document& document);
  void add_part(const Document& document, NodeId begin, NodeId heading);

  std::vector<Part> parts_;
  bool split_by_size_ = false;
  std::vector<TocEntry> contents_;
  TocEntry help_;
  std::string title_;
  std::unordered_map<std::string, int> used_;              // ids, and the last number that each was given with
  std::unordered_map<NodeId, std::string> ids_;            // looked up only, never walked
  std::unordered_map<std::string, NodeId> authors_ids_;    // likewise
  std::unordered_map<NodeId, std::vector<NodeId>> references_;
};

}  // namespace pamphlet::epub
