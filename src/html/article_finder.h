// The finder of a page's article, in two files: where it is (main_content.cpp), and what within is not of it
// (clean_article.cpp). Private to the room.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "html/title.h"

namespace pamphlet::html {

constexpr std::uint32_t kShortLine = 60;   // a label, a byline, a button; longer ones are sentences
constexpr std::uint32_t kManyNodes = 2000; // no line of a page is made of more
constexpr std::uint32_t kLongWords = 1000; // bytes of a block that are looked at for phrases

class Finder {
 public:
  Finder(const Tree& tree, const PageText& text, const PageMeta& meta) : tree_(tree), text_(text), meta_(meta) {}
  PageParts run();

 private:
  void find_panels();
  bool is_panel(std::uint32_t id) const;
  void doubt_signs();
  void leave_out_by_sign();
  bool looks_like(std::uint32_t id, Fate fate) const;
  void choose_body();
  void keep_body();
  void keep_lead();
  void keep_rest();
  void keep_behind();
  bool is_cards(std::uint32_t id) const;
  bool is_teasers(std::uint32_t id) const;
  void find_subtitle();
  void clean_head();
  void clean_body();
  Fate fate_of_line(std::uint32_t id, bool behind) const;
  bool is_link_list(std::uint32_t id) const;
  bool says_headings_only(std::uint32_t tabs) const;
  bool leads_away(std::uint32_t id) const;
  bool is_byline(std::uint32_t id) const;
  void take_byline(std::uint32_t id);
  void clean_headings();
  void find_reviewer();
  void settle();
  bool is_leaf(std::uint32_t id) const;
  void keep(std::uint32_t id) { std::fill(kept_.begin() + id, kept_.begin() + node(id).end, true); }
  bool leave(std::uint32_t id, Fate fate) {
    parts_.fates[id] = fate;
    return true;
  }
  const Measure& measure(std::uint32_t id) const { return text_.measures[id]; }
  const Node& node(std::uint32_t id) const { return tree_[id]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(tree_.nodes.size()); }
  std::uint64_t weight(std::uint32_t id) const {
    const Measure& m = measure(id);
    return std::uint64_t{m.prose} * 4 + (m.length - std::min(m.length, m.linked + m.prose));
  }
  bool holds(std::uint32_t outer, std::uint32_t inner) const { return inner >= outer && inner < node(outer).end; }

  const Tree& tree_;
  const PageText& text_;
  const PageMeta& meta_;
  PageParts parts_;
  std::vector<Sign> signs_;
  std::unordered_set<std::string> panels_;  // ids of what something on the page opens
  bool has_short_links_ = false;       // relative ones
  bool framed_ = false;                // the frame of a site is around it
  bool authored_ = false;              // all in the body is its author's: nothing is left out for its form
  std::vector<bool> kept_;             // leaves that are of the article, before anything is left out
  std::uint32_t body_ = 0;             // the node that holds the article's text
  std::uint32_t landmark_ = 0;         // the nearest node above it that says that it is the article
  std::uint32_t first_prose_ = 0, last_prose_ = 0;
};

}  // namespace pamphlet::html
