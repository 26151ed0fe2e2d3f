#include "markdown/fences.h"

#include "markdown/attributes.h"
#include "markdown/characters.h"

namespace pamphlet::markdown {
namespace {

bool is_name_byte(char c) {
  return is_ascii_alphanumeric(c) || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

FenceLine parse_fence(std::string_view line) {
  FenceLine fence;
  std::size_t colons = line.find_first_not_of(':');
  if (colons == std::string_view::npos) colons = line.size();
  if (colons < 3) return {};  // as Pandoc's fenced_divs
  std::string_view rest = trim_blanks(line.substr(colons));
  // Pandoc lets colons decorate the end of an opening line.
  const std::size_t last = rest.find_last_not_of(':');
  if (last == std::string_view::npos) rest = {};
  else if (rest.size() - last > 3) rest = trim_blanks(rest.substr(0, last + 1));
  if (rest.empty()) {
    fence.closes = true;
    fence.colons = colons;
    return fence;
  }
  std::size_t at = 0;
  while (at < rest.size() && is_name_byte(rest[at])) ++at;
  fence.name = rest.substr(0, at);
  // Docusaurus writes a title in brackets: `:::tip[Title]`.
  const bool in_brackets = at > 0 && at < rest.size() && rest[at] == '[' && rest.back() == ']';
  rest = trim_blanks(rest.substr(at));
  if (rest.starts_with('{')) {
    // A masked list cannot be parsed, but holds no other brace.
    const std::size_t list = parse_attributes(rest).length;
    const std::size_t end = list > 0 ? list - 1 : rest.find('}');
    if (end == std::string_view::npos) return {};
    fence.attributes = rest.substr(0, end + 1);
    rest = trim_blanks(rest.substr(end + 1));
  }
  if (fence.name.empty() && fence.attributes.empty()) return {};
  if (in_brackets) rest = trim_blanks(rest.substr(1, rest.size() - 2));
  fence.title = rest;
  fence.colons = colons;
  return fence;
}

}  // namespace pamphlet::markdown
