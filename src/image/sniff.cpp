#include "image/sniff.h"

#include <algorithm>
#include <string>

#include "base/bytes.h"

#include "base/ascii.h"

namespace pamphlet::codec {
namespace {

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  std::string_view name;
};
// From the formats' own specifications; the order matters only where one begins like another.
constexpr Signature kSignatures[] = {
    {0, "8BPS", "a Photoshop file"},
    {4, "ftyp", "a film"},
    {40, " EMF", "a Windows metafile (EMF)"},
    {0, std::string_view("\0\0\0\x0cjP  ", 8), "a JPEG 2000 picture"},
    {0, "\xff\x0a", "a JPEG XL picture"},
    {0, std::string_view("\0\0\0\x0cJXL ", 8), "a JPEG XL picture"},
    {0, std::string_view("\0\0\x01\0", 4), "a Windows icon"},
    {0, "%PDF", "a PDF file"},
    {0, "%!PS", "a PostScript file"},
    {0, "\xc5\xd0\xd3\xc6", "a PostScript file"},
    {0, "\xd7\xcd\xc6\x9a", "a Windows metafile"},
    {0, "PK\x03\x04", "a zip archive"},
    {0, "\x1f\x8b", "a gzip file, perhaps a compressed SVG"},
    {0, "RIFF", "a sound or a film"},
};

/// The text of an XML or HTML file in lower-case ASCII: enough to find its root, also in UTF-16.
std::string beginning_as_text(std::string_view bytes) {
  std::string text;
  for (const char c : bytes.substr(0, 4096)) {
    if (c == '\0') continue;
    text += ascii_lower(c);
  }
  return text;
}

/// HEIF boxes of a still picture (ISO/IEC 23008-12 §10, AVIF §8): one of their brands is in the first box.
bool is_heif(std::string_view bytes) {
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return false;
  const std::size_t end = std::min<std::size_t>({read_u32(bytes, 0), bytes.size(), 256});
  for (std::size_t at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
    for (const std::string_view brand : {"heic", "heix", "heim", "heis", "mif1", "avif", "avis", "miaf", "hevc", "hevx"}) {
      if (bytes.substr(at, 4) == brand) return true;
    }
  }
  return false;
}

}  // namespace

Sniffed sniff(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG")) return {FileKind::png, {}, ".png", "image/png"};
  if (bytes.starts_with("\xff\xd8\xff")) return {FileKind::jpeg, {}, ".jpg", "image/jpeg"};
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return {FileKind::gif, {}, ".gif", "image/gif"};
  if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return {FileKind::webp, {}, ".webp", "image/webp"};
  if (is_heif(bytes)) {
    const bool av1 = bytes.substr(8, 248).find("avif") != std::string_view::npos;
    return av1 ? Sniffed{FileKind::heif, {}, ".avif", "image/avif"} : Sniffed{FileKind::heif, {}, ".heic", "image/heic"};
  }
  if (bytes.starts_with(std::string_view("II*\0", 4)) || bytes.starts_with(std::string_view("MM\0*", 4))) return {FileKind::tiff, {}, ".tif", "image/tiff"};
  if (bytes.starts_with("BM") && bytes.size() >= 26) return {FileKind::bmp, {}, ".bmp", "image/bmp"};
  for (const Signature& signature : kSignatures) {
    if (bytes.size() > signature.offset && bytes.substr(signature.offset).starts_with(signature.bytes)) {
      return {FileKind::other, signature.name, signature.name.starts_with("a Windows metafile (") ? ".emf" : signature.name == "a Windows metafile" ? ".wmf" : ".bin"};
    }
  }
  const std::string text = beginning_as_text(bytes);
  const std::size_t html = std::min(text.find("<html"), text.find("<!doctype html"));
  const std::size_t svg = std::min({text.find("<svg"), text.find(":svg"), text.find("<!doctype svg")});
  if (svg != std::string::npos && svg < html) return {FileKind::svg, {}, ".svg", "image/svg+xml"};
  if (html != std::string::npos) return {FileKind::other, "an HTML page"};
  return {FileKind::other, {}};
}

}  // namespace pamphlet::codec
