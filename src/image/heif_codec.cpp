// HEIC (phones) and AVIF (web), through libheif: both are pictures in HEIF boxes (ISO/IEC 23008-12). It turns, mirrors and
// crops as the file asks (irot, imir, clap); EXIF's orientation says the same once more and is ignored.
#include <libheif/heif.h>

#include <memory>

#include "base/late_library.h"
#include "image/codecs.h"
#include "image/color_profile.h"

namespace pamphlet::codec {
namespace {

// What is called of it.
#define PAMPHLET_HEIF(X) X(heif_context_alloc) X(heif_context_free) X(heif_context_get_primary_image_handle) \
  X(heif_context_read_from_memory_without_copy) X(heif_context_set_max_decoding_threads) \
  X(heif_context_set_maximum_image_size_limit) X(heif_decode_image) X(heif_image_get_height) X(heif_image_get_plane_readonly) \
  X(heif_image_get_width) X(heif_image_handle_get_height) X(heif_image_handle_get_raw_color_profile) \
  X(heif_image_handle_get_raw_color_profile_size) X(heif_image_handle_get_width) X(heif_image_handle_has_alpha_channel) \
  X(heif_image_handle_release) X(heif_image_release)

struct Heif {
#define PAMPHLET_POINTER(name) decltype(&::name) name = nullptr;
  PAMPHLET_HEIF(PAMPHLET_POINTER)
#undef PAMPHLET_POINTER
  bool whole = false;
};

Heif load() {
  Heif library;
  void* const handle = load_library("libheif.so.1");
  if (handle == nullptr) return library;
  library.whole = true;
#define PAMPHLET_FIND(name) \
  library.name = reinterpret_cast<decltype(&::name)>(find_symbol(handle, #name)); \
  library.whole = library.whole && library.name != nullptr;
  PAMPHLET_HEIF(PAMPHLET_FIND)
#undef PAMPHLET_FIND
  return library;
}

/// Loaded once, by the first picture that needs it.
const Heif& heif() {
  static const Heif library = load();
  return library;
}

using Context = std::unique_ptr<heif_context, decltype(&::heif_context_free)>;
using Handle = std::unique_ptr<heif_image_handle, decltype(&::heif_image_handle_release)>;
using Picture = std::unique_ptr<heif_image, decltype(&::heif_image_release)>;

std::string profile_of(const heif_image_handle* handle) {
  const std::size_t size = heif().heif_image_handle_get_raw_color_profile_size(handle);
  if (size == 0 || size > kMaxProfileBytes) return {};
  std::string profile(size, '\0');
  return heif().heif_image_handle_get_raw_color_profile(handle, profile.data()).code == heif_error_Ok ? profile : std::string();
}

bool take_pixels(const heif_image* image, bool alpha, Pixels& pixels) {
  int stride = 0;
  const std::uint8_t* const plane = heif().heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
  const int width = heif().heif_image_get_width(image, heif_channel_interleaved), height = heif().heif_image_get_height(image, heif_channel_interleaved);
  const int samples = alpha ? 4 : 3;
  if (plane == nullptr || width <= 0 || height <= 0 || stride < width * samples) return false;
  pixels.width = static_cast<std::uint32_t>(width);
  pixels.height = static_cast<std::uint32_t>(height);
  const std::size_t count = std::size_t{pixels.width} * pixels.height;
  pixels.color.reserve(count * 3);
  if (alpha) pixels.alpha.reserve(count);
  for (int y = 0; y < height; ++y) {
    const auto* row = reinterpret_cast<const char*>(plane) + static_cast<std::ptrdiff_t>(y) * stride;
    if (!alpha) {
      pixels.color.append(row, static_cast<std::size_t>(width) * 3);
      continue;
    }
    for (int x = 0; x < width; ++x, row += 4) {
      pixels.color.append(row, 3);
      pixels.alpha += row[3];
    }
  }
  drop_opaque_alpha(pixels);
  return true;
}

}  // namespace

std::optional<Image> load_heif(std::string_view bytes, Problem& problem) {
  if (!heif().whole) return fail(problem, code::image_unsupported, "it is a HEIC or AVIF picture, and libheif is not installed");
  const auto damaged = [&] { return fail(problem, code::image_corrupt, "its HEIC or AVIF data is damaged or ends early"); };
  const Context context(heif().heif_context_alloc(), heif().heif_context_free);
  if (!context) throw std::bad_alloc();
  heif().heif_context_set_maximum_image_size_limit(context.get(), static_cast<int>(kMaxSide));
  heif().heif_context_set_max_decoding_threads(context.get(), 0);  // the article's own thread
  if (heif().heif_context_read_from_memory_without_copy(context.get(), bytes.data(), bytes.size(), nullptr).code != heif_error_Ok) return damaged();
  heif_image_handle* raw_handle = nullptr;
  if (heif().heif_context_get_primary_image_handle(context.get(), &raw_handle).code != heif_error_Ok) return damaged();
  const Handle handle(raw_handle, heif().heif_image_handle_release);
  const int width = heif().heif_image_handle_get_width(handle.get()), height = heif().heif_image_handle_get_height(handle.get());
  if (width < 0 || height < 0) return damaged();
  if (!check_size(static_cast<std::uint64_t>(width), static_cast<std::uint64_t>(height), problem)) return std::nullopt;
  const bool alpha = heif().heif_image_handle_has_alpha_channel(handle.get()) != 0;
  heif_image* raw_image = nullptr;
  const heif_error error = heif().heif_decode_image(handle.get(), &raw_image, heif_colorspace_RGB,
                                             alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nullptr);
  if (error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature) {
    return fail(problem, code::image_unsupported, "it is a HEIC or AVIF picture of a kind that libheif cannot decode");
  }
  if (error.code != heif_error_Ok) return damaged();
  const Picture image(raw_image, heif().heif_image_release);
  Pixels pixels;
  if (!take_pixels(image.get(), alpha, pixels)) return damaged();
  if (!check_size(pixels.width, pixels.height, problem)) return std::nullopt;
  const std::string profile = profile_of(handle.get());
  if (differs_from_srgb(profile)) rgb_to_srgb(profile, pixels.color);
  return store_photo(pixels, 0);
}

}  // namespace pamphlet::codec
