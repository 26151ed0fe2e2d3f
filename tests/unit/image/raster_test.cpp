// PNG, JPEG, GIF, WebP: what is shown, what is stored, and what is refused.
#include <doctest/doctest.h>

#include <cstdlib>

#include "image/codes.h"
#include "sample_files.h"

using namespace pamphlet;
using namespace pamphlet::samples;

namespace {

struct Outcome {
  std::optional<Image> image;
  std::string problem;
  Code code = code::image_missing;
  std::vector<std::string> warnings;
};

Outcome decode(std::string bytes) {
  Outcome outcome;
  outcome.image = decode_image(std::move(bytes), outcome.problem, outcome.code, outcome.warnings);
  return outcome;
}

Image good(std::string bytes) {
  Outcome outcome = decode(std::move(bytes));
  INFO(outcome.problem);
  REQUIRE(outcome.image.has_value());
  return std::move(*outcome.image);
}

void check_refused(std::string bytes, Code code, std::string_view part_of_problem) {
  const Outcome outcome = decode(std::move(bytes));
  CHECK_FALSE(outcome.image.has_value());
  CHECK(outcome.code == code);
  INFO(outcome.problem);
  CHECK(outcome.problem.find(part_of_problem) != std::string::npos);
}

/// Red, green and blue of one pixel of an RGB picture.
std::vector<int> pixel(const Pixels& pixels, std::uint32_t x, std::uint32_t y) {
  std::vector<int> values;
  const auto channels = static_cast<std::size_t>(pixels.channels);
  for (std::size_t c = 0; c < channels; ++c) {
    values.push_back(static_cast<unsigned char>(pixels.color[(std::size_t{y} * pixels.width + x) * channels + c]));
  }
  return values;
}

bool near(const std::vector<int>& one, const std::vector<int>& other, int tolerance) {
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (std::abs(one[i] - other[i]) > tolerance) return false;
  }
  return one.size() == other.size();
}

}  // namespace

TEST_CASE("a plain PNG is kept byte for byte and decoded exactly") {
  const std::string bytes = png(four_colors());
  const Image image = good(bytes);
  CHECK(image.format == ImageFormat::png);
  CHECK(image.bytes == bytes);
  CHECK(image.width == 2);
  CHECK(image.height == 2);
  CHECK(image.resolution == 96);
  CHECK(image.hash.size() == 16);
  const Pixels pixels = decode_pixels(image);
  CHECK(pixels.channels == 3);
  CHECK(pixels.alpha.empty());
  CHECK(pixel(pixels, 0, 0) == std::vector{255, 0, 0});
  CHECK(pixel(pixels, 1, 0) == std::vector{0, 255, 0});
  CHECK(pixel(pixels, 0, 1) == std::vector{0, 0, 255});
}

TEST_CASE("every colour type and depth of PNG decodes") {
  PngSpec spec;
  spec.width = spec.height = 1;
  SUBCASE("grey, 1 bit") {
    spec.color_type = 0, spec.bit_depth = 1, spec.rows = std::string("\0\x80", 2);
    const Pixels pixels = decode_pixels(good(png(spec)));
    CHECK(pixels.channels == 1);
    CHECK(pixel(pixels, 0, 0) == std::vector{255});
  }
  SUBCASE("16 bits are sRGB, not linear light") {
    spec.bit_depth = 16, spec.rows = std::string("\0\x80\x80\x40\x40\x20\x20", 7);
    CHECK(near(pixel(decode_pixels(good(png(spec))), 0, 0), {0x80, 0x40, 0x20}, 1));
  }
  SUBCASE("palette with transparency") {
    spec.color_type = 3, spec.rows = std::string("\0\1", 2);
    spec.before_rows = {{"PLTE", std::string("\0\0\0\x10\x20\x30", 6)}, {"tRNS", "\xff\x40"}};
    const Image image = good(png(spec));
    const Pixels pixels = decode_pixels(image);
    CHECK(pixel(pixels, 0, 0) == std::vector{0x10, 0x20, 0x30});
    CHECK(pixels.alpha == "\x40");
    CHECK_FALSE(png_rows(image).has_value());
  }
  SUBCASE("grey with alpha") {
    spec.color_type = 4, spec.rows = std::string("\0\x55\x22", 3);
    const Pixels pixels = decode_pixels(good(png(spec)));
    CHECK(pixels.channels == 1);
    CHECK(pixels.alpha == "\x22");
  }
  SUBCASE("a colour made transparent by tRNS") {
    spec.rows = std::string("\0\x11\x22\x33", 4);
    spec.before_rows = {{"tRNS", std::string("\0\x11\0\x22\0\x33", 6)}};
    CHECK(decode_pixels(good(png(spec))).alpha == std::string(1, '\0'));
  }
  SUBCASE("an opaque alpha channel is dropped") {
    spec.color_type = 6, spec.rows = std::string("\0\x11\x22\x33\xff", 5);
    CHECK(decode_pixels(good(png(spec))).alpha.empty());
  }
  SUBCASE("interlaced") {
    spec = four_colors();
    spec.interlaced = true;
    // Adam7 on 2 × 2: pass 1 holds (0,0), pass 6 (1,0), pass 7 the second row.
    spec.rows = std::string("\0\xff\0\0", 4) + std::string("\0\0\xff\0", 4) + std::string("\0\0\0\xff\xff\xff\xff", 7);
    const Image image = good(png(spec));
    CHECK(decode_pixels(image).color == decode_pixels(good(png(four_colors()))).color);
    CHECK_FALSE(png_rows(image).has_value());
  }
}

