// Is it HTML, and in which encoding? Judged by the first bytes, as browsers do.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/html.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

constexpr std::size_t kHead = 4096;  // browsers look for the encoding in 1024 bytes; saved pages have comments before it

// Without byte order mark, white space, comments and XML declarations at the start.
string_view opening(string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r\f"), text.size()));
    const bool comment = text.starts_with("<!--"), declaration = text.starts_with("<?xml");
    if (!comment && !declaration) return text;
    const std::size_t end = text.find(comment ? "-->" : "?>");
    if (end == string_view::npos) return text;
    text.remove_prefix(end + (comment ? 3 : 2));
  }
}

bool begins_tag(string_view text, string_view name) {
  if (text.size() < name.size() + 2 || lower(text.substr(0, name.size() + 1)) != "<" + std::string(name)) return false;
  return string_view(" \t\n\r\f>/").find(text[name.size() + 1]) != string_view::npos;
}

}  // namespace

bool begins_document(string_view text) {
  const string_view begin = opening(text);
  if (lower(begin.substr(0, 14)) == "<!doctype html") return true;
  return begins_tag(begin, "html") || begins_tag(begin, "head") || begins_tag(begin, "body");
}

bool is_html(string_view text) {
  if (begins_document(text)) return true;
  // A piece of a page, as clipboards and editors hand it out: from its first sign to its last one.
  const string_view begin = opening(text), whole = trim(begin);
  if (whole.size() < 2 || whole[0] != '<' || whole.back() != '>' || !is_ascii_letter(whole[1])) return false;
  std::size_t end = 1;
  while (end < whole.size() && end < 20 && is_ascii_alphanumeric(whole[end])) ++end;
  const ElementInfo& first = find_element(lower(whole.substr(1, end - 1)));
  if (first.tag.empty()) return false;
  const std::size_t last = whole.rfind('<');
  return first.syntax == Syntax::none || (last != 0 && whole.substr(last).starts_with("</")) || whole.ends_with("-->");
}

std::string declared_charset(string_view bytes) {
  const std::string head = lower(bytes.substr(0, kHead));
  for (std::size_t at = head.find("charset"); at != std::string::npos; at = head.find("charset", at + 7)) {
    std::size_t begin = head.find_first_not_of(" \t\n\r", at + 7);
    if (begin == std::string::npos || head[begin] != '=') continue;
    begin = head.find_first_not_of(" \t\n\r\"'", begin + 1);
    if (begin == std::string::npos) return {};
    return head.substr(begin, head.find_first_of(" \t\n\r\"';/>", begin) - begin);
  }
  // `<?xml version="1.0" encoding="…"?>`
  if (!head.starts_with("<?xml")) return {};
  const std::size_t end = head.find("?>"), at = head.find("encoding=");
  if (at == std::string::npos || at > end || at + 10 >= head.size()) return {};
  return head.substr(at + 10, head.find_first_of("\"'", at + 10) - at - 10);
}

}  // namespace pamphlet::html
