// Which CSS a style's declaration becomes, and what a shop would refuse.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/number.h"
#include "base/utf8.h"
#include "epub/css_rules.h"

namespace pamphlet::epub {

namespace {

/// Kindle asks for side margins in % (KDP "Text guidelines"): 1 em is about 1/33 of a comfortable line.
constexpr double kPercentOfEm = 3;
/// Text darker than this counts as black: drop it and the reading system's own colour, also at night, holds.
constexpr double kNearBlack = 0.02;
constexpr double kReadable = 3;  // WCAG 2.2, 1.4.3 for large text: what headings and labels need at least

std::string em_text(double em) { return em == 0 ? "0" : number(em) + "em"; }

bool is_horizontal(Property property) {
  return property == Property::margin_left || property == Property::margin_right || property == Property::padding_left ||
         property == Property::padding_right;
}

std::string_view sided_css(Property property) {
  switch (property) {
    case Property::margin_left: return "margin-start";
    case Property::margin_right: return "margin-end";
    case Property::padding_left: return "padding-start";
    case Property::padding_right: return "padding-end";
    case Property::border_left_width: return "border-start-width";
    case Property::border_right_width: return "border-end-width";
    default: return {};
  }
}

constexpr std::array<Property, 4> kBorderWidths{Property::border_top_width, Property::border_bottom_width,
                                                Property::border_left_width, Property::border_right_width};

bool has_border(const DeclarationSet& set) {
  return std::any_of(kBorderWidths.begin(), kBorderWidths.end(), [&](Property side) {
    const EmLength* width = set.value<EmLength>(side);
    return width != nullptr && width->em > 0;
  });
}

struct Conversion {
  const DeclarationSet& set;
  Element element;
  Reach reach;
  const DeclarationSet* base;
  const FontFamilies& body_families;
  CssBlock& out;
  Losses& losses;

