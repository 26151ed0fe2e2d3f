// Ways into the document: bookmarks, page labels, named destinations.
#pragma once

#include <string>
#include <vector>

#include "doc/doc.h"
#include "pages/pages.h"
#include "pdf/haru.h"
#include "pdf/tags.h"
#include "pdf/targets.h"

namespace pamphlet::pdf {

/// Title and headings, nested by level, and boxes that have a title.
void write_bookmarks(Haru& haru, const Document& document, const Targets& targets, const TagTree& tags, const std::vector<ObjectId>& elements);

/// The value of /PageLabels (ISO 32000-1 §12.4.2): one entry for each stretch of labels that count on.
std::string page_labels(const std::vector<Page>& pages);

/// The /Dests name tree of all ids.
ObjectId write_destinations(Haru& haru, const Targets& targets, const TagTree& tags, const std::vector<ObjectId>& elements);

}  // namespace pamphlet::pdf
