// The property table: facts about each row, values in and out of a ComputedStyle, values as CSS.
#include <cstddef>
#include <type_traits>
#include <utility>

#include "base/number.h"
#include "style/keywords.h"
#include "style/style.h"

namespace pamphlet {
namespace {

constexpr bool inherit = true;
constexpr bool own = false;

constexpr PropertyInfo kProperties[] = {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  {css, #type, note, inherited, PropertyMedia::media, PropertyGroup::group, EbookReach::ebook},
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
};

/// `text` as a CSS string (CSS Syntax 3 §4.3.5): quotes and backslashes escaped, control characters as code points.
std::string css_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char kHex[] = "0123456789abcdef";
      out += '\\';
      out += kHex[c >> 4];
      out += kHex[c & 15];
      out += ' ';  // ends the escape
    } else {
      out += c;
    }
  }
  return out += '"';
}

/// The generic families of CSS Fonts 4 §2.1.3 that Pamphlet has files for: keywords, never quoted.
bool is_generic_family(std::string_view name) {
  return name == "serif" || name == "sans-serif" || name == "monospace";
}

std::string css(int value) {
  return number(value);
}
std::string css(double value) {
  return number(value);
}
/// The only boolean is hanging-punctuation (CSS Text 4 §8.2).
std::string css(bool value) {
  return value ? "first allow-end last" : "none";
}
std::string css(Color value) {
  return to_css(value);
}
std::string css(EmLength value) {
  return value.em == 0 ? "0" : number(value.em) + "em";
}
std::string css(FontSize value) {
  return number(value.ratio) + "em";
}
std::string css(Percent value) {
  return number(value.ratio * 100) + "%";
}
std::string css(CornerRadius value) {
  return value.share > 0 ? css(Percent{value.share}) : css(EmLength{value.em});
}
std::string css(AspectRatio value) {
  return value.width > 0 ? number(value.width) + " / " + number(value.height) : "auto";
}
std::string css(ObjectPosition value) {
  return css(Percent{value.x}) + " " + css(Percent{value.y});
}
std::string css(const FontFamilies& value) {
  std::string out;
  for (const std::string& name : value) {
    if (!out.empty()) out += ", ";
    out += is_generic_family(name) ? name : css_string(name);
  }
  return out.empty() ? "inherit" : out;
}
std::string css(const FontFeatures& value) {
  std::string out;
  for (const auto& [tag, setting] : value) {
    if (!out.empty()) out += ", ";
    out += css_string(tag) + ' ' + number(setting);
  }
  return out.empty() ? "normal" : out;
}
std::string css(const ContentText& value) {
  if (value.mark != Mark::none) return "mark(" + std::string(name(value.mark)) + ")";
  return value.text.empty() ? "none" : css_string(value.text);
}
template <class E>
requires std::is_enum_v<E> std::string css(E value) {
  return std::string(keywords::Names<E>::value[static_cast<std::size_t>(value)]);
}

}  // namespace

const PropertyInfo& info(Property property) {
  return kProperties[static_cast<std::size_t>(property)];
}

std::size_t property_count() {
  return std::size(kProperties);
}

std::optional<Property> find_property(std::string_view css_name) {
  for (std::size_t i = 0; i < std::size(kProperties); ++i) {
    if (kProperties[i].css == css_name) return static_cast<Property>(i);
  }
  return std::nullopt;
}

std::string to_css(Property property, const Value& value) {
  // CSS has no dash among its list-style-type keywords, but takes a string (CSS Counter Styles 3 §3.1).
  if (property == Property::list_style_type && value == Value(ListStyle::dash)) return "\"\xE2\x80\x93 \"";
  return std::visit([](const auto& typed) { return css(typed); }, value);
}

ComputedStyle initial_style() {
  return {};
}

bool draws_box(const ComputedStyle& style) {
  return style.background_color.visible() || style.border_top_width.em > 0 || style.border_bottom_width.em > 0 ||
         style.border_left_width.em > 0 || style.border_right_width.em > 0;
}

ComputedStyle inherit_from(const ComputedStyle& parent) {
  ComputedStyle style;
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  if constexpr (inherited) style.field = parent.field;
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  return style;
}

Value value_of(const ComputedStyle& style, Property property) {
  switch (property) {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  case Property::field:                                                      \
    return Value(std::in_place_type<type>, style.field);
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  }
  return {};
}

void set_value(ComputedStyle& style, Property property, const Value& value) {
  switch (property) {
#define PAMPHLET_PROPERTY(field, css, type, initial, inherited, media, group, ebook, note) \
  case Property::field:                                                      \
    style.field = std::get<type>(value);                                     \
    return;
#include "style/properties.def"
#undef PAMPHLET_PROPERTY
  }
}

}  // namespace pamphlet
