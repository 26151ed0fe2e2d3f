// libharu as a writer of PDF objects. haru.cpp is the only file of Pamphlet that sees hpdf.h.
//
// Used of libharu: document, cross-reference table, page tree, pages, streams, annotations, destinations, outline and
// the syntax of all of them. Not used: its text, fonts, images and metadata (no glyph ids, no tags, no UTF-16), and its
// way of saving, which knows neither object streams nor cross-reference streams.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/length.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {

/// A place on a page (§12.3.2.2, XYZ with the reader's zoom kept). `y` is in PDF coordinates: it grows upwards.
struct PagePlace {
  std::uint32_t page = 0;
  Length y;
  ObjectId element = kNoObject;  // of PDF 2.0: what stands there (ISO 32000-2 §12.3.2.3)
};

enum class StreamFilter : unsigned char { none, flate, jpeg };

using BookmarkId = std::uint32_t;
inline constexpr BookmarkId kNoBookmark = UINT32_MAX;

/// One document. After the first call that libharu refuses, every further call does nothing and `problem()` says why:
/// no call throws except for exhausted memory, and nothing is thrown through C frames.
class Haru {
 public:
  /// PDF 2.0 has no information dictionary.
  explicit Haru(bool pdf_2 = false);
  ~Haru();
  Haru(const Haru&) = delete;
  Haru& operator=(const Haru&) = delete;

  /// Empty while all is well.
  const std::string& problem() const;

  /// A dictionary object; `body` is what stands between << and >>.
  ObjectId add_object(std::string body = {});
  void set_body(ObjectId object, std::string body);
  /// A stream object; `bytes` are already encoded as `filter` says. /Length and /Filter are added here.
  ObjectId add_stream(std::string dictionary, std::string_view bytes, StreamFilter filter);

  /// Appends a page; all pages share one resource dictionary. `content` is deflated. With a bleed the bleed box is so much
  /// larger on all sides than the trim box, whose lower left corner stays the origin (ISO 32000-1 §14.11.2); the media box is by `slug`.
  void add_page(Length width, Length height, Length bleed, Length slug, ObjectId resources, std::int32_t struct_parents, std::string_view content);
  ObjectId page(std::uint32_t index) const;
  std::uint32_t page_count() const;

  /// A link annotation on a page; the rectangle is in PDF coordinates. It has no border, prints (PDF/A wants the flag),
  /// and names its element by `struct_parent`. `uri` is 7-bit ASCII; when it is empty, the link leads to `place`.
  ObjectId add_link(std::uint32_t page, const Rect& box, const std::string& uri, PagePlace place, std::string_view contents,
                    std::int32_t struct_parent);
  /// A field of a form (§12.5.6.19); `entries` are the field's and the annotation's.
  ObjectId add_widget(std::uint32_t page, const Rect& box, std::string entries);
  BookmarkId add_bookmark(BookmarkId parent, std::string_view title, PagePlace place);

  /// More entries of the document catalog, and all entries of the information dictionary.
  void set_catalog(std::string entries);
  void set_info(std::string entries);

  /// The whole file, with object streams and a cross-reference stream (§7.5.7, §7.5.8). Empty when there was a problem.
  std::string save();
  /// "2.3.0"
  static std::string_view version();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace pamphlet::pdf
