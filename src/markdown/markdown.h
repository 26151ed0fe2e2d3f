// Markdown and its front matter → Document, and Document → Markdown.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/source.h"
#include "doc/doc.h"

namespace pamphlet {

struct TomlNode;

struct MarkdownOptions {
  bool emoji_lists = true;        // consecutive lines with the same kind of emoji are a list
  /// Quotation marks, apostrophes and dashes by language: the caller's word; else the front matter's; else the default.
  std::optional<bool> smart_punctuation;
  std::optional<bool> smart_punctuation_default;  // nothing: where the text has typographic signs and straight marks
  std::string lang;               // of an article whose front matter names none: its book's
  bool book = false;              // links to other files are kept: merge_book() settles them. An index file sets it itself
  /// Off: CommonMark and nothing else, for the tests of its specification. Links lead where they say, raw HTML is kept as
  /// the text of a span or div of class raw-html. Never switch it off for an article.
  bool dialect = true;
};

/// CommonMark and GFM with our dialect (src/markdown/README.md). The result is not yet resolved.
/// Always a Document: what cannot be read is reported and kept as text.
Document read_markdown(const Source& source, const MarkdownOptions& options, Diagnostics& diagnostics);

/// What the table [defaults] of a project file says: front matter for every article that does not say it itself. What only one
/// article can say, such as its title, is refused there.
Meta read_defaults(const Source& source, TomlNode table, Diagnostics& diagnostics);

/// Straight quotation marks, apostrophes, "--" and "..." become what the language prints, in the text and in the
/// metadata; French gets its narrow spaces. Code and addresses stay. Takes a document that is not yet resolved, of any
/// reader.
void smarten_punctuation(Document& document);
/// Whether it has both: somebody set dashes or quotation marks, and others were typed straight.
bool mixes_punctuation(const Document& document);

/// Markdown (with front matter) that read_markdown turns into an equal Document. Takes an unresolved document.
std::string write_markdown(const Document& document);

}  // namespace pamphlet
