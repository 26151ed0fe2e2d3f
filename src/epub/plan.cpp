#include "epub/plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/ascii.h"
#include "base/characters.h"
#include "base/transliterate.h"
#include "base/utf8.h"
#include "epub/validity.h"

namespace pamphlet::epub {

namespace {

/// Deepest level of the contents: Kindle and Kobo show three at most, and a handout's reader needs no more.
constexpr int kContentsDepth = 3;
// Bytes of the article's title where a part without a heading has none of its own: there may be many such parts.
constexpr std::size_t kLongestTitle = 512;

std::string label_of(const Document& document, NodeId node) { return collapse_spaces(document.plain_text(node)); }

std::string_view direction_at(const Document& document, NodeId node) {
  for (; node != kNoNode; node = document[node].parent) {
    const std::string& own = document.attributes_of(node).dir;
    if (own == "rtl" || own == "ltr") return own;
  }
  return document.meta.dir == "rtl" ? "rtl" : "ltr";
}

/// An id of another script in small Latin letters: "第一" → "di-yi"; "place" where nothing is left of it.
std::string in_latin(std::string_view id) {
  std::string out;
  for (const char c : in_ascii_letters(id)) {
    if (is_ascii_alphanumeric(c)) out += ascii_lower(c);
    else if ((c == ' ' || c == '-' || c == '_' || c == '.') && !out.empty() && out.back() != '-') out += '-';
  }
  while (out.ends_with('-')) out.pop_back();
  if (out.empty()) return "place";
  return is_ascii_letter(out.front()) ? out : "s-" + out;
}

/// What a node without an id of its own is called, if something leads to it. Words around it change no such name.
std::string kind_of(const Document& document, NodeId node, bool head) {
  if (head) return "head";
  if (const auto* note = std::get_if<NoteData>(&document[node].payload)) return fmt::format("note-{}", note->number);
  if (const auto* reference = std::get_if<NoteReferenceData>(&document[node].payload)) return fmt::format("to-note-{}", reference->number);
  if (document[node].element == Element::callout) return "box";
  if (document[node].element == Element::notes) return "notes";
  return document[node].element == Element::title ? "title" : std::string();
}

/// Of a chapter the language that most of it is in, so that few of its blocks must say another; else the book's.
void settle_language(const Document& document, Part& part) {
  NodeId speaker = 0;
  if (part.heading != kNoNode) {
    std::map<std::string_view, std::pair<NodeId, NodeId>> nodes;  // by language: how many, and the first block
    for (NodeId at = part.begin; at < part.end; at = document[at].end) {
      auto& [count, first] = nodes[document.lang(at)];
      if (count == 0) first = at;
      count += document[at].end - at;
    }
    const auto less = [](const auto& a, const auto& b) { return a.second.first < b.second.first; };
    speaker = std::max_element(nodes.begin(), nodes.end(), less)->second.second;
  }
  part.lang = document.lang(speaker);
  part.dir = direction_at(document, speaker);
}

// Bytes of text after which the next heading opens a new file. Old readers of Adobe's engine refuse files of more than 300 kB, and
// tags are about as much again as words.
constexpr std::size_t kLongFile = 120'000;

std::size_t text_bytes(const Document& document, NodeId node) {
  std::size_t bytes = 0;
  for (NodeId at = node; at < document[node].end; ++at) {
    if (const auto* text = std::get_if<TextData>(&document[at].payload)) bytes += text->length;
  }
  return bytes;
}

NodeId find_title(const Document& document) {
  const NodeId header = document.first_child(0);
  if (header == kNoNode || document[header].element != Element::header) return kNoNode;
  for (const NodeId child : children(document, header))
    if (document[child].element == Element::title) return child;
  return kNoNode;
}

}  // namespace

bool is_shown_by_nav(const Document& document, NodeId node) {
  const auto* contents = std::get_if<ContentsData>(&document[node].payload);
  return contents != nullptr && contents->kind == ContentsKind::contents;
}

Plan::Plan(const Document& document, int split_level) {
  title_ = collapse_spaces(document.meta.title.value);
  const NodeId title = find_title(document);
  if (title_.empty() && title != kNoNode) title_ = label_of(document, title);
  if (title_.empty()) title_ = "Untitled";
  split(document, split_level);
  name_targets(document);
  collect_contents(document);
}

void Plan::add_part(const Document& document, NodeId begin, NodeId heading) {
  if (!parts_.empty()) parts_.back().end = begin;
  Part part;
  part.path = fmt::format("text/part-{:03}.xhtml", parts_.size() + 1);
  part.begin = begin;
  part.heading = heading;
  part.title = heading == kNoNode ? title_ : label_of(document, heading);
  if (part.title.empty()) part.title = beginning_of(title_, kLongestTitle);
  parts_.push_back(std::move(part));
}

void Plan::split(const Document& document, int split_level) {
  bool after_list = false;
  std::size_t bytes = 0;  // of the last part's text
  for (const NodeId child : children(document, 0)) {
    const Node& node = document[child];
    const bool opens = node.element == Element::heading && document.data<HeadingData>(child).level <= split_level;
    // A handout is one file, unless it is so long that a reading system is slow to open it: then a section begins another.
    const bool section = node.element == Element::heading && !opens && !document.book && bytes >= kLongFile;
    split_by_size_ = split_by_size_ || section;
    // Notes serve all chapters, so they do not hang on the last one.
    const bool notes = node.element == Element::notes && parts_.size() > 1;
    // Lists of figures and the index are pages of a book by themselves, and so is what stands between them.
    const bool list = node.element == Element::index || (node.element == Element::contents && !is_shown_by_nav(document, child));
    const bool alone = document.book && !opens && (list || after_list);
    after_list = list;
    const std::size_t before = parts_.size();
    if (opens || section) add_part(document, child, child);
    else if (parts_.empty() || notes || alone) add_part(document, child, kNoNode);
    if (parts_.size() > before) bytes = 0;
    bytes += text_bytes(document, child);
    if (notes) parts_.back().title = term("notes", document.lang(child));
    if (alone && list) parts_.back().title = label_of(document, document.first_child(child));
  }
  if (parts_.empty()) add_part(document, 1, kNoNode);
  parts_.back().end = static_cast<NodeId>(document.nodes.size());
  for (Part& part : parts_) settle_language(document, part);
}

/// The name, with a number behind it where another node has it.
std::string Plan::unused(std::string base) {
  const auto [found, fresh] = used_.emplace(base, 1);
  if (fresh) return base;
  std::string name;
  do name = fmt::format("{}-{}", base, ++found->second);
  while (used_.contains(name));
  used_.emplace(name, 1);
  return name;
}

void Plan::name_targets(const Document& document) {
  std::unordered_set<NodeId> heads;  // that cells of their table name
  // Those first that stay as they are: no name of ours takes one away.
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    const std::string& wanted = document.attributes_of(id).id;
    if (!wanted.empty()) authors_ids_.emplace(wanted, id);
    if (node.element == Element::note_reference) references_[document.data<NoteReferenceData>(id).note].push_back(id);
    if (node.element == Element::table) {
      for (const CellHeads& cell : cell_heads(document, id)) heads.insert(cell.heads.begin(), cell.heads.end());
    }
    // ".label" ends the names of labels, which are not the nodes' own.
    const bool stays = is_plain_id(wanted) && !wanted.ends_with(".label");
    if (stays && used_.emplace(wanted, 1).second) ids_.emplace(id, wanted);
  }
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (ids_.contains(id)) continue;
    const std::string& wanted = document.attributes_of(id).id;
    const std::string base = wanted.empty() ? kind_of(document, id, heads.contains(id)) : in_latin(wanted);
    if (!base.empty()) ids_.emplace(id, unused(base));
  }
}

