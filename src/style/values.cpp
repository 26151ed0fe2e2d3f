// long: one small parser for each type of value.
#include "style/values.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/number.h"
#include "base/utf8.h"
#include "style/keywords.h"
#include "style/shorthand.h"

namespace pamphlet {
namespace {

struct Range {
  double lowest, highest;
};

/// Bounds that every good style keeps by far, and that keep layout away from nonsense: a line of 0 height, a margin
/// wider than any page, text that cannot be seen.
Range range_of(Property property) {
  switch (property) {
    case Property::font_size:
      return {0.3, 6};
    case Property::font_weight:
      return {100, 900};  // what the fonts have; CSS Fonts 4 §2.2 allows 1 to 1000
    case Property::line_height:
      return {0.8, 4};
    case Property::letter_spacing:
      return {-0.2, 1};
    case Property::justify_letters:
      return {0, 0.04};  // twice what cannot be seen: beyond it letters look spaced
    case Property::text_indent:
      return {-10, 10};
    case Property::margin_left:
    case Property::margin_right:
      return {-10, 20};  // may hang out of the measure; overflow is layout's to report
    case Property::border_top_width:
    case Property::border_bottom_width:
    case Property::border_left_width:
    case Property::border_right_width:
      return {0, 2};
    case Property::border_radius:
      return {0, 10};
    case Property::min_height:
      return {0, 60};  // a page
    case Property::width:
      return {0.01, 1};
    case Property::aspect_ratio:
      return {0.1, 10};
    case Property::shrink_to:
      return {0.3, 1};  // smaller is another picture
    case Property::max_height:
      return {0.05, 1};
    case Property::initial_letter:
      return {0, 9};
    case Property::column_count:
      return {1, 3};  // four columns on a sheet hold three words a line
    case Property::orphans:
    case Property::widows:
      return {1, 9};
    case Property::mark_size:
      return {0.3, 6};
    case Property::marker_offset:
      return {0, 5};
    default:
      return {0, 20};  // vertical margins and paddings: negative ones would print text over text
  }
}

template <class T>
Parsed<T> bad(std::string problem, std::string help = {}) {
  return {std::nullopt, std::move(problem), std::move(help)};
}

/// The one item of a value that is no list.
const RawItem* single(const RawValue& raw, std::string& problem) {
  if (raw.items.size() == 1) return &raw.items.front();
  problem = "one value is asked here, not a list";
  return nullptr;
}

template <class T>
Parsed<T> out_of_range(const RawItem& item, Range range, double scale, std::string_view unit) {
  return bad<T>(quote(item.text) + " is out of range", "use a value from " + number(range.lowest * scale) +
                                                           std::string(unit) + " to " + number(range.highest * scale) +
                                                           std::string(unit));
}

/// Why a dimension is no multiple of the font size, with the multiple that was perhaps meant.
template <class T>
Parsed<T> refuse_unit(const RawItem& item, Dimension dimension, Length root) {
  const auto points = to_points(dimension);
  if (dimension.unit.empty()) {
    return bad<T>(quote(item.text) + " has no unit", "write \"" + number(dimension.value) + "em\"");
  }
  if (dimension.unit == "rem") {
    return bad<T>("\"rem\" is not used here: lengths are multiples of the element's own font size",
                  "write \"" + number(dimension.value) + "em\", or a little more or less where the font size differs");
  }
  if (points && root > Length()) {
    return bad<T>(quote(item.text) + " is an absolute length, and only [page] has those",
                  "write \"" + number(*points / root.points()) + "em\": that is " + number(*points) + "pt at " +
                      number(root.points()) + "pt text");
  }
  return bad<T>(quote(item.text) + " has a unit that is not known here", "lengths are in em, as in \"1.5em\"");
}

template <class T>
struct ValueParser;

template <>
struct ValueParser<EmLength> {
  static Parsed<EmLength> parse(Property property, const RawValue& raw, Length root) {
    Parsed<EmLength> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const auto dimension = dimension_of(*item);
    if (!dimension)
      return bad<EmLength>(quote(item->text) + " is not a length", "write a length in em, as in \"1.5em\"");
    const bool zero = dimension->value == 0 && dimension->unit.empty();
    if (!zero && dimension->unit != "em") return refuse_unit<EmLength>(*item, *dimension, root);
    const Range range = range_of(property);
    if (dimension->value < range.lowest || dimension->value > range.highest) {
      return out_of_range<EmLength>(*item, range, 1, "em");
    }
    out.value = EmLength{dimension->value};
    return out;
  }
};

template <>
struct ValueParser<FontSize> {
  static Parsed<FontSize> parse(Property property, const RawValue& raw, Length root) {
    Parsed<FontSize> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const auto dimension = dimension_of(*item);
    if (!dimension) {
      return bad<FontSize>(quote(item->text) + " is not a font size",
                           "write a multiple of the surrounding size: \"1.2em\" or \"120%\"");
    }
    if (dimension->unit != "em" && dimension->unit != "%") return refuse_unit<FontSize>(*item, *dimension, root);
    const double ratio = dimension->unit == "%" ? dimension->value / 100 : dimension->value;
    const Range range = range_of(property);
    if (ratio < range.lowest || ratio > range.highest) return out_of_range<FontSize>(*item, range, 1, "em");
    out.value = FontSize{ratio};
    return out;
  }
};

template <>
struct ValueParser<Percent> {
  static Parsed<Percent> parse(Property property, const RawValue& raw, Length) {
    Parsed<Percent> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const auto dimension = dimension_of(*item);
    if (!dimension || dimension->unit != "%") {
      return bad<Percent>(quote(item->text) + " is not a percentage", "write a share of the measure, as in \"50%\"");
    }
    const Range range = range_of(property);
    if (dimension->value < range.lowest * 100 || dimension->value > range.highest * 100) {
      return out_of_range<Percent>(*item, range, 100, "%");
    }
    out.value = Percent{dimension->value / 100};
    return out;
  }
};

template <>
struct ValueParser<CornerRadius> {
  static Parsed<CornerRadius> parse(Property property, const RawValue& raw, Length root) {
    const auto dimension = raw.items.size() == 1 ? dimension_of(raw.items.front()) : std::nullopt;
    if (dimension && dimension->unit == "%") {
      if (dimension->value < 0 || dimension->value > 50) return out_of_range<CornerRadius>(raw.items.front(), {0, 0.5}, 100, "%");
      return {CornerRadius{0, dimension->value / 100}, {}, {}};
    }
    Parsed<EmLength> length = ValueParser<EmLength>::parse(property, raw, root);
    if (!length.value) return {std::nullopt, std::move(length.problem), std::move(length.help)};
    return {CornerRadius{length.value->em, 0}, {}, {}};
  }
};

template <>
struct ValueParser<AspectRatio> {
  static Parsed<AspectRatio> parse(Property property, const RawValue& raw, Length) {
    Parsed<AspectRatio> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const std::string text(trim(item->text));
    if (text == "auto") return {AspectRatio{}, {}, {}};
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto width = parse_number(trim(std::string_view(text).substr(0, slash)));
    const auto height = slash == text.size() ? std::optional(1.0) : parse_number(trim(std::string_view(text).substr(slash + 1)));
    if (!width || !height || !(*width > 0) || !(*height > 0)) {
      return bad<AspectRatio>(quote(item->text) + " is not the ratio of a width to a height", "write \"4 / 3\", or \"auto\" for the picture's own");
    }
    const Range range = range_of(property);
    if (*width / *height < range.lowest || *width / *height > range.highest) return out_of_range<AspectRatio>(*item, range, 1, "");
    out.value = AspectRatio{*width, *height};
    return out;
  }
};

template <>
struct ValueParser<ObjectPosition> {
  static Parsed<ObjectPosition> parse(Property, const RawValue& raw, Length) {
    const std::vector<RawItem> words = split_words(raw);
    std::vector<double> shares;
    for (const RawItem& word : words) {
      const auto dimension = dimension_of(word);
      const bool share = dimension && (dimension->unit == "%" || dimension->value == 0) && dimension->value >= 0 && dimension->value <= 100;
      if (share) shares.push_back(dimension->value / 100);
    }
    if (shares.size() != 2 || words.size() != 2) {
      return bad<ObjectPosition>(quote(raw.text()) + " is no place in a picture", "write two percentages, from the left and from the top: \"50% 20%\"");
    }
    return {ObjectPosition{shares[0], shares[1]}, {}, {}};
  }
};

template <>
struct ValueParser<double> {
  static Parsed<double> parse(Property property, const RawValue& raw, Length root) {
    Parsed<double> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const auto value = plain_number(*item);
    if (!value) {
      const auto dimension = dimension_of(*item);
      const auto points = dimension ? to_points(*dimension) : std::nullopt;
      std::string help = "write a plain number, as in 1.4";
      if (dimension && dimension->unit == "%") help = "write " + number(dimension->value / 100);
      if (dimension && dimension->unit == "em") help = "write " + number(dimension->value);
      if (points && root > Length()) help = "write " + number(*points / root.points()) + ": the ratio to the font size";
      return bad<double>(quote(item->text) + " is not a plain number", std::move(help));
    }
    const Range range = range_of(property);
    if (*value < range.lowest || *value > range.highest) return out_of_range<double>(*item, range, 1, "");
    out.value = *value;
    return out;
  }
};

template <>
struct ValueParser<int> {
  static Parsed<int> parse(Property property, const RawValue& raw, Length) {
    if (property == Property::font_weight && raw.items.size() == 1) {
      if (raw.items[0].text == "normal") return {400, {}, {}};
      if (raw.items[0].text == "bold") return {700, {}, {}};
    }
    const Range range = range_of(property);
    return parse_whole_number(raw, static_cast<int>(range.lowest), static_cast<int>(range.highest));
  }
};

template <>
struct ValueParser<bool> {
  static Parsed<bool> parse(Property, const RawValue& raw, Length) { return parse_boolean(raw); }
};

template <>
struct ValueParser<Color> {
  static Parsed<Color> parse(Property, const RawValue& raw, Length) { return parse_color_value(raw); }
};

template <>
struct ValueParser<FontFamilies> {
  static Parsed<FontFamilies> parse(Property, const RawValue& raw, Length) { return parse_families(raw); }
};
template <>
struct ValueParser<FontFeatures> {
  static Parsed<FontFeatures> parse(Property, const RawValue& raw, Length) { return parse_features(raw); }
};
template <>
struct ValueParser<ContentText> {
  static Parsed<ContentText> parse(Property, const RawValue& raw, Length) { return parse_content(raw); }
};

/// The words of a keyword value, sorted: "tabular-nums lining-nums" is "lining-nums tabular-nums".
std::string sorted_words(std::string_view text) {
  std::vector<std::string> words;
  const std::string spaced = collapse_spaces(text);
  for (std::size_t begin = 0; begin < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', begin), spaced.size());
    words.push_back(spaced.substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : " ") + word;
  return out;
}

template <class E>
requires std::is_enum_v<E>
struct ValueParser<E> {
  static Parsed<E> parse(Property, const RawValue& raw, Length) {
    constexpr const auto& names = keywords::Names<E>::value;
    Parsed<E> out;
    const RawItem* item = single(raw, out.problem);
    if (!item) return out;
    const std::string word = sorted_words(item->text.substr(0, 200));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == word) return {static_cast<E>(i), {}, {}};
    }
    std::string all;
    for (const std::string_view name : names) {
      if (!all.empty()) all += ", ";
      all += name;
    }
    const std::string near = suggest(word, {names.begin(), names.end()});
    return bad<E>(quote(item->text) + " is not one of its values",
                  (near.empty() ? "" : near + " ") + "the values are: " + all);
  }
};

template <class T>
Parsed<Value> parse_as(Property property, const RawValue& raw, Length root) {
  Parsed<T> parsed = ValueParser<T>::parse(property, raw, root);
  Parsed<Value> out;
  if (parsed.value) out.value = Value(std::in_place_type<T>, std::move(*parsed.value));
  out.problem = std::move(parsed.problem);
  out.help = std::move(parsed.help);
  return out;
}

using Parser = Parsed<Value> (*)(Property, const RawValue&, Length);
constexpr Parser kParsers[] = {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) &parse_as<type>,
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
};

