// The words of a Document and of a text, so that tests can say: nothing was lost, changed or put elsewhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "recover/characters.h"

namespace pamphlet::test {

/// Runs of letters and digits; apostrophes inside words count as one kind.
inline std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (recover::is_letter(c) || is_ascii_digit(c)) {
      append_utf8(word, c);
    } else if (recover::is_apostrophe(c) && !word.empty()) {
      word += '\'';
    } else {
      finish();
    }
  }
  finish();
  for (std::string& w : words) {
    while (w.ends_with('\''))
      w.pop_back();
  }
  return words;
}

/// Title, subtitle and everything below, with the numbers of ordered lists and the emoji of marked ones.
inline std::vector<std::string> words_of(const Document& document) {
  std::string text = document.meta.title.value + "\n" + document.meta.subtitle.value + "\n";
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element == Element::text) text += document.text(id);
    if (!is_inline(node.element) || node.element == Element::hard_break) text += '\n';
    if (node.element == Element::item) {
      const Node& list = document[node.parent];
      const bool ordered = std::get<ListData>(list.payload).kind == ListKind::ordered;
      if (ordered) text += std::to_string(document.data<ItemData>(id).number) + ". ";
      text += document.data<ItemData>(id).marker + " ";
    }
    // A block ends where the next node is not inside it; inline nodes run on.
    if (id + 1 < document.nodes.size() && !is_inline(document[id + 1].element)) text += '\n';
  }
  return words_of(text);
}

}  // namespace pamphlet::test
