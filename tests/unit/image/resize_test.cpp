#include <doctest/doctest.h>

#include "image/image.h"
#include "sample_files.h"

using namespace pamphlet;
using namespace pamphlet::samples;

namespace {

Image decoded(const std::string& bytes) {
  std::string problem;
  Code code;
  std::vector<std::string> warnings;
  std::optional<Image> image = decode_image(bytes, problem, code, warnings);
  REQUIRE_MESSAGE(image.has_value(), problem);
  return std::move(*image);
}

int at(const Pixels& pixels, std::uint32_t x, std::uint32_t y, int channel = 0) {
  const std::size_t place = (std::size_t{y} * pixels.width + x) * static_cast<std::size_t>(pixels.channels);
  return static_cast<unsigned char>(pixels.color[place + static_cast<std::size_t>(channel)]);
}

/// Every pixel another colour: what no compression makes small.
Pixels noise(std::uint32_t width, std::uint32_t height) {
  Pixels pixels{width, height, 3, std::string(std::size_t{width} * height * 3, '\0'), {}};
  std::uint32_t state = 1;
  for (char& sample : pixels.color) {
    state = state * 1664525u + 1013904223u;  // Numerical Recipes' generator
    sample = static_cast<char>(state >> 24);
  }
  return pixels;
}

}  // namespace

TEST_CASE("black and white by turns is half the light when made smaller, not half the number") {
  Pixels board{16, 16, 1, {}, {}};
  for (int y = 0; y < 16; ++y)
    for (int x = 0; x < 16; ++x) board.color += (x + y) % 2 == 0 ? '\0' : '\xff';
  const std::optional<Image> half = scaled_down(decoded(write_png(board)), 0.5);
  REQUIRE(half);
  CHECK(half->format == ImageFormat::png);
  const Pixels pixels = decode_pixels(*half);
  REQUIRE(pixels.width == 8);
  // sRGB's transfer function (IEC 61966-2-1) of 0.5: 1.055 × 0.5^(1/2.4) − 0.055 = 0.7354, of 255: 187.5.
  CHECK(at(pixels, 4, 4) >= 186);
  CHECK(at(pixels, 4, 4) <= 189);
}

TEST_CASE("a colour that cannot be seen does not bleed into its neighbours") {
  Pixels pixels{8, 8, 3, {}, {}};
  for (int k = 0; k < 64; ++k) {
    pixels.color += k % 8 < 4 ? std::string("\xff\0\0", 3) : std::string("\0\0\xff", 3);
    pixels.alpha += k % 8 < 4 ? '\0' : '\xff';
  }
  const std::optional<Image> small = scaled_down(decoded(write_png(pixels)), 0.25);
  REQUIRE(small);
  const Pixels two = decode_pixels(*small);
  REQUIRE(two.alpha.size() == 4);
  CHECK(static_cast<unsigned char>(two.alpha[1]) > 200);
  CHECK(at(two, 1, 0, 0) <= 3);
  CHECK(at(two, 1, 0, 2) >= 250);
}

TEST_CASE("a photograph stays a JPEG, its sides are rounded down, and its bytes are the same each time") {
  for (const double share : {0.9, 0.5, 0.11, 0.001}) {
    const Image photo = decoded(jpeg(gradient(201, 101)));
    const std::optional<Image> one = scaled_down(photo, share), two = scaled_down(photo, share);
    REQUIRE(one);
    CHECK(one->format == ImageFormat::jpeg);
    CHECK(one->width == std::max(1, static_cast<int>(201 * share)));
    CHECK(one->height == std::max(1, static_cast<int>(101 * share)));
    CHECK(one->bytes == two->bytes);
    const Pixels before = decode_pixels(photo), after = decode_pixels(*one);
    CHECK(after.width == one->width);
    if (share < 0.01) continue;
    for (int c = 0; c < 3; ++c) CHECK(std::abs(at(after, after.width / 2, after.height / 2, c) - at(before, 100, 50, c)) < 9);
  }
}

TEST_CASE("what is small enough is not touched") {
  const Image photo = decoded(jpeg(gradient(40, 30)));
  CHECK_FALSE(scaled_down(photo, 1).has_value());
  CHECK_FALSE(scaled_down(photo, 0.9995).has_value());  // a rounding
  CHECK_FALSE(shop_form(photo).has_value());
  CHECK_FALSE(shop_form(decoded(png(four_colors()))).has_value());
}

TEST_CASE("an ebook's picture is what every shop takes") {
  SUBCASE("3.2 megapixels") {
    const std::optional<Image> made = shop_form(decoded(jpeg(gradient(2000, 1700))));
    REQUIRE(made);
    CHECK(made->format == ImageFormat::jpeg);
    CHECK(std::uint64_t{made->width} * made->height <= kShopPixels);
    CHECK(made->width == 1940);  // 2000 × √(3.2 / 3.4)
    CHECK(made->height == 1649);
  }
  SUBCASE("a PNG of more than 5 MB is a photograph") {
    const std::optional<Image> made = shop_form(decoded(write_png(noise(1300, 1300))));
    REQUIRE(made);
    CHECK(made->format == ImageFormat::jpeg);
    CHECK(made->width == 1300);
    CHECK(made->bytes.size() <= kShopBytes);
  }
  SUBCASE("with transparency it stays a PNG, and smaller") {
    Pixels pixels = noise(1300, 1300);
    pixels.alpha.assign(1300 * 1300, '\x80');
    const std::optional<Image> made = shop_form(decoded(write_png(pixels)));
    REQUIRE(made);
    CHECK(made->format == ImageFormat::png);
    CHECK(made->width < 1300);
    CHECK(made->bytes.size() <= kShopBytes);
  }
  SUBCASE("a lossless WebP becomes a PNG, which old readers know, and a lossy one a JPEG") {
    CHECK(shop_form(decoded(webp_lossy(gradient(30, 20))))->format == ImageFormat::jpeg);
    const std::optional<Image> made = shop_form(decoded(webp(gradient(30, 20))));
    REQUIRE(made);
    CHECK(made->format == ImageFormat::png);
    CHECK(made->width == 30);
  }
}
