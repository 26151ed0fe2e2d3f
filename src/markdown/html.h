// Raw HTML: reading tags and references, and what each element becomes. HTML never reaches an output as HTML.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doc/doc.h"

namespace pamphlet::markdown {

struct HtmlTag {
  std::string name;  // lower case
  bool closes = false, empty = false;  // </a>, <a/>
  std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case, references decoded

  /// Null when there is none.
  const std::string* find(std::string_view name) const;
  std::string_view get(std::string_view name) const;
};

struct HtmlToken {
  enum class Type : unsigned char { end, text, tag, comment } type = Type::end;
  std::string_view text;  // the source of the token
  HtmlTag tag;
};

/// The token at `at`, which is moved past it. A '<' that starts nothing is text. Comments are `<!-- -->`, declarations,
/// processing instructions and CDATA; one that is never closed reaches to the end.
HtmlToken next_html_token(std::string_view html, std::size_t& at);

/// Character references decoded: numeric ones and the names that people write; others stay as they are.
std::string decode_references(std::string_view text);

enum class HtmlRole : unsigned char {
  unknown,      // dropped with a warning, its content kept
  transparent,  // dropped in silence: it only groups, or says what typography says anyway
  inline_,      // one of our inline elements
  code,         // becomes code
  link, span, image, line_break, rule,
  drop,         // dropped with all it holds: script, style, iframe …
  paragraph, heading, division, callout_like, quote, list, item, definition_list, term, description, preformatted,
  table, row, cell, figure, caption, summary
};

struct HtmlElement {
  HtmlRole role = HtmlRole::unknown;
  Element element = Element::span;  // for role inline_
};
HtmlElement html_element(std::string_view name);

/// `<br>`, `<img>` …: no closing tag.
bool is_void_element(std::string_view name);

/// id, class, lang and dir of a tag; whatever is not acceptable is left out.
Attributes html_attributes(const HtmlTag& tag);

/// The image of an `<img>` tag.
ImageData html_image(const HtmlTag& tag);

}  // namespace pamphlet::markdown
