// Bytes of unknown origin → Source. First the encoding is judged, then one pass writes clean UTF-8 and counts repairs.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/codes.h"
#include "base/diagnostics.h"
#include "base/source.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

enum class Encoding : unsigned char { utf8, windows_1252, utf16_le, utf16_be };

// Bytes 0x80–0x9F of Windows-1252 (WHATWG Encoding, index-windows-1252); 0 where Microsoft defines nothing.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Magic {
  std::string_view bytes, kind;
};
using namespace std::string_view_literals;
// How files that people give by mistake begin.
constexpr Magic kMagic[] = {
    {"%PDF-"sv, "a PDF"},
    {"%!PS"sv, "a PostScript file"},
    {"PK\x03\x04"sv, "a ZIP archive (Word, OpenDocument and EPUB files are such)"},
    {"PK\x05\x06"sv, "an empty ZIP archive"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Word or Office file"},
    {"{\\rtf"sv, "a rich-text (RTF) file"},
    {"\x89PNG\r\n"sv, "a PNG image"},
    {"\xFF\xD8\xFF"sv, "a JPEG image"},
    {"GIF87a"sv, "a GIF image"},
    {"GIF89a"sv, "a GIF image"},
    {"\x1F\x8B"sv, "a gzip archive"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive"},
    {"\xFD"
     "7zXZ\0"sv,
     "an xz archive"},
    {"\x28\xB5\x2F\xFD"sv, "a Zstandard archive"},
    {"\x7F"
     "ELF"sv,
     "a program"},
    {"SQLite format 3\0"sv, "a database"},
    {"\xFF\xFE\0\0"sv, "UTF-32 text, which nobody else reads either"},
    {"\0\0\xFE\xFF"sv, "UTF-32 text, which nobody else reads either"},
};

// What the repair pass has met: how often, and where first (an offset into the decoded text).
struct Repairs {
  std::size_t count = 0;
  std::uint32_t first_begin = 0, first_end = 0;
  char32_t first_code_point = 0;

  void add(std::size_t begin, std::size_t end, char32_t code_point) {
    if (count++ > 0) return;
    first_begin = static_cast<std::uint32_t>(begin);
    first_end = static_cast<std::uint32_t>(end);
    first_code_point = code_point;
  }
};

struct Decoder {
  std::string text;
  Repairs ill_formed, controls, legacy;
  bool after_cr = false;

  void put(char32_t c);
  void put_ill_formed(char32_t shown);
};

// Windows line ends, old Mac line ends, Unicode's separators; vertical tab is what Word pastes for a line break within
// a paragraph, form feed stands between the pages of a printed text file.
bool is_line_end(char32_t c) {
  return c == '\n' || c == '\v' || c == '\f' || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c <= 0x9F);
}

// Unicode 15, §23.7: code points that never will be characters; XML 1.0 forbids two of them.
bool is_noncharacter(char32_t c) {
  return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

void Decoder::put(char32_t c) {
  const bool second_half = after_cr && c == '\n';
  after_cr = c == '\r';
  if (second_half) return;
  if (c == '\r' || is_line_end(c)) {
    text += '\n';
  } else if (is_control(c) || is_noncharacter(c)) {
    const std::size_t begin = text.size();
    append_utf8(text, kReplacement);
    controls.add(begin, text.size(), c);
  } else {
    append_utf8(text, c);
  }
}

void Decoder::put_ill_formed(char32_t shown) {
  after_cr = false;
  const std::size_t begin = text.size();
  append_utf8(text, kReplacement);
  ill_formed.add(begin, text.size(), shown);
}

struct Census {
  std::size_t controls = 0;     // C0 without white space, and DEL
  std::size_t well_formed = 0;  // sequences of 2 to 4 bytes
  std::size_t ill_formed = 0;   // maximal subparts
  std::size_t shaped = 0;       // ill-formed, but built like UTF-8: surrogates, overlong forms, five bytes
  bool windows_1252 = true;     // every byte above 0x7F means something there
  bool plain = true;            // nothing that the repair pass would change, as far as ASCII goes
};

bool is_continuation(std::string_view bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80;
}

// A lead byte with its continuation bytes, which UTF-8 forbids all the same. Two bytes count only with the leads that
// are never right, since "à”" looks like that in Windows-1252.
bool is_shaped_like_utf8(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  if (lead < 0xC0 || !is_continuation(bytes, at + 1)) return false;
  return lead <= 0xC1 || is_continuation(bytes, at + 2);
}

Census take_census(std::string_view bytes) {
  Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      if (byte < 0x20 || byte == 0x7F) {
        if (byte != '\n' && byte != '\t') census.plain = false;
        if ((byte < '\t' || byte > '\r') && byte != 0x1B) ++census.controls;
      }
      ++at;
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_code_point(bytes, at);
    if (c == kReplacement && bytes.substr(begin, at - begin) != "\xEF\xBF\xBD") {
      ++census.ill_formed;
      census.shaped += is_shaped_like_utf8(bytes, begin) ? 1 : 0;
    } else {
      ++census.well_formed;
      if (is_control(c) || is_line_end(c) || is_noncharacter(c)) census.plain = false;
    }
    for (std::size_t i = begin; i < at; ++i) {
      const auto high = static_cast<unsigned char>(bytes[i]);
      if (high >= 0x80 && high < 0xA0 && kWindows1252[high - 0x80] == 0) census.windows_1252 = false;
    }
  }
  return census;
}

// Ill-formed UTF-8: is it Windows-1252, or UTF-8 with damage? Well-formed sequences arise by accident, now and then
// ("CAFÉ»" in Windows-1252 holds one), so a few of them among many bad bytes prove nothing; else they decide. Forbidden
// forms, three subparts each, tell of a faulty encoder.
bool looks_like_windows_1252(const Census& census) {
  return census.ill_formed > 0 && census.windows_1252 && census.controls == 0 &&
         census.well_formed * 20 < census.ill_formed && census.shaped * 6 < census.ill_formed;
}

// More than a tenth of control characters, or a third of rubble, is no text with a scratch but something else.
bool looks_binary(std::string_view bytes, const Census& census, bool windows_1252) {
  if (census.controls >= 8 && census.controls * 10 > bytes.size()) return true;
  return !windows_1252 && census.ill_formed >= 8 && census.ill_formed * 3 > bytes.size();
}

void decode_utf16(std::string_view bytes, bool big_endian, Decoder& decoder) {
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? a << 8 | b : b << 8 | a);
  };
  decoder.text.reserve(bytes.size());
  std::size_t at = 0;
  while (at + 1 < bytes.size()) {
    const char32_t first = unit(at);
    at += 2;
    if (first < 0xD800 || first > 0xDFFF) {
      decoder.put(first);
      continue;
    }
    const char32_t second = first < 0xDC00 && at + 1 < bytes.size() ? unit(at) : 0;
    if (second < 0xDC00 || second > 0xDFFF) {
      decoder.put_ill_formed(first);
      continue;
    }
    at += 2;
    decoder.put(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
  }
  if (at < bytes.size()) decoder.put_ill_formed(static_cast<unsigned char>(bytes[at]));
}

