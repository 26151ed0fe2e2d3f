// The words of an article, and the article without its last ones: how much is too much is found by leaving it out.
//
// "You are 40 words over" could be estimated from the height that is over, and would be wrong wherever a heading, a
// picture or a kept list stands at the edge. So it is found by halving: the document is copied without what follows a
// word, laid out, and counted. A copy without its end stays a sound document: rows keep their cells, notes that nobody
// cites any more go, and so do entries of the contents. Copying is linear; twenty layouts find the word among a
// million.
#pragma once

#include <span>
#include <vector>

#include "doc/doc.h"

namespace pamphlet {

/// Where a word begins: a text or code node, and a byte of its text.
struct WordPlace {
  NodeId node = kNoNode;
  std::uint32_t offset = 0;
};

/// Whether a child of the document is the author's own: not what is made around the text.
bool is_own(Element part);

/// The words that the author wrote below the title, in order; notes, metadata and generated text are none. A word is
/// what stands between spaces and has a letter or a digit, across changes of style; each Han character and kana is one.
std::vector<WordPlace> words_of(const Document& document);

/// The document without the words from `words[keep]` on, and without what then is empty or cited no more. Pictures
/// after that place go too; header and colophon stay.
Document shortened(const Document& document, std::span<const WordPlace> words, std::size_t keep);

}  // namespace pamphlet
