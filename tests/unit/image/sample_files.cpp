#include "sample_files.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <lcms2.h>
#include <webp/encode.h>

namespace pamphlet::samples {

std::string be16(unsigned value) {
  return {static_cast<char>(value >> 8), static_cast<char>(value)};
}
std::string be32(std::uint32_t value) {
  return be16(value >> 16) + be16(value & 0xFFFF);
}

namespace {

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit)
      crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

std::uint32_t adler32_of(std::string_view bytes) {
  std::uint32_t a = 1, b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return b << 16 | a;
}

}  // namespace

std::string png_chunk(std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  return be32(static_cast<std::uint32_t>(data.size())) + body + be32(crc32_of(body));
}

std::string zlib_stored(std::string_view raw) {
  std::string out = "\x78\x01";
  for (std::size_t at = 0; at == 0 || at < raw.size(); at += 65535) {
    const std::string_view part = raw.substr(at, 65535);
    const auto length = static_cast<unsigned>(part.size());
    out += at + 65535 >= raw.size() ? '\1' : '\0';
    for (const unsigned v : {length, ~length})
      out += {static_cast<char>(v), static_cast<char>(v >> 8)};
    out += part;
  }
  return out + be32(adler32_of(raw));
}

std::string png(const PngSpec& spec) {
  const std::string header = be32(spec.width) + be32(spec.height) +
                             std::string{static_cast<char>(spec.bit_depth), static_cast<char>(spec.color_type), 0, 0,
                                         static_cast<char>(spec.interlaced)};
  std::string out = "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header);
  for (const auto& [type, data] : spec.before_rows)
    out += png_chunk(type, data);
  return out + png_chunk("IDAT", zlib_stored(spec.rows)) + png_chunk("IEND", "");
}

PngSpec four_colors() {
  PngSpec spec;
  spec.rows = std::string("\0\xff\0\0\0\xff\0", 7) + std::string("\0\0\0\xff\xff\xff\xff", 7);
  return spec;
}

Pixels gradient(std::uint32_t width, std::uint32_t height, int channels) {
  Pixels pixels;
  pixels.width = width;
  pixels.height = height;
  pixels.channels = channels;
  for (std::uint32_t y = 0; y < height; ++y) {
    for (std::uint32_t x = 0; x < width; ++x) {
      pixels.color += static_cast<char>(x * 255 / width);
      if (channels == 3) pixels.color += {static_cast<char>(y * 255 / height), '\x60'};
    }
  }
  return pixels;
}

namespace {

std::string compress(const std::uint8_t* samples, unsigned width, unsigned height, int channels, J_COLOR_SPACE space,
                     bool progressive, bool arithmetic) {
  jpeg_compress_struct info;
  jpeg_error_mgr errors;
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = channels;
  info.in_color_space = space;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 95, TRUE);
  info.arith_code = arithmetic;
  info.write_Adobe_marker = space == JCS_CMYK;
  if (progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    auto* row =
        const_cast<JSAMPROW>(samples + std::size_t{info.next_scanline} * width * static_cast<unsigned>(channels));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  const std::string bytes(reinterpret_cast<char*>(out), size);
  std::free(out);
  return bytes;
}

std::string compress(const Pixels& pixels, bool progressive, bool arithmetic) {
  return compress(reinterpret_cast<const std::uint8_t*>(pixels.color.data()), pixels.width, pixels.height,
                  pixels.channels, pixels.channels == 1 ? JCS_GRAYSCALE : JCS_RGB, progressive, arithmetic);
}

}  // namespace

std::string jpeg(const Pixels& pixels) {
  return compress(pixels, false, false);
}
std::string jpeg_progressive(const Pixels& pixels, bool arithmetic) {
  return compress(pixels, true, arithmetic);
}

std::string jpeg_cmyk(std::uint32_t width, std::uint32_t height, std::uint8_t c, std::uint8_t m, std::uint8_t y,
                      std::uint8_t k) {
  std::vector<std::uint8_t> samples;
  for (std::uint32_t i = 0; i < width * height; ++i) {
    for (const int ink : {c, m, y, k})
      samples.push_back(static_cast<std::uint8_t>(255 - ink));
  }
  return compress(samples.data(), width, height, 4, JCS_CMYK, false, false);
}

