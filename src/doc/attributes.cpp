// What may stand in the attributes of a node, whoever reads them.

#include <algorithm>
#include <array>

#include "base/ascii.h"
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

bool is_language_tag(std::string_view text) {
  if (text.size() > 64) return false;  // RFC 5646 §4.4.1 asks for 35 at least; nothing real is longer
  for (std::size_t begin = 0, index = 0;; ++index) {
    const std::size_t dash = std::min(text.find('-', begin), text.size());
    const std::string_view subtag = text.substr(begin, dash - begin);
    if (subtag.empty() || subtag.size() > 8) return false;
    if (index == 0 && (subtag == "x" || subtag == "X") ? dash == text.size() : index == 0 && (subtag.size() < 2 || subtag.size() > 3)) {
      return false;
    }
    for (const char c : subtag) {
      if (!is_ascii_letter(c) && (index == 0 || !is_ascii_digit(c))) return false;
    }
    if (dash == text.size()) return true;
    begin = dash + 1;
  }
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

std::optional<CalloutKind> find_callout(std::string_view name) {
  const std::string lower = name.size() > 9 ? std::string() : to_lower(name, "en");
  for (std::size_t i = 0; i < kCallouts.size(); ++i) {
    if (lower == kCallouts[i]) return static_cast<CalloutKind>(i);
  }
  return {};
}

}  // namespace pamphlet
