#include "office/odt_styles.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/number.h"
#include "base/utf8.h"

namespace pamphlet::office {
namespace {

std::string key_of(std::string_view family, std::string_view name) { return std::string(family) + "/" + std::string(name); }

void read_look(const pugi::xml_node& properties, RunLook& look) {
  if (!properties) return;
  const auto said = [&](std::string_view name) { return attribute(properties, name); };
  if (const auto weight = said("font-weight"); !weight.empty()) look.bold = weight == "bold" || integer(weight).value_or(400) >= 600;
  if (const auto slant = said("font-style"); !slant.empty()) look.italic = slant != "normal";
  if (const auto line = said("text-line-through-style"); !line.empty()) look.strike = line != "none";
  if (const auto line = said("text-underline-style"); !line.empty()) look.underline = line != "none";
  if (const auto ground = said("background-color"); !ground.empty()) look.highlight = marks(ground);
  if (const auto letters = said("font-variant"); !letters.empty()) look.small_capitals = letters == "small-caps";
  if (const auto letters = said("text-transform"); !letters.empty()) look.capitals = letters == "uppercase" || letters == "capitalize";
  if (const auto ink = said("color"); !ink.empty()) look.colour = told_colour(ink);
  if (said("use-window-font-color") == "true") look.colour = 0;
  if (const auto frame = said("border"); !frame.empty()) look.framed = frame != "none";
  if (const auto dots = said("text-emphasize"); !dots.empty() && dots != "none") look.italic = true;  // as in Word
  if (const auto display = said("display"); !display.empty()) look.hidden = display == "none";
  if (const auto position = said("text-position"); !position.empty()) {
    const auto percent = integer(position);
    look.vertical = position.starts_with("super") || percent.value_or(0) > 0 ? unsigned{kSuper} : position.starts_with("sub") || percent.value_or(0) < 0 ? unsigned{kSub} : 0u;
  }
  if (const auto size = said("font-size"); size.ends_with("pt")) {
    if (const auto points = parse_number(size.substr(0, size.size() - 2))) look.size = static_cast<int>(std::lround(std::clamp(*points, 0.0, 999.0) * 2));
  }
  const auto tag = [&](std::string_view language, std::string_view country, std::string& into) {
    const std::string_view lang = said(language), land = said(country);
    if (lang.empty() || lang == "none" || lang == "zxx") return;
    into = std::string(lang) + (land.empty() || land == "none" ? "" : "-" + std::string(land));
  };
  tag("language", "country", look.lang);
  tag("language-asian", "country-asian", look.lang_east_asian);
  tag("language-complex", "country-complex", look.lang_bidi);
  if (const auto font = said("font-name"); !font.empty()) look.font = font;
}

/// "Heading_20_1" → "Heading 1" (ODF 1.3 part 3, §19.512).
std::string decoded(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (name[at] == '_' && name.substr(at).starts_with("_20_")) {
      out += ' ';
      at += 3;
    } else {
      out += name[at];
    }
  }
  return out;
}

}  // namespace

double odf_pixels(std::string_view length) {
  std::size_t digits = 0;
  while (digits < length.size() && ((length[digits] >= '0' && length[digits] <= '9') || length[digits] == '.')) ++digits;
  const auto value = parse_number(length.substr(0, digits));
  if (!value || *value > 1e5) return 0;
  const std::string_view unit = length.substr(digits);
  return *value * (unit == "cm" ? 96 / 2.54 : unit == "mm" ? 96 / 25.4 : unit == "in" ? 96.0 : unit == "pt" ? 96.0 / 72 : unit == "px" ? 1.0 : 0.0);
}

void OdtStyles::read_levels(const pugi::xml_node& node, OdtListStyle& levels) {
  for (pugi::xml_node at = node.first_child(); at; at = at.next_sibling()) {
    const auto level = integer(attribute(at, "level"));
    if (!level || *level < 1 || *level > kOdtLevels) continue;
    OdtLevel& into = levels[static_cast<std::size_t>(*level - 1)];
    const std::string_view name = local(at);
    into.bullet = name == "list-level-style-bullet" || name == "list-level-style-image";
    into.format = attribute(at, "num-format");
    into.prefix = clean(attribute(at, "num-prefix"));
    into.suffix = clean(attribute(at, "num-suffix"));
    into.character = clean(attribute(at, "bullet-char"));
    into.start = integer(attribute(at, "start-value")).value_or(1);
    into.shown = std::clamp(integer(attribute(at, "display-levels")).value_or(1), 1, kOdtLevels);
  }
}

