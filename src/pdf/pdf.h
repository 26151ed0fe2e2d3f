// Pages + Document → PDF bytes: PDF/UA-1 and PDF/A-2a at once, or on request PDF/UA-2 and PDF/A-4; never untagged.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "base/pdf_standard.h"
#include "doc/doc.h"
#include "image/image.h"
#include "pages/pages.h"
#include "text/text.h"

namespace pamphlet {

struct PdfInput {
  const Document& document;
  PageList pages;  // let go of as it is written: a long document's glyphs are most of the memory
  const ImageSet& images;
  const FontLibrary& fonts;
  PdfStandard standard = PdfStandard::ua_1;
};

/// The whole file; nothing, with P410 or S209, when it cannot be made. Deterministic: dates come from the document or
/// SOURCE_DATE_EPOCH, /ID from the content.
std::optional<std::string> write_pdf(PdfInput input, Diagnostics& diagnostics);

/// The structure tree as text: one element per line, indented, with its text. For golden tests and `dump --stage tags`.
std::string dump_tags(const Document& document, const PageList& pages);

}  // namespace pamphlet
