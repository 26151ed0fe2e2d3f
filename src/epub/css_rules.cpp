#include "epub/css_rules.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/ascii.h"
#include "epub/validity.h"

namespace pamphlet::epub {

void CssBlock::set(std::string_view name, std::string value) {
  for (CssProperty& property : properties_) {
    if (property.name != name) continue;
    property.value = std::move(value);
    return;
  }
  properties_.push_back({std::string(name), std::move(value), false});
}

void CssBlock::set_shorthand(std::string_view name, std::string value) {
  const auto longhand = std::find_if(properties_.begin(), properties_.end(), [&](const CssProperty& property) {
    return property.name.size() > name.size() && property.name.starts_with(name) && property.name[name.size()] == '-';
  });
  properties_.insert(longhand, {std::string(name), std::move(value), false});
}

void CssBlock::set_sided(std::string_view name, std::string value) {
  set(name, std::move(value));
  for (CssProperty& property : properties_)
    if (property.name == name) property.sided = true;
}

bool CssBlock::has(std::string_view name) const {
  return std::any_of(properties_.begin(), properties_.end(), [&](const CssProperty& p) { return p.name == name; });
}

namespace {

/// "margin-start" → "margin-left" in left-to-right text; "border-end-width" → "border-right-width".
std::string sided_name(std::string_view name, bool rtl) {
  std::string out(name);
  const std::size_t start = out.find("start");
  if (start != std::string::npos) return out.replace(start, 5, rtl ? "right" : "left");
  const std::size_t end = out.find("end");
  if (end != std::string::npos) out.replace(end, 3, rtl ? "left" : "right");
  return out;
}

/// The name of the other side: "margin-start" → "margin-end".
std::string opposite(std::string_view name) {
  std::string out(name);
  const std::size_t start = out.find("start");
  if (start != std::string::npos) return out.replace(start, 5, "end");
  const std::size_t end = out.find("end");
  if (end != std::string::npos) out.replace(end, 3, "start");
  return out;
}

/// Twins for readers older than CSS Fragmentation 3 (Kindle, Adobe).
void append_twin(std::string& out, const CssProperty& property) {
  if (!property.name.starts_with("break-")) return;
  out += fmt::format("  page-{}: {};\n", property.name, property.value == "page" ? "always" : property.value);
}

void append_property(std::string& out, std::string_view name, std::string_view value) {
  out += fmt::format("  {}: {};\n", name, value);
}

}  // namespace

std::string CssBlock::text(std::string_view selector, bool rtl) const {
  if (properties_.empty()) return {};
  std::string out = fmt::format("{} {{\n", selector);
  for (const CssProperty& property : properties_) {
    append_twin(out, property);
    // Kindle and Adobe know left and right only; what they do not know they skip, so start and end come second.
    if (property.name == "text-align" && (property.value == "start" || property.value == "end"))
      append_property(out, property.name, (property.value == "start") != rtl ? "left" : "right");
    append_property(out, property.sided ? sided_name(property.name, rtl) : property.name, property.value);
  }
  return out + "}\n";
}

std::string CssBlock::flipped(std::string_view selector, bool rtl) const {
  std::string body;
  for (const CssProperty& property : properties_) {
    if (property.name == "text-align" && (property.value == "start" || property.value == "end"))
      append_property(body, property.name, (property.value == "start") == rtl ? "left" : "right"),
          append_property(body, property.name, property.value);
    if (!property.sided) continue;
    append_property(body, sided_name(property.name, !rtl), property.value);
    if (!has(opposite(property.name))) append_property(body, sided_name(property.name, rtl), "0");
  }
  return body.empty() ? body : fmt::format("{} {{\n{}}}\n", selector, body);
}

namespace {

/// `element.variant` where the class stands on the element itself.
std::string with_class(std::string_view selectors, std::string_view name) {
  std::string out;
  while (!selectors.empty()) {
    const std::size_t comma = std::min(selectors.find(", "), selectors.size());
    std::string one(selectors.substr(0, comma));
    const std::size_t pseudo = std::min(one.find("::"), one.size());
    one.insert(pseudo, fmt::format(".{}", name));
    out += out.empty() ? one : ", " + one;
    selectors.remove_prefix(std::min(comma + 2, selectors.size()));
  }
  return out;
}

}  // namespace

namespace {

/// `a b`: every selector of the list `outer` with every one of `inner`.
std::string inside(std::string_view outer, std::string_view inner) {
  std::string out;
  for (std::string_view rest = outer; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    for (std::string_view each = inner; !each.empty();) {
      const std::size_t end = std::min(each.find(", "), each.size());
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", rest.substr(0, comma), each.substr(0, end));
      each.remove_prefix(std::min(end + 2, each.size()));
    }
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return out;
}

std::string step_of(Element element, const std::string& variant) {
  if (has_open_variants(element) && is_plain_class(variant)) return "." + variant;
  return selector_of(Selector{element, variant, {}});
}

/// Of the first selector of a list: how many classes it names, then how many elements (CSS Selectors 4 §17).
std::pair<int, int> specificity_of(std::string_view selectors) {
  std::pair<int, int> out;
  const std::string_view one = selectors.substr(0, selectors.find(", "));
  for (std::size_t k = 0; k < one.size(); ++k) {
    const bool begins = k == 0 || one[k - 1] == ' ';
    if (one[k] == '.' || one[k] == '[' || (one[k] == ':' && one[k - 1] != ':' && one[k + 1] != ':')) ++out.first;
    if (begins && is_ascii_letter(one[k])) ++out.second;
    if (one[k] == ':' && one[k - 1] == ':') ++out.second;
  }
  return out;
}

}  // namespace

std::string inner_selector(const Selector& selector, std::pair<int, int>& strongest) {
  std::string out;
  for (const SelectorStep& step : selector.within) {
    const std::string one = step_of(step.element, step.variant);
    if (one.empty()) return {};
    out = out.empty() ? one : inside(out, one);
  }
  const std::string subject = step_of(selector.element, selector.variant);
  if (subject.empty()) return {};
  out = inside(out, subject);
  std::pair<int, int> own = specificity_of(out);
  int more = std::max(0, strongest.first - own.first);
  if (std::pair(own.first + more, own.second + (more > 0 ? 1 : 0)) < strongest) ++more;
  std::string around;
  if (more > 0) {
    around = "section";
    for (int k = 0; k < more; ++k) around += "[class]";
    out = inside(around, out);
    own = {own.first + more, own.second + 1};
  }
  strongest = std::max(strongest, own);
  return out;
}

std::string selector_of(const Selector& selector) {
  const std::string_view base = info(selector.element).html;
  const std::string& variant = selector.variant;
  if (variant.empty()) return std::string(base);
  if (!is_plain_class(variant)) return {};
  const Element element = selector.element;
  // `body` lifts the class above element rules: a class holds for whatever has it.
  if (has_open_variants(element)) return fmt::format("body .{}", variant);
  if (element == Element::heading) return variant == "h1" ? "h1.chapter" : variant;
  if (element == Element::callout_title || element == Element::callout_label) return fmt::format("aside.{} > {}", variant, base);
  if (element == Element::marker) return fmt::format("li.{0}::marker, {1}.{0} > li > .hang > .marker", variant, variant == "ordered" ? "ol" : "ul");
  if (element == Element::first_line) return fmt::format("p.{}::first-line", variant);
  if (element == Element::first_letter) return fmt::format("p.{} .initial", variant);
  if (element == Element::table_row) return variant == "header" ? "thead tr" : fmt::format("tbody tr:nth-child({})", variant);
  if (element == Element::table_cell && variant == "header") return "th";
  if (element == Element::link) return variant == "internal" ? "a[href^=\"#\"]" : variant == "external" ? "a[href^=\"http\"]" : ".contents-line a";
  return with_class(base, variant);
}

DeclarationSet::DeclarationSet() : by_property(property_count(), nullptr), ebook_only(property_count(), false) {}

void DeclarationSet::add(const Rule& rule) {
  for (const Declaration& declaration : rule.declarations) {
    const auto at = static_cast<std::size_t>(declaration.property);
    by_property[at] = &declaration;
    ebook_only[at] = rule.selector.medium == Media::ebook;
  }
}

}  // namespace pamphlet::epub