void Plan::collect_contents(const Document& document) {
  // An article is one entry with its sections below; a book is a row of chapters after its title page.
  contents_.push_back({1, title_, parts_.front().path, std::string(document.lang(0)), std::string(direction_at(document, 0))});
  int last_depth = 1;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    std::string box = landmark_title(document, id);
    if (!box.empty() && !this->id(id).empty()) {
      const int depth = std::min(last_depth + 1, kContentsDepth);
      contents_.push_back({depth, std::move(box), fmt::format("{}#{}", part_of(id).path, this->id(id)), std::string(document.lang(id)),
                           std::string(direction_at(document, id))});
      if (help_.href.empty() && document.data<CalloutData>(id).kind == CalloutKind::help) help_ = contents_.back();
    }
    if (document[id].element != Element::heading || document[document[id].parent].element == Element::block_quote) continue;
    if (is_shown_by_nav(document, document[id].parent)) continue;  // contents do not name themselves
    std::string label = label_of(document, id);
    if (label.empty()) continue;
    const int level = document.data<HeadingData>(id).level;
    const int depth = std::min(is_book() && level == 1 ? 1 : std::max(level, 2), last_depth + 1);
    if (depth > kContentsDepth) continue;
    const Part& part = part_of(id);
    std::string href = part.path;
    if (part.heading != id) href += fmt::format("#{}", this->id(id));
    if (part.heading != id && this->id(id).empty()) continue;
    contents_.push_back({depth, std::move(label), std::move(href), std::string(document.lang(id)), std::string(direction_at(document, id))});
    last_depth = depth;
  }
}

const Part& Plan::part_of(NodeId node) const {
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), node,
                                      [](NodeId n, const Part& part) { return n < part.begin; });
  return after == parts_.begin() ? parts_.front() : *std::prev(after);
}

std::string_view Plan::id(NodeId node) const {
  const auto found = ids_.find(node);
  return found == ids_.end() ? std::string_view() : std::string_view(found->second);
}

const std::vector<NodeId>& Plan::references(NodeId note) const {
  static const std::vector<NodeId> kNone;
  const auto found = references_.find(note);
  return found == references_.end() ? kNone : found->second;
}

std::string Plan::href(NodeId target, const Part& from) const {
  const Part& part = part_of(target);
  std::string out;
  if (&part != &from) out = part.path.substr(part.path.rfind('/') + 1);
  const std::string_view fragment = id(target);
  if (!fragment.empty()) out += fmt::format("#{}", fragment);
  return out;
}

NodeId Plan::find(std::string_view id) const {
  const auto found = authors_ids_.find(std::string(id));
  return found == authors_ids_.end() ? kNoNode : found->second;
}

}  // namespace pamphlet::epub