  void run();
  void one(const Declaration& declaration);
  void type(const Declaration& declaration);
  void paragraph(const Declaration& declaration);
  void box(const Declaration& declaration);
  void background();
  void borders();
  void alignment();
  /// That running text keeps the reader's own settings is no loss worth a word, and neither are the indents of lists.
  void lose(const Declaration& declaration) {
    if (reach == Reach::box || reach == Reach::label) losses.push_back(&declaration);
  }
  void keep(const Declaration& d) { out.set(info(d.property).css, to_css(d.property, d.value)); }
  void keep_if(bool allowed, const Declaration& d) { allowed ? keep(d) : lose(d); }
};

void Conversion::run() {
  for (const Declaration* declaration : set.by_property)
    if (declaration != nullptr) one(*declaration);
  if (reach == Reach::body) return;
  borders();
  background();
  alignment();
}

void Conversion::one(const Declaration& d) {
  if (info(d.property).media == PropertyMedia::pdf) return;  // the style itself has said so (S206)
  if (d.property <= Property::vertical_align) return type(d);
  if (d.property <= Property::initial_letter) return paragraph(d);
  box(d);
}

void Conversion::type(const Declaration& d) {
  switch (d.property) {
    case Property::font_family: {
      const auto& families = std::get<FontFamilies>(d.value);
      if (element == Element::document || families != body_families) out.set("font-family", family_list(families));
      return;
    }
    case Property::font_size:
    case Property::letter_spacing:
    case Property::text_transform: return keep_if(reach == Reach::label || (reach == Reach::box && d.property == Property::font_size), d);
    case Property::color:
      return keep_if(reach == Reach::label && is_safe_text_color(std::get<Color>(d.value)), d);
    case Property::font_variant_caps: {
      const auto caps = std::get<FontVariantCaps>(d.value);
      out.set("font-variant", caps == FontVariantCaps::normal ? "normal" : "small-caps");  // CSS 2: all readers know it
      if (caps == FontVariantCaps::all_small_caps) out.set("font-variant-caps", "all-small-caps");
      return;
    }
    case Property::font_weight:
    case Property::font_style: return keep_if(reach != Reach::body, d);
    case Property::text_decoration:
      // A link in a text must be told by more than its colour (WCAG 1.4.1).
      if (element == Element::link && std::get<TextDecoration>(d.value) == TextDecoration::none) return lose(d);
      out.set("text-decoration", to_css(d.property, d.value));  // the shorthand: Adobe and Kindle know no longhand
      return;
    default: return keep(d);
  }
}

void Conversion::paragraph(const Declaration& d) {
  const bool label = reach == Reach::label;
  switch (d.property) {
    case Property::line_height:
    case Property::text_align: return keep_if(label, d);
    case Property::hyphens:
      // Where running text may be hyphenated is the reader's setting.
      if (!label || std::get<Hyphens>(d.value) == Hyphens::auto_) return lose(d);
      out.set("-webkit-hyphens", to_css(d.property, d.value));
      return keep(d);
    case Property::text_indent:
    case Property::white_space: return keep_if(reach != Reach::body, d);
    case Property::text_wrap: return keep_if(label, d);
    case Property::hanging_punctuation: return keep(d);
    default: return;  // initial_letter: a rule of its own, see css.cpp
  }
}

void Conversion::box(const Declaration& d) {
  if (reach == Reach::body) {
    if (d.property == Property::orphans || d.property == Property::widows) keep(d);
    return;
  }
  if (is_horizontal(d.property)) {
    // Lists keep the reading system's own indent: only that is sure to hold its bullets and numbers.
    const double em = std::get<EmLength>(d.value).em;
    if (element == Element::list || element == Element::item || em < 0) return lose(d);
    // A share of a table that is only as wide as its cells would be nothing.
    const bool cell = element == Element::table_cell;
    out.set_sided(sided_css(d.property), cell ? em_text(em) : percent_of(em));
    return;
  }
  switch (d.property) {
    case Property::margin_top: case Property::margin_bottom: case Property::padding_top: case Property::padding_bottom:
    case Property::break_before: case Property::break_after:
      if (d.value == Value(Break::recto)) {  // a screen has no right-hand pages: a spread with an empty half helps nobody
        out.set(info(d.property).css, "page");
        return;
      }
      return keep(d);
    case Property::border_radius: case Property::break_inside:
    case Property::orphans: case Property::widows: case Property::caption_side:
      return keep(d);
    case Property::width: {
      const double ratio = std::get<Percent>(d.value).ratio;
      if (element == Element::image) out.set("max-width", to_css(d.property, d.value));
      else if (ratio < 1 || element == Element::table) out.set("width", to_css(d.property, d.value));
      return;
    }
    case Property::list_style_type:
      if (std::get<ListStyle>(d.value) != ListStyle::automatic) keep(d);
      return;
    default: return;  // borders, background, alignment and generated content have passes of their own
  }
}

void Conversion::borders() {
  for (const Property side : kBorderWidths) {
    const EmLength* width = set.value<EmLength>(side);
    if (width == nullptr) continue;
    const std::string_view sided = sided_css(side);
    if (sided.empty()) out.set(info(side).css, em_text(width->em));
    else out.set_sided(sided, em_text(width->em));
  }
  if (has_border(set)) {
    out.set("border-style", "solid");
    for (const Property side : kBorderWidths) {  // `solid` alone would be a medium line on the other sides
      if (set[side] != nullptr || (base != nullptr && has_border(*base))) continue;
      const std::string_view sided = sided_css(side);
      if (sided.empty()) out.set(info(side).css, "0");
      else out.set_sided(sided, "0");
    }
  }
  if (const Color* color = set.value<Color>(Property::border_color)) {
    const bool visible = color->visible() && luminance(*color) >= kNearBlack;
    out.set("border-color", !color->visible() ? "transparent" : visible ? to_css(*color) : "currentColor");
  }
}

/// A tint is unreadable in night mode as soon as the reading system changes only the letters, and Kobo refuses it: a
/// line in its colour says "this is a box" everywhere. A rule for the ebook alone is taken at its word.
void Conversion::background() {
  const Declaration* declared = set[Property::background_color];
  if (declared == nullptr) return;
  const Color color = std::get<Color>(declared->value);
  if (set.ebook_only[static_cast<std::size_t>(Property::background_color)]) {
    out.set("background-color", to_css(color));
    const Color* text = set.value<Color>(Property::color);
    const Color dark{0x1a, 0x1a, 0x1a, 255}, light{255, 255, 255, 255};
    if (color.visible()) out.set("color", to_css(text != nullptr ? *text : contrast(dark, color) > contrast(light, color) ? dark : light));
    return;
  }
  if (!color.visible()) return;
  lose(*declared);
  if (color == Color{255, 255, 255, 255} || out.has("border-style")) return;
  if (base != nullptr && has_border(*base)) return;
  if (base != nullptr && (*base)[Property::background_color] != nullptr) {
    if (set[Property::border_color] == nullptr) out.set("border-color", to_css(line_color(color)));
    return;
  }
  const std::string line = fmt::format("0.08em solid {}", to_css(line_color(color)));
  const bool whole = element == Element::callout || element == Element::block_quote || element == Element::quotation ||
                     element == Element::code_block || element == Element::div || element == Element::figure;
  const bool below = element == Element::header || element == Element::table_row || element == Element::table_cell ||
                     element == Element::kicker || element == Element::publisher || element == Element::title;
  if (whole) out.set("border", line);
  else if (below) out.set("border-bottom", line);
}

void Conversion::alignment() {
  const BoxAlign* align = set.value<BoxAlign>(Property::box_align);
  if (align == nullptr) return;
  if (element == Element::image && !out.has("display")) return;  // within a line there is nothing to align
  if (*align != BoxAlign::start) out.set_sided("margin-start", "auto");
  if (*align != BoxAlign::end) out.set_sided("margin-end", "auto");
}

}  // namespace

std::string percent_of(double em) { return em <= 0 ? "0" : number(em * kPercentOfEm, 2) + "%"; }

namespace {

std::string_view generic_family(const FontFamilies& families) {
  for (const std::string& family : families) {
    const std::string name = fold_case(family);
    const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
    if (has("mono") || has("code") || has("courier")) return "monospace";
    if (has("sans")) return "sans-serif";
    for (const std::string_view serif : {"serif", "garamond", "georgia", "times", "gentium", "libertin", "charter", "palatino",
                                         "palladio", "pagella", "crimson", "literata", "baskerville", "caslon", "century",
                                         "bookman", "schola", "roman", "gelasio", "merriweather"})
      if (has(serif)) return "serif";
  }
  return "sans-serif";
}

}  // namespace

std::string family_list(const FontFamilies& families) {
  const std::string_view generic = generic_family(families);
  std::string out = to_css(Property::font_family, families);
  for (const std::string& family : families)
    if (family == generic) return out;
  return families.empty() ? std::string(generic) : fmt::format("{}, {}", out, generic);
}

bool is_safe_text_color(Color color) {
  constexpr Color kWhite{255, 255, 255, 255};
  return color.visible() && luminance(color) >= kNearBlack && contrast(color, kWhite) >= kReadable;
}

Color line_color(Color color) {
  constexpr Color kWhite{255, 255, 255, 255};
  // Twenty steps of a tenth reach black from any colour; the hue stays.
  for (int step = 0; step < 40 && contrast(color, kWhite) < kReadable; ++step) {
    color.r = static_cast<std::uint8_t>(color.r * 9 / 10);
    color.g = static_cast<std::uint8_t>(color.g * 9 / 10);
    color.b = static_cast<std::uint8_t>(color.b * 9 / 10);
  }
  return color;
}

void convert(const DeclarationSet& set, Element element, const DeclarationSet* base, const FontFamilies& body_families,
             CssBlock& out, Losses& losses) {
  Conversion{set, element, reach_of(element), base, body_families, out, losses}.run();
}

}  // namespace pamphlet::epub
