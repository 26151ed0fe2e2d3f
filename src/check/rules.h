// The rules of rules.def, private to the room.
#pragma once

#include "check/check.h"

namespace pamphlet::checking {

struct DocumentSubject {
  const Document& document;
  const ImageSet& images;
  Date today;
};
struct StyleSubject {
  const Style& style;
};
struct PagesSubject {
  const Document& document;
  const PageList& pages;
};

// content_rules.cpp
void check_alt_texts(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_table_headers(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_capitals(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_headings(const DocumentSubject& subject, Diagnostics& diagnostics);
// leftover.cpp
void check_left_overs(const DocumentSubject& subject, Diagnostics& diagnostics);
// metadata_rules.cpp
void check_lang(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_house_words(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_review_date(const DocumentSubject& subject, Diagnostics& diagnostics);
void check_sources(const DocumentSubject& subject, Diagnostics& diagnostics);
// link_rules.cpp
void check_link_texts(const DocumentSubject& subject, Diagnostics& diagnostics);
// style_rules.cpp
void check_media_exceptions(const StyleSubject& subject, Diagnostics& diagnostics);
// contrast.cpp
void check_contrast(const StyleSubject& subject, Diagnostics& diagnostics);
// page_rules.cpp
void check_page_edges(const PagesSubject& subject, Diagnostics& diagnostics);

}  // namespace pamphlet::checking
