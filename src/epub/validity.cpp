#include "epub/validity.h"

#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/language_tag.h"

namespace pamphlet::epub {

namespace {

template <class Test> bool all(std::string_view text, Test test) {
  for (const char c : text)
    if (!test(c)) return false;
  return true;
}

bool sized(std::string_view text, std::size_t least, std::size_t most) { return text.size() >= least && text.size() <= most; }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != separator) continue;
    parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  return parts;
}

}  // namespace

std::string language_or_und(std::string_view tag) {
  std::string clean(tag);
  for (char& c : clean)
    if (c == '_') c = '-';
  return is_language_tag(clean) ? clean : "und";
}

bool is_plain_id(std::string_view id) {
  return !id.empty() && (is_ascii_letter(id[0]) || id[0] == '_') &&
         all(id, [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

bool is_plain_class(std::string_view name) {
  return !name.empty() && is_ascii_letter(name[0]) && all(name, [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; });
}

std::string css_identifier(std::string_view name) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (std::size_t n = 0; n < name.size(); ++n) {
    const char c = name[n];
    const bool plain = is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80 || (n > 0 && (is_ascii_digit(c) || c == '-'));
    if (plain) {
      out += c;
      continue;
    }
    out += '\\';
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
    out += ' ';
  }
  return out;
}

namespace {

/// RFC 3986 unreserved, reserved without brackets, and percent signs that start an escape stay; the rest is encoded.
void append_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kKept = "-._~:/?#@!$&'()*+,;=";
  constexpr char kHex[] = "0123456789ABCDEF";
  bool fragment = false;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const char c = text[n];
    bool keep = is_ascii_alphanumeric(c) || kKept.find(c) != std::string_view::npos;
    if (c == '%') keep = n + 2 < text.size() && hex_value(text[n + 1]) >= 0 && hex_value(text[n + 2]) >= 0;
    if (c == '#') {
      keep = !fragment;  // a second '#' is not allowed in a fragment
      fragment = true;
    }
    if (keep) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
}

/// A dotted number as the last label makes the host an IPv4 address (URL Standard, "ends in a number").
bool is_valid_ipv4(const std::vector<std::string_view>& labels) {
  if (labels.size() != 4) return false;
  for (const std::string_view label : labels) {
    if (!sized(label, 1, 3) || !all(label, is_ascii_digit<char>)) return false;
    int value = 0;
    for (const char c : label) value = value * 10 + (c - '0');
    if (value > 255 || (label.size() > 1 && label[0] == '0')) return false;
  }
  return true;
}

/// Host names as the DNS has them (RFC 1123 §2.1, underscores as found in the wild); other scripts as UTF-8 (IDN).
bool is_valid_host(std::string_view host) {
  if (!host.empty() && host.back() == '.') host.remove_suffix(1);
  if (!sized(host, 1, 253)) return false;
  const std::vector<std::string_view> labels = split(host, '.');
  for (const std::string_view label : labels) {
    if (!sized(label, 1, 63) || label.front() == '-' || label.back() == '-') return false;
    if (!all(label, [](char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80; })) return false;
    if (label.size() > 3 && label.substr(2, 2) == "--" && ascii_lower(label[0]) != 'x') return false;  // RFC 5891 §4.2.3.1
  }
  return !all(labels.back(), is_ascii_digit<char>) || is_valid_ipv4(labels);
}

bool is_valid_port(std::string_view port) {
  if (!all(port, is_ascii_digit<char>) || port.size() > 5) return false;
  int value = 0;
  for (const char c : port) value = value * 10 + (c - '0');
  return value <= 65535;
}

std::optional<std::string> safe_web_url(std::string_view scheme, std::string_view rest) {
  if (!rest.starts_with("//")) return std::nullopt;
  rest.remove_prefix(2);
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view authority = rest.substr(0, end);
  // Names before '@' are how phishing hides the real host; no handout needs them.
  if (authority.find('@') != std::string_view::npos) return std::nullopt;
  const std::size_t colon = std::min(authority.find(':'), authority.size());
  const std::string_view host = authority.substr(0, colon);
  if (!is_valid_host(host) || (colon < authority.size() && !is_valid_port(authority.substr(colon + 1)))) return std::nullopt;
  std::string out(scheme);
  out += "://";
  out += host;
  if (colon + 1 < authority.size()) out += authority.substr(colon);
  append_encoded(out, rest.substr(end));
  return out;
}

}  // namespace

std::optional<std::string> safe_url(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string scheme(url.substr(0, colon));
  for (char& c : scheme) c = ascii_lower(c);
  const std::string_view rest = url.substr(colon + 1);
  if (scheme == "http" || scheme == "https") return safe_web_url(scheme, rest);
  if (scheme != "mailto" && scheme != "tel" && scheme != "sms") return std::nullopt;
  if (rest.empty() || rest.front() == '/') return std::nullopt;
  std::string out = scheme + ":";
  append_encoded(out, rest);
  return out;
}

namespace {

/// The digits of an ISBN as written, with 'X' as the tenth of an ISBN-10; empty when anything else stands between.
std::string isbn_digits(std::string_view text) {
  std::string lowered;
  for (const char c : text) lowered += ascii_lower(c);
  std::string_view rest = lowered;
  if (rest.starts_with("urn:")) rest.remove_prefix(4);
  if (rest.starts_with("isbn")) rest.remove_prefix(4);
  std::string digits;
  for (const char c : rest) {
    if (is_ascii_digit(c)) digits += c;
    else if (c == 'x' && digits.size() == 9) digits += 'X';
    else if (c != '-' && c != ' ' && c != ':') return {};
  }
  return digits;
}

char isbn13_check(std::string_view twelve) {
  int sum = 0;
  for (std::size_t n = 0; n < 12; ++n) sum += (twelve[n] - '0') * (n % 2 == 0 ? 1 : 3);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool is_valid_isbn10(std::string_view digits) {
  int sum = 0;
  for (std::size_t n = 0; n < 10; ++n) sum += (digits[n] == 'X' ? 10 : digits[n] - '0') * static_cast<int>(10 - n);
  return sum % 11 == 0;
}

}  // namespace

std::optional<std::string> isbn13(std::string_view text) {
  const std::string digits = isbn_digits(text);
  if (digits.size() == 10 && is_valid_isbn10(digits)) {
    const std::string twelve = "978" + digits.substr(0, 9);
    return twelve + isbn13_check(twelve);
  }
  const bool bookland = digits.starts_with("978") || digits.starts_with("979");
  if (digits.size() != 13 || !bookland || digits.find('X') != std::string::npos) return std::nullopt;
  if (isbn13_check(digits) != digits.back()) return std::nullopt;
  return digits;
}

std::optional<std::string> uuid_urn(std::string_view text) {
  std::string lowered;
  for (const char c : text) lowered += ascii_lower(c);
  std::string_view rest = lowered;
  if (rest.starts_with("urn:uuid:")) rest.remove_prefix(9);
  constexpr std::array<std::size_t, 5> kGroups{8, 4, 4, 4, 12};
  const std::vector<std::string_view> groups = split(rest, '-');
  if (groups.size() != kGroups.size()) return std::nullopt;
  for (std::size_t n = 0; n < groups.size(); ++n)
    if (groups[n].size() != kGroups[n] || !all(groups[n], [](char c) { return hex_value(c) >= 0; })) return std::nullopt;
  return "urn:uuid:" + std::string(rest);
}

}  // namespace pamphlet::epub
