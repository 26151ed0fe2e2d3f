// GIF: the first frame, stored as PNG. A page cannot move, an ebook that flashes can hurt, and Kobo takes no GIF.
#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "image/codecs.h"
#include "image/codes.h"

namespace pamphlet::codec {
namespace {

struct Input {
  std::string_view bytes;
  std::size_t at = 0;
};

int read_input(GifFileType* gif, GifByteType* out, int length) {
  auto* input = static_cast<Input*>(gif->UserData);
  const std::size_t count = std::min(static_cast<std::size_t>(std::max(length, 0)), input->bytes.size() - input->at);
  if (count == 0) return 0;  // an empty view may have no address to copy from
  std::memcpy(out, input->bytes.data() + input->at, count);
  input->at += count;
  return static_cast<int>(count);
}

struct Closer {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Closer>;

/// Reads extensions up to the first picture; -2 if that fails, else its transparent colour or -1.
int seek_picture(GifFileType* gif) {
  int transparent = NO_TRANSPARENT_COLOR;
  for (;;) {
    GifRecordType record;
    if (DGifGetRecordType(gif, &record) == GIF_ERROR) return -2;
    if (record == IMAGE_DESC_RECORD_TYPE) return transparent;
    if (record != EXTENSION_RECORD_TYPE) return -2;
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) == GIF_ERROR) return -2;
    while (block != nullptr) {
      GraphicsControlBlock control;
      if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
        transparent = control.TransparentColor;
      }
      if (DGifGetExtensionNext(gif, &block) == GIF_ERROR) return -2;
    }
  }
}

struct Frame {
  int left, top, width, height;
  const ColorMapObject* colors;
  int transparent;
};

void paint_row(const std::string& indices, const Frame& frame, int y, Pixels& pixels) {
  for (int x = 0; x < frame.width; ++x) {
    const int index = static_cast<unsigned char>(indices[static_cast<std::size_t>(x)]);
    if (index == frame.transparent || index >= frame.colors->ColorCount) continue;
    const auto at = static_cast<std::size_t>(frame.top + y) * pixels.width + static_cast<std::size_t>(frame.left + x);
    const GifColorType& color = frame.colors->Colors[index];
    pixels.color[at * 3] = static_cast<char>(color.Red);
    pixels.color[at * 3 + 1] = static_cast<char>(color.Green);
    pixels.color[at * 3 + 2] = static_cast<char>(color.Blue);
    pixels.alpha[at] = '\xff';
  }
}

bool read_frame(GifFileType* gif, const Frame& frame, bool interlaced, Pixels& pixels) {
  std::string indices(static_cast<std::size_t>(frame.width), '\0');
  // GIF 89a appendix E: every 8th row from 0 and from 4, every 4th from 2, every 2nd from 1.
  static constexpr int kStart[] = {0, 4, 2, 1}, kStep[] = {8, 8, 4, 2};
  for (int pass = 0; pass < (interlaced ? 4 : 1); ++pass) {
    for (int y = interlaced ? kStart[pass] : 0; y < frame.height; y += interlaced ? kStep[pass] : 1) {
      if (DGifGetLine(gif, reinterpret_cast<GifPixelType*>(indices.data()), frame.width) == GIF_ERROR) return false;
      paint_row(indices, frame, y, pixels);
    }
  }
  return true;
}

}  // namespace

std::optional<Image> load_gif(std::string_view bytes, Problem& problem) {
  const auto damaged = [&] { return fail(problem, code::image_corrupt, "its GIF data is damaged or ends early"); };
  Input input{bytes};
  int error = 0;
  const Gif gif(DGifOpen(&input, read_input, &error));
  if (!gif) return damaged();
  const int transparent = seek_picture(gif.get());
  if (transparent == -2 || DGifGetImageDesc(gif.get()) == GIF_ERROR) return damaged();
  const GifImageDesc& description = gif->Image;
  // Browsers grow a screen that is too small for its first picture, rather than cutting the picture.
  const auto width = static_cast<std::uint32_t>(std::max(gif->SWidth, description.Left + description.Width));
  const auto height = static_cast<std::uint32_t>(std::max(gif->SHeight, description.Top + description.Height));
  if (!check_size(width, height, problem)) return std::nullopt;
  const ColorMapObject* colors = description.ColorMap != nullptr ? description.ColorMap : gif->SColorMap;
  if (description.Width <= 0 || description.Height <= 0 || colors == nullptr) return damaged();
  Pixels pixels;
  pixels.width = width;
  pixels.height = height;
  pixels.color.resize(std::size_t{width} * height * 3);
  pixels.alpha.resize(std::size_t{width} * height);
  const Frame frame{description.Left, description.Top, description.Width, description.Height, colors, transparent};
  if (!read_frame(gif.get(), frame, description.Interlace, pixels)) return damaged();
  drop_opaque_alpha(pixels);
  return make_image(ImageFormat::png, width, height, write_png(pixels), 0);
}

}  // namespace pamphlet::codec
