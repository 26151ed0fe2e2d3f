#include "office/docx_numbering.h"

#include <algorithm>

#include "base/utf8.h"
#include "office/symbols.h"

namespace pamphlet::office {
namespace {

std::string letters(std::int64_t number) {  // a … z, aa, bb …
  if (number < 1) return std::to_string(number);
  const auto index = static_cast<std::size_t>(number - 1);
  return std::string(std::min<std::size_t>(index / 26 + 1, 20), static_cast<char>('a' + index % 26));
}

std::string roman(std::int64_t number) {
  struct Digit { int value; std::string_view text; };
  constexpr Digit kDigits[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                               {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
  if (number < 1 || number > 3999) return std::to_string(number);
  std::string out;
  for (const Digit& digit : kDigits) {
    for (; number >= digit.value; number -= digit.value) out += digit.text;
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

Numbering numbering_of(std::string_view format) {
  if (format == "bullet" || format == "none") return Numbering::bullet;
  if (format == "lowerLetter") return Numbering::lower_letters;
  if (format == "upperLetter") return Numbering::upper_letters;
  if (format == "lowerRoman") return Numbering::lower_roman;
  if (format == "upperRoman") return Numbering::upper_roman;
  return Numbering::decimal;
}

/// "%3." with nothing but a stop or brackets around the level's own number.
bool is_plain(std::string_view text, int level) {
  text = trim(text);
  if (text.starts_with("(")) text.remove_prefix(1);
  const std::string own = "%" + std::to_string(level + 1);
  if (!text.starts_with(own)) return false;
  text.remove_prefix(own.size());
  return text.empty() || text == "." || text == ")" || text == ":" || text == ".)" || text == "-" || text == "º";
}

}  // namespace

std::string formatted(std::int64_t number, std::string_view format) {
  if (format == "lowerLetter") return letters(number);
  if (format == "upperLetter") return upper(letters(number));
  if (format == "lowerRoman") return roman(number);
  if (format == "upperRoman") return upper(roman(number));
  if (format == "decimalZero" && number >= 0 && number < 10) return "0" + std::to_string(number);
  return std::to_string(number);
}

void DocxNumbering::read_level(const pugi::xml_node& node, Level& level) {
  if (const auto start = integer(child_value(node, "start"))) level.start = *start;
  if (const pugi::xml_node format = child(node, "numFmt")) level.format = attribute(format, "val");
  if (const pugi::xml_node text = child(node, "lvlText")) level.text = clean(attribute(text, "val"));
  if (const auto restart = integer(child_value(node, "lvlRestart"))) level.restart = *restart;
  level.font = attribute(child(child(node, "rPr"), "rFonts"), "ascii");
  const pugi::xml_node indent = child(child(node, "pPr"), "ind");
  if (const auto left = integer(attribute(indent, has_attribute(indent, "start") ? "start" : "left"))) level.indent = *left;
}

void DocxNumbering::read(const pugi::xml_node& numbering, const DocxStyles& styles) {
  std::unordered_map<int, std::string> linked;  // abstract → the list style that defines it
  for (pugi::xml_node node = numbering.first_child(); node; node = node.next_sibling()) {
    const std::string_view name = local(node);
    const auto id = integer(attribute(node, name == "abstractNum" ? "abstractNumId" : "numId"));
    if (!id) continue;
    if (name == "abstractNum") {
      Abstract& abstract = abstracts_[*id];
      abstract.id = static_cast<std::uint32_t>(abstracts_.size());
      if (const std::string_view link = child_value(node, "numStyleLink"); !link.empty()) linked[*id] = link;
      for (pugi::xml_node level = node.first_child(); level; level = level.next_sibling()) {
        const auto index = integer(attribute(level, "ilvl"));
        if (local(level) == "lvl" && index && *index >= 0 && *index < kLevels) read_level(level, abstract.levels[static_cast<std::size_t>(*index)]);
      }
    } else if (name == "num") {
      Number& number = numbers_[*id];
      number.abstract = integer(child_value(node, "abstractNumId")).value_or(0);
      for (pugi::xml_node override = node.first_child(); override; override = override.next_sibling()) {
        const auto index = integer(attribute(override, "ilvl"));
        if (local(override) != "lvlOverride" || !index || *index < 0 || *index >= kLevels) continue;
        const auto at = static_cast<std::size_t>(*index);
        number.start[at] = integer(child_value(override, "startOverride"));
        if (const pugi::xml_node level = child(override, "lvl")) {
          number.levels[at] = Level{};  // clang 14 has no emplace() of an aggregate
          read_level(level, *number.levels[at]);
        }
      }
    }
  }
  for (auto& [id, number] : numbers_) {
    const auto link = linked.find(number.abstract);
    if (link == linked.end()) continue;
    const auto other = styles.list_number(link->second);
    const auto found = other ? numbers_.find(*other) : numbers_.end();
    if (found != numbers_.end()) number.abstract = found->second.abstract;
  }
}

std::string DocxNumbering::expanded(const Number& number, const Abstract& abstract, int level) const {
  const auto level_of = [&](std::size_t at) -> const Level& { return number.levels[at] ? *number.levels[at] : abstract.levels[at]; };
  const std::string& text = level_of(static_cast<std::size_t>(level)).text;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 1 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9') {
      const auto other = static_cast<std::size_t>(text[++at] - '1');
      const Level& shown = level_of(other);
      out += formatted(abstract.counters[other].value_or(shown.start), shown.format);
    } else {
      out += text[at];
    }
  }
  return out;
}

std::optional<DocxNumbering::Label> DocxNumbering::next(int id, int level) {
  const auto found = numbers_.find(id);
  if (found == numbers_.end() || level < 0 || level >= kLevels) return std::nullopt;
  Number& number = found->second;
  const auto base = abstracts_.find(number.abstract);
  if (base == abstracts_.end()) return std::nullopt;
  Abstract& abstract = base->second;
  const auto at = static_cast<std::size_t>(level);
  if (!number.used) {  // an override of the start holds once, when the number is first met
    number.used = true;
    for (std::size_t k = 0; k < kLevels; ++k) {
      if (number.start[k]) abstract.counters[k] = *number.start[k] - 1;
    }
  }
  const Level& own = number.levels[at] ? *number.levels[at] : abstract.levels[at];
  abstract.counters[at] = abstract.counters[at] ? *abstract.counters[at] + 1 : own.start;
  for (std::size_t k = at + 1; k < kLevels; ++k) {
    const int restart = abstract.levels[k].restart;
    if (restart < 0 || level < restart) abstract.counters[k].reset();
  }
  Label label;
  label.place = {abstract.id, level, own.indent, numbering_of(own.format), *abstract.counters[at], '.', {}};
  if (own.format == "bullet") {
    label.words = in_font(own.font, own.text);
    if (label.words == "☐" || label.words == "□" || label.words == "❑" || label.words == "❏") label.place.checked = false;
    if (label.words == "☑" || label.words == "☒") label.place.checked = true;
  } else if (own.format == "none" || trim(own.text).empty()) {
    label.none = trim(own.text).empty() || own.text.find('%') != std::string::npos;
    label.words = label.none ? std::string() : own.text;
    label.plain = false;
  } else {
    label.words = expanded(number, abstract, level);
    label.plain = is_plain(own.text, level) || own.text.find('%') != own.text.rfind('%');
    if (own.text.find(')') != std::string::npos) label.place.delimiter = ')';
    if (own.text.find('%') == std::string::npos) label.plain = false;
  }
  return label;
}

}  // namespace pamphlet::office
