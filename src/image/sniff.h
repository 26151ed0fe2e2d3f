// Private to the room: the kind of a file by its first bytes.
#pragma once

#include <string_view>

namespace pamphlet::codec {

enum class FileKind : unsigned char { png, jpeg, gif, webp, svg, heif, tiff, bmp, other };
struct Sniffed {
  FileKind kind = FileKind::other;
  std::string_view name;  // of other kinds that are known: "a Windows icon"
  std::string_view extension = ".bin", media_type = "application/octet-stream";
};
Sniffed sniff(std::string_view bytes);

}  // namespace pamphlet::codec
