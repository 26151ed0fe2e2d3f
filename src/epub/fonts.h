// The style's fonts in the package, where the style asks for them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "epub/epub.h"

namespace pamphlet::epub {

struct FontFile {
  std::string path;  // from the package document
  std::string_view media_type;
  std::string bytes;
};
struct EmbeddedFonts {
  std::vector<FontFile> files;
  std::string css;  // a @font-face for each
};

/// Each face that the text is set in, with the characters that it has and those that numbers and capitals may need. B505 says
/// which are left out because their licence does not allow it. Nothing unless `embed-fonts` is set.
EmbeddedFonts embed_fonts(const EpubInput& input, const StyledDocument& styled, Diagnostics& diagnostics);

}  // namespace pamphlet::epub
