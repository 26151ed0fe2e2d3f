// Whole numbers in binary formats, most significant byte first (PNG, ICC, OpenType) or last (WebP, TIFF).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pamphlet {

inline std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

inline std::uint32_t read_u16(std::string_view bytes, std::size_t at) {
  return std::uint32_t{byte_at(bytes, at)} << 8 | byte_at(bytes, at + 1);
}
inline std::uint32_t read_u32(std::string_view bytes, std::size_t at) {
  return read_u16(bytes, at) << 16 | read_u16(bytes, at + 2);
}
inline std::uint32_t read_u16_little(std::string_view bytes, std::size_t at) {
  return std::uint32_t{byte_at(bytes, at + 1)} << 8 | byte_at(bytes, at);
}
inline std::uint32_t read_u32_little(std::string_view bytes, std::size_t at) {
  return read_u16_little(bytes, at + 2) << 16 | read_u16_little(bytes, at);
}

inline void write_u32(std::string& out, std::size_t at, std::uint32_t value) {
  for (std::size_t k = 0; k < 4; ++k) out[at + k] = static_cast<char>(value >> (24 - 8 * k));
}
inline void append_u16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8 & 0xFF);
  out += static_cast<char>(value & 0xFF);
}
inline void append_u32(std::string& out, std::uint32_t value) {
  out.append(4, '\0');
  write_u32(out, out.size() - 4, value);
}

}  // namespace pamphlet
