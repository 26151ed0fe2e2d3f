#include "fixture.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

std::vector<std::uint32_t> glyphs_of(std::string_view text, const std::string& lang,
                                     const std::vector<std::string>& families) {
  const ShapedText shaped = shape(text, lang, families);
  std::set<std::uint32_t> used;
  for (const Segment& segment : shaped.segments) {
    if (segment.font != shaped.segments.front().font) continue;
    for (std::uint32_t k = 0; k < segment.glyph_count; ++k)
      used.insert(shaped.glyphs[segment.first_glyph + k].glyph);
  }
  return {used.begin(), used.end()};
}

FontSubset make(FontId font, const std::vector<std::uint32_t>& glyphs) {
  std::string problem;
  auto made = subset(library(), font, glyphs, problem);
  REQUIRE_MESSAGE(made.has_value(), problem);
  REQUIRE(made->codes.size() == glyphs.size());
  return std::move(*made);
}

unsigned u16(std::string_view bytes, std::size_t at) {
  return (static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 8) |
         static_cast<unsigned char>(bytes[at + 1]);
}

std::string tag(std::string_view bytes, std::size_t row) {
  return std::string(bytes.substr(12 + 16 * row, 4));
}

/// A TrueType program without cmap as a font file that the library takes: with a cmap that maps nothing of interest.
std::string with_cmap(const std::string& program) {
  const std::size_t count = u16(program, 4);
  std::string cmap("\0\0\0\1\0\3\0\1\0\0\0\x0C", 12);       // one subtable, at 12
  cmap += std::string("\0\6\0\x0C\0\0\0\x20\0\1\0\1", 12);  // format 6: U+0020 → 1
  std::string out = program.substr(0, 12);
  out[5] = static_cast<char>(count + 1);
  const auto put32 = [](std::size_t value) {
    std::string four;
    for (int shift = 24; shift >= 0; shift -= 8)
      four += static_cast<char>((value >> shift) & 0xFF);
    return four;
  };
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 12 + 16 * i;
    const std::size_t offset = (static_cast<std::size_t>(u16(program, at + 8)) << 16) | u16(program, at + 10);
    rows.push_back(program.substr(at, 8) + put32(offset + 16) + program.substr(at + 12, 4));
  }
  rows.push_back("cmap" + std::string(4, '\0') + put32(program.size() + 16) + put32(cmap.size()));
  std::sort(rows.begin(), rows.end());
  for (const std::string& row : rows)
    out += row;
  return out + program.substr(12 + 16 * count) + cmap;
}

