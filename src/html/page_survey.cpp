// What the walk must know of nodes that it has not come to: which headings there are, where links lead, which tables are
// tables, and which links are citations: those whose words are a mark, to a place that leads back.

#include <algorithm>

#include "base/ascii.h"
#include "html/page_builder.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

// "1", "[2]", "*": what a citation looks like.
bool is_mark(string_view words) {
  while (!words.empty() && (words.front() == '[' || words.front() == '(')) words.remove_prefix(1);
  while (!words.empty() && (words.back() == ']' || words.back() == ')' || words.back() == '.')) words.remove_suffix(1);
  if (words.empty() || words.size() > 6) return false;
  if (std::all_of(words.begin(), words.end(), [](char c) { return is_ascii_digit(c); })) return words.size() <= 4;
  return words.find_first_not_of("*") == string_view::npos || words == "†" || words == "‡" || words == "††";
}

}  // namespace

// What decides about other nodes: levels of headings, ids that are needed, tables.
void ArticleBuilder::survey() {
  table_.assign(tree_.nodes.size(), 0);
  places_.assign(tree_.nodes.size(), false);
  int highest = 7;  // the levels of a page begin anywhere; those of an article below its title
  for (std::uint32_t id = 1; id < tree_.nodes.size();) {
    if (fates_[id] != Fate::keep && id != title_) {
      id = node(id).end;
      continue;
    }
    table_[id] = role(id) == Role::table ? id : table_[node(id).parent];
    if (role(id) == Role::table) places_[id] = !is_data_table(id);
    if (role(id) == Role::heading && id != title_ && measure(id).length > 0) highest = std::min(highest, node(id).info->tag[1] - '0');
    if (role(id) == Role::link) {
      if (const std::string target = page_target(meta_.base, tree_.attribute(id, "href")); !target.empty()) {
        targets_.insert(target);
        references_.push_back(id);
      }
    }
    if (node(id).kind == Node::Kind::element && node(id).attributes > 0) {
      for (const string_view key : {"id", "name"}) {
        if (const auto name = tree_.attribute(id, key); name && !name->empty()) ids_.emplace(*name, id);
      }
    }
    ++id;
  }
  if (highest < 7) shift_ = 2 - highest;
}

// The block that a place of the page stands in, with the item or box that holds nothing else.
std::uint32_t ArticleBuilder::note_block(std::uint32_t target) const {
  std::uint32_t block = text_.blocks[target];
  while (block > 1) {
    const std::uint32_t outer = node(block).parent;
    const bool box = role(outer) == Role::item || role(outer) == Role::division;
    if (!box || measure(outer).length > measure(block).length + 8) break;
    block = outer;
  }
  if (role(node(block).parent) == Role::item && text_.blocks[target] == block) return node(block).parent;
  return block;
}

bool ArticleBuilder::leads_back(std::uint32_t block, std::uint32_t reference) const {
  for (std::uint32_t at = block; at < node(block).end; ++at) {
    if (role(at) != Role::link) continue;
    const auto back = ids_.find(page_target(meta_.base, tree_.attribute(at, "href")));
    if (back == ids_.end()) continue;
    if (back->second <= reference && reference < node(back->second).end && node(back->second).end - back->second < 12) return true;
  }
  return false;
}

// A link whose words are a mark, to a place that leads back to it.
void ArticleBuilder::find_notes() {
  std::size_t looked = 0;  // at nodes of blocks: a note is short, and no page cites a long part a thousand times
  for (const std::uint32_t reference : references_) {
    if (!is_mark(page_words(tree_, reference, 12))) continue;
    const auto target = ids_.find(page_target(meta_.base, tree_.attribute(reference, "href")));
    if (target == ids_.end() || target->second <= reference) continue;
    const std::uint32_t block = note_block(target->second);
    looked += node(block).end - block;
    if (block <= reference || looked > 4 * tree_.nodes.size() + 1000 || !leads_back(block, reference)) continue;
    cites_[reference] = block;
    notes_.try_emplace(block, std::to_string(notes_.size() + 1));
    for (std::uint32_t at = reference, steps = 0; at > 0 && steps < 3; at = node(at).parent, ++steps) {
      if (const auto id = tree_.attribute(at, "id"); id && !id->empty()) ways_back_.insert(std::string(*id));
    }
  }
}

// Rows and columns of short cells. What holds other tables, long texts, or headings where no cell is a head, places them on
// the page.
bool ArticleBuilder::is_data_table(std::uint32_t table) const {
  const std::string role_name = lower(tree_.attribute(table, "role").value_or(""));
  if (role_name == "presentation" || role_name == "none") return false;
  std::uint32_t rows = 0, most = 0, cells = 0, prose = 0;
  bool head = false, heading = false;
  std::uint32_t in_row = 0;
  for (std::uint32_t id = table + 1; id < node(table).end; ++id) {
    if (role(id) == Role::table) return false;
    heading = heading || role(id) == Role::heading;
    if (role(id) == Role::row) ++rows, in_row = 0;
    if (role(id) == Role::caption || role(id) == Role::head_group || (role(id) == Role::cell && node(id).info->tag == "th")) head = true;
    if (role(id) != Role::cell) continue;
    most = std::max(most, ++in_row);
    ++cells;
    prose += measure(id).prose_blocks > 2 ? 1 : 0;
  }
  if (cells == 0 || prose * 3 > cells) return false;
  return head ? most >= 2 || rows >= 2 : rows >= 2 && most >= 2 && !heading;
}

}  // namespace pamphlet::html
