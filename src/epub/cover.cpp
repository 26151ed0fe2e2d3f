#include "epub/cover.h"

#include <fmt/core.h>

#include "base/utf8.h"
#include "epub/assets.h"
#include "epub/codes.h"
#include "epub/cover_canvas.h"
#include "epub/validity.h"

namespace pamphlet::epub {

namespace {

constexpr int kTilesHeight = 800;   // four rows of tiles: the golden section of the height, nearly
constexpr int kTitleTop = 920, kTitleHeight = 640;
constexpr int kFoot = 2120;         // baseline of the last line
constexpr int kCoverMargin = 120;

/// The colour when text in it can be read on the ground, else black or white, whichever can.
Color readable(Color color, Color ground) {
  constexpr Color kBlack{0, 0, 0, 255}, kWhite{255, 255, 255, 255};
  if (color.visible() && contrast(color, ground) >= 4.5) return color;  // WCAG 1.4.3
  return contrast(kBlack, ground) >= contrast(kWhite, ground) ? kBlack : kWhite;
}

NodeId find(const Document& document, Element element) {
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == element) return id;
    if (document[id].parent == 0 && document[id].element != Element::header) break;  // only the header is asked
  }
  return kNoNode;
}

CoverText text_style(const EpubInput& input, const StyledDocument& styled, Element element) {
  const Document& document = input.document;
  const NodeId node = find(document, element);
  const ComputedStyle& style = styled[node == kNoNode ? 0 : node];
  CoverText text;
  text.font = {style.font_family, style.font_weight, style.font_style == FontStyle::italic};
  text.lang = language_or_und(document.lang(0));
  text.rtl = document.meta.dir == "rtl";
  return text;
}

std::string names(const std::vector<MetaText>& people) {
  std::string out;
  for (const MetaText& person : people) {
    const std::string name = collapse_spaces(person.value);
    if (name.empty()) continue;
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

std::string draw(const EpubInput& input, const Plan& plan, const StyledDocument& styled) {
  const Meta& meta = input.document.meta;
  const EbookStyle& colors = input.style.ebook;
  const Color ground = colors.cover_background.visible() ? colors.cover_background : Color{255, 255, 255, 255};
  const Color ink = readable(colors.cover_color, ground);
  const Color accent = colors.cover_accent.visible() ? colors.cover_accent : ink;
  CoverCanvas canvas(ground, ink, accent);
  const CoverText title = text_style(input, styled, Element::title), body = text_style(input, styled, Element::standfirst);
  CoverText strong = body;
  strong.font.weight = std::max(strong.font.weight, 600);
  strong.font.italic = false;
  draw_tiles(canvas, plan.title() + '\n' + title.lang, kTilesHeight);
  Shaper shaper(input.fonts);
  int y = kTitleTop;
  const Ink label = contrast(accent, ground) >= 3 ? Ink::accent : Ink::text;
  if (!meta.kicker.empty()) y = draw_text(canvas, shaper, meta.kicker.value, strong, {y, 60, 44, 28, 1}, label) + 50;
  y = draw_text(canvas, shaper, plan.title(), title, {y, kTitleTop + kTitleHeight - y, 172, 64, 5}, Ink::text);
  draw_text(canvas, shaper, meta.subtitle.value, body, {y + 40, 240, 60, 40, 3}, Ink::text);
  int foot = kFoot;
  if (!meta.publisher.empty()) {
    CoverText plain = body;
    plain.font.italic = false;
    foot = draw_text(canvas, shaper, meta.publisher.value, plain, {foot, 60, 42, 28, 1, true}, Ink::text) - 44;
  }
  const std::string authors = names(meta.authors);
  if (!authors.empty()) foot = draw_text(canvas, shaper, authors, strong, {foot, 130, 52, 36, 2, true}, Ink::text) - 44;
  if (foot < kFoot) {
    const int left = title.rtl ? kCoverWidth - kCoverMargin - 140 : kCoverMargin;
    canvas.fill(left, foot - 14, 140, 10, CoverCanvas::shade(kAccentSteps));
  }
  return canvas.png();
}

/// The author's own cover, when it is a picture that shops take.
bool use_own(const EpubInput& input, Cover& cover, Diagnostics& diagnostics) {
  const MetaText& named = input.document.meta.cover;
  if (named.empty()) return false;
  const ImageId id = input.images.find(named.value);
  const bool raster = id != kNoImage && (input.images[id].format == ImageFormat::png || input.images[id].format == ImageFormat::jpeg);
  if (!raster) {
    if (input.document.source != nullptr)
      diagnostics.report(code::cover_unusable, *input.document.source, named.span,
                         id == kNoImage ? fmt::format("the cover \"{}\" could not be read; one was drawn", named.value)
                                        : fmt::format("the cover \"{}\" is neither PNG nor JPEG; one was drawn", named.value),
                         "name a PNG or JPEG picture of about 1600 × 2560 pixels beside the article");
    return false;
  }
  const std::optional<Image> smaller = shop_form(input.images[id]);
  const Image& image = smaller ? *smaller : input.images[id];
  const bool png = image.format == ImageFormat::png;
  cover = {fmt::format("images/cover.{}", png ? "png" : "jpg"), image.bytes, png ? "image/png" : "image/jpeg",
           static_cast<int>(image.width), static_cast<int>(image.height)};
  return true;
}

}  // namespace

Cover make_cover(const EpubInput& input, const Plan& plan, const StyledDocument& styled, Diagnostics& diagnostics) {
  Cover cover;
  if (use_own(input, cover, diagnostics)) return cover;
  return {"images/cover.png", draw(input, plan, styled), "image/png", kCoverWidth, kCoverHeight};
}

}  // namespace pamphlet::epub
