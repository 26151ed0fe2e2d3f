// Content hashes for ids, and a cheap mixing hash for caches.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pamphlet {

/// SHA-256 (FIPS 180-4).
std::array<std::uint8_t, 32> sha256(std::string_view bytes);
std::string to_hex(std::string_view bytes);
/// A name-based UUID: version 8 (RFC 9562 §5.8) filled from SHA-256 of the text, so that it never changes.
std::string uuid_from(std::string_view text);

}  // namespace pamphlet
