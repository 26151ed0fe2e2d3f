// What the styles of a page say about its words. Private to the room.
#pragma once

#include <array>
#include <map>
#include <string>

#include "html/page.h"

namespace pamphlet::html {

/// What an element's style makes of its words, as elements that say it, and what no element says.
struct Look {
  std::array<std::string_view, 6> tags{};      // "b", "i", "sup" or "sub", "s", "u", "mark"
  bool plain_weight = false, plain_slant = false;  // said to be neither bold nor slanted
  bool capitals = false, small_capitals = false;
  std::uint32_t colour = 0;  // not 0: one that is no grey
  int size = 0;              // tenths of a CSS pixel, or below zero per cent of the text around; 0: not said
};
/// Rules for single classes, by the class.
using StyleRules = std::map<std::string, Look, std::less<>>;

/// The rules of a style sheet whose class names a writing tool has made up ("c12"), as Google's documents have; others are
/// about the page.
StyleRules made_up_rules(std::string_view page);
Look look_of(const Tree& tree, std::uint32_t id, const StyleRules& rules);

/// What of the looks of an article's words no element says: gathered on the walk, said once for each kind.
class LostLooks {
 public:
  void text(std::uint32_t length) { total_ += length; }
  /// `measure`: of the element whose look it is.
  void element(const Tree& tree, std::uint32_t id, const Look& look, const Measure& measure);
  void report(const Tree& tree, const Report& report) const;

 private:
  enum class Kind : unsigned char { capitals, small_capitals, colour, size };
  struct Place {
    Kind kind;
    std::uint32_t node, value;
  };
  std::vector<Place> places_;
  std::map<std::uint32_t, std::uint64_t> colours_, sizes_;  // characters
  std::uint64_t total_ = 0;
};

/// Whether a word of class or id is `word`.
bool has_name_word(const Tree& tree, std::uint32_t id, std::string_view word);
/// The kind of callout that the page's box is by its names and its sign ("note", "warning" …); empty: it is none.
std::string_view box_kind(const Tree& tree, std::uint32_t id);
/// The kind that a sign at the head of a box stands for; empty: none.
std::string_view kind_of_sign(std::string_view words);
/// The box of a list's item before its words: whether it is ticked; nothing when there is none.
std::optional<bool> task_of(const Tree& tree, std::uint32_t item);
/// The depth that a class says, from 0 ("lst-kix_abc-1" is 1); -1: none.
int list_level(std::string_view names);
/// Whether a class says that its list is a new one.
bool starts_list(std::string_view names);
std::int64_t parse_count(std::string_view digits);
bool is_within_pre(const Tree& tree, std::uint32_t id);

Tree article_tree(const Tree& tree, const PageText& text, const std::vector<Fate>& fates, const PageMeta& meta, const StyleRules& rules, std::uint32_t title, const Report& report);

}  // namespace pamphlet::html
