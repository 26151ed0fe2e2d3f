// Inlines as Markdown: what stands inside a paragraph, escaped so that it reads back as it is.
#pragma once

#include <string>

#include "doc/doc.h"

namespace pamphlet {

/// The inline content of a block.
std::string write_inlines(const Document& document, NodeId block);
/// `![alt](source "title"){…}`; `caption` stands for the title where there is one.
std::string write_image(const Document& document, NodeId image, std::string_view caption);
/// `{#id .class key=value}`, or nothing.
std::string write_attributes(const Attributes& attributes);

}  // namespace pamphlet
