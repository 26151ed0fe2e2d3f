// Percent-encoding of addresses (RFC 3986 §2.1).
#pragma once

#include <string>
#include <string_view>

#include "base/ascii.h"

namespace pamphlet {

/// Undoes percent-encoding once; "%2e" that comes out of "%252e" stays as it is.
inline std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    out += low >= 0 ? static_cast<char>(high * 16 + low) : text[i];
    if (low >= 0) i += 2;
  }
  return out;
}

}  // namespace pamphlet
