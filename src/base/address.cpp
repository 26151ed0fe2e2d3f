#include "base/address.h"

#include <fmt/core.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <memory>

#include "base/ascii.h"
#include "base/number.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

constexpr std::size_t kMaxAddress = 8000;  // RFC 9110 §4.1 asks for 8000 octets at least; nobody needs more
constexpr std::size_t kMaxShown = 60;      // code points of an address in a message

// What browsers do before they look for the scheme (WHATWG URL §4.4): control characters and spaces at both ends go,
// tabs and line ends go everywhere. All C0 controls go here, and invisible characters at the ends.
std::string stripped(std::string_view address) {
  std::string out;
  out.reserve(address.size());
  for (const char c : address) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  }
  std::string_view rest = trim(out);
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xE2\x80\x8B", "\xC2\xAD"}) {
    while (rest.starts_with(mark)) rest = trim(rest.substr(mark.size()));
  }
  return std::string(rest);
}

std::string_view scheme_of(std::string_view address) {
  const std::size_t colon = address.find_first_of(":/?#");
  if (colon == std::string_view::npos || address[colon] != ':' || colon == 0 || !is_ascii_letter(address[0])) return {};
  const std::string_view scheme = address.substr(0, colon);
  const bool valid = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  });
  return valid ? scheme : std::string_view();
}

void append_encoded(std::string& out, char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  out += '%';
  out += kHex[static_cast<unsigned char>(c) >> 4];
  out += kHex[static_cast<unsigned char>(c) & 15];
}

// RFC 3986 §2: these never stand in an address unencoded. Brackets only in the host, where they are checked before.
std::string encoded(std::string_view address, bool brackets) {
  std::string out;
  out.reserve(address.size() + 16);
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    const bool stray_percent =
        c == '%' && !(i + 2 < address.size() && hex_value(address[i + 1]) >= 0 && hex_value(address[i + 2]) >= 0);
    const bool bracket = (c == '[' || c == ']') && !brackets;
    if (stray_percent || bracket || std::string_view(" \"<>\\^`{|}").find(c) != std::string_view::npos) append_encoded(out, c);
    else out += c;
  }
  return out;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) {  // IPv6
    const std::string_view inner = host.substr(1, host.size() - 2);
    return host.ends_with(']') && inner.size() >= 2 && inner.find(':') != std::string_view::npos &&
           std::all_of(inner.begin(), inner.end(), [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; });
  }
  const bool bytes = std::all_of(host.begin(), host.end(), [](char c) {
    return is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  });
  return bytes && !host.empty() && host.front() != '.' && host.find("..") == std::string_view::npos;
}

// `rest` follows "http:" or "https:". "//host:port/path".
bool is_web_address(std::string_view rest) {
  if (!rest.starts_with("//")) return false;
  std::string_view authority = rest.substr(2, std::min(rest.find_first_of("/?#\\", 2), rest.size()) - 2);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t colon = authority.ends_with(']') ? std::string_view::npos : authority.rfind(':');
  if (colon != std::string_view::npos) {
    const std::string_view port = authority.substr(colon + 1);
    if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_ascii_digit<char>)) return false;
    if (!port.empty() && parse_integer(port).value_or(65536) > 65535) return false;
    authority = authority.substr(0, colon);
  }
  return is_host(authority);
}

// "//exämple.org:80" with the host as the network knows it, so that every program that opens the link finds the same one
// (UTS 46); as it is where that fails.
std::string ascii_host(std::string_view authority) {
  const bool plain = std::all_of(authority.begin(), authority.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return std::string(authority);
  const std::size_t colon = std::min(authority.rfind(':'), authority.size());
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &error), &uidna_close);
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char host[256];  // RFC 1035 §2.3.4: 255 octets
  const std::string_view name = authority.substr(2, colon - 2);
  const std::int32_t length = U_FAILURE(error) ? 0 : uidna_nameToASCII_UTF8(idna.get(), name.data(), static_cast<std::int32_t>(name.size()), host, sizeof host, &info, &error);
  if (U_FAILURE(error) || info.errors != 0 || length <= 0 || length >= static_cast<std::int32_t>(sizeof host)) return std::string(authority);
  return "//" + std::string(host, static_cast<std::size_t>(length)) + std::string(authority.substr(colon));
}

