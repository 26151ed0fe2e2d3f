// Font programs that hold only the glyphs of a document, as PDF wants them (ISO 32000-1 §9.9, ISO 19005-2 §6.2.11).
//
// A CJK font has 16 MB, a page shows 300 of its glyphs. HarfBuzz cuts the font down; what is left to us is what PDF adds:
// whether the licence allows it, which tables a CIDFont needs, and by which code each glyph is called in page streams. For
// TrueType outlines that is the glyph's new number; a CID-keyed CFF keeps its CIDs, which its charset must be asked for
// (cff.cpp). Keeping the old glyph numbers would make codes simple and files larger. Cost: what hb-subset takes.
#include <hb-ot.h>
#include <hb-subset.h>

#include <algorithm>
#include <cmath>

#include "text/cff.h"
#include "text/library.h"

namespace pamphlet {
namespace {

using shaping::Face;
using shaping::HbBlob;
using shaping::HbFace;
using shaping::OutlineKind;
using shaping::Table;

struct InputDelete {
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
struct PlanDelete {
  void operator()(hb_subset_plan_t* plan) const { hb_subset_plan_destroy(plan); }
};
using Input = std::unique_ptr<hb_subset_input_t, InputDelete>;
using Plan = std::unique_ptr<hb_subset_plan_t, PlanDelete>;

// PDF glyph codes have two bytes.
constexpr unsigned kMaxGlyphs = 0xFFFF;

std::string embedding_problem(const Table& os2) {
  // OpenType 1.9, OS/2 fsType: bits 1 to 3 are the licence level (0 = free), bit 8 no subsetting, bit 9 bitmaps only.
  const unsigned type = os2.size() >= 10 ? os2.u16(8) : 0;
  if ((type & 0x000E) == 0x0002) return "its licence forbids embedding";
  if (type & 0x0100) return "its licence forbids subsets";
  if (type & 0x0200) return "its licence allows the embedding of bitmaps only";
  return {};
}

// hb_subset_preprocess is not used: for Noto Sans CJK it takes 700 ms to save 5 ms a subset.
Input make_input(std::span<const std::uint32_t> glyphs) {
  Input input(hb_subset_input_create_or_fail());
  if (input == nullptr) return input;
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const std::uint32_t glyph : glyphs)
    hb_set_add(wanted, glyph);
  // Codes are the subset's own glyph numbers (or CIDs), so glyph ids need not be kept: measured on Noto Sans, keeping
  // them costs 2 KB a font and saves nothing.
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* drop = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  // A CIDFontType2 program needs glyf, head, hhea, hmtx, loca, maxp (ISO 32000-1 §9.9 table 126). Without the layout
  // tables HarfBuzz does not pull in the glyphs they could lead to.
  for (const char* tag :
       {"GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "morx", "mort", "kerx", "feat", "trak", "name",
        "post", "OS/2", "cmap", "DSIG", "gasp", "hdmx", "LTSH", "VDMX", "PCLT", "meta", "STAT", "fvar", "avar",
        "gvar", "cvar", "HVAR", "VVAR", "MVAR", "VORG", "vhea", "vmtx", "CBDT", "CBLC", "EBDT", "EBLC", "EBSC",
        "sbix", "SVG ", "COLR", "CPAL", "cvt ", "fpgm", "prep", "Silf", "Feat", "Sill", "Glat", "Gloc"}) {
    hb_set_add(drop, hb_tag_from_string(tag, 4));
  }
  return input;
}

void describe(const Face& face, FontSubset& out) {
  const double scale = 1000.0 / face.upem;
  const Table head(face.face.get(), HB_TAG('h', 'e', 'a', 'd')), hhea(face.face.get(), HB_TAG('h', 'h', 'e', 'a'));
  const Table os2(face.face.get(), HB_TAG('O', 'S', '/', '2')), post(face.face.get(), HB_TAG('p', 'o', 's', 't'));
  for (std::size_t k = 0; k < 4; ++k)
    out.bbox[k] = head.i16(36 + 2 * k) * scale;
  // The reach of the glyphs, accents included (ISO 32000-1 table 122): hhea, not the typographic line.
  out.ascent = hhea.i16(4) * scale;
  out.descent = hhea.i16(6) * scale;
  out.cap_height = face.metrics.cap_height * 1000.0 / kEm;
  out.italic_angle = std::clamp(static_cast<std::int32_t>(post.u32(4)) / 65536.0, -90.0, 90.0);
  out.fixed_pitch = post.size() >= 16 && post.u32(12) != 0;
  // Serif: IBM family classes 1 to 5 and 7, or PANOSE Latin text with a serif style 2 to 10 (OS/2).
  const unsigned family_class = os2.u8(30), panose_kind = os2.u8(32), panose_serif = os2.u8(33);
  out.serif = (family_class >= 1 && family_class <= 7 && family_class != 6) ||
              (family_class == 0 && panose_kind == 2 && panose_serif >= 2 && panose_serif <= 10);
}

/// The code of every wanted glyph: its number in the subset, or its CID where the program is CID-keyed.
bool assign_codes(const hb_subset_plan_t* plan, std::span<const std::uint32_t> glyphs,
                  const std::vector<std::uint16_t>& cids, FontSubset& out) {
  const hb_map_t* numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
  for (const std::uint32_t glyph : glyphs) {
    const hb_codepoint_t number = hb_map_get(numbers, glyph);
    if (number == HB_MAP_VALUE_INVALID || number > kMaxGlyphs) return false;
    if (!cids.empty() && number >= cids.size()) return false;
    out.codes.push_back(cids.empty() ? static_cast<std::uint16_t>(number) : cids[number]);
  }
  return true;
}

}  // namespace

std::optional<FontSubset> subset(const FontLibrary& library, FontId font, std::span<const std::uint32_t> glyphs,
                                 std::string& problem) {
  const Face* face = library.impl().face(font);
  const auto fail = [&](std::string_view what) {
    problem = face == nullptr ? std::string(what) : face->path + ": " + std::string(what);
    return std::nullopt;
  };
  if (face == nullptr) return fail("there is no such font");
  if (face->outlines == OutlineKind::none) return fail("it has bitmaps only, no outlines to embed");
  const std::string forbidden = embedding_problem(Table(face->face.get(), HB_TAG('O', 'S', '/', '2')));
  if (!forbidden.empty()) return fail(forbidden);
  for (const std::uint32_t glyph : glyphs) {
    if (glyph == 0 || glyph >= face->glyph_count) return fail("a glyph was asked for that it does not have");
  }
  const Input input = make_input(glyphs);
  const Plan plan(input == nullptr ? nullptr : hb_subset_plan_create_or_fail(face->face.get(), input.get()));
  const HbFace made(plan == nullptr ? nullptr : hb_subset_plan_execute_or_fail(plan.get()));
  if (made == nullptr) return fail("it cannot be subset: its tables are broken");
  FontSubset out;
  out.cff = face->outlines == OutlineKind::cff;
  const HbBlob program(out.cff ? hb_face_reference_table(made.get(), HB_TAG('C', 'F', 'F', ' '))
                               : hb_face_reference_blob(made.get()));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(program.get(), &size);
  if (size == 0) return fail("it cannot be subset: nothing was left of it");
  out.program.assign(bytes, size);
  std::vector<std::uint16_t> cids;
  if (out.cff && !shaping::read_cids(out.program, cids)) return fail("it cannot be subset: its CFF table is broken");
  if (!assign_codes(plan.get(), glyphs, cids, out)) return fail("it cannot be subset: a glyph got lost");
  describe(*face, out);
  return out;
}

std::optional<std::string> web_font(const FontLibrary& library, FontId font, std::span<const char32_t> characters, std::string& problem) {
  const Face* face = library.impl().face(font);
  const auto fail = [&](std::string_view what) {
    problem = what;
    return std::nullopt;
  };
  if (face == nullptr || face->outlines == OutlineKind::none) return fail("it has no outlines to embed");
  const Table os2(face->face.get(), HB_TAG('O', 'S', '/', '2'));
  const std::string forbidden = embedding_problem(os2);
  if (!forbidden.empty()) return fail(forbidden);
  // Level 4, "Preview & Print": the font must not be handed on, and a file that is not obfuscated hands it on.
  if (os2.size() >= 10 && (os2.u16(8) & 0x000E) == 0x0004) return fail("its licence allows embedding for viewing and printing only");
  const Input input(hb_subset_input_create_or_fail());
  if (input == nullptr) return fail("it cannot be subset");
  for (const char32_t c : characters) hb_set_add(hb_subset_input_unicode_set(input.get()), c);
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  for (const char* tag : {"smcp", "c2sc", "lnum", "onum", "tnum", "pnum", "sups", "subs"}) {  // what a style may ask for
    hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG), hb_tag_from_string(tag, 4));
  }
  for (const unsigned name : {13u, 14u}) hb_set_add(hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_ID), name);  // the licence
  const HbFace made(hb_subset_or_fail(face->face.get(), input.get()));
  if (made == nullptr) return fail("it cannot be subset: its tables are broken");
  const HbBlob program(hb_face_reference_blob(made.get()));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(program.get(), &size);
  if (size == 0) return fail("it cannot be subset: nothing was left of it");
  return std::string(bytes, size);
}

}  // namespace pamphlet
