#include "base/printed_address.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

bool has_scheme(std::string_view address, std::string_view scheme) {
  return address.size() >= scheme.size() && to_lower(address.substr(0, scheme.size()), "en") == scheme;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return is_ascii_digit(c); });
  return digits;
}

/// Without its country's and its region's part a number can still be dialled: those seven count (ITU-T E.164 leaves the
/// subscriber's number to the country; six is the shortest in common use).
constexpr std::size_t kSubscriberDigits = 6;

bool shows_number(std::string_view words, std::string_view number) {
  const std::string shown = digits_of(words), asked = digits_of(number);
  if (shown.empty() || asked.empty()) return false;
  return shown.find(asked) != std::string::npos || (shown.size() >= kSubscriberDigits && asked.ends_with(shown));
}

/// "+15550100123" is read off a sheet as "1-555-010-0123" (North American Numbering Plan); others keep their signs.
std::string grouped(std::string_view number) {
  if (number.size() != 12 || !number.starts_with("+1") || digits_of(number).size() != 11) return std::string(number);
  return "1-" + std::string(number.substr(2, 3)) + "-" + std::string(number.substr(5, 3)) + "-" + std::string(number.substr(8));
}

/// What is typed into a browser: without the scheme, and without a slash that ends it.
std::string typed(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (has_scheme(address, scheme)) address.remove_prefix(scheme.size());
  }
  if (address.ends_with('/')) address.remove_suffix(1);
  std::string decoded = percent_decoded(address);
  // A blank or a control character that was encoded would end the address.
  const bool plain = std::none_of(decoded.begin(), decoded.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return plain && find_invalid_utf8(decoded) == std::string::npos ? decoded : std::string(address);
}

bool shows_address(std::string_view words, std::string_view address) {
  const auto plain = [](std::string_view text) {
    std::string out = to_lower(typed(trim(text)), "en");
    return out.starts_with("www.") ? out.substr(4) : out;
  };
  return plain(words).find(plain(address)) != std::string::npos;
}

}  // namespace

std::string printed_address(std::string_view target, std::string_view words) {
  if (target.empty() || target.front() == '#') return {};
  for (const std::string_view scheme : {"tel:", "sms:"}) {
    if (!has_scheme(target, scheme)) continue;
    const std::string_view number = target.substr(scheme.size(), target.find_first_of(";?") - scheme.size());
    return shows_number(words, number) ? std::string() : grouped(percent_decoded(number));
  }
  if (has_scheme(target, "mailto:")) {
    const std::string_view address = target.substr(7, target.find('?') - 7);
    return shows_address(words, address) ? std::string() : percent_decoded(address);
  }
  if (target.find(':') == std::string_view::npos) return {};  // a file of the book
  return shows_address(words, target) ? std::string() : typed(target);
}

}  // namespace pamphlet
