// The order of work: what is used, fonts, pages, links, structure, metadata, file.

#include <optional>
#include <string>

#include "base/codes.h"
#include "pdf/codes.h"
#include "pdf/content.h"
#include "pdf/deflate.h"
#include "pdf/fonts.h"
#include "pdf/form.h"
#include "pdf/haru.h"
#include "pdf/icc.h"
#include "pdf/metadata.h"
#include "pdf/navigation.h"
#include "pdf/pdf.h"
#include "pdf/structure.h"
#include "pdf/syntax.h"
#include "pdf/tags.h"

namespace pamphlet {
namespace pdf {
namespace {

/// Which edge of the sheet is turned over: pages are bound at a side, and that is the short edge of one that lies (table 150).
std::string_view turned_over(const Page& page) { return page.width > page.height ? "/Duplex/DuplexFlipShortEdge" : "/Duplex/DuplexFlipLongEdge"; }

class Writer {
 public:
  Writer(PdfInput& input, Diagnostics& diagnostics)
      : input_(input),
        diagnostics_(diagnostics),
        haru_(input.standard == PdfStandard::ua_2),
        targets_(input.document, input.pages),
        tags_(build_tags(input.document, input.pages, targets_, input.standard)),
        fonts_(collect_fonts(input.pages, input.fonts)),
        image_store_(haru_, input.images, input.pages),
        pictures_(haru_, deflate_, image_store_, input.fonts) {}

  std::optional<std::string> run() {
    if (input_.pages.pages.empty()) return failed("the article has no pages");
    if (!write_fonts()) return std::nullopt;
    const ObjectId resources = haru_.add_object();
    write_pages(resources);
    std::vector<PageGlyph>().swap(input_.pages.glyphs);
    std::string().swap(input_.pages.text);
    pictures_.finish();
    haru_.set_body(resources, resource_entries());
    const std::vector<ObjectId> elements = reserve_elements(haru_, tags_);
    const std::vector<ObjectId> links = write_links(haru_, input_.document, input_.pages, tags_, elements);
    write_bookmarks(haru_, input_.document, targets_, tags_, elements);
    const ObjectId structure = write_structure(haru_, tags_, elements, links);
    write_catalog(structure, elements, form_entry(haru_, tags_, links));
    std::string file = haru_.save();
    if (!haru_.problem().empty()) return failed(haru_.problem());
    return file;
  }

 private:
  std::nullopt_t failed(const std::string& problem) {
    const std::string path = input_.document.source != nullptr ? input_.document.source->path : std::string();
    diagnostics_.report(code::pdf_failed, path, "the PDF cannot be written: " + problem);
    return std::nullopt;
  }

  bool write_fonts() {
    int number = 0;
    for (UsedFont& font : fonts_.fonts) {
      if (font.pictures) continue;
      font.resource = "F";
      append_integer(font.resource, ++number);
      for (UsedFont::Twin& twin : font.twins) twin.resource = font.resource + static_cast<char>('a' + (&twin - font.twins.data()));
      std::string problem;
      if (write_font(haru_, deflate_, input_.fonts, font, problem)) continue;
      diagnostics_.report(code::font_corrupt, std::string(input_.fonts.file(font.id)),
                          "the font cannot be put into a PDF: " + problem, "choose another font in the style");
      return false;
    }
    return true;
  }

  void write_pages(ObjectId resources) {
    const ContentSources sources{input_.document, input_.pages, tags_, input_.images, fonts_, image_store_, pictures_};
    for (std::uint32_t i = 0; i < input_.pages.pages.size(); ++i) {
      const Page& page = input_.pages.pages[i];
      haru_.add_page(page.width, page.height, input_.pages.bleed, slug_of(input_.pages), resources, static_cast<std::int32_t>(i), deflate_(page_content(sources, i)));
    }
  }

  std::string resource_entries() const {
    std::string fonts, images;
    const auto entry = [](std::string& out, const std::string& name, ObjectId object) {
      append_name(out, name);
      out += ' ';
      append_reference(out, object);
    };
    for (const UsedFont& font : fonts_.fonts) {
      if (font.object != kNoObject) entry(fonts, font.resource, font.object);
      for (const UsedFont::Twin& twin : font.twins) {
        if (twin.object != kNoObject) entry(fonts, twin.resource, twin.object);
      }
    }
    for (std::uint32_t i = 0; i < pictures_.fonts().size(); ++i) entry(fonts, TextPictures::name(i), pictures_.fonts()[i]);
    for (const auto& [name, object] : image_store_.resources()) entry(images, name, object);
    std::string out;
    if (!fonts.empty()) out += "/Font<<" + fonts + ">>";
    if (!images.empty()) out += "/XObject<<" + images + ">>";
    return out;
  }

  void write_catalog(ObjectId structure, const std::vector<ObjectId>& elements, const std::string& form) {
    const Metadata metadata = make_metadata(input_.document, input_.standard);
    const ObjectId xmp = haru_.add_stream("/Type/Metadata/Subtype/XML", xmp_packet(metadata), StreamFilter::none);
    const ObjectId profile = haru_.add_stream("/N 3/Alternate/DeviceRGB", deflate_(srgb_profile()), StreamFilter::flate);
    std::string entries = "/MarkInfo<</Marked true>>/Lang";
    append_literal(entries, metadata.lang);
    entries += "/ViewerPreferences<</DisplayDocTitle true";
    if (input_.document.meta.dir == "rtl") entries += "/Direction/R2L";
    if (input_.pages.duplex) entries += turned_over(input_.pages.pages.front());
    entries += ">>/PageLabels" + page_labels(input_.pages.pages) + "/Metadata ";
    append_reference(entries, xmp);
    entries += "/StructTreeRoot ";
    append_reference(entries, structure);
    entries += form;
    if (const ObjectId names = write_destinations(haru_, targets_, tags_, elements); names != kNoObject) {
      entries += "/Names<</Dests ";
      append_reference(entries, names);
      entries += ">>";
    }
    // ISO 19005-2 §6.2.3: what the device colours on the pages mean.
    entries +=
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile ";
    append_reference(entries, profile);
    entries += ">>]";
    haru_.set_catalog(std::move(entries));
    haru_.set_info(info_entries(metadata));
  }

  PdfInput& input_;
  Diagnostics& diagnostics_;
  Deflater deflate_;
  Haru haru_;
  Targets targets_;
  TagTree tags_;
  FontUse fonts_;
  ImageStore image_store_;
  TextPictures pictures_;
};

}  // namespace
}  // namespace pdf

std::optional<std::string> write_pdf(PdfInput input, Diagnostics& diagnostics) {
  return pdf::Writer(input, diagnostics).run();
}

}  // namespace pamphlet
