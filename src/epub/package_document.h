// package.opf: metadata, manifest, spine (EPUB 3.3 §5).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "epub/plan.h"

namespace pamphlet::epub {

struct ManifestItem {
  std::string id, href;
  std::string_view media_type, properties;  // properties may be empty
};

/// What the accessibility metadata is derived from: nothing is claimed that the content does not hold.
struct AccessFacts {
  bool pictures = false;             // pictures that say something
  bool pictures_described = true;    // all of these have alternative text
  bool may_flash = false;
  bool formulas = false;             // each as MathML with its words
};

struct PackageFacts {
  std::string identifier;
  std::optional<Date> written;  // of EpubInput
  std::vector<ManifestItem> manifest;
  std::vector<std::string> spine;    // manifest ids in reading order
  AccessFacts access;
};

/// The author's identifier as a URN where it is an ISBN or UUID; else as it is; else derived from what the article is
/// called, with B502.
std::string identifier_of(const Document& document, const Plan& plan, Diagnostics& diagnostics);
std::string write_package_document(const Document& document, const Plan& plan, const PackageFacts& facts);

}  // namespace pamphlet::epub
