#include "epub/css_rules.h"

#include <fmt/core.h>

#include <algorithm>

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

Reach reach_of(Element element) {
  switch (element) {
    case Element::document: return Reach::body;
    case Element::paragraph: case Element::list: case Element::item: case Element::definition_list:
    case Element::description: case Element::div: case Element::span:
      return Reach::text;
    case Element::header: case Element::colophon: case Element::notes: case Element::note: case Element::block_quote:
    case Element::quotation: case Element::callout: case Element::figure: case Element::table: case Element::table_row:
      return Reach::box;
    default: return Reach::label;
  }
}

std::string_view selector_of(Element element) {
  switch (element) {
    case Element::document: return "body";
    case Element::header: return "header.opening";
    case Element::publisher: return "p.publisher";
    case Element::kicker: return "p.kicker";
    case Element::title: return "h1.title";
    case Element::standfirst: return "p.standfirst";
    case Element::byline: return "p.byline";
    case Element::colophon: return "section.colophon";
    case Element::contents: return "section.contents";
    case Element::contents_list: return "ol.contents-list";
    case Element::contents_entry: return "li.contents-entry";
    case Element::contents_line: return "p.contents-line";
    case Element::index: return "section.index";
    case Element::index_letter: return "p.index-letter";
    case Element::index_entry: return "p.index-entry";
    case Element::notes: return "section.notes";
    case Element::note: return "aside.note";
    case Element::paragraph: return "p";
    case Element::heading: return "h1.chapter, h2, h3, h4, h5, h6";
    case Element::list: return "ul, ol";
    case Element::item: return "li";
    case Element::block_quote: return "blockquote.quote";
    case Element::quotation: return "blockquote.quotation";
    case Element::attribution: return "p.attribution";
    case Element::callout: return "aside.callout";
    case Element::callout_title: return "p.callout-title";
    case Element::callout_label: return "p.callout-label";
    case Element::code_block: return "pre";
    case Element::figure: return "figure";
    case Element::caption: return "figcaption, caption, p.caption";
    case Element::thematic_break: return "hr, div.ornament";
    case Element::ornament: return "div.ornament";
    case Element::div: return "div";
    case Element::definition_list: return "dl";
    case Element::term: return "dt";
    case Element::description: return "dd";
    case Element::table: return "table";
    case Element::table_row: return "tr";
    case Element::table_cell: return "td, th";
    case Element::emphasis: return "em";
    case Element::strong: return "strong";
    case Element::strikethrough: return "del";
    case Element::superscript: return "sup";
    case Element::subscript: return "sub";
    case Element::code: return "code";
    case Element::link: return "a";
    case Element::image: return "img.image";
    case Element::span: return "span";
    case Element::note_reference: return "sup.noteref";
    case Element::number: return "span.number";
    case Element::marker: return "li::marker, .marker";
    case Element::quote_mark: return "img.quote-mark";
    case Element::first_line: return "p.opening::first-line";
    case Element::first_letter: return ".initial";
    case Element::text: case Element::soft_break: case Element::hard_break: case Element::page_reference: break;
  }
  return {};
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

std::string selector_of(const Selector& selector) {
  const std::string_view base = selector_of(selector.element);
  const std::string& variant = selector.variant;
  if (variant.empty()) return std::string(base);
  if (!is_plain_class(variant)) return {};
  switch (selector.element) {
    case Element::heading: return variant == "h1" ? "h1.chapter" : variant;
    // `body` lifts the class above element rules: a class holds for whatever has it.
    case Element::div:
    case Element::span: return fmt::format("body .{}", variant);
    case Element::callout_title:
    case Element::callout_label: return fmt::format("aside.{} > {}", variant, base);
    case Element::marker: return fmt::format("li.{0}::marker, ul.{0} > li > .hang > .marker", variant);
    case Element::first_line: return fmt::format("p.{}::first-line", variant);
    case Element::first_letter: return fmt::format("p.{} .initial", variant);
    case Element::link: return variant == "internal" ? "a[href^=\"#\"]" : variant == "external" ? "a[href^=\"http\"]" : ".contents-line a";
    case Element::table_row: return variant == "header" ? "thead tr" : fmt::format("tbody tr:nth-child({})", variant);
    case Element::table_cell: return variant == "header" ? "th" : with_class(base, variant);
    default: return with_class(base, variant);
  }
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
