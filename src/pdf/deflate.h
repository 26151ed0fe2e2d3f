// Flate compression (ISO 32000-1 §7.4.4) by libdeflate.
#pragma once

#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace pamphlet::pdf {

/// One compressor, reused for every stream of a document: making one costs more than a small stream.
class Deflater {
 public:
  Deflater();
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  /// `bytes` as a zlib stream.
  std::string operator()(std::string_view bytes) const;

 private:
  libdeflate_compressor* compressor_;
};

}  // namespace pamphlet::pdf
