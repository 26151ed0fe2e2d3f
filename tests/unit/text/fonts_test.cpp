#include "fixture.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>

#include "base/codes.h"
#include "text/font_files.h"

using namespace pamphlet;
using namespace pamphlet::test;

namespace {

std::string font_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder for one test, gone when the test is over.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("pamphlet-text-fonts-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

/// What the library says about a font file with these bytes; empty when it takes it.
std::string problem_of(const std::string& bytes) {
  const Folder folder;
  std::ofstream(folder.path / "Tested-Regular.ttf", std::ios::binary) << bytes;
  FontCatalog catalog;
  catalog.folders = {folder.path.string()};
  catalog.families = {{"Tested", {{"Tested-Regular.ttf"}}, ""}};
  const FontLibrary own(catalog);
  Diagnostics diagnostics;
  if (own.find({{"Tested"}, 400, false}, diagnostics) != kNoFont) return {};
  REQUIRE(!diagnostics.items().empty());
  CHECK(diagnostics.items()[0].code == code::font_corrupt);
  return diagnostics.items()[0].message;
}

std::size_t table_offset(const std::string& font, std::string_view tag) {
  const auto u16 = [&](std::size_t at) {
    return (static_cast<unsigned char>(font[at]) << 8) | static_cast<unsigned char>(font[at + 1]);
  };
  const int count = u16(4);
  for (int i = 0; i < count; ++i) {
    const std::size_t row = 12 + 16 * static_cast<std::size_t>(i);
    if (font.compare(row, 4, tag) == 0)
      return (static_cast<std::size_t>(u16(row + 8)) << 16) | static_cast<std::size_t>(u16(row + 10));
  }
  return 0;
}

}  // namespace

TEST_CASE("families are found by weight and slope") {
  const FontId regular = need("Open Sans");
  CHECK(library().file(regular).ends_with("OpenSans-Regular.ttf"));
  CHECK(library().postscript_name(regular) == "OpenSans");
  CHECK(need("open sans") == regular);
  CHECK(library().file(need("Open Sans", 700)).ends_with("OpenSans-Bold.ttf"));
  CHECK(library().file(need("Open Sans", 600)).ends_with("OpenSans-Bold.ttf"));
  CHECK(library().file(need("Open Sans", 500)).ends_with("OpenSans-Regular.ttf"));
  CHECK(library().file(need("Open Sans", 900, true)).ends_with("OpenSans-BoldItalic.ttf"));
  CHECK(library().file(need("EB Garamond", 700, true)).ends_with("EBGaramond12-Italic.otf"));
  // The first family that exists counts.
  Diagnostics diagnostics;
  CHECK(library().find({{"Missing Family", "Open Sans"}, 400, false}, diagnostics) == regular);
  CHECK(diagnostics.items().empty());
}

TEST_CASE("families outside the catalog are guessed from file names") {
  Diagnostics diagnostics;
  const FontId serif = library().find({{"DejaVu Serif"}, 700, true}, diagnostics);
  REQUIRE_MESSAGE(serif != kNoFont, "install the Debian package fonts-dejavu-extra");
  CHECK(library().file(serif).ends_with("DejaVuSerif-BoldItalic.ttf"));
  const FontId light = library().find({{"Lato"}, 300, false}, diagnostics);
  REQUIRE_MESSAGE(light != kNoFont, "install the Debian package fonts-lato");
  CHECK(library().file(light).ends_with("Lato-Light.ttf"));
  CHECK(library().find({{"monospace"}, 400, false}, diagnostics) != kNoFont);
  CHECK(diagnostics.items().empty());
  // The same file under two names is one font.
  CHECK(library().find({{"OpenSans"}, 700, false}, diagnostics) == need("Open Sans", 700));
}

TEST_CASE("style names in file names") {
  int weight = 0;
  bool italic = false;
  CHECK(shaping::parse_style_name("", weight, italic));
  CHECK(weight == 400);
  CHECK(shaping::parse_style_name("extrabolditalic", weight, italic));
  CHECK(weight == 800);
  CHECK(italic);
  CHECK(shaping::parse_style_name("semibold", weight, italic));
  CHECK(weight == 600);
  CHECK_FALSE(italic);
  CHECK_FALSE(shaping::parse_style_name("condensed", weight, italic));
}

TEST_CASE("a missing family is an error that names the package, said once") {
  Diagnostics diagnostics;
  CHECK(library().find({{"Missing Family"}, 400, false}, diagnostics) == kNoFont);
  CHECK(library().find({{"Missing Family"}, 700, false}, diagnostics) == kNoFont);
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].code == code::font_missing);
  CHECK(diagnostics.items()[0].help.find("fonts-no-such-package") != std::string::npos);
}

