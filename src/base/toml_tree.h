// A TOML file as a plain tree with the place of every key and value. What reads TOML is behind this header.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

struct TomlError {
  Span span;
  std::string message, help;
};

/// The root table of the TOML in [begin, end) of the source; nothing when it is not valid or nested deeper than any file
/// of people is.
std::optional<TomlNode> parse_toml(const Source& source, std::uint32_t begin, std::uint32_t end, TomlError& error);

}  // namespace pamphlet
