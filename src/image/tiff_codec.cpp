// TIFF pictures (scanners, old cameras, print shops), through libtiff's RGBA interface: it knows all the ways in which a TIFF may
// hold pixels, so that they need not be known here. The first picture of a file of several is the picture.
#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "image/codecs.h"
#include "image/color_profile.h"

namespace pamphlet::codec {
namespace {

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

using Tiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

Tiff open_tiff(TiffInput& input) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(), &TIFFOpenOptionsFree);
  if (!options) throw std::bad_alloc();
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), static_cast<tmsize_t>(kMaxImagePixels * 8));
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), be_silent, nullptr);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), be_silent, nullptr);
  return {TIFFClientOpenExt("picture", "rm", &input, read_input, write_nothing, seek_input, close_input, size_of_input, nullptr, nullptr, options.get()), &TIFFClose};
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
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &value) != 1 || !(value > 0)) return 0;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  return unit == RESUNIT_CENTIMETER ? double{value} * 2.54 : unit == RESUNIT_INCH ? double{value} : 0;
}

}  // namespace

std::optional<Image> load_tiff(std::string_view bytes, Problem& problem) {
  const auto damaged = [&] { return fail(problem, code::image_corrupt, "its TIFF data is damaged or ends early"); };
  TiffInput input{bytes};
  const Tiff tiff = open_tiff(input);
  std::uint32_t width = 0, height = 0;
  if (!tiff || TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width) != 1 || TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height) != 1) return damaged();
  if (!check_size(width, height, problem)) return std::nullopt;
  char why[1024] = "";
  if (TIFFRGBAImageOK(tiff.get(), why) != 1) return fail(problem, code::image_unsupported, "it is a TIFF picture of a rare kind");
  std::uint16_t orientation = ORIENTATION_TOPLEFT, photometric = PHOTOMETRIC_RGB;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_ORIENTATION, &orientation);
  TIFFGetField(tiff.get(), TIFFTAG_PHOTOMETRIC, &photometric);
  if (orientation < 1 || orientation > 8) orientation = ORIENTATION_TOPLEFT;
  std::vector<std::uint32_t> raster(std::size_t{width} * height);
  // The rows as they are stored: libtiff mirrors, but does not turn by a quarter.
  if (TIFFReadRGBAImageOriented(tiff.get(), width, height, raster.data(), orientation, 1) != 1) return damaged();
  Pixels pixels;
  pixels.width = width;
  pixels.height = height;
  take_raster(raster, pixels);
  std::uint32_t size = 0;
  const void* profile = nullptr;
  if (photometric == PHOTOMETRIC_RGB && TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &size, &profile) == 1 && size <= kMaxProfileBytes) {
    const std::string_view icc(static_cast<const char*>(profile), size);
    if (differs_from_srgb(icc)) rgb_to_srgb(icc, pixels.color);
  }
  const double resolution = resolution_of(tiff.get());
  turn_upright(pixels, orientation);
  return has_few_colors(pixels) ? make_image(ImageFormat::png, pixels.width, pixels.height, write_png(pixels), resolution) : store_photo(pixels, resolution);
}

}  // namespace pamphlet::codec
