// Inlines as Markdown: what stands inside a paragraph, escaped so that it reads back as it is.
#pragma once

#include <string>
#include <string_view>

#include "doc/doc.h"

namespace pamphlet {

/// The inline content of a block.
std::string write_inlines(const Document& document, NodeId block);
/// `![alt](source "title"){…}`; `caption` stands for the title where there is one, the attributes of `owner` beside its own.
std::string write_image(const Document& document, NodeId image, std::string_view caption, NodeId owner = kNoNode);
/// `[^label]`
std::string write_note_reference(const Document& document, NodeId reference);
/// `{#id .class key=value}`, or nothing.
std::string write_attributes(const Attributes& attributes);

/// write_meta.cpp: the front matter, or nothing.
std::string write_meta(const Document& document);

/// Text as HTML shows it as it is.
std::string escaped_html(std::string_view text);

/// write_html_table.cpp: whether a table says what no table of pipes can, and that table in HTML.
bool needs_html(const Document& document, NodeId table);
std::string write_html_table(const Document& document, NodeId table);
/// A figure whose caption has more than words.
std::string write_html_figure(const Document& document, NodeId figure);

}  // namespace pamphlet
