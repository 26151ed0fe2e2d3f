// The whole way from bytes to bytes, with all files in memory.
#include <doctest/doctest.h>

#include <algorithm>
#include <new>

#include "check/codes.h"
#include "doc/codes.h"
#include "epub/codes.h"
#include "image/codes.h"
#include "pipeline/pipeline.h"
#include "style/codes.h"

using namespace pamphlet;

namespace {

const std::string kArticle = "---\ntitle: Fever\nlang: en\nidentifier: urn:x:1\n---\n\nWater and rest help.\n";
const std::string kSvg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>)";

/// The styles that come with Pamphlet, and what a test adds to them.
MemoryFiles with_styles() {
  MemoryFiles files;
  const std::string styles = PAMPHLET_SOURCE_DIR "/styles";
  for (const char* folder : {"", "marks"}) {
    for (const std::string& name : disk().list(join_path(styles, folder))) {
      const FileContent content = disk().read(join_path(join_path(styles, folder), name), 1 << 20);
      if (content.status == FileStatus::ok) files.files[join_path(join_path("given", folder), name)] = content.bytes;
    }
  }
  return files;
}

Request request_for(std::vector<std::string> inputs) {
  Request request;
  request.inputs = std::move(inputs);
  request.style_folders = {"given"};
  request.today = Date{2026, 1, 1};
  return request;
}

/// Without S206, which is about the styles that come with Pamphlet.
std::string ids(const Diagnostics& findings) {
  std::string out;
  for (const Diagnostic& finding : findings.items()) {
    if (finding.code != code::style_medium_ignores) out += (out.empty() ? "" : " ") + std::string(info(finding.code).id);
  }
  return out;
}

Made make_first(const MemoryFiles& files, const Request& request) {
  const Run run = prepare(request, files);
  REQUIRE(run.state == Run::State::ready);
  REQUIRE(run.articles.size() == 1);
  return make(run, run.articles.front(), publishing(run));
}

}  // namespace

TEST_CASE("an article in memory becomes a PDF and an EPUB") {
  MemoryFiles files = with_styles();
  files.files["in/a.md"] = kArticle;
  const Made made = make_first(files, request_for({"in"}));
  CHECK(made.publishable);
  CHECK(made.page_count == 1);
  REQUIRE(made.pdf);
  CHECK(made.pdf->starts_with("%PDF-1.7"));
  REQUIRE(made.epub);
  CHECK(made.epub->starts_with("PK"));
  CHECK(ids(made.findings) == "L310");
}

TEST_CASE("what is not wanted is not made") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = kArticle;
  const Run run = prepare(request_for({"a.md"}), files);
  Wanted wanted;
  Made made = make(run, run.articles.front(), wanted);
  CHECK(made.document.nodes.size() > 2);
  CHECK_FALSE((made.pages || made.pdf || made.epub || made.package));
  wanted.report = wanted.package = true;
  std::string stages;
  wanted.after_stage = [&](std::string_view stage) { stages += std::string(stage) + " "; };
  made = make(run, run.articles.front(), wanted);
  CHECK(made.report.totals.pages == 1);
  CHECK(made.package->files.front().path == "mimetype");
  CHECK_FALSE((made.pdf || made.epub));
  CHECK(stages == "read layout epub ");
}

TEST_CASE("every stage runs whatever was found before it: a missing picture and a cover of the wrong kind") {
  MemoryFiles files = with_styles();
  files.files["cover.svg"] = kSvg;
  files.files["a.md"] = "---\ntitle: Fever\nlang: en\nidentifier: urn:x:1\ncover: cover.svg\n---\n\nText.\n\n![A cot](cot.png)\n";
  Request request = request_for({"a.md"});
  Made made = make_first(files, request);
  CHECK(ids(made.findings) == "L310 B503 E180");
  CHECK_FALSE(made.publishable);
  CHECK_FALSE((made.pdf || made.epub));
  request.draft = true;
  made = make_first(files, request);
  CHECK(made.publishable);
  CHECK((made.pdf && made.epub));
  // Without the missing picture only --werror refuses it; and only where an ebook is asked for.
  files.files["a.md"] = "---\ntitle: Fever\nlang: en\nidentifier: urn:x:1\ncover: cover.svg\n---\n\nText.\n";
  request = request_for({"a.md"});
  CHECK(make_first(files, request).publishable);
  request.werror = true;
  CHECK_FALSE(make_first(files, request).publishable);
  request.epub = false;
  CHECK(make_first(files, request).publishable);
}

