// Which rules of tagging a PDF follows.
#pragma once

#include <optional>
#include <string_view>

namespace pamphlet {

enum class PdfStandard : unsigned char {
  ua_1,  // PDF/UA-1 and PDF/A-2a on PDF 1.7: what shops and readers know
  ua_2,  // PDF/UA-2 and Well-Tagged PDF on PDF 2.0, and PDF/A-4
};

/// As a style and a project file write it.
inline std::optional<PdfStandard> find_pdf_standard(std::string_view name) {
  if (name == "ua-1") return PdfStandard::ua_1;
  if (name == "ua-2") return PdfStandard::ua_2;
  return std::nullopt;
}
inline std::string_view name_of(PdfStandard standard) { return standard == PdfStandard::ua_2 ? "ua-2" : "ua-1"; }

}  // namespace pamphlet
