// Any bytes as a font file: it is refused, or everything that is asked of it stays within bounds.
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "text/text.h"
#include "fuzz.h"

using namespace pamphlet;
using fuzz::require;

namespace {

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("pamphlet-fuzz-font-" + std::to_string(::getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code error;
    std::filesystem::remove_all(path, error);
  }
};

void look_at(const FontLibrary& library, FontId font, std::uint32_t glyph) {
  require(std::isfinite(library.program_advance(font, glyph)));
  for (const double value : library.outline(font, glyph).coordinates)
    require(std::isfinite(value));
  if (const auto picture = library.color_glyph(font, glyph)) require(picture->width > 0 && picture->height > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::filesystem::path file = folder.path / "Fuzzed-Regular.ttf";
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  FontCatalog catalog;
  catalog.folders = {folder.path.string()};
  catalog.families = {{"Fuzzed", {{"Fuzzed-Regular.ttf"}}, ""}};
  const FontLibrary library(std::move(catalog));
  Diagnostics diagnostics;
  const FontId font = library.find({{"Fuzzed"}, 400, false}, diagnostics);
  require((font == kNoFont) == diagnostics.has_errors());
  if (font == kNoFont) return 0;
  const FontMetrics& metrics = library.metrics(font);
  require(metrics.ascent > 0 && metrics.descent >= 0 && metrics.x_height > 0 && metrics.cap_height > 0);
  require(!library.postscript_name(font).empty());
  const std::string text =
      "AVoffice fi 12 \xC3\xA9 \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85 "
      "\xE0\xA4\xA8\xE0\xA4\xAE\xE0\xA4\xB8\xE0\xA5\x8D\xE0\xA4\xA4\xE0\xA5\x87";
  TextRun run;
  run.end = static_cast<std::uint32_t>(text.size());
  run.style = std::make_shared<TextStyle>(TextStyle{{{"Fuzzed"}}, "en"});
  Shaper shaper(library);
  const ShapedText shaped = shaper.shape(text, std::vector{run}, std::nullopt, diagnostics);
  std::vector<std::uint32_t> glyphs;
  for (const ShapedGlyph& glyph : shaped.glyphs) {
    require(glyph.glyph != 0);
    if (shaped.segments.front().font == font && glyphs.size() < 64) glyphs.push_back(glyph.glyph);
  }
  for (std::uint32_t glyph = 0; glyph < 40; ++glyph)
    look_at(library, font, glyph * glyph);
  std::string problem;
  if (const auto made = subset(library, font, glyphs, problem)) {
    require(made->codes.size() == glyphs.size());
  } else {
    require(!problem.empty());
  }
  return 0;
}
