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

/// What may stand in an id or a class without quotes.
bool is_attribute_word(std::string_view text);

/// BCP 47 (RFC 5646 §2.1) as far as syntax goes: subtags of 1 to 8 letters and digits, the first one two or three
/// letters (ISO 639; longer ones were never registered) or `x`.
bool is_language_tag(std::string_view text);

/// Sets a key: `id`, `class`, `lang` and `dir` go where they belong, the rest into values. False: not acceptable.
bool set_attribute(Attributes& attributes, std::string_view key, std::string_view value);

/// Takes a key out of the values; empty when it is not there.
std::string take_value(Attributes& attributes, std::string_view key);

}  // namespace pamphlet::markdown
