// Which structure elements a document needs, given what of it stands on the pages.
//
// The Document has blocks and inlines, PDF wants structure elements (ISO 32000-1 §14.8.4): one for one where both have the
// same thing, others where PDF groups what the Document lists (LI with Lbl and LBody, THead and TBody, TOCI), none where
// an element would say nothing (emphasis without another language, a box that no page shows). PDF 2.0 has types of its own for
// some (Title, Aside, Em, Strong, FENote), and ISO/TS 32005 says what may stand in what. One walk in document order
// with a note for each node of what its children hang under: no recursion, so no depth of nesting can exhaust the stack,
// and parents come before their children, so one array holds the tree. Building it from the pages instead would split a
// paragraph into two elements at a page's end. Linear in the nodes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "doc/doc.h"
#include "pdf/tags.h"

namespace pamphlet::pdf {

/// What of a node stands on the pages; a set of bits.
namespace use {
inline constexpr std::uint8_t content = 1;  // text of its own
inline constexpr std::uint8_t label = 2;    // a marker or a generated label
inline constexpr std::uint8_t picture = 4;
inline constexpr std::uint8_t link = 8;     // an area that leads somewhere
inline constexpr std::uint8_t below = 16;   // anything of a descendant
}  // namespace use

struct ElementTree {
  std::vector<TagElement> elements;   // preorder
  std::vector<TagDetails> details{1};
  std::vector<std::uint32_t> own;     // by node: the element that its content hangs under
  std::vector<std::uint32_t> label;   // by node: the element that its marker or label hangs under
};

/// `uses` has one entry a node. `footnotes`: each note hangs behind its first reference, where it is read.
ElementTree build_elements(const Document& document, std::span<const std::uint8_t> uses, bool footnotes, PdfStandard standard);

/// What is said of a picture; nothing where nobody says anything.
std::string alternative_text(const Document& document, NodeId image);
/// What raised or lowered digits and signs are as characters of their own, "⁹"; empty when there is none for one of them.
std::string raised_words(const Document& document, NodeId node);

}  // namespace pamphlet::pdf
