// A zip archive of stored parts, made by hand, so that tests hold their parts as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pamphlet::testing {

inline void put_little(std::string& out, std::uint64_t value, int bytes) {
  for (int k = 0; k < bytes; ++k) out += static_cast<char>(value >> (8 * k));
}

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0u;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int k = 0; k < 8; ++k) crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

/// APPNOTE.TXT 4.3: local headers with their data, the directory, its end.
inline std::string make_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out, directory;
  for (const auto& [name, bytes] : parts) {
    std::string shared;
    put_little(shared, 20, 2);
    put_little(shared, 0, 2 + 2);       // flags, stored
    put_little(shared, std::uint64_t{0x21} << 16, 4);  // 1980-01-01
    put_little(shared, crc32(bytes), 4);
    put_little(shared, static_cast<std::uint32_t>(bytes.size()), 4);
    put_little(shared, static_cast<std::uint32_t>(bytes.size()), 4);
    put_little(shared, static_cast<std::uint32_t>(name.size()), 2);
    put_little(shared, 0, 2);
    directory += "PK\x01\x02";
    put_little(directory, 20, 2);
    directory += shared;
    put_little(directory, 0, 2 + 2 + 2);
    put_little(directory, 0, 4);
    put_little(directory, static_cast<std::uint32_t>(out.size()), 4);
    directory += name;
    out += "PK\x03\x04" + shared + name + bytes;
  }
  const auto at = static_cast<std::uint32_t>(out.size()), count = static_cast<std::uint32_t>(parts.size());
  out += directory + "PK\x05\x06";
  put_little(out, 0, 4);
  put_little(out, count, 2);
  put_little(out, count, 2);
  put_little(out, static_cast<std::uint32_t>(directory.size()), 4);
  put_little(out, at, 4);
  put_little(out, 0, 2);
  return out;
}

}  // namespace pamphlet::testing
