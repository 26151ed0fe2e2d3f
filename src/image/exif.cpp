// EXIF data is a TIFF file within a picture (CIPA DC-008-2019 §4.5): a byte order, then directories of 12-byte entries.
#include "base/bytes.h"
#include "image/codecs.h"

namespace pamphlet::codec {
namespace {

struct TiffReader {
  std::string_view bytes;
  bool little = false;

  bool has(std::size_t at, std::size_t length) const { return at <= bytes.size() && length <= bytes.size() - at; }
  std::uint32_t u16(std::size_t at) const { return little ? read_u16_little(bytes, at) : read_u16(bytes, at); }
  std::uint32_t u32(std::size_t at) const { return little ? read_u32_little(bytes, at) : read_u32(bytes, at); }
};

constexpr std::uint32_t kOrientation = 0x0112, kXResolution = 0x011A, kResolutionUnit = 0x0128;
constexpr std::uint32_t kShort = 3, kRational = 5;

}  // namespace

Exif read_exif(std::string_view tiff) {
  Exif exif;
  TiffReader reader{tiff};
  if (!reader.has(0, 8)) return exif;
  reader.little = tiff.substr(0, 2) == "II";
  if ((!reader.little && tiff.substr(0, 2) != "MM") || reader.u16(2) != 42) return exif;
  const std::size_t directory = reader.u32(4);
  if (!reader.has(directory, 2)) return exif;
  double unit = 1;  // inches, unless said otherwise
  for (std::size_t i = 0, count = reader.u16(directory); i < count; ++i) {
    const std::size_t entry = directory + 2 + i * 12;
    if (!reader.has(entry, 12)) break;
    const std::uint32_t tag = reader.u16(entry), type = reader.u16(entry + 2);
    if (tag == kOrientation && type == kShort) {
      const std::uint32_t value = reader.u16(entry + 8);
      if (value >= 1 && value <= 8) exif.orientation = static_cast<int>(value);
    } else if (tag == kXResolution && type == kRational) {
      const std::size_t at = reader.u32(entry + 8);
      if (reader.has(at, 8) && reader.u32(at + 4) != 0) exif.resolution = double(reader.u32(at)) / reader.u32(at + 4);
    } else if (tag == kResolutionUnit && type == kShort) {
      if (reader.u16(entry + 8) == 3) unit = 2.54;  // per centimetre
    }
  }
  exif.resolution *= unit;
  return exif;
}

}  // namespace pamphlet::codec
