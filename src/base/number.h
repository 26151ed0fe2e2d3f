// Numbers as text, the same in every locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pamphlet {

/// Appends `value` with at most `decimals` decimals, without trailing zeros, never "-0", never an exponent.
void append_number(std::string& out, double value, int decimals = 3);
std::string number(double value, int decimals = 3);
/// The whole text as a finite decimal number; nothing for "1e9999", "nan", "0x10", "" or trailing characters.
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace pamphlet
