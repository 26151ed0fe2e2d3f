// A two-page document with everything a PDF of ours can hold, set by hand.
#pragma once

#include <memory>
#include <string>

#include "doc/doc.h"
#include "image/image.h"
#include "page_builder.h"

namespace pamphlet::test {

struct Sample {
  Source source{"sample.md", "sample"};
  Document document;
  PageBuilder pages;
  ImageSet images;
};

/// On the heap: the document points at its source.
std::unique_ptr<Sample> make_sample();

}  // namespace pamphlet::test
