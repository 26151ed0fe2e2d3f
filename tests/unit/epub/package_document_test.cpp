#include <doctest/doctest.h>

#include <cstdlib>

#include "epub/codes.h"
#include "helpers.h"

using namespace epub_test;

TEST_CASE("the package document says who, what, when") {
  Article article;
  Meta& meta = article.builder.meta();
  article.title("Fever");
  meta.subtitle.value = "What helps";
  meta.authors = {{"Ana Ruiz", {}}, {"Lee & Sons", {}}};
  meta.reviewer.value = "Dr. Ortiz";
  meta.translator.value = "T. R.";
  meta.publisher.value = "Clinic";
  meta.date = Date{2025, 2, 18};
  meta.keywords = {{"fever", {}}};
  meta.sources = {{"WHO", {}}};
  meta.identifier.value = "978-3-16-148410-0";
  const std::string opf = file(article.build(), "EPUB/package.opf");
  CHECK(contains(opf, "<dc:identifier id=\"id\">urn:isbn:9783161484100</dc:identifier>"));
  CHECK(contains(opf, ">What helps</dc:title>"));
  CHECK(contains(opf, "<dc:creator id=\"person-2\">Lee &amp; Sons</dc:creator>"));
  CHECK(contains(opf, "<meta refines=\"#person-4\" property=\"role\" scheme=\"marc:relators\">rev</meta>"));
  CHECK(contains(opf, "<meta property=\"dcterms:modified\">2025-02-18T00:00:00Z</meta>"));
  CHECK(contains(opf, "<dc:date>2025-02-18</dc:date>"));
  CHECK(contains(opf, "<meta property=\"dcterms:references\">WHO</meta>"));
  CHECK(!article.diagnostics.has(code::identifier_derived));
}

TEST_CASE("an article without a date claims none that is made up") {
  ::unsetenv("SOURCE_DATE_EPOCH");
  Article article;
  article.title("Fever");
  article.written = Date{2026, 3, 1};
  const std::string opf = file(article.build(), "EPUB/package.opf");
  CHECK(contains(opf, "<meta property=\"dcterms:modified\">2026-03-01T00:00:00Z</meta>"));
  CHECK(!contains(opf, "dc:date"));
  Article dated;
  dated.builder.meta().date = Date{2025, 2, 18};
  dated.written = Date{2026, 3, 1};
  CHECK(contains(file(dated.build(), "EPUB/package.opf"), ">2025-02-18T00:00:00Z<"));
}

TEST_CASE("the accessibility summary is in the book's language, or says that it is not") {
  const auto summary = [](const std::string& lang) {
    Article article;
    article.builder.meta().lang.value = lang;
    article.title("T");
    const std::string opf = file(article.build(), "EPUB/package.opf");
    const std::size_t at = opf.find("schema:accessibilitySummary");
    return opf.substr(at, opf.find('\n', at) - at);
  };
  CHECK(contains(summary("es-MX"), "xml:lang=\"es-MX\">Texto con t\u00EDtulos"));
  CHECK(contains(summary("ar"), "xml:lang=\"ar\">\u0646\u0635 "));
  CHECK(contains(summary("en-GB"), "xml:lang=\"en\">Text with headings"));
  CHECK(contains(summary("sw"), "xml:lang=\"en\">Text with headings"));
}

TEST_CASE("an identifier is derived, always the same, and that is said") {
  const auto identifier = [](const std::string& title, const std::string& given) {
    Article article;
    article.title(title);
    article.builder.meta().identifier.value = given;
    const std::string opf = file(article.build(), "EPUB/package.opf");
    const std::size_t at = opf.find("<dc:identifier id=\"id\">") + 23;
    CHECK(article.diagnostics.has(code::identifier_derived) == (given.empty() || given == "urn:uuid:no"));
    return opf.substr(at, opf.find('<', at) - at);
  };
  CHECK(identifier("A", "") == identifier("A", ""));
  CHECK(identifier("A", "") != identifier("B", ""));
  CHECK(identifier("A", "").starts_with("urn:uuid:"));
  CHECK(identifier("A", "urn:uuid:no").starts_with("urn:uuid:"));
  CHECK(identifier("A", "clinic-17") == "clinic-17");
}

TEST_CASE("right-to-left articles turn their pages the other way") {
  Article article;
  article.builder.meta().lang.value = "ar";
  article.builder.meta().dir = "rtl";
  article.title("x");
  const Package package = article.build();
  CHECK(contains(file(package, "EPUB/package.opf"), "page-progression-direction=\"rtl\""));
  CHECK(contains(file(package, "EPUB/text/part-001.xhtml"), "lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""));
}

TEST_CASE("accessibility metadata claims only what is there") {
  const auto opf = [](std::vector<ImageData> pictures) {
    Article article;
    article.title("x");
    // A picture that every reader knows: a square as SVG, and the same under another name.
    MemoryFiles files;
    for (const ImageData& data : pictures)
      files.files[data.source] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\"/></svg>";
    for (const ImageData& data : pictures) {
      REQUIRE(article.images.load(files, ".", "", data.source, *article.source, {}, article.diagnostics) != kNoImage);
      article.builder.open(Element::figure, {});
      article.builder.leaf(Element::image, {}, data);
      article.builder.close();
    }
    return file(article.build(), "EPUB/package.opf");
  };
  const std::string none = opf({}), described = opf({{"a.svg", "", "A square", false, {}}}), bare = opf({{"a.svg", "", "", false, {}}});
  const std::string decoration = opf({{"a.svg", "", "", true, {}}});
  CHECK(!contains(none, "alternativeText"));
  CHECK(!contains(none, "visual"));
  CHECK(contains(none, "<meta property=\"schema:accessModeSufficient\">textual</meta>"));
  CHECK(contains(described, "alternativeText"));
  CHECK(contains(described, "<meta property=\"schema:accessMode\">visual</meta>"));
  CHECK(contains(described, "<meta property=\"schema:accessModeSufficient\">textual</meta>"));
  CHECK(!contains(bare, "alternativeText"));
  CHECK(contains(bare, "<meta property=\"schema:accessModeSufficient\">textual,visual</meta>"));
  CHECK(!contains(decoration, "visual"));
  const std::string twice = opf({{"a.svg", "", "One", false, {}}, {"b.svg", "", "Two", false, {}}});
  CHECK(count(twice, "image/svg+xml") == 1);  // one picture, stored once
}

TEST_CASE("a cover that cannot serve is replaced, and that is said") {
  Article article;
  article.title("x");
  article.builder.meta().cover.value = "cover.webp";
  const Package package = article.build();
  CHECK(article.diagnostics.has(code::cover_unusable));
  const std::string png = file(package, "EPUB/images/cover.png");
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(png.size() < 127 * 1024);  // Kindle Publishing Guidelines: internal cover
}

TEST_CASE("contents never skip a level, and never name an empty heading") {
  Article article;
  article.title("x");
  article.heading(4, "Deep", "deep");
  article.heading(2, "Two", "two");
  article.heading(3, "Three", "three");
  article.heading(4, "Four", "four");
  article.heading(5, "Five", "five");
  const Package package = article.build();
  const std::string nav = file(package, "EPUB/nav.xhtml"), ncx = file(package, "EPUB/toc.ncx");
  CHECK(contains(nav, "#deep\">Deep</a></li>\n<li><a href=\"text/part-001.xhtml#two\">Two</a>\n<ol>"));
  CHECK(!contains(nav, "Five"));
  CHECK(!contains(ncx, "Three"));
  CHECK(contains(ncx, "<navPoint id=\"point-1\" playOrder=\"1\">"));
}