TEST_CASE("glyph coverage and fallback faces") {
  const FontId sans = need("Open Sans"), arabic = need("Noto Naskh Arabic"), emoji = need("Noto Color Emoji");
  need("DejaVu Sans");
  CHECK(library().has_glyph(sans, U'A'));
  CHECK(library().has_glyph(sans, 0x2014));
  CHECK_FALSE(library().has_glyph(sans, 0x628));
  CHECK(library().has_glyph(emoji, 0x1F4A1));
  CHECK_FALSE(library().has_glyph(kNoFont, U'A'));
  CHECK_FALSE(library().has_glyph(sans, 0x110000));
  const FontRequest request{{"Open Sans"}, 700, false};
  CHECK(library().find_for(sans, "A", "Latn", request) == sans);
  CHECK(library().file(library().find_for(sans, "ب", "Arab", request)).ends_with("NotoNaskhArabic-Bold.ttf"));
  CHECK(library().find_for(arabic, "ب", "Arab", request) == arabic);
  CHECK(library().file(library().find_for(sans, "✔", "Zyyy", request)).ends_with("DejaVuSans-Bold.ttf"));
  CHECK(library().find_for(sans, "💡", "Zyyy", request) == emoji);  // no text font has it
  CHECK(library().find_for(sans, "❤\uFE0F", "Zsye", request) == emoji);
  CHECK(library().find_for(sans, "\U00013000", "Egyp", request) == kNoFont);
  CHECK(library().package_for_script("Arab") == "fonts-noto-core");
  CHECK(library().package_for_script("Hans") == "fonts-noto-cjk");
  CHECK(library().package_for_script("Egyp") == "fonts-noto-core");
}

TEST_CASE("metrics") {
  const FontMetrics& sans = library().metrics(need("Open Sans"));
  // OpenSans-Regular.ttf: 2048 units, typo 1567/-492, x-height 1096, capitals 1462.
  CHECK(sans.ascent == 1567 * 32);
  CHECK(sans.descent == 492 * 32);
  CHECK(sans.x_height == 1096 * 32);
  CHECK(sans.cap_height == 1462 * 32);
  CHECK(sans.underline_position < 0);
  CHECK(sans.underline_thickness > 0);
  CHECK_FALSE(sans.color_bitmaps);
  CHECK(library().metrics(need("Noto Color Emoji")).color_bitmaps);
  CHECK(library().metrics(kNoFont).ascent > 0);
  CHECK(library().program_advance(need("Open Sans"), 0) > 0);
  CHECK(library().program_advance(need("Open Sans"), 999999) == 0);
}