TEST_CASE("the project file's severities and editions hold for every stage") {
  MemoryFiles files = with_styles();
  files.files["p/a.md"] = "---\ntitle: Fever\n---\n\nWater and rest help.\n";
  files.files["p/pamphlet.toml"] = "output = \"made\"\n[severity]\nL304 = \"error\"\nidentifier-derived = \"warning\"\n"
                                   "[edition.sheet]\nformat = \"pdf\"\nfit = 1\nsuffix = \"-1\"\nstyle = \"large-print\"\n";
  Request request = request_for({"p/a.md"});
  const Made made = make_first(files, request);
  CHECK_FALSE(made.publishable);
  for (const Diagnostic& finding : made.findings.items()) {
    if (finding.code == code::lang_missing) CHECK(finding.severity == Severity::error);
    if (finding.code == code::identifier_derived) CHECK(finding.severity == Severity::warning);
  }
  request.edition = "sheet";
  const Run run = prepare(request, files);
  CHECK(run.style().name == "large-print");
  CHECK(run.style().page.fit.pages == 1);
  CHECK(run.suffix == "-1");
  CHECK(run.request.output == "p/made");
  CHECK_FALSE(publishing(run).epub);
  request.edition = "shet";
  const Run none = prepare(request, files);
  CHECK(none.state == Run::State::unknown_name);
  CHECK(ids(none.findings) == "E900");
}

TEST_CASE("a style that cannot be used stops the run, one that fails a check stops publishing") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = kArticle;
  Request request = request_for({"a.md"});
  request.style = "clinik";
  CHECK(prepare(request, files).state == Run::State::unknown_name);
  files.files["mine.toml"] = "extends = \"clinic\"\n[heading]\nfont-wieght = 700\n";
  request.style = "mine.toml";
  CHECK(prepare(request, files).state == Run::State::broken);
  files.files["mine.toml"] = "extends = \"clinic\"\n[paragraph]\ncolor = \"#cccccc\"\n";
  CHECK(ids(prepare(request, files).findings).find("L302") != std::string::npos);
  CHECK(make_first(files, request).publishable);
  request.werror = true;
  CHECK_FALSE(make_first(files, request).publishable);
}

TEST_CASE("findings are in order, each cause once") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = "---\ntitle: A\nlang: en\n---\n\n![](x.png)\n\n![](x.png) ![](x.png)\n";
  const Made made = make_first(files, request_for({"a.md"}));
  std::vector<std::string> places;
  for (const Diagnostic& finding : made.findings.items()) {
    if (finding.source->path != "a.md") continue;
    const LineColumn place = finding.source->locate(finding.span.begin);
    places.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " + std::string(info(finding.code).id));
  }
  CHECK(std::is_sorted(places.begin(), places.end(), [](const std::string& a, const std::string& b) { return a.substr(0, 4) < b.substr(0, 4); }));
  CHECK(std::count_if(places.begin(), places.end(), [](const std::string& p) { return p.ends_with("E180"); }) == 3);

  const Run run = prepare(request_for({"a.md"}), files);
  Diagnostics twice;
  const Source source("a.md", "one\ntwo\n"), other("b.md", "one\ntwo\n");
  twice.report(code::link_dropped, source, {4, 5}, "no");
  twice.report(code::link_dropped, source, {0, 1}, "no");
  twice.report(code::link_dropped, source, {4, 5}, "no", "the second time");
  twice.report(code::link_dropped, source, {4, 5}, "yes");
  twice.report(code::link_dropped, other, {4, 5}, "no");
  settle(run, twice);
  REQUIRE(twice.items().size() == 4);
  CHECK(twice.items()[0].span == Span{0, 1});
  CHECK(twice.items()[1].help == "");
}

TEST_CASE("a book is made from files in memory, and its findings name the chapters") {
  MemoryFiles files = with_styles();
  files.files["book/book.md"] = "---\ntitle: Book\nlang: en\nbook: [one.md, two.md]\n---\n";
  files.files["book/one.md"] = "# One\n\nText, and [more](two.md).\n";
  files.files["book/two.md"] = "# Two\n\n![A cot](cot.png)\n";
  const Made made = make_first(files, request_for({"book/book.md"}));
  CHECK(made.document.book);
  const auto missing = std::find_if(made.findings.items().begin(), made.findings.items().end(),
                                    [](const Diagnostic& finding) { return finding.code == code::image_missing; });
  REQUIRE(missing != made.findings.items().end());
  CHECK(missing->source->path_at(missing->span.begin) == "book/two.md");
}

