// Conservation: every word of an input is in the Document, in its metadata, or in a region that a finding names. Readers
// drop things for good reasons (HTML that no output shows, a footnote that nobody cites), and a reader that has dropped
// something in silence passes every test of what it keeps. So this looks from the other side: it takes the words of the
// source, without what is plainly markup, and looks for each of them, as often as it stands there.
//
// Words are compared as a multiset and not in order: notes and captions move. A word is a run of letters and digits in one
// node; a character of a script without spaces is a word of its own, since a line may end there. Blind to a loss where the
// same word was made up elsewhere. Cost: linear, but for the tables' logarithm.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/ascii.h"
#include "base/diagnostics.h"
#include "base/utf8.h"
#include "doc/doc.h"

namespace pamphlet::test {

struct Loss {
  std::string word;
  Span span;
};

namespace conservation {

struct Word {
  std::string text;
  std::uint32_t begin = 0, end = 0;
};

inline bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x2E80 && c <= 0xD7FF && c != 0x3000) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}
/// Letters, digits and what stands in words; punctuation, signs and pictures are no words.
inline bool is_word_character(char32_t c) {
  if (c < 0x80) return is_ascii_alphanumeric(c);
  if (c < 0x0250) return c == 0xAA || c == 0xB5 || c == 0xBA || (c >= 0xC0 && c != 0xD7 && c != 0xF7);
  return (c < 0x2000 || (c >= 0x2C00 && c < 0xD800 && !(c >= 0x2E00 && c < 0x2E80) && !(c >= 0x3000 && c < 0x3040)) || (c >= 0xF900 && c < 0xFE00)) && c != 0x060C && c != 0x05F3 && c != 0x05F4 &&
         c != 0x061B && c != 0x061F && c != 0x0964 && c != 0x0965 && !is_space(c);
}
/// Stands in words and is not seen: soft hyphens, joiners, spaces of no width.
inline bool is_invisible(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F); }

inline std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  Word word;
  const auto finish = [&](std::size_t end) {
    if (word.text.empty()) return;
    word.end = static_cast<std::uint32_t>(end);
    word.text = fold_case(word.text);
    words.push_back(std::exchange(word, {}));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_invisible(c)) continue;
    if (!is_word_character(c) || is_unspaced(c)) finish(begin);
    if (!is_word_character(c)) continue;
    if (word.text.empty()) word.begin = static_cast<std::uint32_t>(begin);
    append_utf8(word.text, c);
    if (is_unspaced(c)) finish(at);
  }
  finish(text.size());
  return words;
}

using Bag = std::map<std::string, int, std::less<>>;

inline void add(Bag& bag, std::string_view text) {
  for (Word& word : words_of(text)) ++bag[std::move(word.text)];
}

inline Bag words_in(const Document& document) {
  Bag bag;
  bool title = false;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element == Element::header || node.element == Element::colophon) {  // made of the metadata
      for (NodeId inner = id + 1; inner < node.end; ++inner) {  // but for "H~2~O", which is one word there and three here
        const NodeId parent = document[inner].parent;
        const bool marked = parent != id && (document[parent].parent != id || document[parent].end > parent + 2);
        if (marked && std::holds_alternative<TextData>(document[inner].payload)) add(bag, document.text(inner));
      }
      id = node.end - 1;
      continue;
    }
    title = title || node.element == Element::title;
    if (std::holds_alternative<TextData>(node.payload)) add(bag, document.text(id));
    if (const auto* const link = std::get_if<LinkData>(&node.payload)) add(bag, link->target), add(bag, link->title);
    if (const auto* const image = std::get_if<ImageData>(&node.payload)) add(bag, image->source), add(bag, image->alt), add(bag, image->title);
    if (node.element == Element::abbreviation) add(bag, expansion(document, id));
    if (const auto* const formula = std::get_if<FormulaData>(&node.payload)) add(bag, formula->tex.str());
    if (const auto* const code = std::get_if<CodeData>(&node.payload)) add(bag, code->language);
    if (const auto* const item = std::get_if<ItemData>(&node.payload)) add(bag, item->marker), add(bag, std::to_string(item->number));
  }
  const Meta& meta = document.meta;
  for (const MetaText* const text : {&meta.subtitle, &meta.kicker, &meta.lang, &meta.description, &meta.publisher, &meta.phone, &meta.website, &meta.reviewer,
                                     &meta.version, &meta.identifier, &meta.cover, &meta.rights, &meta.translator})
    add(bag, text->value);
  if (!title) add(bag, meta.title.value);
  for (const auto* const list : {&meta.authors, &meta.keywords, &meta.sources, &meta.book})
    for (const MetaText& text : *list) add(bag, text.value);
  return bag;
}

}  // namespace conservation

/// The source without markup, each byte of which is a blank: what a reader reads and no reader of the article should see.
/// `body` is where the article begins.
std::string without_markup(const Source& source, std::string_view kind, std::size_t& body);
/// The words that are nowhere, in the order of the text. `kind` is the file's extension: ".md", ".txt", ".html".
std::vector<Loss> losses(const Source& source, std::string_view kind, const Document& document, const Diagnostics& diagnostics);

}  // namespace pamphlet::test
