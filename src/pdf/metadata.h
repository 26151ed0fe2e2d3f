// What the file says about itself: information dictionary and XMP, with the same content (ISO 19005-2 §6.6). PDF 2.0 has XMP alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/pdf_standard.h"
#include "doc/doc.h"

namespace pamphlet::pdf {

struct Metadata {
  std::string title, subject, publisher, rights, identifier, version, lang, creator, producer;
  std::vector<std::string> authors, contributors, keywords, languages;
  std::optional<Date> date;
  PdfStandard standard = PdfStandard::ua_1;
};

/// From the front matter, else from the text: a PDF/UA file has a title. The date is the article's, else
/// SOURCE_DATE_EPOCH's, else none: the clock is never asked, and no date is better than a wrong one.
Metadata make_metadata(const Document& document, PdfStandard standard);

/// Entries of the information dictionary (ISO 32000-1 §14.3.3).
std::string info_entries(const Metadata& metadata);
/// The XMP packet with what the file conforms to.
std::string xmp_packet(const Metadata& metadata);

}  // namespace pamphlet::pdf
