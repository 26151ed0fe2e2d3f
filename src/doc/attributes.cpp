// What may stand in the attributes of a node, whoever reads them.

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/language_tag.h"
#include "base/numerals.h"
#include "base/utf8.h"
#include "base/number.h"
#include "base/utf8.h"
#include "doc/doc.h"

namespace pamphlet {
namespace {

constexpr std::array<std::string_view, 7> kCallouts = {"note", "tip", "important", "warning", "caution", "help", "summary"};

}  // namespace

bool is_attribute_byte(char c) {
  return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) != 0x7F &&
         std::string_view("{}\"'=<>`|\\").find(c) == std::string_view::npos;
}

bool is_attribute_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_attribute_byte);
}

bool set_attribute(Attributes& attributes, std::string_view key, std::string_view value) {
  if (key == "id") {
    if (!is_attribute_word(value)) return false;
    attributes.id = value;
  } else if (key == "class") {
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t end = std::min(value.find(' ', at), value.size());
      const std::string_view name = value.substr(at, end - at);
      if (!name.empty() && (!is_attribute_word(name) || name.find_first_of(".#") != std::string_view::npos)) return false;
      if (!name.empty()) attributes.classes.emplace_back(name);
      at = end + 1;
    }
  } else if (key == "lang") {
    if (!is_language_tag(value)) return false;
    attributes.lang = value;
  } else if (key == "dir") {
    if (value != "ltr" && value != "rtl" && value != "auto") return false;
    attributes.dir = value == "auto" ? "" : value;
  } else {
    attributes.values.emplace_back(key, value);
  }
  return true;
}

std::string counter_text(std::int64_t number, NumberStyle style) {
  std::string text;
  switch (style) {
    case NumberStyle::decimal: break;
    case NumberStyle::lower_alpha: text = alphabetic(number, 'a'); break;
    case NumberStyle::upper_alpha: text = alphabetic(number, 'A'); break;
    case NumberStyle::lower_roman: text = roman_numeral(number, false); break;
    case NumberStyle::upper_roman: text = roman_numeral(number, true); break;
  }
  return text.empty() ? std::to_string(number) : text;
}

NumberStyle number_style(std::string_view type) {
  if (type == "a") return NumberStyle::lower_alpha;
  if (type == "A") return NumberStyle::upper_alpha;
  if (type == "i") return NumberStyle::lower_roman;
  if (type == "I") return NumberStyle::upper_roman;
  return NumberStyle::decimal;
}

namespace {

enum class ClassKind : unsigned char { text, display, code };
struct KnownClass {
  std::string_view name;
  ClassKind kind;
};
constexpr KnownClass kClasses[] = {
#define PAMPHLET_CLASS(name, kind) {#name, ClassKind::kind},
#include "doc/vocabulary.def"
#undef PAMPHLET_CLASS
};

}  // namespace

bool is_display_class(std::string_view name) {
  return std::any_of(std::begin(kClasses), std::end(kClasses), [&](const KnownClass& row) { return row.name == name && row.kind == ClassKind::display; });
}

std::vector<std::string_view> vocabulary() {
  std::vector<std::string_view> names;
  for (const KnownClass& row : kClasses) names.push_back(row.name);
  return names;
}

std::string_view expansion(const Document& document, NodeId abbreviation) {
  for (const auto& [key, value] : document.attributes_of(abbreviation).values) {
    if (key == "title") return value;
  }
  return {};
}

std::optional<CalloutKind> find_callout(std::string_view name) {
  const std::string lower = name.size() > 9 ? std::string() : to_lower(name, "en");
  for (std::size_t i = 0; i < kCallouts.size(); ++i) {
    if (lower == kCallouts[i]) return static_cast<CalloutKind>(i);
  }
  return {};
}

