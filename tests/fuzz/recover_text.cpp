// Any bytes as pasted text: the document is sound, and when no hint says that a line was dropped or taken as metadata, every
// word is in it, in order.
#include <algorithm>

#include "../unit/recover/words.h"
#include "recover/codes.h"
#include "recover/recover.h"
#include "tree.h"

using namespace pamphlet;
using fuzz::require;

namespace {

bool takes_words(const Diagnostic& hint) { return hint.code == code::dropped_chrome || hint.code == code::dropped_copy || hint.code == code::guessed_metadata; }

/// Letters and digits one after the other: a line end between two Han characters is no word's end. Markers that are
/// letters (the bullet "o", the x of a ticked box) may go.
std::string letters_of(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (word != "o" && word != "x" && word != "X") all += word;
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const auto source = decode_source("a.txt", fuzz::as_text(data, size), diagnostics);
  (void)is_markdown(*source);
  const Document document = recover_text(*source, diagnostics);
  fuzz::check_tree(document);
  // What hints take leaves the order of the rest to the test `conservation`, which knows their lines.
  for (const Diagnostic& hint : diagnostics.items()) {
    (void)format(hint);
    if (takes_words(hint)) return 0;
  }
  require(letters_of(test::words_of(source->text)) == letters_of(test::words_of(document)));
  return 0;
}
