// Which variants an element has, and which of them hold at a node.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "doc/doc.h"
#include "style/style.h"

namespace pamphlet {

/// Elements that a style may name: all but text and breaks, which look like what they stand in.
bool is_selectable(Element element);
std::vector<std::string_view> selectable_names();

/// Where a variant stands among those of its element, weakest first; past the end for open ones.
std::size_t variant_rank(Element element, std::string_view variant);

/// `heading`, `callout.warning.pdf`: a selector as a style file writes it between brackets.
std::string selector_text(const Selector& selector);

/// The element and variant of one word of a selector, "callout.help"; nothing when there is none of that name.
std::optional<SelectorStep> find_step(std::string_view word);

/// Appends the variants that hold at a node, without class names, weakest first. `odd_row`: whether a table row that is
/// no header is the first, third, … of its table; finding that out here would cost the rows before it.
void append_variants(const Document& document, NodeId node, bool odd_row, std::vector<std::string_view>& out);

}  // namespace pamphlet
