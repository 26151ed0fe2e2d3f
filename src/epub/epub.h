// Document + Style → EPUB 3.3 bytes. Knows neither pages nor layout.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"
#include "image/image.h"
#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

struct EpubInput {
  const Document& document;  // resolved
  const Style& style;
  const ImageSet& images;
  const FontLibrary& fonts;   // the cover's letters
  std::function<const Drawing*(std::string_view)> mark;
  bool draft = false;
  std::optional<Date> written = {};  // the day of an article that names none, and only where SOURCE_DATE_EPOCH is not set
};

struct PackageFile {
  std::string path, bytes;
  bool store = false;  // not compressed
};
/// Files in archive order: mimetype first (OCF 3.3 §4.3).
struct Package { std::vector<PackageFile> files; };

Package make_package(const EpubInput& input, Diagnostics& diagnostics);
/// The zip archive; nothing, with B501, when it cannot be made. Fixed times, fixed order, fixed level.
std::optional<std::string> write_package(const Package& package, Diagnostics& diagnostics);

}  // namespace pamphlet
