// Page numbers in the text: a layout is needed to know them, and they are part of it (rounds.h lays out again with what
// was found). Blocks have anchors of the layout's own; inline places get theirs from the first glyph that the page
// shows of them, by one walk over the items with the wanted places sorted by node.
#pragma once

#include <vector>

#include "layout/inline/inline_text.h"
#include "pages/pages.h"

namespace pamphlet {

/// The places whose page the text names, ascending.
std::vector<NodeId> page_targets(const Document& document);

/// Anchors of the inline places that something leads to: words with an id or in the index. The layout only knows where
/// blocks begin.
void add_inline_anchors(const Document& document, const std::vector<NodeId>& targets, PageList& pages);

/// What the pages of the targets are called.
PageLabels labels_of(const std::vector<NodeId>& targets, const PageList& pages);

}  // namespace pamphlet
