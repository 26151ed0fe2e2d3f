// What the file says about itself: information dictionary and XMP, with the same content (ISO 19005-2 §6.6).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::pdf {

struct Metadata {
  std::string title, subject, publisher, rights, identifier, lang, creator, producer;
  std::vector<std::string> authors, keywords;
  std::optional<Date> date;
};

/// From the front matter, else from the text: a PDF/UA file has a title. The date is the article's, else
/// SOURCE_DATE_EPOCH's, else none: the clock is never asked, and no date is better than a wrong one.
Metadata make_metadata(const Document& document);

/// Entries of the information dictionary (ISO 32000-1 §14.3.3).
std::string info_entries(const Metadata& metadata);
/// The XMP packet with the identification of PDF/A-2a and PDF/UA-1.
std::string xmp_packet(const Metadata& metadata);

}  // namespace pamphlet::pdf
