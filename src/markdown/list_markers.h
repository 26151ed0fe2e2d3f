// Markers of list items that people write and CommonMark (§5.2) takes for words: "•", "a)", "(1)", "☐", keycaps, and any
// marker before a no-break space.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "doc/doc.h"

namespace pamphlet::markdown {

/// The sign of a number in a keycap, U+20E3.
inline constexpr char32_t kKeycapSign = 0x20E3;
/// The sign of "#.", a number that the list counts (reStructuredText, Pandoc).
inline constexpr char32_t kCountedSign = U'#';

struct ListMarker {
  enum class Kind : unsigned char { none, bullet, box, number, heading } kind = Kind::none;
  char32_t sign = 0;                           // bullet, box; of a number, when it stands in a keycap
  std::optional<bool> checked;                 // box
  NumberStyle style = NumberStyle::decimal;    // number
  std::int64_t value = 0;                      // number; heading: its level
  char delimiter = '.';                        // number
  bool sure = false;                           // needs no neighbour of its kind to be one
  std::size_t length = 0, content = 0;         // bytes of the marker, and with the white space behind it
};

/// The marker at the start of a line; none when CommonMark reads it itself.
ListMarker find_list_marker(std::string_view line);
/// As above for letters and roman numerals that are to be number `value` in that style: "i" is 9 or 1.
ListMarker find_list_marker(std::string_view line, NumberStyle style, std::int64_t value, char delimiter);

/// How many bytes of white space, no-break spaces among it, stand at `at`.
std::size_t gap_length(std::string_view line, std::size_t at);

}  // namespace pamphlet::markdown
