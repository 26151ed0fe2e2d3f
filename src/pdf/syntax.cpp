#include "pdf/syntax.h"

#include <charconv>
#include <cstddef>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet::pdf {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";
constexpr std::size_t kMaxNameBytes = 127;  // ISO 32000-1 Annex C, ISO 19005-2 §6.1.13

bool is_regular(unsigned char c) {  // §7.2.2: neither white space nor a delimiter
  return c > 0x20 && c < 0x7F && std::string_view("()<>[]{}/%#").find(static_cast<char>(c)) == std::string_view::npos;
}

bool is_printable_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) return false;
  }
  return true;
}

/// One channel of 8 bits as 0…1 with three decimals: enough to be the same 8 bits again.
void append_channel(std::string& out, unsigned value) {
  append_decimal(out, (value * 1000 + 127) / 255, 3);
  out += ' ';
}

void append_color(std::string& out, Color color, const char* grey, const char* rgb) {
  append_channel(out, color.r);
  if (color.r == color.g && color.g == color.b) {
    out += grey;
  } else {
    append_channel(out, color.g);
    append_channel(out, color.b);
    out += rgb;
  }
}


}  // namespace

void append_integer(std::string& out, std::int64_t value) {
  char buffer[24];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
  out.append(buffer, result.ptr);
}

void append_decimal(std::string& out, std::int64_t value, int decimals) {
  std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  while (decimals > 0 && magnitude % 10 == 0) {
    magnitude /= 10;
    --decimals;
  }
  if (value < 0) out += '-';  // never "-0": the sign goes with a value that is not zero
  char buffer[24];
  const auto result = std::to_chars(buffer, buffer + sizeof buffer, magnitude);
  const auto digits = static_cast<int>(result.ptr - buffer);
  if (decimals == 0) {
    out.append(buffer, result.ptr);
    return;
  }
  if (digits > decimals) {
    out.append(buffer, static_cast<std::size_t>(digits - decimals));
    out += '.';
    out.append(result.ptr - decimals, result.ptr);
  } else {
    out += "0.";
    out.append(static_cast<std::size_t>(decimals - digits), '0');
    out.append(buffer, result.ptr);
  }
}

std::int64_t thousandths(Length value) {
  const std::int64_t scaled = value.raw() * 1000;
  const std::int64_t half = Length::kPerPoint / 2;
  return (scaled + (scaled >= 0 ? half : -half)) / Length::kPerPoint;
}

void append_points(std::string& out, Length value) { append_decimal(out, thousandths(value), 3); }

void append_reference(std::string& out, ObjectId id) {
  append_integer(out, id);
  out += " 0 R";
}

void append_name(std::string& out, std::string_view name) {
  out += '/';
  for (const char c : name.substr(0, kMaxNameBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_regular(byte)) {
      out += c;
    } else {
      out += '#';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

void append_literal_byte(std::string& out, unsigned char byte) {
  switch (byte) {
    case '(':
    case ')':
    case '\\': out += '\\'; out += static_cast<char>(byte); break;
    case '\r': out += "\\r"; break;  // a bare CR would be read as LF (§7.3.4.2)
    case '\n': out += "\\n"; break;
    default: out += static_cast<char>(byte);
  }
}

void append_literal(std::string& out, std::string_view bytes) {
  out += '(';
  for (const char c : bytes) append_literal_byte(out, static_cast<unsigned char>(c));
  out += ')';
}

void append_hex16(std::string& out, unsigned value) {
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[value >> shift & 15];
}

namespace {

/// Number of UTF-16 units appended.
std::size_t append_utf16_unit(std::string& out, char32_t c) {
  if (c < 0x10000) {
    append_hex16(out, static_cast<unsigned>(c));
    return 1;
  }
  append_hex16(out, 0xD800 + static_cast<unsigned>((c - 0x10000) >> 10));
  append_hex16(out, 0xDC00 + static_cast<unsigned>((c - 0x10000) & 0x3FF));
  return 2;
}

}  // namespace

void append_utf16_hex(std::string& out, std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) append_utf16_unit(out, next_code_point(utf8, at));
}

void append_text(std::string& out, std::string_view utf8) {
  if (utf8.size() <= kMaxStringBytes && is_printable_ascii(utf8)) {
    append_literal(out, utf8);
    return;
  }
  out += "<FEFF";
  std::size_t units = 1;
  constexpr std::size_t kMaxUnits = kMaxStringBytes / 2 - 2;  // room for a surrogate pair or the ellipsis
  for (std::size_t at = 0; at < utf8.size();) {
    if (units >= kMaxUnits) {
      append_hex16(out, 0x2026);
      break;
    }
    units += append_utf16_unit(out, next_code_point(utf8, at));
  }
  out += '>';
}

void append_fill_color(std::string& out, Color color) { append_color(out, color, "g\n", "rg\n"); }
void append_stroke_color(std::string& out, Color color) { append_color(out, color, "G\n", "RG\n"); }

std::string ascii_uri(std::string_view uri) {
  // RFC 3986 §2: reserved and unreserved characters, and "%" (which the author wrote, so it starts an escape).
  constexpr std::string_view kAllowed = "-._~:/?#[]@!$&'()*+,;=%";
  std::string out;
  out.reserve(uri.size());
  for (const char c : uri) {
    if (is_ascii_letter(c) || is_ascii_digit(c) || kAllowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace pamphlet::pdf
