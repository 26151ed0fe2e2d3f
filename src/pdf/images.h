// Pictures as image XObjects (ISO 32000-1 §8.9.5), each once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "image/image.h"
#include "pdf/deflate.h"
#include "pdf/haru.h"

namespace pamphlet::pdf {

class ImageStore {
 public:
  ImageStore(Haru& haru, const Deflater& deflate, const ImageSet& images) : haru_(haru), deflate_(deflate), images_(images) {}

  /// The resource name of a raster picture; empty when it cannot be shown.
  const std::string& name(ImageId image);
  /// An XObject of these pixels, for the glyphs of a Type 3 font.
  ObjectId add(Pixels pixels);
  /// Entries of the /XObject resource dictionary.
  const std::vector<std::pair<std::string, ObjectId>>& resources() const { return resources_; }

 private:
  ObjectId add_jpeg(const Image& image);
  ObjectId add_png(const PngRows& rows);

  Haru& haru_;
  const Deflater& deflate_;
  const ImageSet& images_;
  std::vector<std::optional<std::string>> names_;  // by image; "" for one that cannot be shown
  std::vector<std::pair<std::string, ObjectId>> resources_;
};

/// Number of colour components in a JPEG's frame header (ITU-T T.81 §B.2.2): 1 or 3; 0 when there is none.
int jpeg_components(std::string_view bytes);
/// Rows with a PNG filter byte each (RFC 2083 §6), which makes photographs and drawings deflate far better.
std::string filter_rows(std::string_view samples, std::size_t row_bytes, std::size_t pixel_bytes);

}  // namespace pamphlet::pdf
