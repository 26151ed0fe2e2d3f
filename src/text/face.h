// One face of one font file: mapped, checked, measured once, then only read (from any number of threads).
#pragma once

#include <hb.h>

#include <array>
#include <atomic>
#include <bitset>
#include <memory>
#include <string>

#include "text/text.h"

namespace pamphlet::shaping {

struct HbDelete {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};
using HbBlob = std::unique_ptr<hb_blob_t, HbDelete>;
using HbFace = std::unique_ptr<hb_face_t, HbDelete>;
using HbFont = std::unique_ptr<hb_font_t, HbDelete>;
using HbBuffer = std::unique_ptr<hb_buffer_t, HbDelete>;

/// Which characters of the Basic Multilingual Plane a face maps, in pages filled when first asked for.
class Coverage {
 public:
  Coverage() = default;
  ~Coverage();
  Coverage(const Coverage&) = delete;
  Coverage& operator=(const Coverage&) = delete;

  bool has(hb_font_t* font, char32_t code_point) const {
    if (code_point >= 0x10000) return ask(font, code_point);
    const Page* page = pages_[code_point >> 8].load(std::memory_order_acquire);
    if (page == nullptr) page = fill(font, code_point >> 8);
    return page->test(code_point & 0xFF);
  }

 private:
  using Page = std::bitset<256>;
  static bool ask(hb_font_t* font, char32_t code_point);
  const Page* fill(hb_font_t* font, std::size_t number) const;
  mutable std::array<std::atomic<const Page*>, 256> pages_{};
};

enum class OutlineKind : std::uint8_t { truetype, cff, none };

struct Face {
  std::string path;
  unsigned index = 0;
  unsigned upem = 1000;
  unsigned glyph_count = 0;
  OutlineKind outlines = OutlineKind::none;
  std::string postscript_name;
  FontMetrics metrics;
  HbFace face;
  HbFont em_font;      // scaled so that positions are Em
  HbFont unit_font;    // scaled so that positions are the font's own units
  HbFont bitmap_font;  // colour bitmaps only: as unit_font, choosing the largest bitmaps
  Coverage coverage;

  bool has(char32_t code_point) const { return coverage.has(em_font.get(), code_point); }
};

/// Reads and checks a face. Null, with what is wrong in `problem`, when the file cannot be used.
std::unique_ptr<Face> load_face(const std::string& path, unsigned index, std::string& problem);
/// The same for a file that the system does not know.
std::unique_ptr<Face> load_face(const FileSystem& files, const std::string& path, unsigned index, std::string& problem);
/// The same for a font in memory, which must outlive the face.
std::unique_ptr<Face> load_face(HbBlob blob, std::string path, unsigned index, std::string& problem);

/// A big-endian table of a face. Reads past its end yield 0, so that a short table is a table of zeros.
class Table {
 public:
  Table(hb_face_t* face, hb_tag_t tag);
  Table(const char* bytes, unsigned size) : bytes_(bytes), size_(size) {}
  unsigned size() const { return size_; }
  const char* bytes() const { return bytes_; }
  unsigned u8(std::size_t at) const { return at < size_ ? static_cast<unsigned char>(bytes_[at]) : 0U; }
  unsigned u16(std::size_t at) const { return (u8(at) << 8) | u8(at + 1); }
  int i16(std::size_t at) const { return static_cast<std::int16_t>(u16(at)); }
  std::uint32_t u32(std::size_t at) const { return (u16(at) << 16) | u16(at + 2); }

 private:
  HbBlob blob_;
  const char* bytes_ = nullptr;
  unsigned size_ = 0;
};

FontMetrics measure(const Face& face);

}  // namespace pamphlet::shaping
