// Where tags and declarations end.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pamphlet::html {

inline constexpr std::size_t kMaxAttributes = 32;  // more than any tag has

struct Tag {
  std::size_t begin = 0, name_end = 0, end = 0;  // from the name to behind the '>'
  std::size_t cut = 0;      // where the attributes beyond kMaxAttributes begin; 0: there are none
  bool empty = false;       // `<a/>`
};
/// The tag whose name begins at `tag.begin` (HTML §13.2.5.6 to .40). False: it has no end.
bool scan_tag(std::string_view text, Tag& tag);

struct Declaration {
  std::size_t length = 0;           // 0: it never ends
  std::string_view closing, what;
  bool silent = false;              // nobody misses what it holds
};
/// The comment, instruction, CDATA section or document type at the start (CommonMark §4.6, kinds 2 to 5: HTML itself ends
/// an instruction at its first '>').
Declaration scan_declaration(std::string_view text);

/// Where `</name` stands at or after `from`; npos: nowhere.
std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t from);

/// Names in lower case (ASCII), as HTML compares them.
std::string lower(std::string_view text);

}  // namespace pamphlet::html
