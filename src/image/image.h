// Pictures that an article shows: found inside the project, judged by content, decoded safely.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "base/drawing.h"
#include "base/files.h"
#include "base/ids.h"

namespace pamphlet {

enum class ImageFormat : unsigned char { png, jpeg, gif, webp, svg };

/// A picture whose whole content has been decoded once, so that nothing later can fail on it.
struct Image {
  ImageFormat format = ImageFormat::png;
  std::uint32_t width = 0, height = 0;  // pixels as shown: EXIF orientation is applied
  std::string bytes;                    // what the EPUB stores; for SVG our own clean rewriting of the drawing
  std::string hash;                     // first 16 hex digits of SHA-256 of bytes: names and deduplicates it
  Drawing drawing;                      // SVG only: a static subset, safe by construction
  double resolution = 96;               // pixels per inch that the file states, else 96 (CSS)
};

/// Pixels for the PDF.
struct Pixels {
  std::uint32_t width = 0, height = 0;
  int channels = 3;   // 1 grey or 3 RGB (sRGB), interleaved, 8 bits
  std::string color;  // width × height × channels
  std::string alpha;  // width × height, or empty when opaque
};
/// Colour channels of a stored JPEG, which a PDF can hold as it is (baseline or progressive, 8 bit, grey or YCbCr,
/// upright): 1 or 3; 0 of any other picture.
int jpeg_channels(const Image& image);
/// A picture of few colours: for each pixel the number of its colour.
struct IndexedPixels {
  std::uint32_t width = 0, height = 0;
  std::string palette;                // RGB triples, at most 256
  std::string alphas;                 // of the palette's colours, or empty when all are opaque
  std::vector<std::uint8_t> indices;  // width × height
};
/// The compressed rows of a PNG, which a PDF can hold as they are: FlateDecode with /Predictor 15, /Colors `channels`,
/// /BitsPerComponent `bit_depth` and /Columns `width` (ISO 32000-1 §7.4.4.4).
struct PngRows {
  std::uint32_t width = 0, height = 0;
  int bit_depth = 8;
  int channels = 3;       // 1 grey, 3 RGB, one more with alpha; 1 with a palette
  std::string_view data;
  std::string palette;    // RGB triples for /Indexed, or empty
  std::string alphas = {};  // of the palette's colours
};
/// The rows of a PNG as they stand in `image.bytes`, which saves decoding and compressing them again. Nothing when the
/// picture has transparency, is interlaced or has a gamma of its own: then decode_pixels.
std::optional<PngRows> png_rows(const Image& image);
/// Pixels in the fewest bits that hold them: grey, or with a palette, where that is enough. `data` takes the bytes.
PngRows encode_rows(const Pixels& pixels, std::string& data);
/// Decodes any raster image; the image must come from decode_image. CMYK becomes RGB; EXIF turns are applied.
Pixels decode_pixels(const Image& image);

/// On paper no picture has more dots an inch than this: twice the 150 lines of a fine printing screen.
inline constexpr double kPrintResolution = 300;
/// What every shop takes of an ebook's picture: IngramSpark 3.2 megapixels (Apple 5.6), Kobo advises at most 5 MB.
inline constexpr std::uint64_t kShopPixels = 3'200'000, kShopBytes = 5'000'000;
/// JPEGs that are written anew: at this quality, with half the colour samples each way (4:2:0), a print shows no difference.
inline constexpr int kJpegQuality = 90;
/// The picture with that share of its pixels a side (rounded down), a photograph (JPEG, lossy WebP) as a JPEG and all else as PNG. Nothing when that
/// is no smaller, and of drawings.
std::optional<Image> scaled_down(const Image& image, double share);
/// Without colours: each pixel the grey of its luminance, a photograph still a JPEG. Nothing of drawings and of what is grey as stored.
std::optional<Image> in_grey(const Image& image);
Pixels in_grey(const Pixels& pixels);
/// What an ebook stores instead: fewer pixels or bytes, a core media type. Nothing when the picture is fit as it is.
std::optional<Image> shop_form(const Image& image);

/// Limits: no picture may cost more. 64 megapixels is four times a phone camera's picture.
inline constexpr std::uint64_t kMaxImageBytes = 64u << 20;
inline constexpr std::uint64_t kMaxImagePixels = 64u << 20;

/// Judges and fully decodes bytes; on failure nothing and `problem` says why ("the PNG data is damaged").
/// `warnings` collects what was left out of an SVG.
std::optional<Image> decode_image(std::string_view bytes, std::string& problem, Code& code,
                                  std::vector<std::string>& warnings);

/// Draws the SVG static subset: svg g path rect circle ellipse line polyline polygon, presentation attributes and
/// style="", transforms, use of local ids with a bound, viewBox. No text, filters, scripts, references to files.
std::optional<Drawing> parse_svg(std::string_view bytes, std::string& problem, std::vector<std::string>& warnings);
/// A drawing as a self-contained SVG file; `current` paints become `color`.
std::string write_svg(const Drawing& drawing, Color color);
/// A PNG file (ISO/IEC 15948), deterministic.
std::string write_png(const Pixels& pixels);
std::string write_png(const IndexedPixels& pixels);

/// A picture written into its address, "data:image/png;base64,…" (RFC 2397).
bool is_data_address(std::string_view address);
/// What messages call it: "data:image/png".
std::string data_address_label(std::string_view address);
/// Its bytes; nothing when it is damaged. Linear.
std::optional<std::string> decode_data_address(std::string_view address);
std::string to_data_address(std::string_view bytes);
/// ".png" by content; ".bin" for what is no picture that is known.
std::string_view picture_extension(std::string_view bytes);

/// All images of one job, deduplicated by content, by the name the article gives them.
class ImageSet {
 public:
  /// Reads `source` (as in the Markdown; percent-encoding is undone here, once) from the article's `base_folder`, or
  /// from `root` when it starts with '/', and only below `root`. The message and its place go to `diagnostics`, each
  /// time that the article names the picture. kNoImage when it cannot be had: its alternative text stands instead.
  ImageId load(const FileSystem& files, const std::string& root, const std::string& base_folder,
               const std::string& source, const Source& article, Span span, Diagnostics& diagnostics);
  /// A picture that the article itself holds: load() finds it under this name, and looks for no file.
  void embed(const std::string& name, std::string_view bytes);
  const Image& operator[](ImageId id) const { return *images_[id]; }
  std::size_t size() const { return images_.size(); }
  /// The id of a source loaded before, or kNoImage.
  ImageId find(const std::string& source) const;

 private:
  struct Remark {
    Code code;
    std::string message, help;
  };
  struct Entry {
    ImageId id = kNoImage;
    std::vector<Remark> remarks;
  };
  Entry read(const FileSystem& files, const std::string& root, const std::string& base_folder,
             const std::string& source);
  Entry decode(std::string_view bytes, const std::string& label);
  ImageId keep(Image image);

  std::vector<std::unique_ptr<Image>> images_;
  std::unordered_map<std::string, Entry> by_source_;  // these two are only looked up, never walked
  std::unordered_map<std::string, ImageId> by_content_;
};

}  // namespace pamphlet
