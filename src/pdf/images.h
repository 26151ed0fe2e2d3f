// Pictures as image XObjects (ISO 32000-1 §8.9.5), each once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "image/image.h"
#include "pages/pages.h"
#include "pdf/haru.h"

namespace pamphlet::pdf {

class ImageStore {
 public:
  /// Of a picture as many pixels are kept as its largest place on the pages needs.
  /// In grey when the pages are.
  ImageStore(Haru& haru, const ImageSet& images, const PageList& pages);

  /// The resource name of a raster picture; empty when it cannot be shown.
  const std::string& name(ImageId image);
  bool is_grey() const { return grey_; }
  /// The same of pixels that belong to no picture of the article.
  std::string add_named(Pixels pixels);
  /// Entries of the /XObject resource dictionary.
  const std::vector<std::pair<std::string, ObjectId>>& resources() const { return resources_; }

 private:
  ObjectId add(Pixels pixels);
  std::string named(ObjectId object);
  ObjectId add_jpeg(const Image& image, int channels);
  ObjectId add_rows(const PngRows& rows, const std::string& mask);

  Haru& haru_;
  const ImageSet& images_;
  bool grey_;
  std::vector<double> share_;                      // of its pixels a side, by image, that its largest place needs
  std::vector<std::optional<std::string>> names_;  // by image; "" for one that cannot be shown
  std::vector<std::pair<std::string, ObjectId>> resources_;
};

}  // namespace pamphlet::pdf
