#include "pdf/icc.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace pamphlet::pdf {
namespace {

constexpr std::size_t kHeaderBytes = 128;    // ICC.1:2010 §7.2
constexpr std::size_t kTagEntryBytes = 12;  // §7.3

void append_s15_fixed16(std::string& out, double value) {  // §4.6
  append_u32(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

/// Signature and four reserved bytes, which start every tag type (§10.1).
std::string tag_type(std::string_view signature) {
  std::string out(signature);
  append_u32(out, 0);
  return out;
}

std::string localized(std::string_view ascii) {  // multiLocalizedUnicodeType, §10.13, with one record
  std::string out = tag_type("mluc");
  append_u32(out, 1);
  append_u32(out, 12);
  out += "enUS";
  append_u32(out, static_cast<std::uint32_t>(2 * ascii.size()));
  append_u32(out, 28);
  for (const char c : ascii) {
    out += '\0';
    out += c;
  }
  return out;
}

std::string xyz(double x, double y, double z) {  // §10.27
  std::string out = tag_type("XYZ ");
  for (const double value : {x, y, z}) append_s15_fixed16(out, value);
  return out;
}

/// The transfer function of IEC 61966-2-1 as parametricCurveType 3 (§10.15): (a·x + b)^g from d on, c·x below.
std::string srgb_curve() {
  std::string out = tag_type("para");
  out += std::string_view("\0\3\0\0", 4);
  for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) append_s15_fixed16(out, value);
  return out;
}

/// Bradford adaptation from D65 to the profile connection space's D50 (Annex E.3).
std::string adaptation() {
  std::string out = tag_type("sf32");
  for (const double value : {1.047882, 0.022918, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678}) {
    append_s15_fixed16(out, value);
  }
  return out;
}

std::string header(std::size_t size) {
  std::string out;
  append_u32(out, static_cast<std::uint32_t>(size));
  append_u32(out, 0);           // no preferred module
  append_u32(out, 0x04200000);  // version 4.2
  out += "mntrRGB XYZ ";        // a display, RGB, connected through XYZ
  out += std::string_view("\x07\xE8\0\1\0\1\0\0\0\0\0\0", 12);  // 2024-01-01: a profile must have a date
  out += "acsp";
  for (int i = 0; i < 7; ++i) append_u32(out, 0);  // platform, flags, device, attributes, perceptual intent
  for (const double value : {0.9642, 1.0, 0.8249}) append_s15_fixed16(out, value);  // D50
  out.resize(kHeaderBytes, '\0');
  return out;
}

}  // namespace

std::string srgb_profile() {
  // sRGB primaries and white, adapted to D50 (IEC 61966-2-1 with the matrix above). Equal tags share their data.
  const std::vector<std::pair<std::string_view, std::string>> tags = {
      {"desc", localized("sRGB")},
      {"cprt", localized("CC0")},
      {"wtpt", xyz(0.96420, 1.0, 0.82491)},
      {"rXYZ", xyz(0.436066, 0.222488, 0.013916)},
      {"gXYZ", xyz(0.385147, 0.716873, 0.097076)},
      {"bXYZ", xyz(0.143066, 0.060608, 0.714096)},
      {"rTRC", srgb_curve()},
      {"gTRC", ""},
      {"bTRC", ""},
      {"chad", adaptation()},
  };
  std::string table, data;
  append_u32(table, static_cast<std::uint32_t>(tags.size()));
  const std::size_t base = kHeaderBytes + 4 + kTagEntryBytes * tags.size();
  std::size_t offset = base, length = 0;
  for (const auto& [signature, content] : tags) {
    if (!content.empty()) {
      data.resize((data.size() + 3) / 4 * 4, '\0');
      offset = base + data.size();
      length = content.size();
      data += content;
    }
    table += signature;
    append_u32(table, static_cast<std::uint32_t>(offset));
    append_u32(table, static_cast<std::uint32_t>(length));
  }
  data.resize((data.size() + 3) / 4 * 4, '\0');
  return header(base + data.size()) + table + data;
}

}  // namespace pamphlet::pdf