bool same_path(const Path& one, const Path& other) {
  if (one.verbs != other.verbs || one.coordinates.size() != other.coordinates.size()) return false;
  for (std::size_t i = 0; i < one.coordinates.size(); ++i) {
    if (std::fabs(one.coordinates[i] - other.coordinates[i]) > 0.01) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a TrueType subset has the same outlines and widths under its codes") {
  const FontId sans = need("Open Sans");
  const auto glyphs = glyphs_of("Hold your baby — office, Überfüßchen: 0123456789!", "en", {"Open Sans"});
  const FontSubset made = make(sans, glyphs);
  CHECK_FALSE(made.cff);
  CHECK(made.program.size() < 20000);
  std::set<std::string> tables;
  for (std::size_t i = 0; i < u16(made.program, 4); ++i)
    tables.insert(tag(made.program, i));
  CHECK(tables == std::set<std::string>{"glyf", "head", "hhea", "hmtx", "loca", "maxp"});
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("pamphlet-subset-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "Subset-Regular.ttf", std::ios::binary) << with_cmap(made.program);
  FontCatalog own_catalog;
  own_catalog.folders = {folder.string()};
  own_catalog.families = {{"Subset", {{"Subset-Regular.ttf"}}, ""}};
  const FontLibrary own(own_catalog);
  Diagnostics diagnostics;
  const FontId font = own.find({{"Subset"}, 400, false}, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items())
    MESSAGE(diagnostic.message);
  REQUIRE(font != kNoFont);
  std::set<std::uint16_t> codes;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    CHECK(made.codes[i] != 0);
    codes.insert(made.codes[i]);
    CHECK(own.program_advance(font, made.codes[i]) == library().program_advance(sans, glyphs[i]));
    CHECK(same_path(own.outline(font, made.codes[i]), library().outline(sans, glyphs[i])));
  }
  CHECK(codes.size() == glyphs.size());
  std::filesystem::remove_all(folder);
  CHECK(made.ascent > 500);
  CHECK(made.descent < 0);
  CHECK(made.bbox[2] > made.bbox[0]);
  CHECK(made.italic_angle == 0);
  CHECK_FALSE(made.fixed_pitch);
  CHECK(make(need("Open Sans", 400, true), glyphs).italic_angle < 0);
}

TEST_CASE("subsets are deterministic") {
  const FontId sans = need("Open Sans");
  const std::vector<std::uint32_t> glyphs = {50, 36, 70, 71};
  const FontSubset one = make(sans, glyphs), other = make(sans, glyphs), turned = make(sans, {71, 70, 36, 50});
  CHECK(one.program == other.program);
  CHECK(one.program == turned.program);
  CHECK(std::vector<std::uint16_t>(turned.codes.rbegin(), turned.codes.rend()) == one.codes);
}

TEST_CASE("a name-keyed CFF subset is a bare CFF table with new glyph numbers") {
  const FontId garamond = need("EB Garamond");
  const auto glyphs = glyphs_of("Hold your baby", "en", {"EB Garamond"});
  const FontSubset made = make(garamond, glyphs);
  CHECK(made.cff);
  CHECK(made.program[0] == 1);  // major version of CFF
  CHECK(made.program.size() < 20000);
  // Glyph 0 and the wanted ones in ascending order.
  for (std::size_t i = 0; i < glyphs.size(); ++i)
    CHECK(made.codes[i] == i + 1);
}

TEST_CASE("a CID-keyed CFF subset keeps its CIDs") {
  const FontId cjk = need("Noto Sans CJK JP");
  const auto glyphs = glyphs_of("これは「テスト」です。漢字", "ja", {"Noto Sans CJK JP"});
  REQUIRE(glyphs.size() > 8);
  const FontSubset made = make(cjk, glyphs);
  CHECK(made.cff);
  CHECK(made.program.size() < 100000);
  // In the full Noto CJK fonts CID and glyph number are the same (their charset is the identity).
  for (std::size_t i = 0; i < glyphs.size(); ++i)
    CHECK(made.codes[i] == glyphs[i]);
}

TEST_CASE("what cannot be embedded is said") {
  const FontId sans = need("Open Sans"), emoji = need("Noto Color Emoji");
  std::string problem;
  const std::vector<std::uint32_t> some = {5};
  CHECK_FALSE(subset(library(), emoji, some, problem).has_value());
  CHECK(problem.find("bitmaps") != std::string::npos);
  CHECK_FALSE(subset(library(), kNoFont, some, problem).has_value());
  CHECK_FALSE(subset(library(), sans, std::vector<std::uint32_t>{0}, problem).has_value());
  CHECK_FALSE(subset(library(), sans, std::vector<std::uint32_t>{100000}, problem).has_value());
  // fsType 2: restricted licence.
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("pamphlet-fstype-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ifstream in(std::string(library().file(sans)), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  for (std::size_t i = 0; i < u16(bytes, 4); ++i) {
    if (tag(bytes, i) != "OS/2") continue;
    const std::size_t at = (static_cast<std::size_t>(u16(bytes, 12 + 16 * i + 8)) << 16) | u16(bytes, 12 + 16 * i + 10);
    bytes[at + 9] = 2;
  }
  std::ofstream(folder / "Locked-Regular.ttf", std::ios::binary) << bytes;
  FontCatalog own_catalog;
  own_catalog.folders = {folder.string()};
  own_catalog.families = {{"Locked", {{"Locked-Regular.ttf"}}, ""}};
  const FontLibrary own(own_catalog);
  Diagnostics diagnostics;
  const FontId locked = own.find({{"Locked"}, 400, false}, diagnostics);
  REQUIRE(locked != kNoFont);
  CHECK_FALSE(subset(own, locked, some, problem).has_value());
  CHECK(problem.find("licence") != std::string::npos);
  std::filesystem::remove_all(folder);
}