void decode_windows_1252(std::string_view bytes, Decoder& decoder) {
  decoder.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    const std::size_t begin = decoder.text.size();
    decoder.put(c >= 0x80 && c < 0xA0 ? char32_t{kWindows1252[c - 0x80]} : char32_t{c});
    if (c >= 0x80) decoder.legacy.add(begin, decoder.text.size(), c);
  }
}

void decode_utf8(std::string_view bytes, Decoder& decoder) {
  decoder.text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(bytes, at);
    if (c == kReplacement && bytes.substr(begin, at - begin) != "\xEF\xBF\xBD") {
      decoder.put_ill_formed(static_cast<unsigned char>(bytes[begin]));
    } else {
      decoder.put(c);
    }
  }
}

std::string plural(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

void report_repairs(const Source& source, const Decoder& decoder, Encoding encoding, Diagnostics& diagnostics) {
  const auto span = [](const Repairs& repairs) { return Span{repairs.first_begin, repairs.first_end}; };
  const auto line = [&](const Repairs& repairs) { return source.locate(repairs.first_begin).line; };
  if (const Repairs& legacy = decoder.legacy; legacy.count > 0) {
    diagnostics.report(
        code::invalid_encoding, source, span(legacy),
        fmt::format("the file is not UTF-8; it was read as Windows-1252, first at byte 0x{:02X} on line {}",
                    static_cast<unsigned>(legacy.first_code_point), line(legacy)),
        "check that this character is right, then save the file as UTF-8");
  }
  if (const Repairs& bad = decoder.ill_formed; bad.count > 0) {
    const bool utf16 = encoding == Encoding::utf16_le || encoding == Encoding::utf16_be;
    diagnostics.report(code::invalid_encoding, source, span(bad),
                       fmt::format("{} not {} and became U+FFFD, first 0x{:02X} on line {}",
                                   bad.count == 1 ? "1 place is" : plural(bad.count, "place") + " are",
                                   utf16 ? "UTF-16" : "UTF-8", static_cast<unsigned>(bad.first_code_point), line(bad)),
                       "put the right characters there and save the file as UTF-8");
  }
  if (const Repairs& controls = decoder.controls; controls.count > 0) {
    diagnostics.report(
        code::control_character, source, span(controls),
        fmt::format("{} became U+FFFD, first U+{:04X} on line {}", plural(controls.count, "control character"),
                    static_cast<unsigned>(controls.first_code_point), line(controls)),
        "delete what stands there");
  }
}

std::shared_ptr<const Source> refuse(std::string path, const std::string& kind, Diagnostics& diagnostics) {
  diagnostics.report(code::binary_file, path, fmt::format("this is not an article but {}", kind),
                     "save the article as plain text in UTF-8 and give that file");
  return std::make_shared<const Source>(std::move(path), std::string());
}

// NUL in every other byte is what ASCII text looks like in UTF-16.
bool looks_like_bare_utf16(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 64);
  const auto nuls = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  return nuls >= 4 && nuls * 5 >= head.size() * 2;
}

}  // namespace