void OdtStyles::add(const pugi::xml_node& node) {
  const std::string_view name = local(node);
  if (name == "list-style") return read_levels(node, lists_[std::string(attribute(node, "name"))]);
  if (name == "outline-style") return read_levels(node, outline_);
  if (name == "default-style" && attribute(node, "family") == "paragraph") return read_look(child(node, "text-properties"), fallback_.look);
  if (name != "style") return;
  Raw raw;
  raw.node = node;
  raw.parent = attribute(node, "parent-style-name");
  raw.list = attribute(node, "list-style-name");
  raw_[key_of(attribute(node, "family"), attribute(node, "name"))] = std::move(raw);
}

void OdtStyles::read(const pugi::xml_node& root) {
  std::vector<std::string> keys;
  for (const std::string_view group : {"styles", "automatic-styles"}) {
    const pugi::xml_node styles = child(root, group);
    for (pugi::xml_node node = styles.first_child(); node; node = node.next_sibling()) {
      add(node);
      if (local(node) == "style") keys.push_back(key_of(attribute(node, "family"), attribute(node, "name")));
    }
  }
  for (const std::string& key : keys) resolve(key);
}

// As in DocxStyles: the chain is walked, since it may be of any length, or a circle.
void OdtStyles::resolve(const std::string& key) {
  const std::string family = key.substr(0, key.find('/'));
  std::vector<std::pair<Raw*, std::string>> chain;
  std::string at_key = key;
  for (auto at = raw_.find(at_key); at != raw_.end() && at->second.state == 0; at = raw_.find(at_key)) {
    at->second.state = 1;
    chain.emplace_back(&at->second, at_key);
    at_key = key_of(family, at->second.parent);
  }
  for (auto own = chain.rbegin(); own != chain.rend(); ++own) {
    Raw& raw = *own->first;
    const auto base = raw_.find(key_of(family, raw.parent));
    if (base != raw_.end() && base->second.state == 2) {
      raw.style = base->second.style;
      if (raw.list.empty()) raw.list = base->second.list;
    }
    raw.state = 2;
    read_look(child(raw.node, "text-properties"), raw.style.look);
    if (family != "paragraph") {
      const std::string shown = fold_case(decoded(own->second.substr(family.size() + 1)));
      if (shown == "source text" || shown == "teletype" || shown == "verbatim char") raw.style.look.code = true;
      continue;
    }
    const std::string_view display = attribute(raw.node, "display-name");
    name_style(fold_case(display.empty() ? decoded(attribute(raw.node, "name")) : std::string(display)), raw.style);
    const std::string name = fold_case(decoded(attribute(raw.node, "name")));
    if (name.starts_with("contents ") || name == "contents heading") raw.style.kind = ParagraphKind::contents;
    const std::string_view breaks = attribute(child(raw.node, "paragraph-properties"), "break-before");
    if (!breaks.empty()) raw.style.page_break = breaks == "page";
  }
}

const ParagraphStyle& OdtStyles::find(std::string_view family, std::string_view name) const {
  const auto found = raw_.find(key_of(family, name));
  return found == raw_.end() ? fallback_ : found->second.style;
}

const RunLook* OdtStyles::text(std::string_view name) const {
  const auto found = raw_.find(key_of("text", name));
  return found == raw_.end() ? nullptr : &found->second.style.look;
}

const OdtListStyle* OdtStyles::list(std::string_view name) const {
  const auto found = lists_.find(std::string(name));
  return found == lists_.end() ? nullptr : &found->second;
}

std::string OdtStyles::list_of(std::string_view paragraph) const {
  const auto found = raw_.find(key_of("paragraph", paragraph));
  return found == raw_.end() ? std::string() : found->second.list;
}

}  // namespace pamphlet::office
