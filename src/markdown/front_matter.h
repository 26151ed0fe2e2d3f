// Front matter: where it stands, how it is written (YAML, TOML, JSON, or what people take for YAML), and what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"

namespace pamphlet::markdown {

struct MetaEntry;

/// A value of the front matter, whatever it was written in. Without aliases and tags.
struct MetaValue {
  enum class Type : unsigned char { null, scalar, sequence, mapping, refused } type = Type::null;
  std::string text;  // scalar; refused: why
  Span span;
  std::vector<MetaValue> items;
  std::vector<MetaEntry> entries;  // in order; keys may occur twice

  const MetaValue* find(std::string_view key) const;
};
struct MetaEntry {
  std::string name;
  Span place;  // of the name
  MetaValue value;
};

struct YamlError {
  Span span;
  std::string message;
};

/// Reads the YAML in [begin, end) of the source. What is nested deeper than an article's metadata ever is, and all past
/// some thousands of values, is refused.
MetaValue read_yaml(const Source& source, std::uint32_t begin, std::uint32_t end, std::optional<YamlError>& error);

/// "key: value" lines as people write them, each for itself: what YAML refuses (a colon in a title, a name that begins
/// with @, a quotation mark that is never closed) is taken as it stands, and said; `#1` in a text is no comment.
MetaValue read_entries(const Source& source, std::uint32_t begin, std::uint32_t end, Diagnostics& diagnostics);
/// Whether YAML would read a value differently from its author: a `#1` as a comment, an apostrophe as a quotation mark.
bool needs_lines(std::string_view yaml);
/// "key:" or "key: value", also in quotation marks.
bool looks_like_entry(std::string_view line);

/// What the front matter asks of the reader itself.
struct Wishes {
  std::optional<bool> smart_punctuation;
};
/// What a line of the front matter shows beyond its words: emphasis, code, formulas.
struct MarkedLine {
  Element element = Element::title;  // of the header
  Span span;
  Document words;                    // a heading
};


/// Fills `meta` from the front matter, if there is one. Returns where the article begins.
std::uint32_t read_front_matter(const Source& source, Meta& meta, Wishes& wishes, std::vector<MarkedLine>& marked, Diagnostics& diagnostics);
/// Writes it as a block: resolve() takes it into the header.
void write_marked_line(const MarkedLine& line, DocumentBuilder& builder);

/// The metadata of a mapping.
void read_meta(const MetaValue& root, const Source& source, Meta& meta, Wishes& wishes, std::vector<MarkedLine>& marked, Diagnostics& diagnostics);
/// Whether the key's value is words that people write, so that a `#` in it is theirs.
bool holds_words(std::string_view key);

/// A line of Markdown, such as a title.
struct LineWords {
  std::string text;                // its words: "The *first* week" → "The first week"
  std::vector<std::string> links;  // addresses that the words do not show
  std::optional<Document> marked{};  // a heading with the words, where they show more than words
};
LineWords read_words(std::string_view line);
/// With backslashes where read_words() would read markup.
std::string escape_line(std::string_view words);

/// "Ana Ruiz, Lee Sung and Mo Diaz" → three names; "Ana Ruiz, RN" and "Ana O'Neil & Sons" are one.
std::vector<std::string> split_names(std::string_view text);

}  // namespace pamphlet::markdown
