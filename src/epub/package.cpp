// The pipeline of the room: plan, content, pictures, style sheet, navigation, package document.
#include <fmt/core.h>

#include "epub/assets.h"
#include "epub/content.h"
#include "epub/cover.h"
#include "epub/css.h"
#include "epub/epub.h"
#include "epub/fonts.h"
#include "epub/navigation.h"
#include "epub/package_document.h"
#include "epub/plan.h"

namespace pamphlet {

namespace {

using namespace epub;

constexpr std::string_view kFolder = "EPUB/";
constexpr std::string_view kContainer =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles>\n"
    "<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n"
    "</rootfiles>\n"
    "</container>\n";
constexpr std::string_view kXhtml = "application/xhtml+xml";

/// Files of the package with their manifest items, in the order of the archive.
struct Collector {
  Package package;
  PackageFacts facts;

  void add(std::string id, const std::string& href, std::string_view media_type, std::string bytes, bool store = false,
           std::string_view properties = {}) {
    facts.manifest.push_back({std::move(id), href, media_type, properties});
    package.files.push_back({std::string(kFolder) + href, std::move(bytes), store});
  }
};

void add_content(Collector& out, Job& job) {
  int number = 0;
  for (const Part& part : job.plan.parts()) {
    std::string id = fmt::format("part-{:03}", ++number);
    out.facts.spine.push_back(id);
    job.has_formulas = false;
    std::string text = write_part(job, part);
    out.facts.access.formulas = out.facts.access.formulas || job.has_formulas;
    out.add(std::move(id), part.path, kXhtml, std::move(text), false, job.has_formulas ? "mathml" : "");  // EPUB 3.3 §5.6.2.1
  }
}

void add_pictures(Collector& out, const Assets& assets) {
  int number = 0;
  for (const Asset& asset : assets.all())
    out.add(fmt::format("image-{:03}", ++number), asset.path, asset.media_type, asset.bytes, asset.store);
}

}  // namespace

Package make_package(const EpubInput& input, Diagnostics& diagnostics) {
  const Document& document = input.document;
  const Plan plan(document, input.style.ebook.split_level);
  const StyledDocument styled(document, input.style, Media::ebook);
  const Vocabulary vocabulary(input.style);
  Assets assets(input);
  Job job{input, document, styled, plan, assets, vocabulary, diagnostics, {}};
  Collector out;
  out.facts.written = input.written;
  out.facts.identifier = identifier_of(document, plan, diagnostics);

  Cover cover = make_cover(input, plan, styled, diagnostics);
  out.facts.spine.push_back("cover");
  out.add("cover", "cover.xhtml", kXhtml, write_cover_page(document, plan, cover.path, cover.width, cover.height));
  // A book shows its contents as a page; a handout has no page to spare, and every reader shows the contents anyway.
  if (plan.is_book()) out.facts.spine.push_back("nav");
  out.add("nav", "nav.xhtml", kXhtml, write_nav(document, plan), false, "nav");
  add_content(out, job);
  out.add("ncx", "toc.ncx", "application/x-dtbncx+xml", write_ncx(document, plan, out.facts.identifier));
  EmbeddedFonts fonts = embed_fonts(input, styled, diagnostics);
  out.add("style", "styles/style.css", "text/css", fonts.css + stylesheet(document, input.style, job.sizes, diagnostics));
  for (std::size_t i = 0; i < fonts.files.size(); ++i) {
    out.add(fmt::format("font-{:03}", i + 1), fonts.files[i].path, fonts.files[i].media_type, std::move(fonts.files[i].bytes));
  }
  out.add("cover-image", cover.path, cover.media_type, std::move(cover.bytes), true, "cover-image");
  add_pictures(out, assets);

  out.facts.access.pictures = job.has_pictures;
  out.facts.access.pictures_described = job.all_pictures_described;
  out.facts.access.may_flash = assets.may_flash();
  std::vector<PackageFile> head{{"mimetype", "application/epub+zip", true},
                                {"META-INF/container.xml", std::string(kContainer), false},
                                {std::string(kFolder) + "package.opf", write_package_document(document, plan, out.facts), false}};
  out.package.files.insert(out.package.files.begin(), std::make_move_iterator(head.begin()), std::make_move_iterator(head.end()));
  return std::move(out.package);
}

}  // namespace pamphlet
