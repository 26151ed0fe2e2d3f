// Where a shape's paint comes from: presentation attributes, <style> rules with simple selectors, style="".
//
// Drawing programs write all three, and expect CSS's order: attributes lose against rules, rules against style="". A whole
// CSS engine is not needed: selectors are an element, a class or an id, so a rule is found by name, and the winner is the
// most specific, then the last. What is not understood is left out and named in a warning, never guessed. Rules are
// counted against the drawing's budget, since each shape may ask for all of them.
#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "image/svg.h"

namespace pamphlet::svg {
namespace {

// In the order of Key.
constexpr std::string_view kKeyNames[] = {
    "fill",           "stroke",           "stroke-width", "fill-rule",      "stroke-linejoin",
    "stroke-linecap", "stroke-dasharray", "fill-opacity", "stroke-opacity", "opacity",
    "color",          "display",          "visibility",   "clip-path",      "mask",
    "filter",         "marker-start",     "marker-mid",   "marker-end",     "stop-color",
    "stop-opacity",   "transform"};
static_assert(std::size(kKeyNames) == kKeyCount);

std::string without_comments(std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t open = css.find("/*", at);
    out += css.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const std::size_t close = css.find("*/", open + 2);
    if (close == std::string_view::npos) break;
    at = close + 2;
  }
  return out;
}

bool is_name_char(char c) {
  return is_ascii_alphanumeric(c) || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Where the block ends that opens at `open`: blocks in it are passed over.
std::size_t block_end(std::string_view css, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < css.size(); ++at) {
    if (css[at] == '{') ++depth;
    if (css[at] == '}' && --depth == 0) return at;
  }
  return css.size();
}

}  // namespace

std::optional<Key> find_key(std::string_view name) {
  const auto* found = std::ranges::find(kKeyNames, name);
  if (found == std::end(kKeyNames)) return std::nullopt;
  return static_cast<Key>(found - std::begin(kKeyNames));
}

void declare(std::string_view declarations, Declared& declared) {
  while (!declarations.empty()) {
    const std::size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string_view declaration = declarations.substr(0, end);
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::optional<Key> key = find_key(trim_spaces(declaration.substr(0, colon)));
    std::string_view value = trim_spaces(declaration.substr(colon + 1));
    if (const std::size_t mark = value.find('!'); mark != std::string_view::npos)
      value = trim_spaces(value.substr(0, mark));
    if (key && !value.empty()) declared[static_cast<std::size_t>(*key)] = value;
  }
}

bool StyleSheet::add(std::string_view text) {
  const std::string css = without_comments(text);
  const std::string_view all = css;
  bool complete = true;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t open = all.find('{', at), semicolon = all.find(';', at);
    if (semicolon < open) {  // an @import or @charset
      complete = complete && trim_spaces(all.substr(at, semicolon - at)).starts_with("@charset");
      at = semicolon + 1;
      continue;
    }
    if (open == std::string_view::npos) break;
    std::string_view selectors = trim_spaces(all.substr(at, open - at));
    const std::size_t close = block_end(all, open);
    const std::string_view block = all.substr(open + 1, close - std::min(open + 1, close));
    at = close + 1;
    if (selectors.starts_with('@')) {
      complete = false;
      continue;
    }
    while (!selectors.empty()) {
      const std::size_t comma = std::min(selectors.find(','), selectors.size());
      if (!add_rule(trim_spaces(selectors.substr(0, comma)), block)) complete = false;
      selectors.remove_prefix(std::min(comma + 1, selectors.size()));
    }
  }
  return complete;
}

bool StyleSheet::add_rule(std::string_view selector, std::string_view declarations) {
  // A comma-separated list repeats its block for each selector: a bound keeps that from growing with its square.
  constexpr std::size_t kMaxRules = 10'000, kMaxDeclarations = 2'000;
  if (selector.empty() || rules_.size() >= kMaxRules || declarations.size() > kMaxDeclarations) return false;
  Rule rule;
  std::size_t at = 0;
  const auto name = [&] {
    const std::size_t begin = at;
    while (at < selector.size() && is_name_char(selector[at]))
      ++at;
    return std::string(selector.substr(begin, at - begin));
  };
  if (selector[0] == '*') {
    ++at;
  } else if (is_name_char(selector[0])) {
    rule.element = name();
    rule.weight = 1;
  }
  while (at < selector.size()) {
    const char kind = selector[at++];
    std::string part = name();
    if (part.empty() || (kind != '.' && kind != '#') || (kind == '#' && !rule.id.empty())) return false;
    rule.weight += kind == '#' ? 1'000'000 : 1'000;
    if (kind == '#')
      rule.id = std::move(part);
    else
      rule.classes.push_back(std::move(part));
  }
  rule.declarations = declarations;
  const std::string key = !rule.id.empty()        ? "#" + rule.id
                          : !rule.classes.empty() ? "." + rule.classes.front()
                          : !rule.element.empty() ? rule.element
                                                  : "*";
  by_key_[key].push_back(static_cast<std::uint32_t>(rules_.size()));
  rules_.push_back(std::move(rule));
  return true;
}

void StyleSheet::apply(std::string_view element, std::string_view id, std::string_view classes, Declared& declared,
                       std::uint32_t& work) const {
  if (rules_.empty()) return;
  std::vector<std::string_view> names;
  while (!(classes = trim_spaces(classes)).empty()) {
    const std::size_t end = std::min(classes.find_first_of(" \t\r\n\f"), classes.size());
    names.push_back(classes.substr(0, end));
    classes.remove_prefix(end);
  }
  std::vector<std::uint32_t> matching;
  const auto collect = [&](const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    for (const std::uint32_t index : found->second) {
      const Rule& rule = rules_[index];
      work += 1 + static_cast<std::uint32_t>(rule.classes.size() * names.size() / 8 + rule.declarations.size() / 64);
      if (work > kMaxWork) return;
      const bool classes_match = std::ranges::all_of(rule.classes, [&](const std::string& c) {
        return std::ranges::find(names, std::string_view(c)) != names.end();
      });
      if (classes_match && (rule.element.empty() || rule.element == element) && (rule.id.empty() || rule.id == id)) {
        matching.push_back(index);
      }
    }
  };
  collect("*");
  collect(std::string(element));
  if (!id.empty()) collect("#" + std::string(id));
  for (const std::string_view name : names)
    collect("." + std::string(name));
  std::ranges::sort(matching, [&](std::uint32_t one, std::uint32_t other) {
    return std::pair(rules_[one].weight, one) < std::pair(rules_[other].weight, other);
  });
  for (const std::uint32_t index : matching)
    declare(rules_[index].declarations, declared);
}

}  // namespace pamphlet::svg
