// How the marks before items are heard.
//
// "🚫 No pillows" was read "No No pillows", and a list of ✅ and ❌ left the first half unsaid. So a mark is silent where the
// item's words begin with what it means (its own word, or a word that refuses: terms.def, "refusals"), and ✅ says "Do" where
// ❌ says "Do not" in the same list, or in another one of the same box and below the same heading. Elsewhere a ✅ only makes
// a list friendly, and saying it before each item would be noise. Two walks over the lists, linear.
#include <map>

#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

/// Scripts that part their words; the others begin a word anywhere.
bool is_parted(char32_t c) { return c < 0xE00 || (c >= 0x1E00 && c <= 0x1FFF); }

/// Whether a text begins with a word, in any case, and the word ends there.
bool begins_with(std::string_view folded, std::string_view word) {
  if (word.empty() || !folded.starts_with(word)) return false;
  if (word.ends_with('\'') || word.ends_with("’")) return true;
  std::size_t at = word.size();
  if (at == folded.size()) return true;
  const char32_t next = next_code_point(folded, at);
  return !is_parted(next) || !(is_lower(next) || (next >= 0x5D0 && next <= 0x6D3));
}

bool begins_with_any(std::string_view folded, std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find('|', at), words.size());
    if (begins_with(folded, words.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

class MarkSettler {
 public:
  explicit MarkSettler(Document& document) : document_(document) {}

  void run() {
    for (NodeId id = 1; id < document_.nodes.size(); ++id) {
      if (document_[id].element == Element::heading) ++section_;
      if (const ItemData* item = marked(id); item != nullptr) {
        places_[id] = place(id);
        if (item->mark == Mark::cross) refusing_[places_[id]] = true;
      }
    }
    for (const auto& [id, where] : places_) settle(id, refusing_.contains(where));
  }

 private:
  /// The innermost box that is no mere div, and the heading above.
  using Place = std::pair<NodeId, int>;

  const ItemData* marked(NodeId id) const {
    const auto* item = std::get_if<ItemData>(&document_[id].payload);
    return item != nullptr && item->mark != Mark::none ? item : nullptr;
  }

  /// Most lists stand at the top, and divs are few deep: kMaxDepth bounds the walk.
  Place place(NodeId item) const {
    NodeId above = document_[document_[item].parent].parent;
    while (above != kNoNode && document_[above].element == Element::div) above = document_[above].parent;
    return {above, section_};
  }

  void settle(NodeId id, bool advice) {
    auto& item = std::get<ItemData>(document_.nodes[id].payload);
    if (advice && (item.mark == Mark::check || item.mark == Mark::cross)) item.sense = MarkSense::advice;
    const std::string_view key = spoken_term(item), lang = document_.lang(id);
    if (key.empty()) return;
    // A word is a few bytes: of a long item nothing else is folded.
    const NodeId first = document_.first_child(id);
    if (first == kNoNode) return;
    const std::string words = fold_case(trim(beginning(first)));
    const bool refused = item.mark == Mark::cross && begins_with_any(words, term("refusals", lang));
    if (refused || begins_with(words, fold_case(term(key, lang)))) item.sense = MarkSense::said;
  }

  /// The first words of a block.
  std::string beginning(NodeId block) const {
    std::string out;
    for (NodeId id = block; id < document_[block].end && out.size() < 64; ++id) {
      if (document_[id].element == Element::text) out += document_.text(id).substr(0, 256);
    }
    return out;
  }

  Document& document_;
  std::map<NodeId, Place> places_;
  std::map<Place, bool> refusing_;
  int section_ = 0;
};

}  // namespace

void settle_marks(Document& document) { MarkSettler(document).run(); }

}  // namespace pamphlet::resolving
