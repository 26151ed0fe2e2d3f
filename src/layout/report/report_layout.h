// The report: what finished pages look like to somebody who reads them.
#pragma once

#include <span>

#include "doc/doc.h"
#include "layout/lines/line_facts.h"
#include "layout/pages/page_facts.h"
#include "layout/report.h"
#include "pages/pages.h"

namespace pamphlet {

struct LayoutFacts {
  std::span<const LineFact> lines;    // by text_begin
  std::span<const PageFact> pages;
};

/// Linear in the items of the pages.
LayoutReport report_layout(const Document& document, const PageList& pages, const LayoutFacts& facts);

}  // namespace pamphlet