std::shared_ptr<const Source> decode_source(std::string path, std::string_view bytes, Diagnostics& diagnostics) {
  for (const auto& [magic, kind] : kMagic) {
    if (bytes.starts_with(magic)) return refuse(std::move(path), std::string(kind), diagnostics);
  }
  Encoding encoding = Encoding::utf8;
  Decoder decoder;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    encoding = bytes[0] == '\xFF' ? Encoding::utf16_le : Encoding::utf16_be;
    decode_utf16(bytes.substr(2), encoding == Encoding::utf16_be, decoder);
    // Random 16-bit units are lone surrogates in three of a hundred cases.
    if (decoder.controls.count + decoder.ill_formed.count > 8 + bytes.size() / 200) {
      return refuse(std::move(path), "a file of an unknown kind", diagnostics);
    }
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const Census census = take_census(bytes);
    if (census.controls > 0 && looks_like_bare_utf16(bytes)) {
      return refuse(std::move(path), "UTF-16 text without a byte order mark", diagnostics);
    }
    if (looks_like_windows_1252(census)) encoding = Encoding::windows_1252;
    if (looks_binary(bytes, census, encoding == Encoding::windows_1252)) {
      return refuse(std::move(path), "a file of an unknown kind", diagnostics);
    }
    if (census.plain && census.ill_formed == 0)
      return std::make_shared<const Source>(std::move(path), std::string(bytes));
    encoding == Encoding::utf8 ? decode_utf8(bytes, decoder) : decode_windows_1252(bytes, decoder);
  }
  auto source = std::make_shared<const Source>(std::move(path), std::move(decoder.text));
  report_repairs(*source, decoder, encoding, diagnostics);
  return source;
}

}  // namespace pamphlet
