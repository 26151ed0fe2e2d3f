// One parser per value type; properties.def says which type a property has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "style/style.h"
#include "style/tokens.h"

namespace pamphlet {

/// "1.5em" → 1.5, "em"; "0" → 0, "". Nothing when it does not start with a finite number.
struct Dimension {
  double value = 0;
  std::string_view unit;
};
std::optional<Dimension> parse_dimension(std::string_view text);
/// A number without a unit, also when it is written as a text.
std::optional<double> plain_number(const RawItem& item);
/// An item as number and unit; a plain 0 needs no unit.
std::optional<Dimension> dimension_of(const RawItem& item);
/// Points of a dimension in pt, mm, cm, in, pc, Q or px (CSS Values 4 §6.2); nothing for other units.
std::optional<double> to_points(Dimension dimension);

template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem, help;  // why not: "\"12pt\" is an absolute length", "write 1em: …"
};

/// `root` is the style's page font size: it turns a refused "12pt" into the em that help proposes.
Parsed<Value> parse_property(Property property, const RawValue& raw, Length root);

/// What a property accepts, for the reference: "em length", "a whole number, 1 to 9".
std::string describe_type(Property property);

Parsed<FontFamilies> parse_families(const RawValue& raw);
Parsed<FontFeatures> parse_features(const RawValue& raw);
Parsed<ContentText> parse_content(const RawValue& raw);
Parsed<Color> parse_color_value(const RawValue& raw);
Parsed<bool> parse_boolean(const RawValue& raw);
Parsed<int> parse_whole_number(const RawValue& raw, int lowest, int highest);
/// A length in paper units from `lowest` to `highest` points; em and % are refused.
Parsed<Length> parse_paper_length(const RawItem& item, double lowest, double highest);

}  // namespace pamphlet
