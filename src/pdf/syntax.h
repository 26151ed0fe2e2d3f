// PDF tokens (ISO 32000-1 §7.2, §7.3), the same in every locale, within the limits of PDF/A-2 (ISO 19005-2 §6.1.13).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/color.h"
#include "base/language_tag.h"
#include "base/length.h"

namespace pamphlet::pdf {

/// Number of an indirect object.
using ObjectId = std::uint32_t;
inline constexpr ObjectId kNoObject = 0;  // object 0 is the head of the free list: never a real object

/// Longest string that PDF/A-2 allows (ISO 19005-2 §6.1.13), in bytes.
inline constexpr std::size_t kMaxStringBytes = 32767;

void append_integer(std::string& out, std::int64_t value);
/// `value` × 10^-decimals without trailing zeros: exact, because nothing passes through a double.
void append_decimal(std::string& out, std::int64_t value, int decimals);
/// A length in 1/1000 pt (a third of a micrometre), rounded to the nearest.
std::int64_t thousandths(Length value);
/// The same in points, with its three decimals.
void append_points(std::string& out, Length value);
/// "12 0 R"
void append_reference(std::string& out, ObjectId id);
/// "/Name", with #xx for what is not a regular character (§7.3.5); at most 127 bytes.
void append_name(std::string& out, std::string_view name);
/// "(bytes)" with escapes (§7.3.4.2).
void append_literal(std::string& out, std::string_view bytes);
/// One byte inside a literal string.
void append_literal_byte(std::string& out, unsigned char byte);
/// A text string (§7.9.2.2): a literal when it is printable ASCII, else UTF-16BE in hexadecimal with a byte order mark.
/// What passes kMaxStringBytes is cut at a character and marked with an ellipsis.
void append_text(std::string& out, std::string_view utf8);
/// UTF-16BE of the text in hexadecimal, without mark or brackets (ToUnicode CMaps).
void append_utf16_hex(std::string& out, std::string_view utf8);
void append_hex16(std::string& out, unsigned value);
/// The operator that sets the colour: rg and RG, or g and G for a grey.
void append_fill_color(std::string& out, Color color);
void append_stroke_color(std::string& out, Color color);

/// A URI as 7-bit ASCII: bytes that RFC 3986 does not allow are percent-encoded, valid ones stay as they are.
std::string ascii_uri(std::string_view uri);

}  // namespace pamphlet::pdf
