// A PDF calls the glyphs of a CID-keyed font by CID, and only the font's charset says which CID a glyph has after
// subsetting. HarfBuzz does not tell, and FreeType would be a library for one table: so the way from the header over the
// top DICT to the charset is walked here, and nothing else is read. Reads beyond the end yield zeros (Table), counts are
// checked against the size, so that a broken font is refused and never followed. Linear in the glyphs.
#include "text/cff.h"

#include <algorithm>

#include "text/face.h"

namespace pamphlet::shaping {
namespace {

/// An INDEX (§5): where its first object is, where the INDEX ends, how many objects.
struct Index {
  std::size_t first_begin = 0, first_end = 0, end = 0;
  unsigned count = 0;
  bool valid = false;
};

Index read_index(const Table& cff, std::size_t at) {
  Index index;
  if (at + 2 > cff.size()) return index;
  index.count = cff.u16(at);
  index.valid = true;
  index.end = at + 2;
  if (index.count == 0) return index;
  const unsigned width = cff.u8(at + 2);
  const std::size_t offsets = at + 3, data = offsets + (index.count + 1ULL) * width - 1;
  index.valid = width >= 1 && width <= 4 && data < cff.size();
  if (!index.valid) return index;
  const auto offset = [&](std::size_t number) {
    std::size_t value = 0;
    for (unsigned k = 0; k < width; ++k)
      value = (value << 8) | cff.u8(offsets + number * width + k);
    return value;
  };
  index.first_begin = data + offset(0);
  index.first_end = data + offset(1);
  index.end = data + offset(index.count);
  index.valid = index.first_begin <= index.first_end && index.first_end <= index.end && index.end <= cff.size();
  return index;
}

struct TopDict {
  bool cid_keyed = false;
  std::int64_t charset = 0, char_strings = 0;
};

/// Operands and operators of a DICT (§4). Real numbers are skipped: nothing asked for here is one.
TopDict read_top_dict(const Table& cff, std::size_t begin, std::size_t end) {
  constexpr unsigned kCharset = 15, kCharStrings = 17, kEscape = 12, kRos = 30;
  TopDict dict;
  std::int64_t operand = 0;
  for (std::size_t at = begin; at < end;) {
    const unsigned b = cff.u8(at++);
    if (b <= 21) {
      const unsigned escaped = b == kEscape ? cff.u8(at++) : 0;
      if (b == kEscape && escaped == kRos) dict.cid_keyed = true;
      if (b == kCharset) dict.charset = operand;
      if (b == kCharStrings) dict.char_strings = operand;
    } else if (b == 28) {
      operand = cff.i16(at);
      at += 2;
    } else if (b == 29) {
      operand = static_cast<std::int32_t>(cff.u32(at));
      at += 4;
    } else if (b == 30) {
      while (at < end && (cff.u8(at) & 0xF) != 0xF && (cff.u8(at) >> 4) != 0xF)
        ++at;
      ++at;
    } else if (b >= 32 && b <= 246) {
      operand = static_cast<std::int64_t>(b) - 139;
    } else if (b >= 247 && b <= 254) {
      operand = b <= 250 ? (b - 247) * 256LL + cff.u8(at) + 108 : -((b - 251) * 256LL) - cff.u8(at) - 108;
      ++at;
    }
  }
  return dict;
}

/// A charset (§13): format 0 lists the glyphs, formats 1 and 2 ranges of them.
bool read_charset(const Table& cff, std::size_t at, unsigned glyphs, std::vector<std::uint16_t>& cids) {
  cids.assign(1, 0);  // glyph 0 is CID 0 and not listed
  const unsigned format = cff.u8(at++);
  if (format > 2) return false;
  const std::size_t row = format == 0 ? 2 : 2U + format;
  while (cids.size() < glyphs) {
    if (at + row > cff.size()) return false;
    const unsigned first = cff.u16(at);
    const unsigned left = format == 0 ? 0 : (format == 1 ? cff.u8(at + 2) : cff.u16(at + 2));
    for (unsigned k = 0; k <= left && cids.size() < glyphs; ++k)
      cids.push_back(static_cast<std::uint16_t>(first + k));
    at += row;
  }
  return true;
}

}  // namespace

bool read_cids(std::string_view bytes, std::vector<std::uint16_t>& cids) {
  cids.clear();
  const Table cff(bytes.data(), static_cast<unsigned>(bytes.size()));
  if (cff.size() < 4 || cff.u8(0) != 1) return false;
  const Index names = read_index(cff, cff.u8(2));
  if (!names.valid) return false;
  const Index dicts = read_index(cff, names.end);
  if (!dicts.valid || dicts.count == 0) return false;
  const TopDict top = read_top_dict(cff, dicts.first_begin, dicts.first_end);
  if (!top.cid_keyed) return true;
  if (top.char_strings <= 0 || top.char_strings >= cff.size() || top.charset < 0 || top.charset >= cff.size())
    return false;
  const Index char_strings = read_index(cff, static_cast<std::size_t>(top.char_strings));
  if (!char_strings.valid || char_strings.count == 0) return false;
  if (top.charset <=
      2) {  // predefined charsets have no CIDs: glyph numbers serve (§13 allows none of them in CIDFonts)
    for (unsigned glyph = 0; glyph < char_strings.count; ++glyph)
      cids.push_back(static_cast<std::uint16_t>(glyph));
    return true;
  }
  return read_charset(cff, static_cast<std::size_t>(top.charset), char_strings.count, cids);
}

}  // namespace pamphlet::shaping
