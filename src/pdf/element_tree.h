// Which structure elements a document needs, given what of it stands on the pages.
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
ElementTree build_elements(const Document& document, std::span<const std::uint8_t> uses, bool footnotes);

}  // namespace pamphlet::pdf
