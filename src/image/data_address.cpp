// Pictures that are written into their address (RFC 2397): "data:image/png;base64,iVBOR…". What the address says of their kind
// is ignored, like the ending of a file's name.
#include <algorithm>

#include "base/percent.h"
#include "image/image.h"
#include "image/sniff.h"

namespace pamphlet {
namespace {

/// Base64 (RFC 4648 §4, §5); white space is skipped, since files are wrapped. Nothing when it holds anything else.
std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (c == '=') break;
    const int value = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52
                      : c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    if (value < 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++count % 4 != 1) out += static_cast<char>(bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0));
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

}  // namespace

bool is_data_address(std::string_view address) { return address.size() > 5 && lower_ascii(address.substr(0, 5)) == "data:"; }

std::string data_address_label(std::string_view address) {
  constexpr std::size_t kMost = 40;
  return std::string(address.substr(0, std::min(std::min(address.find_first_of(",;"), kMost), address.size())));
}

std::optional<std::string> decode_data_address(std::string_view address) {
  const std::size_t comma = address.find(',');
  if (!is_data_address(address) || comma == std::string_view::npos) return std::nullopt;
  const std::string head = lower_ascii(percent_decoded(address.substr(0, comma)));
  std::string body = percent_decoded(address.substr(comma + 1));
  if (head.find(";base64") == std::string::npos) return body;
  return from_base64(body);
}

std::string to_data_address(std::string_view bytes) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "data:" + std::string(codec::sniff(bytes).media_type) + ";base64,";
  out.reserve(out.size() + bytes.size() / 3 * 4 + 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += at + k > bytes.size() ? '=' : kDigits[bits >> (18 - 6 * k) & 63];
  }
  return out;
}

std::string_view picture_extension(std::string_view bytes) { return codec::sniff(bytes).extension; }

}  // namespace pamphlet
