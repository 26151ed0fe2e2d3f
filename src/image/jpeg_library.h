// Private to the room: libjpeg behind three calls. Its error handling jumps (setjmp), so nothing in jpeg_library.cpp
// owns memory through C++: callers hand in buffers.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pamphlet::codec {

enum class JpegResult : unsigned char { ok, damaged, too_costly };

struct JpegFacts {
  unsigned width = 0, height = 0;
  int channels = 0;            // of the pixels handed out: 1 grey, 3 RGB, 4 CMYK
  bool stored_as_rgb = false;  // three channels that are not YCbCr
};

/// Decodes everything at an eighth of the size: all of the compressed data is read, little is computed.
JpegResult jpeg_validate(const std::uint8_t* bytes, std::size_t size, JpegFacts& facts);
/// Decodes at a `part` of the size (1, 2, 4 or 8) into `out`, which holds width × height × channels bytes; sides are rounded up.
JpegResult jpeg_decode(const std::uint8_t* bytes, std::size_t size, int part, std::uint8_t* out, std::size_t capacity);
/// Encodes grey (1) or RGB (3) at `quality`. `*out` is malloc'ed, or null on failure.
void jpeg_encode(const std::uint8_t* pixels, unsigned width, unsigned height, int channels, int quality,
                 std::uint8_t** out, unsigned long* size);

}  // namespace pamphlet::codec