std::string shown(std::string_view address) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t at = 0; at < address.size() && count < kMaxShown; ++count) {
    const std::size_t begin = at;
    next_code_point(address, at);
    out += address.substr(begin, at - begin);
  }
  return out.size() < address.size() ? out + "…" : out;
}

LinkAddress dropped(std::string message, std::string help) { return {{}, std::move(message), std::move(help)}; }

LinkAddress without_scheme(std::string_view address) {
  if (address.empty()) return dropped("a link leads nowhere; its text was kept", "give it an address");
  if (address.starts_with("//") || address.starts_with("\\\\")) {
    return dropped(fmt::format("the link to \"{}\" has no scheme and was dropped; its text was kept", shown(address)),
                   "write the whole address, with https: in front");
  }
  const auto forgot = [&](std::string_view sign, std::string_view what) {
    return dropped(fmt::format("the link to \"{}\" lacks \"{}\" and was dropped; its text was kept", shown(address), sign), fmt::format("{}: {}{}", what, sign, shown(address)));
  };
  const std::size_t slash = std::min(address.find('/'), address.size());
  if (address.starts_with("www.")) return forgot("https://", "write the whole address");
  if (const std::size_t at = address.find('@'); at < slash && address.find('.', at) < slash) return forgot("mailto:", "an address of mail is written so");
  if (address.find_first_not_of("+0123456789 -()./") == std::string_view::npos && std::count_if(address.begin(), address.end(), is_ascii_digit<char>) >= 5) return forgot("tel:", "a telephone number is written so");
  return dropped(fmt::format("the link to \"{}\" leads to a file, which a reader of the handout does not have; its text was kept",
                             shown(address)),
                 "link to the address on the web, or to a place in this article with #its-heading");
}

}  // namespace

LinkAddress check_address(std::string_view raw, bool files) {
  const std::string address = stripped(raw);
  if (address.size() > kMaxAddress) {
    return dropped(fmt::format("a link of {} bytes was dropped; its text was kept", address.size()), "use a shorter address");
  }
  if (address.starts_with('#')) return {encoded(address, false), {}, {}};
  const std::string_view scheme = scheme_of(address);
  const bool local = !address.empty() && !address.starts_with("//") && address.find_first_of(":\\") == std::string::npos;
  if (scheme.empty() && files && local) return {encoded(address, false), {}, {}};
  if (scheme.empty()) return without_scheme(address);
  const std::string lower = to_lower(scheme, "en");
  std::string_view rest = std::string_view(address).substr(scheme.size() + 1);
  if (lower == "http" || lower == "https") {
    std::string slashed(rest);  // browsers take '\\' for '/' there (WHATWG URL §4.4)
    std::replace(slashed.begin(), slashed.begin() + static_cast<std::ptrdiff_t>(std::min(rest.find_first_of("?#"), rest.size())), '\\', '/');
    rest = slashed;
    const std::size_t host_end = std::min(rest.find_first_of("/?#", std::min<std::size_t>(2, rest.size())), rest.size());
    if (const std::size_t at = rest.substr(0, host_end).rfind('@'); at != std::string_view::npos) {
      return dropped(fmt::format("the link to \"{}://…{}\" says a name or a password before the host and was dropped; its text was kept", lower, shown(rest.substr(at))),
                     "take out what stands before the @; nobody else should read it");
    }
    if (is_web_address(rest)) return {lower + ":" + encoded(ascii_host(rest.substr(0, host_end)), true) + encoded(rest.substr(host_end), false), {}, {}};
    return dropped(fmt::format("the link to \"{}\" is no valid address and was dropped; its text was kept", shown(address)),
                   "check the address");
  }
  if ((lower == "mailto" || lower == "tel" || lower == "sms") && !trim(rest).empty()) return {lower + ":" + encoded(trim(rest), false), {}, {}};
  return dropped(fmt::format("the link to \"{}\" was dropped; its text was kept", shown(address)),
                 "links may lead to http, https, mailto, tel and sms addresses");
}

}  // namespace pamphlet
