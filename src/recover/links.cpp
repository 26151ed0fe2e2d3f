#include "recover/links.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/bare_address.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Segments of letters, digits, - and _, with at least one full stop (GFM §6.9 "valid domain"). Its length, or 0.
std::size_t domain_length(string_view text) {
  std::size_t length = 0, stops = 0;
  while (length < text.size()) {
    const char c = text[length];
    if (c == '.') {
      if (length == 0 || text[length - 1] == '.') break;
      ++stops;
    } else if (!is_ascii_alphanumeric(c) && c != '-' && c != '_') {
      break;
    }
    ++length;
  }
  const bool tail = length > 0 && text[length - 1] == '.';
  return stops > (tail ? 1u : 0u) ? length : 0;
}

// Where the address ends: before white space or <, without punctuation and unbalanced brackets at its end.
std::size_t trimmed_end(string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end]) && text[end] != '<') ++end;
  end = cut_bare_address(text, begin, end);
  const string_view all = text.substr(begin, end - begin);
  std::ptrdiff_t balance = std::count(all.begin(), all.end(), '(') - std::count(all.begin(), all.end(), ')');
  while (end > begin) {
    const char c = text[end - 1];
    if (c == ')' && balance < 0) {
      ++balance;
    } else if (string_view("?!.,:*_~'\";").find(c) == string_view::npos) {
      break;
    }
    --end;
  }
  return end;
}

bool may_begin(string_view text, std::size_t at) {
  return at == 0 || is_space(text[at - 1]) || string_view("*_~(").find(text[at - 1]) != string_view::npos || may_precede_address(text.substr(0, at));
}

FoundLink web_link(string_view text, std::size_t at) {
  std::size_t scheme = 0;
  for (const string_view prefix : {string_view("http://"), string_view("https://")}) {
    if (text.substr(at).starts_with(prefix)) scheme = prefix.size();
  }
  const bool www = scheme == 0 && text.substr(at).starts_with("www.");
  if ((scheme == 0 && !www) || !may_begin(text, at)) return {};
  if (domain_length(text.substr(at + scheme)) == 0) return {};
  FoundLink link;
  link.begin = at;
  link.end = trimmed_end(text, at);
  if (link.end <= at + std::max<std::size_t>(scheme, 4)) return {};
  link.target = (www ? "http://" : "") + std::string(text.substr(at, link.end - at));
  return link;
}

FoundLink mail_link(string_view text, std::size_t sign, std::size_t from) {
  constexpr std::size_t kLongestName = 64;  // RFC 5321 §4.5.3.1.1
  std::size_t begin = sign;
  while (begin > from && sign - begin < kLongestName &&
         (is_ascii_alphanumeric(text[begin - 1]) || string_view("._+-").find(text[begin - 1]) != string_view::npos)) {
    --begin;
  }
  std::size_t length = domain_length(text.substr(sign + 1));
  while (length > 0 && text[sign + length] == '.')
    --length;
  if (begin == sign || length == 0 || text[sign + length] == '-' || text[sign + length] == '_') return {};
  if (text.substr(sign + 1, length).find('.') == string_view::npos) return {};
  FoundLink link;
  link.begin = begin;
  link.end = sign + 1 + length;
  link.target = "mailto:" + std::string(text.substr(begin, link.end - begin));
  return link;
}

}  // namespace

FoundLink find_link(string_view text, std::size_t from) {
  for (std::size_t at = text.find_first_of("hw@", from); at != string_view::npos;
       at = text.find_first_of("hw@", at + 1)) {
    FoundLink link = text[at] == '@' ? mail_link(text, at, from) : web_link(text, at);
    if (link.begin != string_view::npos) return link;
  }
  return {};
}

}  // namespace pamphlet::recover