std::optional<Measure> stated_measure(const Attributes& attributes, std::string_view key) {
  for (const auto& [name, text] : attributes.values) {
    if (name != key) continue;
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto value = parse_number(std::string_view(text).substr(0, digits));
    if (!value) return std::nullopt;
    const std::string_view unit = std::string_view(text).substr(digits);
    if (unit == "em" && *value >= 0.1 && *value <= 200) return Measure{*value, true};
    struct Unit { std::string_view name; double points; };
    constexpr Unit kUnits[] = {{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"px", 0.75}};
    for (const Unit& each : kUnits) {
      if (each.name == unit && *value * each.points >= 1 && *value * each.points <= 15'000) return Measure{*value * each.points, false};
    }
    return std::nullopt;
  }
  return std::nullopt;
}

Mark find_mark_named(std::string_view asked) {
  for (std::size_t i = 1; i < kMarkCount; ++i) {
    if (name(static_cast<Mark>(i)) == asked) return static_cast<Mark>(i);
  }
  return Mark::none;
}

std::string landmark_title(const Document& document, NodeId callout) {
  const auto* box = std::get_if<CalloutData>(&document[callout].payload);
  if (box == nullptr) return {};
  for (const NodeId child : children(document, callout)) {
    if (document[child].element != Element::callout_title) continue;
    if (std::string title = collapse_spaces(document.plain_text(child)); !title.empty()) return title;
  }
  return box->kind == CalloutKind::help ? std::string(term("help", document.lang(callout))) : std::string();
}

Mark shown_mark(const Document& document, NodeId id) {
  if (document[id].element != Element::span || document[id].attributes == 0) return Mark::none;
  for (const auto& [key, value] : document.attributes_of(id).values)
    if (key == "mark") return find_mark_named(value);
  return Mark::none;
}

std::vector<double> stated_widths(const Document& document, NodeId table) {
  constexpr double kMost = 10'000;
  const auto* data = std::get_if<TableData>(&document[table].payload);
  if (data == nullptr) return {};
  for (const NodeId holder : {table, document[table].parent}) {
    if (holder == kNoNode || (holder != table && document[holder].element != Element::div)) continue;
    for (const auto& [key, value] : document.attributes_of(holder).values) {
      if (key != "widths") continue;
      std::vector<double> shares;
      double sum = 0;
      for (std::size_t at = 0; at < value.size() && shares.size() <= data->columns.size();) {
        const std::size_t end = std::min(value.find_first_of(" ,%", at), value.size());
        if (end > at) {
          const std::optional<double> share = parse_number(std::string_view(value).substr(at, end - at));
          if (!share || !(*share > 0) || *share > kMost) return {};
          shares.push_back(*share);
          sum += *share;
        }
        at = end + 1;
      }
      if (shares.size() != data->columns.size()) return {};
      for (double& share : shares) share /= sum;
      return shares;
    }
  }
  return {};
}

std::optional<Measure> stated_height(const Document& document, NodeId id) {
  const auto is_diary = [&](NodeId node) {
    const auto& classes = document.attributes_of(node).classes;
    return document[node].element == Element::div && std::find(classes.begin(), classes.end(), "diary") != classes.end();
  };
  const Element element = document[id].element;
  if (element == Element::table || is_diary(id)) return std::nullopt;
  if (element != Element::table_row) return stated_measure(document.attributes_of(id), "height");
  const NodeId table = document[id].parent;
  const auto* row = std::get_if<RowData>(&document[id].payload);
  if (table == kNoNode || row == nullptr || row->header) return std::nullopt;
  const std::optional<Measure> own = stated_measure(document.attributes_of(table), "height");
  const NodeId around = document[table].parent;
  return own || around == kNoNode || !is_diary(around) ? own : stated_measure(document.attributes_of(around), "height");
}

bool set_picture_width(ImageData& image, std::string_view text) {
  text = trim(text);
  const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto value = parse_number(text.substr(0, digits));
  if (!value || !(*value > 0)) return false;
  const std::string_view unit = text.substr(digits);
  if (unit == "%") {
    if (*value > 100) return false;
    image.width = static_cast<float>(*value / 100);
    return true;
  }
  struct Unit { std::string_view name; double pixels; };
  constexpr Unit kUnits[] = {{"", 1}, {"px", 1}, {"pt", 96.0 / 72}, {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
  for (const Unit& each : kUnits) {
    if (each.name != unit || *value > 20'000) continue;  // four times the widest sheet that is printed
    image.pixels = static_cast<float>(*value * each.pixels);
    return true;
  }
  return false;
}

}  // namespace pamphlet