template <class T>
std::string describe(Range range) {
  const auto between = [&](double scale, std::string_view unit) {
    return number(range.lowest * scale) + std::string(unit) + " to " + number(range.highest * scale) +
           std::string(unit);
  };
  if constexpr (std::is_same_v<T, EmLength>) return between(1, "em");
  if constexpr (std::is_same_v<T, FontSize>) return between(1, "em") + ", or %";
  if constexpr (std::is_same_v<T, CornerRadius>) return between(1, "em") + ", or 0% to 50%";
  if constexpr (std::is_same_v<T, AspectRatio>) return "\"4 / 3\", " + between(1, "") + ", or auto";
  if constexpr (std::is_same_v<T, ObjectPosition>) return "two percentages: \"50% 20%\"";
  if constexpr (std::is_same_v<T, Percent>) return between(100, "%");
  if constexpr (std::is_same_v<T, double>) return "a number, " + between(1, "");
  if constexpr (std::is_same_v<T, int>) return "a whole number, " + between(1, "");
  if constexpr (std::is_same_v<T, bool>) return "true, false";
  if constexpr (std::is_same_v<T, Color>) return "#rrggbb, #rgb, black, white, transparent";
  if constexpr (std::is_same_v<T, FontFamilies>) return "a list of family names";
  if constexpr (std::is_same_v<T, FontFeatures>) return "OpenType tags: \"onum, tnum 0\"";
  if constexpr (std::is_same_v<T, ContentText>) return "a short text, mark(NAME) or none";
  if constexpr (std::is_enum_v<T>) {
    std::string all;
    for (const std::string_view name : keywords::Names<T>::value) {
      if (!all.empty()) all += ", ";
      all += name;
    }
    return all;
  }
}

}  // namespace

