// HEIC, AVIF, TIFF, BMP, and pictures written into their addresses.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "image/codes.h"
#include "image/image.h"

using namespace pamphlet;

namespace more_kinds {
namespace {

std::string little(std::uint64_t value, int bytes) {
  std::string out;
  for (int k = 0; k < bytes; ++k) out += static_cast<char>(k < 8 ? value >> (8 * k) : 0);
  return out;
}

/// 3 × 2, uncompressed RGB: red, green, blue / black, white, grey.
const std::string kSix("\xFF\0\0\0\xFF\0\0\0\xFF\0\0\0\xFF\xFF\xFF\x80\x80\x80", 18);

std::string tiff(int orientation, std::uint32_t width = 3, std::uint32_t height = 2) {
  struct Entry { std::uint32_t tag, type, count, value; };
  const Entry entries[] = {{256, 4, 1, width}, {257, 4, 1, height}, {258, 3, 1, 8}, {259, 3, 1, 1}, {262, 3, 1, 2}, {273, 4, 1, 8},
                           {274, 3, 1, static_cast<std::uint32_t>(orientation)}, {277, 3, 1, 3}, {278, 4, 1, height}, {279, 4, 1, 18}};
  std::string out = std::string("II*\0", 4) + little(8 + 18, 4) + kSix + little(std::size(entries), 2);
  for (const Entry& entry : entries) out += little(entry.tag, 2) + little(entry.type, 2) + little(entry.count, 4) + little(entry.value, 4);
  return out + little(0, 4);
}

/// Rows are stored upwards unless `down`; of 24 bits.
std::string bmp(bool down) {
  std::string rows;
  for (const std::size_t row : down ? std::vector<std::size_t>{0, 1} : std::vector<std::size_t>{1, 0}) {
    for (std::size_t x = 0; x < 3; ++x) {
      for (std::size_t c = 3; c-- > 0;) rows += kSix[(row * 3 + x) * 3 + c];
    }
    rows += std::string(3, '\0');
  }
  return "BM" + little(54 + 24, 4) + little(0, 4) + little(54, 4) + little(40, 4) + little(3, 4) + little(down ? static_cast<std::uint32_t>(-2) : 2u, 4) +
         little(1, 2) + little(24, 2) + little(0, 4) + little(24, 4) + little(11811, 4) + little(11811, 4) + little(0, 8) + rows;
}

struct Outcome {
  explicit Outcome(const std::string& bytes) : image(decode_image(bytes, problem, code, warnings)) {}
  std::string problem;
  Code code = code::image_missing;
  std::vector<std::string> warnings;
  std::optional<Image> image;
};

std::string seed(const char* name) {
  std::ifstream in(std::string(PAMPHLET_SOURCE_DIR) + "/tests/fuzz/seeds/image_decode/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("HEIC and AVIF are decoded and stored as JPEG") {
  for (const char* name : {"a.heic", "a.avif"}) {  // 32 × 16: red at the left, blue at the right
    CAPTURE(name);
    const Outcome outcome(seed(name));
    INFO(outcome.problem);
    REQUIRE(outcome.image);
    CHECK(outcome.image->format == ImageFormat::jpeg);
    CHECK(outcome.image->width == 32);
    CHECK(outcome.image->height == 16);
    const Pixels pixels = decode_pixels(*outcome.image);
    const auto at = [&](std::size_t pixel, std::size_t c) { return int{static_cast<unsigned char>(pixels.color[pixel * 3 + c])}; };
    CHECK(at(0, 0) > 150);
    CHECK(at(0, 2) < 90);
    CHECK(at(31, 0) < 90);
    CHECK(at(31, 2) > 150);
  }
}

TEST_CASE("a TIFF is turned as it says") {
  const Outcome plain(tiff(1));
  INFO(plain.problem);
  REQUIRE(plain.image);
  CHECK(plain.image->format == ImageFormat::png);
  CHECK(decode_pixels(*plain.image).color == kSix);
  const Outcome turned(tiff(6));  // a quarter to the right: black above red is the first row
  REQUIRE(turned.image);
  CHECK(turned.image->width == 2);
  CHECK(turned.image->height == 3);
  CHECK(decode_pixels(*turned.image).color.substr(0, 6) == std::string("\0\0\0\xFF\0\0", 6));
  const Outcome half(tiff(3));
  REQUIRE(half.image);
  CHECK(decode_pixels(*half.image).color.substr(0, 3) == "\x80\x80\x80");
}

TEST_CASE("a BMP is read from below or from above") {
  for (const bool down : {false, true}) {
    const Outcome outcome(bmp(down));
    INFO(outcome.problem);
    REQUIRE(outcome.image);
    CHECK(decode_pixels(*outcome.image).color == kSix);
    CHECK(outcome.image->resolution == doctest::Approx(300).epsilon(0.01));
  }
}

TEST_CASE("a run-length coded BMP") {
  // 4 × 1, 8 bits, two colours: three of the second, one of the first, end.
  const std::string bytes = "BM" + little(0, 8) + little(62, 4) + little(40, 4) + little(4, 4) + little(1, 4) + little(1, 2) + little(8, 2) + little(1, 4) +
                            little(0, 12) + little(2, 4) + little(0, 4) + little(0x00112233, 4) + little(0x00FFFFFF, 4) + std::string("\3\1\1\0\0\1", 6);
  const Outcome outcome(bytes);
  INFO(outcome.problem);
  REQUIRE(outcome.image);
  CHECK(decode_pixels(*outcome.image).color == std::string(9, '\xFF') + "\x11\x22\x33");
}

TEST_CASE("damaged and oversized ones are refused") {
  for (const std::string& whole : {seed("a.heic"), seed("a.avif"), tiff(1), bmp(false)}) {
    for (std::size_t length = 30; length + 8 < whole.size(); length += 7) {
      const Outcome outcome(whole.substr(0, length));  // any answer but a crash; not all bytes of a file matter
      CHECK((outcome.image.has_value() || !outcome.problem.empty()));
    }
  }
  CHECK(Outcome(tiff(1, 60'000, 60'000)).code == code::image_too_large);
  std::string wide = bmp(false);
  wide.replace(18, 4, little(60'000, 4)).replace(22, 4, little(60'000, 4));
  CHECK(Outcome(wide).code == code::image_too_large);
  CHECK(Outcome(bmp(false).substr(0, 60)).code == code::image_corrupt);
}

TEST_CASE("addresses that hold a picture") {
  CHECK(decode_data_address("data:image/png;base64,YWJj") == "abc");
  CHECK(decode_data_address("DATA:;base64,YWJjZA==") == "abcd");
  CHECK(decode_data_address("data:image/png;base64,YW%4Aj\n ZGU") == "abcde");
  CHECK(decode_data_address("data:image/svg+xml,%3Csvg%2F%3E") == "<svg/>");
  CHECK_FALSE(decode_data_address("data:image/png;base64,a*b"));
  CHECK_FALSE(decode_data_address("data:image/png"));
  CHECK_FALSE(decode_data_address("pic.png"));
  CHECK(data_address_label("data:image/png;base64,YWJj") == "data:image/png");
  CHECK(to_data_address("\x89PNG") == "data:image/png;base64,iVBORw==");
  for (const char* bytes : {"a", "ab", "abc", "abcd"}) CHECK(decode_data_address(to_data_address(bytes)) == bytes);
}

}  // namespace more_kinds
