// Numbers with units.
#include <cmath>
#include <utility>

#include "base/ascii.h"
#include "base/number.h"
#include "base/utf8.h"
#include "style/values.h"

namespace pamphlet {
namespace {

Parsed<Length> refuse(std::string problem, std::string help) {
  return {std::nullopt, std::move(problem), std::move(help)};
}

}  // namespace

std::optional<double> plain_number(const RawItem& item) {
  if (item.kind == TomlKind::boolean) return std::nullopt;
  if (item.kind == TomlKind::string) return parse_number(trim(item.text));
  return std::isfinite(item.number) ? std::optional(item.number) : std::nullopt;  // TOML has inf and nan
}

std::optional<Dimension> dimension_of(const RawItem& item) {
  if (item.kind == TomlKind::string) return parse_dimension(trim(item.text));
  if (const auto value = plain_number(item)) return Dimension{*value, {}};
  return std::nullopt;
}

std::optional<Dimension> parse_dimension(std::string_view text) {
  std::size_t end = 0;
  const auto digits = [&] {
    while (end < text.size() && is_ascii_digit(text[end]))
      ++end;
  };
  if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
  digits();
  if (end < text.size() && text[end] == '.') {
    ++end;
    digits();
  }
  // An exponent only when digits follow: the e of "2em" is the unit's.
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t next = end + 1;
    if (next < text.size() && (text[next] == '-' || text[next] == '+')) ++next;
    if (next < text.size() && is_ascii_digit(text[next])) {
      end = next;
      digits();
    }
  }
  const auto value = parse_number(text.substr(text.starts_with('+') ? 1 : 0, end - (text.starts_with('+') ? 1 : 0)));
  if (!value) return std::nullopt;
  return Dimension{*value, trim(text.substr(end))};
}

std::optional<double> to_points(Dimension dimension) {
  if (dimension.unit == "pt") return dimension.value;
  if (dimension.unit == "mm") return dimension.value * 72 / 25.4;
  if (dimension.unit == "cm") return dimension.value * 72 / 2.54;
  if (dimension.unit == "in") return dimension.value * 72;
  if (dimension.unit == "pc") return dimension.value * 12;
  if (dimension.unit == "Q") return dimension.value * 72 / 101.6;
  if (dimension.unit == "px") return dimension.value * 0.75;
  return std::nullopt;
}

Parsed<Length> parse_paper_length(const RawItem& item, double lowest, double highest) {
  const auto dimension = dimension_of(item);
  if (!dimension)
    return refuse(quote(item.text) + " is not a length", "write a length in pt, mm, cm or in, as in \"1in\"");
  const bool zero = dimension->value == 0 && dimension->unit.empty();
  const auto points = zero ? std::optional(0.0) : to_points(*dimension);
  if (!points) {
    if (dimension->unit.empty()) {
      return refuse(quote(item.text) + " has no unit",
                    "write pt, mm, cm or in after the number, as in \"" + number(dimension->value) + "pt\"");
    }
    return refuse(quote(item.text) + " is not a length on paper", "[page] takes pt, mm, cm or in");
  }
  if (*points < lowest || *points > highest) {
    return refuse(quote(item.text) + " is out of range",
                  "use a length from " + number(lowest) + "pt to " + number(highest) + "pt");
  }
  return {Length::points(*points), {}, {}};
}

}  // namespace pamphlet
