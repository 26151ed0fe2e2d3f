// The cover: drawn from the style, or the picture that the front matter names.
#pragma once

#include <string>
#include <string_view>

#include "epub/epub.h"
#include "epub/plan.h"

namespace pamphlet::epub {

struct Cover {
  std::string path, bytes;
  std::string_view media_type;
  int width = 0, height = 0;
};

/// B503 when the picture named in the front matter cannot serve.
Cover make_cover(const EpubInput& input, const Plan& plan, const StyledDocument& styled, Diagnostics& diagnostics);

}  // namespace pamphlet::epub
