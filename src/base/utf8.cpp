#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/bytes.h"

namespace pamphlet {
namespace {

struct Decoded {
  char32_t code_point = kReplacement;
  std::size_t length = 1;  // bytes taken
  bool valid = false;
};

// Unicode 15, table 3-7: which second bytes may follow a lead byte. An ill-formed sequence takes the bytes that could
// still begin a character (maximal subpart), so "F0 80" is two errors and "E2 80" at the end is one.
Decoded decode(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  char32_t code_point = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    code_point = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    code_point = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    code_point = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= text.size()) return {kReplacement, i, false};
    const unsigned char next = byte_at(text, at + i);
    if (next < low || next > high) return {kReplacement, i, false};
    code_point = (code_point << 6) | (next & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {code_point, length, true};
}

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Whether the text is certainly NFC, without asking ICU: everything below U+0300 is, and so is the general punctuation
// from U+2002 on (only U+2000 and U+2001 have a decomposition there). Covers nearly all western text.
bool is_plainly_nfc(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = byte_at(text, i);
    if (c < 0xCC) continue;
    if (c == 0xE2 && i + 2 < text.size() && byte_at(text, i + 1) == 0x80 && byte_at(text, i + 2) >= 0x82) {
      i += 2;
      continue;
    }
    return false;
  }
  return true;
}

// Languages whose casing of ASCII letters differs (SpecialCasing.txt): dotless i, and dots kept above accents.
bool has_own_casing(std::string_view lang) {
  if (lang.size() < 2 || (lang.size() > 2 && lang[2] != '-' && lang[2] != '_')) return false;
  const char a = ascii_lower(lang[0]), b = ascii_lower(lang[1]);
  return (a == 't' && b == 'r') || (a == 'a' && b == 'z') || (a == 'l' && b == 't');
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const Decoded decoded = decode(text, at);
  at += decoded.length;
  return decoded.code_point;
}

char32_t previous_code_point(std::string_view text, std::size_t& at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (byte_at(text, begin) & 0xC0) == 0x80)
    --begin;
  at = begin;
  return decode(text, begin).code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char32_t c : text)
    append_utf8(out, c);
  return out;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();)
    out += next_code_point(text, at);
  return out;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD7C0 + (c >> 10));  // 0xD800 - (0x10000 >> 10)
      out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
  }
  return out;
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (byte_at(text, at) < 0x80) {
      ++at;
      continue;
    }
    const Decoded decoded = decode(text, at);
    if (!decoded.valid) return at;
    at += decoded.length;
  }
  return std::string_view::npos;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string to_nfc(std::string_view text) {
  if (is_plainly_nfc(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  normalizer->normalizeUTF8(0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

std::string fold_case(std::string_view text) {
  std::string out(text);
  if (is_ascii(text)) {
    std::transform(out.begin(), out.end(), out.begin(), ascii_lower<char>);
    return out;
  }
  out = to_nfc(text);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, piece(out), sink, nullptr, status);
  return U_SUCCESS(status) ? folded : out;
}

std::string to_lower(std::string_view text, std::string_view lang) {
  std::string out(text);
  if (is_ascii(text) && !has_own_casing(lang)) {
    std::transform(out.begin(), out.end(), out.begin(), ascii_lower<char>);
    return out;
  }
  std::string mapped;
  icu::StringByteSink<std::string> sink(&mapped);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower(std::string(lang).c_str(), 0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? mapped : out;
}

std::string to_upper(std::string_view text, std::string_view lang) {
  std::string out(text);
  if (is_ascii(text) && !has_own_casing(lang)) {
    std::transform(out.begin(), out.end(), out.begin(), ascii_upper<char>);
    return out;
  }
  std::string mapped;
  icu::StringByteSink<std::string> sink(&mapped);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToUpper(std::string(lang).c_str(), 0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? mapped : out;
}

bool is_upper(char32_t c) {
  return c < 0x80 ? is_ascii_upper(c) : u_isUUppercase(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) {
  return c < 0x80 ? is_ascii_lower(c) : u_isULowercase(static_cast<UChar32>(c)) != 0;
}

bool is_space(char32_t c) {
  // PropList.txt, White_Space.
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_code_point(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t previous = end;
    if (!is_space(previous_code_point(text, previous))) break;
    end = previous;
  }
  return text.substr(begin, end - begin);
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (is_space(next_code_point(text, at))) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out.append(text, begin, at - begin);
  }
  return out;
}

}  // namespace pamphlet