TEST_CASE("what a PNG says besides its picture is not stored") {
  PngSpec spec = four_colors();
  const std::string plain = png(spec);
  spec.before_rows = {{"tEXt", std::string("Comment\0the patient is Jane Roe", 31)},
                      {"eXIf", exif_orientation(6, false)},
                      {"zTXt", "x"},
                      {"prVt", "private"}};
  CHECK(good(png(spec)).bytes == plain);
  CHECK(good(plain + "trailing data").bytes == plain);
}

TEST_CASE("a PNG split into many IDAT chunks becomes one") {
  const std::string rows = zlib_stored(four_colors().rows);
  std::string bytes = png(four_colors());
  bytes.resize(bytes.find("IDAT") - 4);
  for (const char c : rows)
    bytes += png_chunk("IDAT", {&c, 1});
  bytes += png_chunk("IEND", "");
  CHECK(good(bytes).bytes == png(four_colors()));
}

TEST_CASE("pHYs gives the resolution") {
  PngSpec spec = four_colors();
  spec.before_rows = {{"pHYs", be32(11811) + be32(11811) + '\1'}};
  CHECK(good(png(spec)).resolution == doctest::Approx(300).epsilon(0.001));
  spec.before_rows = {{"pHYs", be32(1) + be32(1) + '\1'}};
  CHECK(good(png(spec)).resolution == 96);
}

TEST_CASE("a colour profile that is not sRGB is applied, sRGB's own is dropped") {
  PngSpec spec = four_colors();
  spec.rows = std::string("\0\xff\0\0\0\xff\0", 7) + std::string("\0\0\0\xff\x40\x80\xc0", 7);
  const std::string plain = png(spec);
  const auto with_profile = [&](bool wide) {
    spec.before_rows = {{"iCCP", std::string("p\0\0", 3) + zlib_stored(rgb_profile(wide))}};
    return good(png(spec));
  };
  CHECK(with_profile(false).bytes == plain);
  const Image converted = with_profile(true);
  CHECK(converted.bytes.find("iCCP") == std::string::npos);
  const std::vector<int> mixed = pixel(decode_pixels(converted), 1, 1);
  // Adobe RGB's (64, 128, 192) is a more saturated blue in sRGB: its red is lower.
  CHECK(mixed[0] < 0x38);
  CHECK(std::abs(mixed[2] - 0xc0) < 12);
}

TEST_CASE("damaged PNG data is refused with its reason") {
  const std::string whole = png(four_colors());
  for (std::size_t length = 8; length < whole.size(); ++length) {
    CAPTURE(length);
    check_refused(whole.substr(0, length), code::image_corrupt, "PNG data");
  }
  std::string wrong_sum = whole;
  wrong_sum[whole.find("IDAT") + 6] ^= 1;
  check_refused(wrong_sum, code::image_corrupt, "checksum");
  PngSpec spec = four_colors();
  spec.color_type = 3;
  check_refused(png(spec), code::image_corrupt, "palette");
  spec = four_colors();
  spec.rows.pop_back();
  check_refused(png(spec), code::image_corrupt, "PNG data is damaged");
  spec = four_colors();
  spec.bit_depth = 4;
  check_refused(png(spec), code::image_corrupt, "header");
}

