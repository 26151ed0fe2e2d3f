#include "base/printed_address.h"

#include <algorithm>
#include <iterator>
#include <vector>

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

/// Without its country's and its region's part a number can still be dialled: those six count (ITU-T E.164 leaves the
/// subscriber's number to the country; six is the shortest in common use). Shorter numbers are those of services.
constexpr std::size_t kSubscriberDigits = 6;

/// Groups of digits with what is written between the groups of one number: "(555) 010-0123" is one of three groups.
using Groups = std::vector<std::string>;

std::vector<Groups> numbers_in(std::string_view words) {
  std::vector<Groups> numbers;
  std::size_t end = std::string_view::npos;  // of the group before
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (!is_ascii_digit(words[at])) continue;
    const bool first = end == std::string_view::npos;
    const std::string_view between = first ? std::string_view() : words.substr(end, at - end);
    if (first || between.find_first_not_of(" -./()+\u00A0\u2011") != std::string_view::npos) numbers.emplace_back();
    if (numbers.back().empty() || !between.empty()) numbers.back().emplace_back();
    numbers.back().back() += words[at];
    end = at + 1;
  }
  return numbers;
}

/// "911" and "9-1-1" are the number of a service; "9-11" is a time or a date.
bool is_service(const Groups& number, std::string_view asked) {
  std::string single;
  for (const std::string& group : number) {
    if (group == asked) return true;
    single = group.size() == 1 ? single + group : std::string();
    if (single == asked) return true;
  }
  return false;
}

bool shows_number(std::string_view words, std::string_view number) {
  const std::string asked = digits_of(number);
  const std::vector<Groups> shown = numbers_in(words);
  return !asked.empty() && std::any_of(shown.begin(), shown.end(), [&](const Groups& groups) {
    if (asked.size() < kSubscriberDigits) return is_service(groups, asked);
    std::string digits;
    for (const std::string& group : groups) digits += group;
    return digits.find(asked) != std::string::npos || (digits.size() >= kSubscriberDigits && asked.ends_with(digits));
  });
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
