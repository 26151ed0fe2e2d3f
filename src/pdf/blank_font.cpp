#include "pdf/blank_font.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/bytes.h"

namespace pamphlet::pdf {
namespace {

std::string words(std::initializer_list<std::uint32_t> values) {
  std::string out;
  for (const std::uint32_t value : values) append_u16(out, value);
  return out;
}

constexpr std::uint32_t negative(int value) { return static_cast<std::uint16_t>(value); }

/// What each glyph would show: a square. Readers take a table of glyphs without any for a broken font, and PDFium finds no text
/// in what has no extent.
std::string square() {
  std::string out = words({1, 0, 0, 500, 500, 3, 0});  // one outline, its box, its last point, no instructions
  out.append(4, '\1');                                 // points on the curve
  return out + words({0, 500, 0, negative(-500), 0, 0, 500, 0});
}

std::uint32_t checksum(std::string_view table) {  // OpenType, "Table Directory"
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at + 4 <= table.size(); at += 4) sum += read_u32(table, at);
  return sum;
}

}  // namespace

std::string blank_font(const std::vector<std::uint16_t>& advances) {
  const auto glyphs = static_cast<std::uint32_t>(advances.size() + 1);
  std::uint32_t widest = 500;
  std::string hmtx = words({500, 0});
  for (const std::uint16_t advance : advances) {
    widest = std::max<std::uint32_t>(widest, advance);
    hmtx += words({advance, 0});
  }
  const std::string outline = square();
  std::string glyf, loca;
  for (std::uint32_t glyph = 0; glyph < glyphs; ++glyph) {
    append_u32(loca, static_cast<std::uint32_t>(glyf.size()));
    glyf += outline;
  }
  append_u32(loca, static_cast<std::uint32_t>(glyf.size()));
  // In the order of their tags, as the directory must have them. The tables that PDF asks for (ISO 32000-1 §9.9), no others.
  std::array<std::pair<std::string_view, std::string>, 6> tables{{
      {"glyf", glyf},
      {"head", words({1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 500, 500, 0, 8, 2, 1, 0})},
      {"hhea", words({1, 0, 800, negative(-200), 0, widest, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, glyphs})},
      {"hmtx", hmtx},
      {"loca", loca},
      {"maxp", words({1, 0, glyphs, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0})},
  }};
  constexpr std::size_t kDirectory = 12 + 16 * 6, kAdjustment = 8;  // head.checkSumAdjustment
  std::string out = words({1, 0, 6, 64, 2, 32}), data;
  std::size_t head = 0;
  for (auto& [tag, table] : tables) {
    const std::size_t length = table.size();
    table.resize((length + 3) / 4 * 4, '\0');
    if (tag == "head") head = kDirectory + data.size();
    out += tag;
    append_u32(out, checksum(table));
    append_u32(out, static_cast<std::uint32_t>(kDirectory + data.size()));
    append_u32(out, static_cast<std::uint32_t>(length));
    data += table;
  }
  out += data;
  write_u32(out, head + kAdjustment, 0xB1B0AFBAu - checksum(out));
  return out;
}

}  // namespace pamphlet::pdf
