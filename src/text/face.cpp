#include "text/face.h"

#include <hb-ot.h>

#include <filesystem>
#include <system_error>

namespace pamphlet::shaping {
namespace {

// The largest collections (all of Noto CJK) have some 120 MB.
constexpr std::uint64_t kMaxFontBytes = 512U << 20;
constexpr hb_tag_t kHead = HB_TAG('h', 'e', 'a', 'd'), kCff2 = HB_TAG('C', 'F', 'F', '2');

/// The name as a PDF name and file name can take it: PostScript names are printable ASCII without delimiters
/// (OpenType 1.9, name ID 6).
std::string safe_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = c > 0x20 && c < 0x7F && std::string_view("[](){}<>/%#").find(c) == std::string_view::npos;
    if (plain && out.size() < 63) out += c;
  }
  return out;
}

std::string postscript_name_of(hb_face_t* face, const std::string& path) {
  char buffer[128] = {};
  unsigned size = sizeof buffer;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, buffer);
  std::string name = safe_name({buffer, size});
  if (name.empty()) name = safe_name(std::filesystem::path(path).stem().string());
  return name.empty() ? "Font" : name;
}

HbFont make_font(hb_face_t* face, int scale) {
  HbFont font(hb_font_create(face));
  hb_font_set_scale(font.get(), scale, scale);
  return font;
}

OutlineKind outline_kind(hb_face_t* face) {
  if (Table(face, HB_TAG('C', 'F', 'F', ' ')).size() > 0) return OutlineKind::cff;
  if (Table(face, HB_TAG('g', 'l', 'y', 'f')).size() > 0 && Table(face, HB_TAG('l', 'o', 'c', 'a')).size() > 0) {
    return OutlineKind::truetype;
  }
  return OutlineKind::none;
}

std::string find_problem(const Face& face) {
  hb_face_t* hb = face.face.get();
  if (face.glyph_count == 0) return "it is no OpenType font, or has no glyphs";
  const Table head(hb, kHead);
  // OpenType 1.9, head: "54 bytes", unitsPerEm "from 16 to 16384". HarfBuzz would silently take 1000.
  const unsigned upem = head.u16(18);
  if (head.size() < 54 || upem < 16 || upem > 16384) return "its head table is broken";
  const Table hhea(hb, HB_TAG('h', 'h', 'e', 'a')), hmtx(hb, HB_TAG('h', 'm', 't', 'x'));
  const unsigned long_metrics = hhea.u16(34);
  if (hhea.size() < 36 || long_metrics == 0 || hmtx.size() < long_metrics * 4UL) {
    return "its hhea or hmtx table is broken: glyphs have no widths";
  }
  // Not hb_face_collect_unicodes, which would read the whole table: a subtable that is there is enough here.
  const Table cmap(hb, HB_TAG('c', 'm', 'a', 'p'));
  if (cmap.size() < 12 || cmap.u16(2) == 0) return "its cmap table is broken: no character has a glyph";
  if (Table(hb, kCff2).size() > 0) return "it is a variable CFF2 font, which no PDF can hold";
  if (face.outlines == OutlineKind::none && !hb_ot_color_has_png(hb))
    return "it has neither outlines nor colour bitmaps";
  return {};
}

}  // namespace

Table::Table(hb_face_t* face, hb_tag_t tag) : blob_(hb_face_reference_table(face, tag)) {
  bytes_ = hb_blob_get_data(blob_.get(), &size_);
}

Coverage::~Coverage() {
  for (auto& page : pages_)
    delete page.load(std::memory_order_relaxed);
}

bool Coverage::ask(hb_font_t* font, char32_t code_point) {
  hb_codepoint_t glyph = 0;
  return hb_font_get_nominal_glyph(font, code_point, &glyph) != 0 && glyph != 0;
}

const Coverage::Page* Coverage::fill(hb_font_t* font, std::size_t number) const {
  auto page = std::make_unique<Page>();
  for (std::size_t i = 0; i < page->size(); ++i)
    (*page)[i] = ask(font, static_cast<char32_t>(number * 256 + i));
  const Page* expected = nullptr;
  if (pages_[number].compare_exchange_strong(expected, page.get(), std::memory_order_acq_rel)) return page.release();
  return expected;  // another thread was first
}

std::unique_ptr<Face> load_face(const std::string& path, unsigned index, std::string& problem) {
  std::error_code error;
  // Asked first, because opening a FIFO would wait for its writer.
  if (!std::filesystem::is_regular_file(path, error)) {
    problem = "it is no regular file";
    return nullptr;
  }
  HbBlob blob(hb_blob_create_from_file_or_fail(path.c_str()));
  if (blob == nullptr) {
    problem = "it cannot be read";
    return nullptr;
  }
  return load_face(std::move(blob), path, index, problem);
}

std::unique_ptr<Face> load_face(const FileSystem& files, const std::string& path, unsigned index, std::string& problem) {
  FileContent content = files.read(path, kMaxFontBytes);
  if (content.status != FileStatus::ok) {
    problem = "it cannot be read";
    return nullptr;
  }
  auto* bytes = new std::string(std::move(content.bytes));
  HbBlob blob(hb_blob_create(bytes->data(), static_cast<unsigned>(bytes->size()), HB_MEMORY_MODE_READONLY, bytes,
                             [](void* owned) { delete static_cast<std::string*>(owned); }));
  return load_face(std::move(blob), path, index, problem);
}

std::unique_ptr<Face> load_face(HbBlob blob, std::string path, unsigned index, std::string& problem) {
  if (index >= hb_face_count(blob.get())) {
    problem = index == 0 ? "it is no OpenType font" : "the collection has no face of that index";
    return nullptr;
  }
  auto face = std::make_unique<Face>();
  face->path = std::move(path);
  face->index = index;
  face->face.reset(hb_face_create(blob.get(), index));
  face->glyph_count = hb_face_get_glyph_count(face->face.get());
  face->outlines = outline_kind(face->face.get());
  problem = find_problem(*face);
  if (!problem.empty()) return nullptr;
  face->upem = hb_face_get_upem(face->face.get());
  hb_face_make_immutable(face->face.get());
  face->em_font = make_font(face->face.get(), kEm);
  face->unit_font = make_font(face->face.get(), static_cast<int>(face->upem));
  if (hb_ot_color_has_png(face->face.get())) {
    face->bitmap_font = make_font(face->face.get(), kEm);
    hb_font_set_ppem(face->bitmap_font.get(), 109, 109);  // the strike of Noto Color Emoji; others: the nearest
    hb_font_make_immutable(face->bitmap_font.get());
  }
  hb_font_make_immutable(face->em_font.get());
  hb_font_make_immutable(face->unit_font.get());
  face->postscript_name = postscript_name_of(face->face.get(), face->path);
  face->metrics = measure(*face);
  return face;
}

}  // namespace pamphlet::shaping
