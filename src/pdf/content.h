// Page content streams: marked content, text, boxes, drawings and pictures.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "image/image.h"
#include "pages/pages.h"
#include "pdf/glyph_use.h"
#include "pdf/images.h"
#include "pdf/tags.h"
#include "pdf/text_pictures.h"

namespace pamphlet::pdf {

/// What all pages of a document share.
struct ContentSources {
  const Document& document;
  const PageList& pages;
  const TagTree& tags;
  const ImageSet& images;
  FontUse& fonts;
  ImageStore& image_store;
  TextPictures& pictures;
};

/// How far the sheet that is printed goes beyond the one that is cut from it: room for crop marks.
Length slug_of(const PageList& pages);

/// The content stream of a page, not yet compressed.
std::string page_content(const ContentSources& sources, std::uint32_t page);

}  // namespace pamphlet::pdf