TEST_CASE("outlines and colour glyphs") {
  const FontId sans = need("Open Sans"), emoji = need("Noto Color Emoji");
  const ShapedText letter = shape("l");
  REQUIRE(letter.glyphs.size() == 1);
  // The letter l of Open Sans is a rectangle: 163 to 358, 0 to 1556 of 2048 units.
  const Path path = library().outline(sans, letter.glyphs[0].glyph);
  double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
  for (std::size_t i = 0; i + 1 < path.coordinates.size(); i += 2) {
    left = std::min(left, path.coordinates[i]);
    right = std::max(right, path.coordinates[i]);
    top = std::min(top, path.coordinates[i + 1]);
    bottom = std::max(bottom, path.coordinates[i + 1]);
  }
  CHECK(left > 0);
  CHECK(right < library().program_advance(sans, letter.glyphs[0].glyph));
  CHECK(top < -700);  // y grows downwards
  CHECK(bottom == doctest::Approx(0));
  CHECK(library().outline(emoji, 100).empty());
  const ShapedText bulb = shape("💡");
  REQUIRE(bulb.glyphs.size() == 1);
  const auto picture = library().color_glyph(emoji, bulb.glyphs[0].glyph);
  REQUIRE(picture.has_value());
  CHECK(picture->png.starts_with("\x89PNG"));
  CHECK(picture->width > kEm);
  CHECK(picture->height > kEm);
  CHECK(picture->y < 0);  // it reaches below the baseline
  CHECK_FALSE(library().color_glyph(sans, 5).has_value());
}

TEST_CASE("files that are no usable fonts are refused with a reason") {
  const std::string good = font_bytes(std::string(library().file(need("Open Sans"))));
  REQUIRE(good.size() > 1000);
  CHECK(problem_of(good).empty());
  CHECK_FALSE(problem_of("this is no font").empty());
  CHECK_FALSE(problem_of("").empty());
  CHECK_FALSE(problem_of(good.substr(0, 600)).empty());
  const auto spoiled = [&](std::string_view tag, std::size_t at, std::string_view bytes) {
    std::string font = good;
    font.replace(table_offset(font, tag) + at, bytes.size(), bytes);
    return problem_of(font);
  };
  CHECK(spoiled("head", 18, std::string_view("\0\0", 2)).find("head") != std::string::npos);    // unitsPerEm 0
  CHECK(spoiled("head", 18, std::string_view("\0\x0F", 2)).find("head") != std::string::npos);  // 15
  CHECK(spoiled("maxp", 4, std::string_view("\0\0", 2)).find("no glyphs") != std::string::npos);
  CHECK(spoiled("hhea", 34, std::string_view("\0\0", 2)).find("hhea") != std::string::npos);
  CHECK(spoiled("cmap", 2, std::string_view("\0\0", 2)).find("cmap") != std::string::npos);
}

TEST_CASE("a corrupt font file is reported and another face serves") {
  namespace fs = std::filesystem;
  const Folder scratch;
  const fs::path folder = scratch.path;
  fs::create_directories(folder / "deep");
  std::ofstream(folder / "deep" / "Broken-Regular.ttf") << "not a font";
  fs::copy_file(library().file(need("Open Sans", 700)), folder / "Broken-Bold.ttf");
  FontCatalog catalog;
  catalog.folders = {folder.string()};
  catalog.families = {{"Broken", {{"Broken-Regular.ttf"}, {"Broken-Bold.ttf", 700}}, ""}};
  const FontLibrary own(catalog);
  Diagnostics diagnostics;
  const FontId font = own.find({{"Broken"}, 400, false}, diagnostics);
  CHECK(own.file(font).ends_with("Broken-Bold.ttf"));
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].code == code::font_corrupt);
  CHECK(diagnostics.items()[0].path.ends_with("Broken-Regular.ttf"));
}

TEST_CASE("ids do not depend on who asks first") {
  need("Open Sans");
  const FontLibrary one(catalog()), other(catalog());
  Diagnostics diagnostics;
  const std::vector<std::string> families = {"Lato", "DejaVu Serif", "Open Sans", "DejaVu Sans", "Noto Sans Hebrew"};
  std::vector<FontId> forwards, backwards(families.size());
  for (const std::string& family : families)
    forwards.push_back(one.find({{family}, 400, false}, diagnostics));
  std::vector<std::thread> threads;
  for (std::size_t i = families.size(); i-- > 0;) {
    threads.emplace_back([&, i] {
      Diagnostics own;
      backwards[i] = other.find({{families[i]}, 400, false}, own);
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(forwards == backwards);
}