Parsed<Value> parse_property(Property property, const RawValue& raw, Length root) {
  return kParsers[static_cast<std::size_t>(property)](property, raw, root);
}

std::string describe_type(Property property) {
  const Range range = range_of(property);
  switch (property) {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  case Property::field:                                                      \
    return describe<type>(range);
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  }
  return {};
}

Parsed<Color> parse_color_value(const RawValue& raw) {
  Parsed<Color> out;
  const RawItem* item = single(raw, out.problem);
  if (!item) return out;
  out.value = item->kind == TomlKind::string ? parse_color(trim(item->text)) : std::nullopt;
  if (!out.value) {
    out.problem = quote(item->text) + " is not a colour";
    out.help = "write \"#rrggbb\", \"#rgb\", \"black\", \"white\" or \"transparent\"";
  }
  return out;
}

Parsed<bool> parse_boolean(const RawValue& raw) {
  if (raw.items.size() == 1) {
    const RawItem& item = raw.items.front();
    if (item.kind == TomlKind::boolean) return {item.boolean, {}, {}};
    if (item.text == "true") return {true, {}, {}};
    if (item.text == "false") return {false, {}, {}};
  }
  return bad<bool>(quote(raw.text()) + " is neither true nor false", "write true or false, without quotes");
}

Parsed<int> parse_whole_number(const RawValue& raw, int lowest, int highest) {
  Parsed<int> out;
  const RawItem* item = single(raw, out.problem);
  if (!item) return out;
  const auto value = plain_number(*item);
  // The range is looked at first: only what lies in it can be converted.
  const bool inside = value && *value >= lowest && *value <= highest;
  if (inside && *value == static_cast<int>(*value)) return {static_cast<int>(*value), {}, {}};
  return bad<int>(quote(item->text) + " is not a whole number from " + number(lowest) + " to " + number(highest),
                  "write one without quotes, as in " + number(std::max(lowest, std::min(highest, 2))));
}

}  // namespace pamphlet
