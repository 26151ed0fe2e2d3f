// Attribute lists {#id .class key=value}: reading and writing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "doc/doc.h"

namespace pamphlet::markdown {

struct AttributeList {
  Attributes attributes;
  std::size_t length = 0;  // bytes with both braces; 0: there is no attribute list
};

/// The attribute list at the start of `text`: Pandoc's `{#id .class key="value" -}`, also with kramdown's colon
/// (`{:.class}`), and MDX's `{/*id*/}`. It stands on one line and holds no `|`, so that tables stay readable.
AttributeList parse_attributes(std::string_view text);

/// Whether `text` starts like an attribute list that somebody meant as one: `{#…}`, `{.…}` or `{key=…}` on one line.
bool looks_like_attributes(std::string_view text);

/// "{#id .class lang=es key="value"}", or "" when there are none.
std::string write_attributes(const Attributes& attributes);

/// Takes a key out of the values; empty when it is not there.
std::string take_value(Attributes& attributes, std::string_view key);

}  // namespace pamphlet::markdown
