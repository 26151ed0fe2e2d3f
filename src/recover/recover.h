// Text pasted from a web page → Document, with a report of what was guessed.
#pragma once

#include <string_view>

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet {

/// Never changes, drops or reorders a word of the article; what it drops is the web page around it, each time with a
/// hint (E16x) that names the line and says how sure it is ("sure", "likely", "a guess"). The result is not yet
/// resolved. Text that is Markdown already, or has no structure to find, becomes paragraphs and nothing else.
Document recover_text(const Source& source, Diagnostics& diagnostics);

/// Whether the text is Markdown already (front matter, `#` headings, code fences, `[links](…)`, `**strong**`): then
/// read_markdown is the right reader, whatever the file is called. Signs that pasted text shares (`-`, `1.`) do not
/// count.
bool is_markdown(const Source& source);
/// Whether it has any sign of Markdown that pasted text seldom has, be it one word in stars: enough where no name tells.
bool has_markdown_signs(const Source& source);

/// What a line of a web page is when it stands beside the article: its words alone decide.
enum class PageLine : unsigned char {
  article, phrase, word, related, share, breadcrumb, reading_time, count, cookies, copyright, newsletter
};
PageLine page_line(std::string_view line);

/// Who reviewed the article, when that is all that the line says ("Medically reviewed by Ana Ruiz, MD"); a view into the line.
std::string_view reviewer_of_line(std::string_view line);

}  // namespace pamphlet
