#include "markdown/autolink.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/bare_address.h"

namespace pamphlet::markdown {
namespace {

bool is_host_byte(char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

// A host name: labels of letters, digits, hyphens and underscores, but no underscore in the last two (GFM §6.9).
// `dots` is set to the number of dots. Returns its end, or `begin` when there is none. A host name has at most 253 bytes
// (RFC 1035 §2.3.4): that keeps a text of nothing but half addresses linear.
std::size_t host_end(std::string_view text, std::size_t begin, std::size_t& dots) {
  text = text.substr(0, begin + 254);
  std::size_t at = begin, label = begin;
  bool underscore_before = false, underscore = false;
  dots = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '.') {
      if (at == label || at + 1 >= text.size() || !is_host_byte(text[at + 1])) break;
      underscore_before = underscore;
      underscore = false;
      label = at + 1;
      ++dots;
    } else if (is_host_byte(text[at])) {
      underscore = underscore || text[at] == '_';
    } else {
      break;
    }
  }
  return underscore || (dots > 0 && underscore_before) || at == begin + 254 ? begin : at;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return ascii_lower(a) == b;
         });
}

// `colon` is at "://": where "http" or "https" begins, or npos.
std::size_t scheme_begin(std::string_view text, std::size_t colon) {
  for (const std::string_view scheme : {"https", "http"}) {
    if (colon < scheme.size()) continue;
    const std::size_t begin = colon - scheme.size();
    if (equals_ignoring_case(text.substr(begin, scheme.size()), scheme) && may_begin_address(text, begin)) return begin;
  }
  return std::string_view::npos;
}

BareAddress url_at(std::string_view text, std::size_t colon, std::size_t from) {
  if (text.substr(colon, 3) != "://") return {};
  const std::size_t begin = scheme_begin(text, colon);
  if (begin == std::string_view::npos || begin < from) return {};
  std::size_t dots = 0;
  if (host_end(text, colon + 3, dots) == colon + 3) return {};
  return {BareAddress::Kind::url, begin, bare_address_end(text, begin)};
}

BareAddress www_at(std::string_view text, std::size_t at) {
  if (text.substr(at, 4) != "www." || !may_begin_address(text, at)) return {};
  std::size_t dots = 0;
  if (host_end(text, at, dots) == at || dots == 0) return {};
  return {BareAddress::Kind::www, at, bare_address_end(text, at)};
}

// The name before '@' is at most 64 bytes (RFC 5321 §4.5.3.1.1): that also keeps the way back short.
BareAddress email_at(std::string_view text, std::size_t sign, std::size_t from) {
  std::size_t begin = sign;
  while (begin > from && sign - begin < 64 &&
         (is_ascii_alphanumeric(text[begin - 1]) || std::string_view(".-_+").find(text[begin - 1]) != std::string_view::npos)) {
    --begin;
  }
  while (begin < sign && !is_ascii_alphanumeric(text[begin]) && text[begin] != '_') ++begin;
  std::size_t end = sign + 1, dots = 0;
  for (; end < text.size(); ++end) {
    if (is_ascii_alphanumeric(text[end]) || text[end] == '-' || text[end] == '_') continue;
    if (text[end] != '.' || end + 1 >= text.size() || !is_ascii_alphanumeric(text[end + 1])) break;
    ++dots;
  }
  if (begin == sign || dots == 0 || !is_ascii_alphanumeric(text[end - 1])) return {};
  if (end < text.size() && text[end] == '@') return {};
  return {BareAddress::Kind::email, begin, end};
}

}  // namespace

bool may_begin_address(std::string_view text, std::size_t at) {
  return at == 0 || std::string_view(" \t\n*_~(").find(text[at - 1]) != std::string_view::npos || may_precede_address(text.substr(0, at));
}

std::size_t bare_address_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > 0x20 && text[end] != '<') ++end;
  end = cut_bare_address(text, begin, end);
  const std::string_view all = text.substr(begin, end - begin);
  std::ptrdiff_t unopened = std::count(all.begin(), all.end(), ')') - std::count(all.begin(), all.end(), '(');
  for (; end > begin; --end) {
    const char last = text[end - 1];
    if (last == ')') {
      if (unopened <= 0) break;
      --unopened;
    } else if (std::string_view("?!.,:*_~'\";").find(last) == std::string_view::npos) {
      break;
    }
  }
  return end;
}

BareAddress find_bare_address(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    BareAddress found;
    switch (text[at]) {
      case ':': found = url_at(text, at, from); break;
      case 'w': found = www_at(text, at); break;
      case '@': found = email_at(text, at, from); break;
      default: continue;
    }
    if (found.kind != BareAddress::Kind::none) return found;
  }
  return {};
}

}  // namespace pamphlet::markdown
