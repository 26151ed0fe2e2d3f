#include <algorithm>
#include <cmath>

#include "image/codecs.h"
#include "image/codes.h"
#include "image/sniff.h"
#include "image/svg.h"

namespace pamphlet {
namespace {

std::optional<Image> load_svg(std::string_view bytes, codec::Problem& problem, std::vector<std::string>& warnings) {
  std::optional<Drawing> drawing = svg::parse(bytes, problem, warnings);
  if (!drawing) return std::nullopt;
  // An ebook that shows a picture through <img> has no text colour to lend: `current` is black there (SVG 2 §13.2).
  std::string clean = write_svg(*drawing, Color{0, 0, 0, 255});
  const auto whole = [](double side) { return static_cast<std::uint32_t>(std::max(1L, std::lround(side))); };
  Image image = codec::make_image(ImageFormat::svg, whole(drawing->width), whole(drawing->height), std::move(clean), 0);
  image.drawing = std::move(*drawing);
  return image;
}

std::optional<Image> load_other(std::string_view name, codec::Problem& problem) {
  return codec::fail(problem, code::image_unsupported,
                     name.empty() ? std::string("its content is of no kind of picture that Pamphlet knows")
                                  : "it is " + std::string(name));
}

std::optional<Image> load(std::string_view bytes, codec::Problem& problem, std::vector<std::string>& warnings) {
  if (bytes.empty()) return codec::fail(problem, code::image_corrupt, "the file is empty");
  if (bytes.size() > kMaxImageBytes) {
    return codec::fail(problem, code::image_too_large,
                       "the file is larger than " + std::to_string(kMaxImageBytes >> 20) + " MB");
  }
  const codec::Sniffed sniffed = codec::sniff(bytes);
  switch (sniffed.kind) {
    case codec::FileKind::png:
      return codec::load_png(bytes, problem);
    case codec::FileKind::jpeg:
      return codec::load_jpeg(bytes, problem);
    case codec::FileKind::gif:
      return codec::load_gif(bytes, problem);
    case codec::FileKind::webp:
      return codec::load_webp(bytes, problem);
    case codec::FileKind::heif:
      return codec::load_heif(bytes, problem);
    case codec::FileKind::tiff:
      return codec::load_tiff(bytes, problem);
    case codec::FileKind::bmp:
      return codec::load_bmp(bytes, problem);
    case codec::FileKind::svg:
      return load_svg(bytes, problem, warnings);
    case codec::FileKind::other:
      break;
  }
  return load_other(sniffed.name, problem);
}

}  // namespace

std::optional<Image> decode_image(std::string_view bytes, std::string& problem, Code& code,
                                  std::vector<std::string>& warnings) {
  codec::Problem found;
  std::optional<Image> image = load(bytes, found, warnings);
  if (!image) {
    problem = std::move(found.text);
    code = found.code;
  }
  return image;
}

std::optional<Drawing> parse_svg(std::string_view bytes, std::string& problem, std::vector<std::string>& warnings) {
  codec::Problem found;
  std::optional<Drawing> drawing = svg::parse(bytes, found, warnings);
  if (!drawing) problem = std::move(found.text);
  return drawing;
}

}  // namespace pamphlet
