// What kind of article a file is: its content decides where that is plain, and its name elsewhere.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/source.h"

namespace pamphlet {

enum class InputKind : unsigned char { markdown, pasted_text, html, docx, odt };

struct OpenedInput {
  InputKind kind = InputKind::markdown;
  std::shared_ptr<const Source> source;  // the text; null for docx and odt, which are no text
};
/// Judges and decodes the bytes of an article. HTML is HTML whatever it is called, and so is a ZIP archive that holds
/// what Word (word/…) or OpenDocument (content.xml) write. A .txt file that is Markdown is read as such. Standard input
/// ("-") is judged by content alone; text under any other name is Markdown.
OpenedInput open_input(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

/// Whether files of this name in a folder are articles of it.
bool is_article_name(const std::string& name);
/// For messages: ".md, .txt, …".
inline constexpr std::string_view kArticleKinds = ".md, .txt, .html, .docx or .odt";

}  // namespace pamphlet
