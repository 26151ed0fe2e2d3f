// What a paragraph leads to: the list, table, quotation or picture right after it, with a colon before it or not.
#pragma once

#include "base/characters.h"
#include "doc/doc.h"

namespace pamphlet {

/// Whether the paragraph is of no use without what comes next, which is not a picture that stands beside the text
/// (`beside` says so of a figure). Inside an item of a list only a colon says so: lists may be nested as deep as a page is high.
template <class Beside>
bool leads_in(const Document& document, NodeId paragraph, const Beside& beside) {
  NodeId next = document.next_sibling(paragraph);
  if (document[paragraph].element != Element::paragraph) return false;
  if (next != kNoNode && document[next].element == Element::figure && beside(next)) next = document.next_sibling(next);
  while (next != kNoNode && document[next].element == Element::div) next = document.first_child(next);  // a diary, steps
  if (next == kNoNode) return false;
  if (!has_trait(document[next].element, Trait::introduced)) return false;
  return document[document[paragraph].parent].element != Element::item || ends_with_colon(document.plain_text(paragraph));
}

}  // namespace pamphlet
