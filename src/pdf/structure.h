// The structure tree as PDF objects, and the links, whose annotations belong to it (ISO 32000-1 §14.7).
#pragma once

#include <vector>

#include "doc/doc.h"
#include "pages/pages.h"
#include "pdf/haru.h"
#include "pdf/tags.h"

namespace pamphlet::pdf {

/// One object an element, still empty: links and bookmarks name them.
std::vector<ObjectId> reserve_elements(Haru& haru, const TagTree& tags);

/// Adds the link annotations to their pages; one object a link of the tree. Their parent-tree keys follow the pages'.
std::vector<ObjectId> write_links(Haru& haru, const Document& document, const PageList& pages, const TagTree& tags, const std::vector<ObjectId>& elements);

/// Writes elements, parent tree and identifiers; returns the StructTreeRoot.
ObjectId write_structure(Haru& haru, const TagTree& tags, const std::vector<ObjectId>& elements, const std::vector<ObjectId>& links);

}  // namespace pamphlet::pdf
