// Fenced divs: the line that opens or closes one.
#pragma once

#include <cstddef>
#include <string_view>

namespace pamphlet::markdown {

/// `::: name {attributes} title` or `:::`, as offsets into the line.
struct FenceLine {
  std::size_t colons = 0;  // 0: no fence
  bool closes = false;     // nothing but colons
  std::string_view name, attributes, title;  // parts of the line; attributes with their braces
};

/// `!!! kind "title"`, `??? kind`, `???+ kind`.
struct AdmonitionLine {
  char sign = 0;  // 0: none
  std::string_view kind, title;
};
AdmonitionLine parse_admonition(std::string_view line);

/// `+---+:===:+`
bool is_grid_border(std::string_view line);

/// A fence of code. MyST writes boxes so too: ```` ```{note} Title ````; such a pair of lines is a fenced div (cmark.cpp, feed).
struct CodeFence {
  char sign = 0;  // 0: none
  std::size_t length = 0;
  bool closes = false, box = false;
};
CodeFence parse_code_fence(std::string_view line);

/// `line` starts at the first character that is no white space.
FenceLine parse_fence(std::string_view line);

/// A line of nothing but `$$`, `\[` or `\]`. What stands between two of them, up to a blank line, begins no block, whatever
/// its lines begin with ("= b", "+ c"); it is read like the words of a paragraph, which it is when it is no formula.
enum class FormulaMark : unsigned char { none, dollars, opens, closes };
FormulaMark formula_mark(std::string_view line);

}  // namespace pamphlet::markdown
