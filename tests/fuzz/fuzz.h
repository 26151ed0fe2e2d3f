// What the targets share: a claim, and a reader that makes values of any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace pamphlet::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Reads the input as commands; what is missing is zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : rest_(as_text(data, size)) {}

  bool empty() const { return rest_.empty(); }
  std::uint8_t next() {
    if (rest_.empty()) return 0;
    const char byte = rest_.front();
    rest_.remove_prefix(1);
    return static_cast<std::uint8_t>(byte);
  }
  std::uint32_t number() {
    const std::uint32_t high = next();
    return high << 8 | next();
  }
  /// Up to 23 bytes as text that is valid UTF-8: so much every reader promises.
  std::string text() {
    const std::size_t length = next() % 24;
    const std::string_view words = rest_.substr(0, length);
    rest_.remove_prefix(words.size());
    return to_utf8(to_utf32(words));
  }

 private:
  std::string_view rest_;
};

}  // namespace pamphlet::fuzz
