#include "layout/fit/shorten.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

struct Range {
  char32_t first, last;
};
constexpr bool in(char32_t c, std::span<const Range> ranges) {
  for (const Range& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

/// Scripts whose every character counts as a word, as word processors count them (Unicode 15 Blocks.txt): CJK radicals
/// and ideographs, kana, the supplementary planes of ideographs.
constexpr Range kIdeographs[] = {{0x2E80, 0x2FDF}, {0x3005, 0x3007}, {0x3041, 0x30FF},
                                 {0x31F0, 0x31FF}, {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};
/// Beyond ASCII, what makes no word: punctuation, symbols, arrows, emoji and their variation selectors.
constexpr Range kNoLetters[] = {{0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},
                                {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x206F}, {0x20A0, 0x20FF},
                                {0x2190, 0x2BFF}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xFE00, 0xFE6F},
                                {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0x1F000, 0x1FAFF}};

bool makes_a_word(char32_t c) {
  if (c < 0x80) return is_ascii_alphanumeric(c);
  return !in(c, kNoLetters);
}

class WordWalk {
 public:
  explicit WordWalk(const Document& document) : document_(document) {}

  std::vector<WordPlace> run() {
    for (NodeId id = 1; id < document_.nodes.size();) {
      const Node& node = document_[id];
      if (node.parent == 0 && !is_own(node.element)) {
        id = node.end;
        continue;
      }
      if (node.element == Element::text || node.element == Element::code) {
        text(id);
      } else if (!is_inline(node.element) || node.element == Element::soft_break ||
                 node.element == Element::hard_break) {
        end_token();
      }
      ++id;
    }
    return std::move(words_);
  }

 private:
  void end_token() {
    open_ = false;
    counted_ = false;
  }

  void text(NodeId id) {
    const std::string_view text = document_.text(id);
    for (std::size_t at = 0; at < text.size();) {
      const auto begin = static_cast<std::uint32_t>(at);
      const char32_t c = next_code_point(text, at);
      if (is_space(c)) {
        end_token();
        continue;
      }
      if (in(c, kIdeographs)) {
        words_.push_back({id, begin});
        end_token();
        continue;
      }
      if (!open_) token_ = {id, begin};
      open_ = true;
      if (!counted_ && makes_a_word(c)) {
        words_.push_back(token_);
        counted_ = true;
      }
    }
  }

  const Document& document_;
  std::vector<WordPlace> words_;
  WordPlace token_;
  bool open_ = false, counted_ = false;
};

class Shortener {
 public:
  Shortener(const Document& document, WordPlace cut) : document_(document), cut_(cut), kept_(document.nodes.size()) {}

  Document run() {
    mark_body();
    mark_notes();
    drop_dead_references();
    return copy();
  }

 private:
  bool is_leaf(NodeId id) const { return document_[id].end == id + 1; }

  /// Own nodes before the cut that show something, and all that they stand in. A row stays with all its cells.
  void mark_body() {
    kept_[0] = true;
    for (NodeId id = 1; id < document_.nodes.size(); ++id) {
      const Node& node = document_[id];
      if (node.parent == 0 && node.element != Element::notes && !is_own(node.element)) {
        std::fill(kept_.begin() + id, kept_.begin() + node.end, true);
      }
      if (node.parent == 0 && !is_own(node.element)) {
        id = node.end - 1;
        continue;
      }
      const bool before = id < cut_.node || (id == cut_.node && cut_.offset > 0);
      if (!before || !is_leaf(id)) continue;
      for (NodeId at = id; at != kNoNode && !kept_[at]; at = document_[at].parent) {
        kept_[at] = true;
        if (document_[at].element == Element::table_row) keep_cells(at);
      }
    }
  }

  void keep_cells(NodeId row) {
    for (const NodeId cell : children(document_, row)) kept_[cell] = true;
  }

  /// The notes that are still cited, and the notes that these cite.
  void mark_notes() {
    std::vector<NodeId> cited;
    const auto look = [&](NodeId begin, NodeId end) {
      for (NodeId id = begin; id < end; ++id) {
        if (!kept_[id] || document_[id].element != Element::note_reference) continue;
        const NodeId note = document_.data<NoteReferenceData>(id).note;
        if (note == kNoNode || kept_[note]) continue;
        std::fill(kept_.begin() + note, kept_.begin() + document_[note].end, true);
        if (document_[note].parent != kNoNode) kept_[document_[note].parent] = true;
        cited.push_back(note);
      }
    };
    look(0, static_cast<NodeId>(document_.nodes.size()));
    for (std::size_t k = 0; k < cited.size(); ++k) look(cited[k], document_[cited[k]].end);
  }

  /// Pages of places that were cut are named no more, and entries of the contents and the index that name nothing else
  /// go as well.
  void drop_dead_references() {
    for (NodeId id = 0; id < document_.nodes.size(); ++id) {
      const auto* reference = std::get_if<PageReferenceData>(&document_[id].payload);
      if (reference != nullptr && reference->target != kNoNode && !kept_[reference->target]) kept_[id] = false;
    }
    for (auto id = static_cast<NodeId>(document_.nodes.size()); id-- > 1;) {  // inner entries before outer ones
      const Element element = document_[id].element;
      const bool names = element == Element::contents_line || element == Element::index_entry;
      const bool holds = element == Element::contents_entry || element == Element::contents_list ||
                         element == Element::contents || element == Element::index;
      if (!kept_[id] || (!names && !holds)) continue;
      bool alive = false;
      for (NodeId at = id + 1; at < document_[id].end && !alive; ++at) {
        alive = kept_[at] && document_[at].element == Element::page_reference;
      }
      if (!alive) std::fill(kept_.begin() + id, kept_.begin() + document_[id].end, false);
    }
  }

  Document copy() {
    Document out = document_;
    out.nodes.clear();
    std::vector<NodeId> moved(document_.nodes.size(), kNoNode);  // where a kept node now stands
    for (NodeId id = 0; id < document_.nodes.size(); ++id) {
      if (!kept_[id]) continue;
      moved[id] = static_cast<NodeId>(out.nodes.size());
      Node node = document_[id];
      node.end = moved[id] + 1;
      if (node.parent != kNoNode) node.parent = moved[node.parent];
      if (id == cut_.node) std::get<TextData>(node.payload).length = cut_.offset;
      out.nodes.push_back(std::move(node));
    }
    for (auto id = static_cast<NodeId>(out.nodes.size()); id-- > 1;) {  // children stand behind their parents
      NodeId& end = out.nodes[out.nodes[id].parent].end;
      end = std::max(end, out.nodes[id].end);
    }
    for (Node& node : out.nodes) {
      const auto follow = [&](NodeId& to) {
        if (to != kNoNode) to = moved[to];
      };
      if (auto* reference = std::get_if<NoteReferenceData>(&node.payload)) follow(reference->note);
      if (auto* reference = std::get_if<PageReferenceData>(&node.payload)) follow(reference->target);
    }
    return out;
  }

  const Document& document_;
  WordPlace cut_;
  std::vector<bool> kept_;
};

}  // namespace

bool is_own(Element part) {
  return part != Element::header && part != Element::colophon && part != Element::notes &&
         part != Element::contents && part != Element::index;
}

std::vector<WordPlace> words_of(const Document& document) { return WordWalk(document).run(); }

Document shortened(const Document& document, std::span<const WordPlace> words, std::size_t keep) {
  return keep >= words.size() ? document : Shortener(document, words[keep]).run();
}

}  // namespace pamphlet
