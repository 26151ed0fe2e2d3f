// The builder of an article's tree, in four files: what it must know before (page_survey.cpp), what each element is in it
// (page_element.cpp), Word's lists (word_lists.cpp), and the walk (page_tree.cpp). Private to the room.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/utf8.h"
#include "html/page_style.h"

namespace pamphlet::html {

struct Owned {
  std::shared_ptr<void> memory;
  std::deque<std::string> strings;
};

struct OpenList {
  std::uint32_t made = 0;  // in the new tree
  int level = 0;
  std::string_view tag, names;
};
struct ListItems {
  std::uint32_t last = 0;  // item, in the new tree
  std::int64_t next = 1;   // number of the next one
};

class ArticleBuilder {
 public:
  ArticleBuilder(const Tree& tree, const PageText& text, const std::vector<Fate>& fates, const PageMeta& meta, const StyleRules& rules, std::uint32_t title, const Report& report)
      : tree_(tree), text_(text), fates_(fates), meta_(meta), rules_(rules), title_(title), report_(report) {}
  Tree run();

 private:
  void survey();
  void find_notes();
  void title();
  void see_box(std::uint32_t id);
  bool title_has_marks() const;
  bool is_in_title(std::uint32_t id) const { return title_ != 0 && id > title_ && id < node(title_).end; }
  std::uint32_t note_block(std::uint32_t target) const;
  bool leads_back(std::uint32_t block, std::uint32_t reference) const;
  void walk(std::uint32_t begin, std::uint32_t end);
  std::uint32_t enter(std::uint32_t id);
  std::uint32_t element(std::uint32_t id);
  bool word_item(std::uint32_t id);
  bool is_data_table(std::uint32_t table) const;
  bool is_permalink(std::uint32_t id) const;
  bool is_picture_link(std::uint32_t id) const;
  bool is_caption_box(std::uint32_t id) const;
  const ElementInfo* made_of(std::uint32_t id) const;
  std::uint32_t list(std::uint32_t id, const ElementInfo& info);
  void link(std::uint32_t id);
  void words(std::uint32_t id, std::uint32_t parent);
  bool separates_nothing(std::uint32_t id) const;
  bool is_sign(std::uint32_t id) const;
  bool is_sections(std::uint32_t id) const;
  std::uint32_t take_whole(std::uint32_t id, std::uint32_t parent);
  void attributes(std::uint32_t id, std::uint32_t made, const ElementInfo& info);
  std::uint32_t paragraph_gap(std::uint32_t id, std::uint32_t parent);
  void image(std::uint32_t id);
  std::uint32_t add(std::uint32_t parent, std::uint32_t id, const ElementInfo& info);
  void keep(std::uint32_t id, std::initializer_list<std::string_view> names);
  void give(std::string_view name, std::string value);
  bool keep_language(std::uint32_t id);
  void end_lists(std::uint32_t parent);
  const Node& node(std::uint32_t id) const { return tree_[id]; }
  Role role(std::uint32_t id) const { return node(id).kind == Node::Kind::element ? node(id).info->role : Role::unknown; }
  const Measure& measure(std::uint32_t id) const { return text_.measures[id]; }

  const Tree& tree_;
  const PageText& text_;
  const std::vector<Fate>& fates_;
  const PageMeta& meta_;
  const StyleRules& rules_;
  const std::uint32_t title_;                // the node that shows it; 0: none
  const Report& report_;
  Tree out_;
  std::shared_ptr<Owned> owned_;
  std::vector<std::uint32_t> made_;          // old node → the new one that its children go into
  std::vector<std::uint32_t> table_;         // the nearest table, 0: none
  std::vector<bool> places_;                 // tables that only place things
  std::unordered_set<std::string> targets_;  // ids that links lead to
  std::map<std::uint32_t, std::vector<OpenList>> lists_;  // by the new parent: lists that may go on
  std::unordered_map<std::uint32_t, ListItems> items_;    // by the new list
  std::unordered_map<std::string, std::uint32_t> ids_;        // the first node with an id
  std::vector<std::uint32_t> references_;                     // links to other places of the page
  std::map<std::uint32_t, std::uint32_t> cites_;              // reference → its note's block
  std::map<std::uint32_t, std::string> notes_;                // a note's block → its label
  std::unordered_set<std::string> ways_back_;                 // ids of references
  std::unordered_map<std::uint32_t, std::size_t> cut_;        // texts whose first bytes are the marker of their item
  int shift_ = 0;                            // of headings
  std::uint32_t last_content_ = 0;           // the last node of the text, notes apart, that shows
  bool begun_ = false;                       // something was written; in a note: of it
  LostLooks lost_looks_;
  std::size_t lost_links_ = 0, lost_boxes_ = 0;
  Span first_lost_, first_box_;
};

}  // namespace pamphlet::html