TEST_CASE("standard input and articles at hand are bytes, of a limited size") {
  MemoryFiles files = with_styles();
  Request request = request_for({"-"});
  request.standard_input = kArticle;
  CHECK(make_first(files, request).publishable);
  const Run run = prepare(request_for({}), files);
  const Made made = make(run, input_of(run, "in.txt", "Fever\n\nWater and rest help all of us.\n"), publishing(run));
  CHECK(made.publishable);
  CHECK(made.sources.front()->path == "in.txt");
  const Made large = make(run, input_of(run, "in.md", std::string(kMaxArticleBytes + 1, 'x')), publishing(run));
  CHECK(ids(large.findings) == "E109");
  CHECK_FALSE(large.readable);
}

TEST_CASE("outputs are written through the file system, and what fails is a finding") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = kArticle;
  files.files["wall"] = "a file";
  Request request = request_for({"a.md"});
  Run run = prepare(request, files);
  Made made = make(run, run.articles.front(), publishing(run));
  const std::vector<Written> written = write_outputs(run, run.articles.front(), made, files);
  REQUIRE(written.size() == 2);
  CHECK(written[0].path == "out/a.pdf");
  CHECK(files.files["out/a.pdf"] == *made.pdf);
  CHECK(files.files["out/a.epub"] == *made.epub);
  run.request.output = "wall";
  CHECK(write_outputs(run, run.articles.front(), made, files).empty());
  CHECK(ids(made.findings).ends_with("E104 E104"));
  run.request.output = "out";
  run.articles.front().path = "out/a.pdf";
  CHECK(write_outputs(run, run.articles.front(), made, files).size() == 1);
  CHECK(ids(made.findings).ends_with("E105"));
}

TEST_CASE("a font of the project is found in memory") {
  const std::string system = "/usr/share/fonts/truetype/open-sans/OpenSans-Regular.ttf";
  const FileContent font = disk().read(system, 8 << 20);
  REQUIRE_MESSAGE(font.status == FileStatus::ok, "install the Debian package fonts-open-sans");
  MemoryFiles files = with_styles();
  files.files["pamphlet.toml"] = "";
  files.files["fonts/deeper/Quill-Regular.ttf"] = font.bytes;
  files.files["mine.toml"] = "extends = \"clinic\"\n[document]\nfont-family = [\"Quill\"]\n"
                             "[fonts.families.Quill]\nfiles = [{file = \"Quill-Regular.ttf\"}]\n";
  files.files["a.md"] = kArticle;
  Request request = request_for({"a.md"});
  request.style = "mine.toml";
  CHECK(make_first(files, request).publishable);
  files.files["fonts/deeper/Quill-Regular.ttf"] = "no font";
  CHECK(ids(make_first(files, request).findings).find("S209") != std::string::npos);
  files.files.erase("fonts/deeper/Quill-Regular.ttf");
  CHECK(ids(make_first(files, request).findings).find("S208") != std::string::npos);
}

TEST_CASE("when memory ends, that is the finding, and nothing is published") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = kArticle;
  Request request = request_for({"a.md"});
  request.memory = 512u << 20;
  const Run run = prepare(request, files);
  Wanted wanted = publishing(run);
  wanted.after_stage = [](std::string_view stage) {
    if (stage == "epub") throw std::bad_alloc();
  };
  const Made made = make(run, run.articles.front(), wanted);
  CHECK(ids(made.findings) == "E111");
  CHECK(made.findings.items().front().message.find("512 MB") != std::string::npos);
  CHECK_FALSE((made.publishable || made.pdf || made.epub));
}

TEST_CASE("a project says the style, an option says another") {
  MemoryFiles files = with_styles();
  files.files["a.md"] = kArticle;
  files.files["pamphlet.toml"] = "style = \"large-print\"\n";
  Request request = request_for({"a.md"});
  CHECK(prepare(request, files).style().name == "large-print");
  request.style = "doula";
  CHECK(prepare(request, files).style().name == "doula");
}
