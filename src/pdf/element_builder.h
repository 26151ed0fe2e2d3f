// The walk that makes elements of nodes, private to element_tree.cpp and element_groups.cpp.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/element_tree.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {

class ElementBuilder {
 public:
  ElementBuilder(const Document& document, std::span<const std::uint8_t> uses, bool footnotes, PdfStandard standard)
      : document_(document),
        uses_(uses),
        footnotes_(footnotes),
        ua2_(standard == PdfStandard::ua_2),
        children_(document.nodes.size(), 0),
        lang_(document.nodes.size()) {
    tree_.own.assign(document.nodes.size(), 0);
    tree_.label.assign(document.nodes.size(), 0);
  }

  ElementTree run() {
    for (NodeId node = 0; node < document_.nodes.size(); ++node) visit(node);
    if (ua2_) refer_to_notes();
    return std::move(tree_);
  }

 private:
  /// A table or definition list that is being walked: its children are regrouped into elements that are no nodes.
  struct Group {
    NodeId end = 0;
    std::uint32_t element = kNoElement;  // Table or L
    std::uint32_t current = kNoElement;  // THead, TBody or LI
    bool head = false;                   // current is THead; or the last child was a term
    bool sections = false;               // the table has both head and body
    std::vector<EmptySlots> empty{};     // of a table, by row
    std::vector<CellHeads> cells{};      // those that name their heads
    std::vector<NodeId> heads{};         // those that are named
    std::size_t next_empty = 0, next_cell = 0;
  };

  bool has(NodeId node, unsigned bits) const { return (uses_[node] & bits) != 0; }

  std::uint32_t create(std::string_view type, std::uint32_t parent, NodeId node) {
    const auto index = static_cast<std::uint32_t>(tree_.elements.size());
    tree_.elements.push_back({.type = type, .parent = parent, .node = node});
    const std::string_view lang = node < lang_.size() ? lang_[node] : std::string_view();
    element_lang_.push_back(lang.empty() && parent != kNoElement ? element_lang_[parent] : lang);
    if (parent != kNoElement && element_lang_[index] != element_lang_[parent]) detail(index).lang = element_lang_[index];
    return index;
  }

  TagDetails& detail(std::uint32_t element) {
    std::uint32_t& index = tree_.elements[element].details;
    if (index == 0) {
      index = static_cast<std::uint32_t>(tree_.details.size());
      tree_.details.emplace_back();
    }
    return tree_.details[index];
  }

  /// An element for the node that holds all of it.
  std::uint32_t element(NodeId node, std::string_view type) {
    const std::uint32_t index = create(type, children_[node], node);
    const std::string& dir = document_.attributes_of(node).dir;
    if (!dir.empty()) detail(index).writing_mode = dir == "rtl" ? "RlTb" : "LrTb";
    hold(node, index);
    return index;
  }

  void hold(NodeId node, std::uint32_t index) { children_[node] = tree_.own[node] = tree_.label[node] = index; }

  /// An element for a node that only holds blocks: text of its own (a callout's "Warning") becomes a paragraph.
  void flow(NodeId node, std::string_view type) {
    const std::uint32_t index = element(node, type);
    if (has(node, use::content | use::label)) tree_.own[node] = tree_.label[node] = create("P", index, node);
  }

  /// What is told in words to those who do not see it (ISO 14289-1 §7.3, §7.7).
  void described(NodeId node, std::string_view type, std::string words, bool block) {
    const std::uint32_t index = element(node, type);
    detail(index).alt = std::move(words);
    detail(index).placement = block ? "Block" : "Inline";
  }

  bool other_language(NodeId node) const { return lang_[node] != element_lang_[children_[node]]; }

  /// Whether the node is within an element of one of these types.
  bool is_within(NodeId node, std::initializer_list<std::string_view> types) const {
    for (std::uint32_t at = children_[document_[node].parent]; at != kNoElement; at = tree_.elements[at].parent) {
      if (std::find(types.begin(), types.end(), tree_.elements[at].type) != types.end()) return true;
    }
    return false;
  }
  /// Emphasis and the like say nothing that a structure type of PDF 1.7 could: only another language needs an element.
  void phrase(NodeId node) {
    if (other_language(node)) element(node, "Span");
  }
  void stressed(NodeId node, std::string_view type) { ua2_ ? void(element(node, type)) : phrase(node); }
  /// 10 to the power of 9 must not be read as 109: the characters of that height say what the size of a digit does not.
  void raised(NodeId node) {
    const std::string words = raised_words(document_, node);
    words.empty() ? phrase(node) : void(detail(element(node, "Span")).actual_text = words);
  }
  void abbreviation(NodeId node) {
    const std::string_view words = expansion(document_, node);
    words.empty() ? phrase(node) : void(detail(element(node, "Span")).expansion = words);
  }

  void visit(NodeId node);
  void shown(NodeId node);
  void visit_table_part(NodeId node);
  void heading(NodeId node, int level);
  void paragraph(NodeId node);
  void list(NodeId node);
  void item(NodeId node);
  void definition(NodeId node);
  void definition_list(NodeId node);
  void title(NodeId node);
  void chapter(NodeId heading);
  void aside(NodeId node);
  void quotation(NodeId node);
  void refer_to_notes();
  void link(NodeId node);
  void page_reference(NodeId node);
  void figure(NodeId node);
  void image(NodeId node);
  void note(NodeId node);
  void reference(NodeId node);
  void table(NodeId node);
  void row(NodeId node, Group& table);
  void cell(NodeId node, Group& table);

  const Document& document_;
  std::span<const std::uint8_t> uses_;
  const bool footnotes_, ua2_;
  /// Where a note hangs that stands at the foot: behind the node `after`.
  struct NotePlace {
    std::uint32_t parent = kNoElement;
    NodeId after = kNoNode;
  };
  std::map<NodeId, NotePlace> note_places_;
  ElementTree tree_;
  std::vector<std::uint32_t> children_;           // by node: the element that its children hang under
  std::vector<std::string_view> lang_;            // by node
  std::vector<std::string_view> element_lang_;    // by element
  std::vector<Group> groups_;
  int last_level_ = 0;
  std::vector<std::pair<int, std::uint32_t>> parts_;              // of a book: the open chapter and its sections, by level
  std::map<NodeId, std::vector<std::uint32_t>> citations_;        // by note: what refers to it
  std::map<NodeId, std::uint32_t> notes_;                         // and its own element
  bool has_title_ = false;
};

}  // namespace pamphlet::pdf