std::string with_segment(const std::string& jpeg, unsigned char marker, std::string_view data) {
  std::string segment{'\xff', static_cast<char>(marker)};
  segment += be16(static_cast<unsigned>(data.size() + 2)) + std::string(data);
  return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string exif_orientation(int orientation, bool little) {
  std::string out("Exif\0\0", 6);
  const auto u16 = [&](unsigned v) {
    const char low = static_cast<char>(v), high = static_cast<char>(v >> 8);
    out += little ? low : high;
    out += little ? high : low;
  };
  const auto u32 = [&](unsigned v) { little ? (u16(v & 0xFFFF), u16(v >> 16)) : (u16(v >> 16), u16(v & 0xFFFF)); };
  out += little ? "II" : "MM";
  u16(42), u32(8), u16(1);
  u16(0x0112), u16(3), u32(1), u16(static_cast<unsigned>(orientation)), u16(0);
  u32(0);
  return out;
}

std::string gif(int width, int height, std::string_view indices, std::string_view palette, int transparent,
                bool interlaced) {
  const auto le16 = [](int v) { return std::string{static_cast<char>(v), static_cast<char>(v >> 8)}; };
  std::string out = "GIF89a" + le16(width) + le16(height) + std::string("\xf2\0\0", 3);  // a palette of 8 colours
  std::string colors(palette);
  colors.resize(24);
  out += colors;
  if (transparent >= 0) out += std::string("\x21\xf9\x04\x01\0\0", 6) + static_cast<char>(transparent) + '\0';
  out += ',' + le16(0) + le16(0) + le16(width) + le16(height) + (interlaced ? '\x40' : '\0');
  // LZW without compression: codes of 4 bits, and a clear code before the table would make them grow.
  std::string nibbles;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (i % 4 == 0) nibbles += '\x08';
    nibbles += indices[i];
  }
  nibbles += '\x09';
  std::string data;
  for (std::size_t i = 0; i < nibbles.size(); i += 2) {
    data += static_cast<char>(nibbles[i] | (i + 1 < nibbles.size() ? nibbles[i + 1] : 0) << 4);
  }
  out += '\x03';
  for (std::size_t at = 0; at < data.size(); at += 255) {
    const std::string part = data.substr(at, 255);
    out += static_cast<char>(part.size()) + part;
  }
  return out + '\0' + ';';
}

std::string webp_lossy(const Pixels& pixels) {
  std::uint8_t* out = nullptr;
  const std::size_t size = WebPEncodeRGB(reinterpret_cast<const std::uint8_t*>(pixels.color.data()), static_cast<int>(pixels.width),
                                         static_cast<int>(pixels.height), static_cast<int>(pixels.width * 3), 90, &out);
  const std::string bytes(reinterpret_cast<char*>(out), size);
  WebPFree(out);
  return bytes;
}

std::string webp(const Pixels& pixels) {
  std::uint8_t* out = nullptr;
  std::string mixed;
  const std::size_t count = std::size_t{pixels.width} * pixels.height;
  for (std::size_t i = 0; i < count; ++i) {
    mixed += pixels.color.substr(i * 3, 3);
    mixed += pixels.alpha.empty() ? '\xff' : pixels.alpha[i];
  }
  const std::size_t size =
      WebPEncodeLosslessRGBA(reinterpret_cast<const std::uint8_t*>(mixed.data()), static_cast<int>(pixels.width),
                             static_cast<int>(pixels.height), static_cast<int>(pixels.width * 4), &out);
  const std::string bytes(reinterpret_cast<char*>(out), size);
  WebPFree(out);
  return bytes;
}

std::string rgb_profile(bool wide) {
  cmsHPROFILE profile = nullptr;
  if (wide) {
    const cmsCIExyY white = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* gamma = cmsBuildGamma(nullptr, 563.0 / 256);
    cmsToneCurve* curves[3] = {gamma, gamma, gamma};
    profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(gamma);
  } else {
    profile = cmsCreate_sRGBProfile();
  }
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile, nullptr, &size);
  std::string bytes(size, '\0');
  cmsSaveProfileToMem(profile, bytes.data(), &size);
  cmsCloseProfile(profile);
  return bytes;
}

}  // namespace pamphlet::samples
