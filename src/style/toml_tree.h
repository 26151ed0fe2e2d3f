// A TOML file as a plain tree with the place of every key and value. What reads TOML is behind this header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/source.h"

namespace pamphlet {

enum class TomlKind : unsigned char { table, array, string, integer, number, boolean, date };

struct TomlNode {
  TomlKind kind = TomlKind::table;
  std::string key;      // empty for array elements and the root
  Span key_span, span;  // bytes of the file
  std::string text;     // strings: the value; else the value as the file writes it
  double number = 0;    // integer and number
  bool boolean = false;
  std::vector<TomlNode> children;  // table: in the order of the file; array: in order
};

/// The file's root table; nothing, with S201, when it is not valid TOML or nested deeper than any style is.
std::optional<TomlNode> parse_toml(const Source& source, Diagnostics& diagnostics);

}  // namespace pamphlet