TEST_CASE("a PNG with more data than its picture is written anew") {
  PngSpec spec = four_colors();
  spec.rows += std::string(100'000, 'x');
  const Image image = good(png(spec));
  CHECK(image.bytes.size() < 200);
  CHECK(decode_pixels(image).color == decode_pixels(good(png(four_colors()))).color);
}

TEST_CASE("pixels are counted before memory is taken") {
  PngSpec spec = four_colors();
  spec.width = spec.height = 30'000;
  check_refused(png(spec), code::image_too_large, "30000 × 30000");
  spec.width = 100'000, spec.height = 1;
  check_refused(png(spec), code::image_too_large, "100000");
  spec.width = 0;
  check_refused(png(spec), code::image_corrupt, "no pixels");
  check_refused(gif(65535, 65535, std::string(1, '\0'), "abc"), code::image_too_large, "65535");
}

TEST_CASE("png_rows hands out what a PDF can hold") {
  const Image image = good(png(four_colors()));
  const auto rows = png_rows(image);
  REQUIRE(rows.has_value());
  CHECK(rows->data == zlib_stored(four_colors().rows));
  CHECK(rows->channels == 3);
  CHECK(rows->bit_depth == 8);
  PngSpec spec = four_colors();
  spec.before_rows = {{"gAMA", be32(100'000)}};
  CHECK_FALSE(png_rows(good(png(spec))).has_value());
  spec.before_rows = {{"gAMA", be32(45'455)}};
  CHECK(png_rows(good(png(spec))).has_value());
  CHECK_FALSE(png_rows(good(jpeg(gradient(8, 8)))).has_value());
}

TEST_CASE("write_png round-trips and is small") {
  SUBCASE("a photograph-like picture") {
    const Pixels pixels = gradient(64, 48);
    const std::string bytes = write_png(pixels);
    CHECK(bytes == write_png(pixels));
    CHECK(decode_pixels(good(bytes)).color == pixels.color);
    CHECK(bytes.size() < pixels.color.size() / 4);
  }
  SUBCASE("with alpha") {
    Pixels pixels = gradient(64, 48);
    for (std::size_t i = 0; i < 64u * 48; ++i)
      pixels.alpha += static_cast<char>(i);
    const Pixels back = decode_pixels(good(write_png(pixels)));
    CHECK(back.color == pixels.color);
    CHECK(back.alpha == pixels.alpha);
  }
  SUBCASE("few colours become a palette") {
    Pixels pixels = decode_pixels(good(png(four_colors())));
    pixels.alpha = std::string("\xff\x80\xff\xff");
    const std::string bytes = write_png(pixels);
    CHECK(bytes.find("PLTE") != std::string::npos);
    const Pixels back = decode_pixels(good(bytes));
    CHECK(back.color == pixels.color);
    CHECK(back.alpha == pixels.alpha);
  }
  SUBCASE("grey") {
    const Pixels pixels = gradient(300, 2, 1);
    const Pixels back = decode_pixels(good(write_png(pixels)));
    CHECK(back.channels == 1);
    CHECK(back.color == pixels.color);
  }
}

TEST_CASE("a plain JPEG is kept, without metadata and thumbnails") {
  const std::string plain = jpeg(gradient(40, 24));
  CHECK(good(plain).bytes == plain);
  std::string busy = with_segment(plain, 0xED, "Photoshop 3.0");
  busy = with_segment(busy, 0xFE, "taken at 12 Elm Street");
  busy = with_segment(busy, 0xE1, std::string("http://ns.adobe.com/xap/1.0/\0<x/>", 33));
  busy = with_segment(busy, 0xE2, std::string("MPF\0second picture", 18));
  CHECK(good(busy + "trailing").bytes == plain);
  const Image image = good(busy);
  CHECK(jpeg_channels(image) == 3);
  const Pixels pixels = decode_pixels(image);
  CHECK(pixels.width == 40);
  CHECK(near(pixel(pixels, 0, 0), {0, 0, 0x60}, 12));
  CHECK(near(pixel(pixels, 39, 23), {248, 244, 0x60}, 12));
}

TEST_CASE("a JFIF thumbnail is cut out") {
  const std::string plain = jpeg(gradient(16, 16));
  const std::string rest = plain.substr(20);  // after SOI and the JFIF segment of 18 bytes
  const std::string jfif = std::string("JFIF\0\1\1\1", 8) + be16(150) + be16(150) + "\1\1" + "abc";
  const Image image = good(with_segment(plain.substr(0, 2) + rest, 0xE0, jfif));
  CHECK(image.bytes.find("abc") == std::string::npos);
  CHECK(image.resolution == 150);
  CHECK(decode_pixels(image).color == decode_pixels(good(plain)).color);
}

TEST_CASE("JPEG density is read in both units") {
  std::string bytes = jpeg(gradient(16, 16));
  bytes[13] = 2;  // dots per centimetre
  bytes.replace(14, 4, be16(100) + be16(100));
  CHECK(good(bytes).resolution == doctest::Approx(254));
}

TEST_CASE("EXIF orientation turns picture and stored file upright") {
  // Where the stored picture's top left, which is dark, is seen.
  struct Case {
    int orientation;
    bool right, bottom, swapped;
  };
  const Case cases[] = {{1, false, false, false}, {2, true, false, false}, {3, true, true, false},
                        {4, false, true, false},  {5, false, false, true}, {6, true, false, true},
                        {7, true, true, true},    {8, false, true, true}};
  const std::string plain = jpeg(gradient(40, 24));
  for (const Case& c : cases) {
    for (const bool little : {false, true}) {
      CAPTURE(c.orientation);
      const Image image = good(with_segment(plain, 0xE1, exif_orientation(c.orientation, little)));
      CHECK(image.width == (c.swapped ? 24 : 40));
      CHECK(image.height == (c.swapped ? 40 : 24));
      CHECK(image.bytes.find("Exif") == std::string::npos);
      const Pixels pixels = decode_pixels(image);
      CHECK(near(pixel(pixels, c.right ? image.width - 1 : 0, c.bottom ? image.height - 1 : 0), {0, 0, 0x60}, 25));
      CHECK(near(pixel(pixels, c.right ? 0 : image.width - 1, c.bottom ? 0 : image.height - 1), {248, 244, 0x60}, 25));
      // The axis that is red's: across, unless the orientation swaps the sides.
      const std::uint32_t x = c.right ? image.width - 1 : 0, y = c.bottom ? image.height - 1 : 0;
      const std::vector<int> along = pixel(pixels, image.width - 1 - x, y);
      CHECK((along[0] > 200) == !c.swapped);
    }
  }
}

TEST_CASE("CMYK JPEG becomes RGB") {
  const Image image = good(jpeg_cmyk(16, 16, 255, 0, 0, 0));
  CHECK(image.format == ImageFormat::jpeg);
  const Pixels pixels = decode_pixels(image);
  CHECK(pixels.channels == 3);
  CHECK(near(pixel(pixels, 8, 8), {0, 255, 255}, 6));
  CHECK(near(pixel(decode_pixels(good(jpeg_cmyk(16, 16, 0, 0, 0, 255))), 8, 8), {0, 0, 0}, 6));
}

TEST_CASE("progressive JPEG is kept, arithmetic coding is re-encoded") {
  const std::string progressive = jpeg_progressive(gradient(40, 24));
  CHECK(good(progressive).bytes == progressive);
  const std::string arithmetic = jpeg_progressive(gradient(40, 24), true);
  const Image image = good(arithmetic);
  CHECK(image.bytes != arithmetic);
  CHECK(near(pixel(decode_pixels(image), 20, 12), {127, 127, 0x60}, 8));
}

TEST_CASE("a wide-gamut JPEG is converted to sRGB") {
  const std::string plain = jpeg(gradient(40, 24));
  const auto with_profile = [&](bool wide) {
    return with_segment(plain, 0xE2, std::string("ICC_PROFILE\0\1\1", 14) + rgb_profile(wide));
  };
  CHECK(good(with_profile(false)).bytes == plain);
  const Image wide = good(with_profile(true));
  CHECK(wide.bytes != plain);
  CHECK_FALSE(near(pixel(decode_pixels(wide), 10, 12), pixel(decode_pixels(good(plain)), 10, 12), 10));
}

TEST_CASE("a cut-off JPEG is refused, one without its end marker is not") {
  const std::string whole = jpeg(gradient(64, 64));
  CHECK(good(whole.substr(0, whole.size() - 2)).bytes == whole);
  for (std::size_t length = 3; length + 8 < whole.size(); length += 7) {
    CAPTURE(length);
    const Outcome outcome = decode(whole.substr(0, length));
    CHECK_FALSE(outcome.image.has_value());
  }
  const std::string progressive = jpeg_progressive(gradient(64, 64));
  check_refused(progressive.substr(0, progressive.size() / 2), code::image_corrupt, "JPEG");
}

TEST_CASE("a JPEG that scans its picture without end is refused") {
  const std::string whole = jpeg_progressive(gradient(64, 64));
  // Repeats the last scan (a refinement of zeros) a thousand times.
  const std::size_t scan = whole.rfind("\xff\xda");
  const std::string last = whole.substr(scan, whole.size() - 2 - scan);
  std::string bomb = whole.substr(0, whole.size() - 2);
  for (int i = 0; i < 1000; ++i)
    bomb += last;
  const Outcome outcome = decode(bomb + "\xff\xd9");
  CHECK_FALSE(outcome.image.has_value());
}

TEST_CASE("the first frame of a GIF becomes a PNG") {
  const std::string palette = std::string("\xff\0\0\0\xff\0\0\0\xff\xff\xff\xff", 12);
  const std::string indices("\0\1\2\3\0\1\2\3\3\3\3\3\1\1\1\1", 16);
  const Image image = good(gif(4, 4, indices, palette));
  CHECK(image.format == ImageFormat::png);
  const Pixels pixels = decode_pixels(image);
  CHECK(pixels.alpha.empty());
  CHECK(pixel(pixels, 0, 0) == std::vector{255, 0, 0});
  CHECK(pixel(pixels, 3, 2) == std::vector{255, 255, 255});
  CHECK(pixel(pixels, 0, 3) == std::vector{0, 255, 0});
  const Pixels clear = decode_pixels(good(gif(4, 4, indices, palette, 3)));
  CHECK(clear.alpha.substr(0, 4) == std::string("\xff\xff\xff\0", 4));
  // Interlaced rows come in the order 0, 2, 1, 3.
  const Pixels woven = decode_pixels(good(gif(4, 4, indices, palette, -1, true)));
  CHECK(pixel(woven, 0, 1) == std::vector{255, 255, 255});
  const std::string whole = gif(4, 4, indices, palette);
  for (std::size_t length = 6; length + 6 < whole.size(); ++length)
    check_refused(whole.substr(0, length), code::image_corrupt, "GIF");
}

TEST_CASE("WebP is kept without its metadata") {
  Pixels source = gradient(20, 10);
  const std::string plain = webp(source);
  CHECK(good(plain).bytes == plain);
  CHECK(decode_pixels(good(plain)).color == source.color);
  // An extended file: VP8X with EXIF and XMP flags, the picture, EXIF and XMP.
  const auto chunk = [](std::string type, std::string data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    for (int shift = 0; shift < 32; shift += 8)
      type += static_cast<char>(size >> shift);
    return type + data + (data.size() % 2 ? std::string(1, '\0') : "");
  };
  const auto extended = [&](unsigned char flags, const std::string& after) {
    std::string body = "WEBP" + chunk("VP8X", std::string{static_cast<char>(flags), 0, 0, 0, 19, 0, 0, 9, 0, 0}) +
                       plain.substr(12) + after;
    return chunk("RIFF", body);
  };
  const Image kept = good(extended(0x0C, chunk("EXIF", exif_orientation(1, true)) + chunk("XMP ", "secret")));
  CHECK(kept.format == ImageFormat::webp);
  CHECK(kept.bytes.find("secret") == std::string::npos);
  CHECK(decode_pixels(kept).color == source.color);
  const Image turned = good(extended(0x08, chunk("EXIF", exif_orientation(6, true).substr(6))));
  CHECK(turned.format == ImageFormat::jpeg);
  CHECK(turned.width == 10);
  check_refused(extended(0x02, ""), code::image_unsupported, "animated");
  for (std::size_t length = 13; length < plain.size(); ++length)
    check_refused(plain.substr(0, length), code::image_corrupt, "WebP");
  source.alpha.assign(200, '\x7f');
  CHECK(decode_pixels(good(webp(source))).alpha == source.alpha);
}

TEST_CASE("other kinds are refused by name") {
  check_refused("", code::image_corrupt, "empty");
  check_refused(std::string("II*\0\x08\0\0\0", 8), code::image_corrupt, "TIFF");
  check_refused("BM" + std::string(30, '.'), code::image_corrupt, "BMP");
  check_refused("8BPS", code::image_unsupported, "Photoshop");
  check_refused(std::string("\0\0\0\x18", 4) + "ftypheic....", code::image_corrupt, "HEIC");
  check_refused(std::string("\0\0\0\x18", 4) + "ftypavif....", code::image_corrupt, "AVIF");
  check_refused(std::string("\0\0\0\x18", 4) + "ftypqt  ....", code::image_unsupported, "film");
  check_refused("%PDF-1.7", code::image_unsupported, "PDF");
  check_refused("<!DOCTYPE html><svg></svg>", code::image_unsupported, "HTML");
  check_refused("\x1f\x8b\x08", code::image_unsupported, "gzip");
  check_refused(std::string(100, '\0'), code::image_unsupported, "no kind");
  check_refused("\xff\xd8\xff\xff", code::image_corrupt, "JPEG");
}
