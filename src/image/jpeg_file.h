// Private to the room: a JPEG as its marker segments (ITU-T T.81 Annex B), cleaned.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "image/codecs.h"

namespace pamphlet::codec {

struct JpegFile {
  std::uint32_t width = 0, height = 0;
  int process = 0;  // n of SOFn: 0 to 2 are what everybody reads
  int precision = 8, components = 0;
  bool adobe = false;     // has Adobe's APP14, which says how colours are coded
  int orientation = 1;    // from EXIF
  double resolution = 0;  // pixels per inch; 0 = not said
  std::string profile;    // ICC
  std::string clean;      // the file again: tables, frames, scans, JFIF and Adobe markers; nothing after EOI
};

std::optional<JpegFile> parse_jpeg(std::string_view bytes, Problem& problem);

}  // namespace pamphlet::codec
