// YAML front matter: where it stands, and what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "doc/doc.h"

namespace pamphlet::markdown {

struct YamlEntry;

/// A YAML value without aliases and tags.
struct YamlValue {
  enum class Type : unsigned char { null, scalar, sequence, mapping, refused } type = Type::null;
  std::string text;  // scalar; refused: why
  Span span;
  std::vector<YamlValue> items;
  std::vector<YamlEntry> entries;  // in order; keys may occur twice

  const YamlValue* find(std::string_view key) const;
};
struct YamlEntry {
  std::string name;
  YamlValue value;
};

struct YamlError {
  Span span;
  std::string message;
};

/// Reads the YAML in [begin, end) of the source. What is nested deeper than an article's metadata ever is, and all past
/// some thousands of values, is refused.
YamlValue read_yaml(const Source& source, std::uint32_t begin, std::uint32_t end, std::optional<YamlError>& error);

/// What the front matter asks of the reader itself.
struct Wishes {
  std::optional<bool> smart_punctuation;
};

/// Fills `meta` from the front matter, if there is one. Returns where the article begins.
std::uint32_t read_front_matter(const Source& source, Meta& meta, Wishes& wishes, Diagnostics& diagnostics);

/// The metadata of a mapping.
void read_meta(const YamlValue& root, const Source& source, Span place, Meta& meta, Wishes& wishes, Diagnostics& diagnostics);

}  // namespace pamphlet::markdown
