// Private to the room: formulas in the words of a page. MathML is there already as `\(…\)` and `\[…\]` (sanitize.cpp).
#pragma once

#include "html/html.h"
#include "math/math.h"
#include "mathml/mathml.h"

namespace pamphlet::html {

/// The MathML from `<math` to `</math>` (parse.cpp); nothing when it is larger than any formula.
std::optional<mathml::Converted> convert_mathml(std::string_view html);
/// Writes words into the block that is open, and the formulas in them.
void write_formulas(DocumentBuilder& builder, std::string_view words, Span span);
/// Says which formulas of a text cannot be set. Its words stand from `begin` on in the Source, nearly.
void report_formulas(std::string_view text, std::uint32_t begin, Host& host);

}  // namespace pamphlet::html
