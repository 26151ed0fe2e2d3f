// Whole files: their objects read back, and what other programs say about them.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "pdf/pdf.h"
#include "pdf_reader.h"
#include "sample.h"

namespace pamphlet::test {
namespace {

std::string written(Sample& sample) {
  Diagnostics diagnostics;
  const auto file = write_pdf({sample.document, sample.pages.list, sample.images, library()}, diagnostics);
  for (const Diagnostic& d : diagnostics.items()) FAIL_CHECK(d.message);
  REQUIRE(file.has_value());
  return *file;
}

}  // namespace

TEST_CASE("the sample is written") {
  const auto sample = make_sample();
  const std::string file = written(*sample);
  if (const char* folder = std::getenv("PAMPHLET_KEEP_PDF")) {
    std::ofstream(std::filesystem::path(folder) / "sample.pdf", std::ios::binary) << file;
    std::ofstream(std::filesystem::path(folder) / "sample.tags") << dump_tags(sample->document, sample->pages.list);
  }
  CHECK(file == written(*make_sample()));
}

TEST_CASE("a picture has at most 300 dots an inch where it stands largest") {
  Sample s;
  Pixels pixels{32, 24, 3, {}, {}};
  for (int k = 0; k < 32 * 24 * 3; ++k) pixels.color += static_cast<char>(k * 7);
  s.images.embed("a.png", write_png(pixels));
  DocumentBuilder b(s.source);
  b.meta().title.value = "Pictures";
  b.meta().lang.value = "en";
  b.open(Element::figure, {});
  const NodeId image = b.leaf(Element::image, {}, ImageData{"a.png", "", "a ramp", false, {}});
  b.close();
  s.document = b.finish();
  const auto place = [&](double width) {
    s.pages.page();
    s.pages.list.pages.back().items.emplace_back(
        ImageItem{image, Role::content, {Length::points(40), Length::points(60), Length::points(width), Length::points(width * 3 / 4)}, 0});
  };
  place(1.92), place(3.84);  // 8 and 16 pixels at 300 an inch
  CHECK(written(s).find("/Width 16/Height 12") != std::string::npos);
  place(7.68);
  CHECK(written(s).find("/Width 32/Height 24") != std::string::npos);
}

}  // namespace pamphlet::test
namespace pamphlet::test {
TEST_CASE("rtl page") {
  Sample s;
  DocumentBuilder b(s.source);
  b.meta().title.value = "عنوان";
  b.meta().lang.value = "ar";
  b.meta().dir = "rtl";
  s.pages.page();
  double y = 60;
  for (const char* t : {"مرحبا بالعالم، لا إله (2024) تجربة", "هذا نص عربي فيه كلمة PDF وأرقام 123 ثم [نهاية] الفقرة.", "«اقتباس» نهاية", "الصفحة (ب)", "يى ي ى ک ك", "مُحَمَّدٌ"}) {
    b.open(Element::paragraph, {});
    s.pages.line(b.text(t, {}), 40, y, t, {.lang = "ar"});
    y += 24;
    b.close();
  }
  s.document = b.finish();
  const std::string file = written(s);
  if (const char* folder = std::getenv("PAMPHLET_KEEP_PDF")) std::ofstream(std::filesystem::path(folder) / "rtl.pdf", std::ios::binary) << file;
}
}
