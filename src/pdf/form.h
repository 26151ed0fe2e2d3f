// Fields that a reader fills in: interactive forms (ISO 32000-1 §12.7).
#pragma once

#include <string>
#include <vector>

#include "pages/pages.h"
#include "pdf/haru.h"
#include "pdf/tags.h"

namespace pamphlet::pdf {

/// The field as an annotation of its page, with its appearances; `key` is that of the parent tree.
ObjectId write_field(Haru& haru, const PageList& pages, std::uint32_t page, const FieldArea& field, std::int32_t key);

/// The catalog's entry for these fields; empty when there are none. `annotations` are those of the tree's links.
std::string form_entry(Haru& haru, const TagTree& tags, const std::vector<ObjectId>& annotations);

}  // namespace pamphlet::pdf
