// Pictures that an article itself holds, on their way from the reader to the ImageSet, or to files beside an import.
#pragma once

#include <string>
#include <vector>

#include "doc/doc.h"
#include "image/image.h"
#include "pipeline/pipeline.h"

namespace pamphlet {

/// Pictures written into their addresses (data:) get a name, "picture-1.png", by which they are called from now on: no later
/// stage sees base64. Each address is decoded once, in linear time. A damaged one is cut to what messages show.
void take_data_pictures(Document& document, std::vector<EmbeddedPicture>& embedded);

/// As a chapter's own pictures are called in its book, where another chapter may have pictures of the same names.
void rename_embedded(Document& document, std::vector<EmbeddedPicture>& embedded, const std::string& prefix);

}  // namespace pamphlet
