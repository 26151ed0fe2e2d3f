// TIFF pictures (scanners, old cameras, print shops), through libtiff's RGBA interface: it knows all the ways in which a TIFF may
// hold pixels, so that they need not be known here. The first picture of a file of several is the picture.
#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "base/late_library.h"
#include "image/codecs.h"
#include "image/color_profile.h"

namespace pamphlet::codec {
namespace {

// What is called of it.
#define PAMPHLET_TIFF(X) X(TIFFClientOpenExt) X(TIFFClose) X(TIFFGetField) X(TIFFGetFieldDefaulted) X(TIFFOpenOptionsAlloc) \
  X(TIFFOpenOptionsFree) X(TIFFOpenOptionsSetErrorHandlerExtR) X(TIFFOpenOptionsSetMaxSingleMemAlloc) \
  X(TIFFOpenOptionsSetWarningHandlerExtR) X(TIFFRGBAImageOK) X(TIFFReadRGBAImageOriented)

struct Libtiff {
#define PAMPHLET_POINTER(name) decltype(&::name) name = nullptr;
  PAMPHLET_TIFF(PAMPHLET_POINTER)
#undef PAMPHLET_POINTER
  bool whole = false;
};

Libtiff load() {
  Libtiff library;
  void* const handle = load_library("libtiff.so.6");
  if (handle == nullptr) return library;
  library.whole = true;
#define PAMPHLET_FIND(name) \
  library.name = reinterpret_cast<decltype(&::name)>(find_symbol(handle, #name)); \
  library.whole = library.whole && library.name != nullptr;
  PAMPHLET_TIFF(PAMPHLET_FIND)
#undef PAMPHLET_FIND
  return library;
}

/// Loaded once, by the first picture that needs it.
const Libtiff& libtiff() {
  static const Libtiff library = load();
  return library;
}

struct TiffInput {
  std::string_view bytes;
  std::uint64_t at = 0;
};

tmsize_t read_input(thandle_t handle, void* into, tmsize_t size) {
  auto& input = *static_cast<TiffInput*>(handle);
  if (size <= 0 || input.at >= input.bytes.size()) return 0;
  const std::size_t count = std::min(static_cast<std::size_t>(size), input.bytes.size() - static_cast<std::size_t>(input.at));
  std::memcpy(into, input.bytes.data() + input.at, count);
  input.at += count;
  return static_cast<tmsize_t>(count);
}
tmsize_t write_nothing(thandle_t, void*, tmsize_t) { return 0; }
toff_t seek_input(thandle_t handle, toff_t offset, int whence) {
  auto& input = *static_cast<TiffInput*>(handle);
  input.at = offset + (whence == SEEK_CUR ? input.at : whence == SEEK_END ? input.bytes.size() : 0);
  return input.at;
}
int close_input(thandle_t) { return 0; }
toff_t size_of_input(thandle_t handle) { return static_cast<TiffInput*>(handle)->bytes.size(); }
int be_silent(TIFF*, void*, const char*, const char*, va_list) { return 1; }  // what is wrong is a finding, not a line on the terminal

using Tiff = std::unique_ptr<TIFF, decltype(&::TIFFClose)>;

Tiff open_tiff(TiffInput& input) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&::TIFFOpenOptionsFree)> options(libtiff().TIFFOpenOptionsAlloc(), libtiff().TIFFOpenOptionsFree);
  if (!options) throw std::bad_alloc();
  libtiff().TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), static_cast<tmsize_t>(kMaxImagePixels * 8));
  libtiff().TIFFOpenOptionsSetErrorHandlerExtR(options.get(), be_silent, nullptr);
  libtiff().TIFFOpenOptionsSetWarningHandlerExtR(options.get(), be_silent, nullptr);
  return {libtiff().TIFFClientOpenExt("picture", "rm", &input, read_input, write_nothing, seek_input, close_input, size_of_input, nullptr, nullptr, options.get()), libtiff().TIFFClose};
}

void take_raster(const std::vector<std::uint32_t>& raster, Pixels& pixels) {
  pixels.color.resize(raster.size() * 3);
  pixels.alpha.resize(raster.size());
  for (std::size_t i = 0; i < raster.size(); ++i) {
    const std::uint32_t value = raster[i], alpha = TIFFGetA(value);
    const auto plain = [&](std::uint32_t c) {  // the interface multiplies by the alpha
      return static_cast<char>(alpha == 0 || alpha == 255 ? c : std::min(255u, (c * 255 + alpha / 2) / alpha));
    };
    pixels.color[i * 3] = plain(TIFFGetR(value));
    pixels.color[i * 3 + 1] = plain(TIFFGetG(value));
    pixels.color[i * 3 + 2] = plain(TIFFGetB(value));
    pixels.alpha[i] = static_cast<char>(alpha);
  }
  drop_opaque_alpha(pixels);
}

double resolution_of(TIFF* tiff) {
  float value = 0;
  std::uint16_t unit = RESUNIT_INCH;
  if (libtiff().TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &value) != 1 || !(value > 0)) return 0;
  libtiff().TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  return unit == RESUNIT_CENTIMETER ? double{value} * 2.54 : unit == RESUNIT_INCH ? double{value} : 0;
}

}  // namespace

std::optional<Image> load_tiff(std::string_view bytes, Problem& problem) {
  if (!libtiff().whole) return fail(problem, code::image_unsupported, "it is a TIFF picture, and libtiff is not installed");
  const auto damaged = [&] { return fail(problem, code::image_corrupt, "its TIFF data is damaged or ends early"); };
  TiffInput input{bytes};
  const Tiff tiff = open_tiff(input);
  std::uint32_t width = 0, height = 0;
  if (!tiff || libtiff().TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width) != 1 || libtiff().TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height) != 1) return damaged();
  if (!check_size(width, height, problem)) return std::nullopt;
  char why[1024] = "";
  if (libtiff().TIFFRGBAImageOK(tiff.get(), why) != 1) return fail(problem, code::image_unsupported, "it is a TIFF picture of a rare kind");
  std::uint16_t orientation = ORIENTATION_TOPLEFT, photometric = PHOTOMETRIC_RGB;
  libtiff().TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_ORIENTATION, &orientation);
  libtiff().TIFFGetField(tiff.get(), TIFFTAG_PHOTOMETRIC, &photometric);
  if (orientation < 1 || orientation > 8) orientation = ORIENTATION_TOPLEFT;
  std::vector<std::uint32_t> raster(std::size_t{width} * height);
  // The rows as they are stored: libtiff mirrors, but does not turn by a quarter.
  if (libtiff().TIFFReadRGBAImageOriented(tiff.get(), width, height, raster.data(), orientation, 1) != 1) return damaged();
  Pixels pixels;
  pixels.width = width;
  pixels.height = height;
  take_raster(raster, pixels);
  std::uint32_t size = 0;
  const void* profile = nullptr;
  if (photometric == PHOTOMETRIC_RGB && libtiff().TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &size, &profile) == 1 && size <= kMaxProfileBytes) {
    const std::string_view icc(static_cast<const char*>(profile), size);
    if (differs_from_srgb(icc)) rgb_to_srgb(icc, pixels.color);
  }
  const double resolution = resolution_of(tiff.get());
  turn_upright(pixels, orientation);
  return has_few_colors(pixels) ? make_image(ImageFormat::png, pixels.width, pixels.height, write_png(pixels), resolution) : store_photo(pixels, resolution);
}

}  // namespace pamphlet::codec
