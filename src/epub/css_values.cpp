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
constexpr double kReadableText = 4.5;  // WCAG 2.2, 1.4.3
constexpr double kSeen = 3;  // WCAG 2.2, 1.4.11: lines and marks
constexpr Color kNight{0x12, 0x12, 0x12, 255};  // about what reading systems have at night: #000 to #1e1e1e

std::string em_text(double em) { return em == 0 ? "0" : number(em) + "em"; }

/// "margin-left" → "margin-start", and the same of paddings and borders; "" for what has no start or end side.
std::string sided_css(Property property) {
  std::string name(info(property).css);
  for (const auto& [side, logical] : {std::pair("-left", "-start"), std::pair("-right", "-end")}) {
    if (const std::size_t at = name.find(side); at != std::string::npos) return name.replace(at, std::string_view(side).size(), logical);
  }
  return {};
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
  TextKind text;
  const DeclarationSet* base;
  const FontFamilies& body_families;
  CssBlock& out;
  Losses& losses;

  void run();
  void one(const Declaration& declaration);
  void own(const Declaration& declaration);
  void side(const Declaration& declaration);
  void background();
  void borders();
  void alignment();
  bool is_line() const { return is_inline(element) || element == Element::marker; }
  std::string style_of_border() const {
    const Declaration* own = set[Property::border_style] != nullptr || base == nullptr ? set[Property::border_style] : (*base)[Property::border_style];
    return own == nullptr ? "solid" : to_css(own->property, own->value);
  }
  /// That running text keeps the reader's own settings is no loss worth a word, and neither are the indents of lists.
  void lose(const Declaration& declaration) {
    if (text == TextKind::boxed || text == TextKind::label) losses.push_back(&declaration);
  }
  void keep(const Declaration& d) { out.set(info(d.property).css, to_css(d.property, d.value)); }
  void keep_if(bool allowed, const Declaration& d) { allowed ? keep(d) : lose(d); }
};

void Conversion::run() {
  for (const Declaration* declaration : set.by_property)
    if (declaration != nullptr) one(*declaration);
  if (text == TextKind::whole) return;
  borders();
  background();
  alignment();
}

void Conversion::one(const Declaration& d) {
  const EbookReach reach = info(d.property).ebook;
  if (reach == EbookReach::none) return;  // the style itself has said so (S206)
  if (reach == EbookReach::own) return own(d);
  const bool allowed = static_cast<unsigned>(text) >= static_cast<unsigned>(reach);
  if (d.property == Property::min_height && (element == Element::table_row || element == Element::table_cell))
    return out.set("height", to_css(d.property, d.value));  // of which a table's rows are never less (CSS 2.2 §17.5.3)
  // A screen has no right-hand pages: a spread with an empty half helps nobody.
  if (allowed && d.value == Value(Break::recto)) return out.set(info(d.property).css, "page");
  keep_if(allowed, d);
}

/// Where the row of properties.def leaves it to us.
void Conversion::own(const Declaration& d) {
  const bool label = text == TextKind::label;
  if (d.property == Property::font_family) {
    const auto& families = std::get<FontFamilies>(d.value);
    if (element == Element::document || families != body_families) out.set("font-family", family_list(families));
  } else if (d.property == Property::color) {
    // Reading systems change the ground of the page (night, sepia) by rules of their own that no media query sees, and
    // none of our colours can be read on white and on black: only text on a ground of its own has one (background()).
    lose(d);
  } else if (d.property == Property::font_variant_caps) {
    const auto caps = std::get<FontVariantCaps>(d.value);
    out.set_shorthand("font-variant", caps == FontVariantCaps::normal ? "normal" : "small-caps");  // CSS 2: all readers know it
    if (caps == FontVariantCaps::all_small_caps) out.set("font-variant-caps", "all-small-caps");
  } else if (d.property == Property::text_decoration) {
    // A link in a text must be told by more than its colour (WCAG 1.4.1).
    if (element == Element::link && std::get<TextDecoration>(d.value) == TextDecoration::none) return lose(d);
    out.set("text-decoration", to_css(d.property, d.value));  // the shorthand: Adobe and Kindle know no longhand
  } else if (d.property == Property::hyphens) {
    // Where running text may be hyphenated is the reader's setting.
    if (!label || std::get<Hyphens>(d.value) == Hyphens::auto_) return lose(d);
    out.set("-webkit-hyphens", to_css(d.property, d.value));
    keep(d);
  } else if (d.property == Property::display && d.value == Value(DisplayMode::block)) {
    keep(d);
  } else if (text == TextKind::whole) {
    return;  // the whole text has no box
  } else if (d.property == Property::margin_left || d.property == Property::margin_right ||
             d.property == Property::padding_left || d.property == Property::padding_right) {
    side(d);
  } else if (d.property == Property::width) {
    const double ratio = std::get<Percent>(d.value).ratio;
    if (element == Element::image) out.set("max-width", to_css(d.property, d.value));
    else if (ratio < 1 || element == Element::table) out.set("width", to_css(d.property, d.value));
  } else if (d.property == Property::list_style_type) {
    if (std::get<ListStyle>(d.value) != ListStyle::automatic) keep(d);
  }  // borders, background, alignment and generated content have passes of their own
}

void Conversion::side(const Declaration& d) {
  // Lists keep the reading system's own indent: only that is sure to hold its bullets and numbers.
  const double em = std::get<EmLength>(d.value).em;
  if (element == Element::list || element == Element::item || em < 0) return lose(d);
  // A share of a table that is only as wide as its cells would be nothing, and a timeline has its points there.
  const bool exact = element == Element::table_cell || element == Element::timeline || is_line();
  out.set_sided(sided_css(d.property), exact ? em_text(em) : percent_of(em));
}

void Conversion::borders() {
  for (const Property side : kBorderWidths) {
    const EmLength* width = set.value<EmLength>(side);
    if (width == nullptr) continue;
    const std::string sided = sided_css(side);
    if (sided.empty()) out.set(info(side).css, em_text(width->em));
    else out.set_sided(sided, em_text(width->em));
  }
  if (has_border(set)) {
    out.set("border-style", style_of_border());
    for (const Property side : kBorderWidths) {  // `solid` alone would be a medium line on the other sides
      if (set[side] != nullptr || (base != nullptr && has_border(*base))) continue;
      const std::string sided = sided_css(side);
      if (sided.empty()) out.set(info(side).css, "0");
      else out.set_sided(sided, "0");
    }
  }
  if (set[Property::border_style] != nullptr && !has_border(set) && base != nullptr && has_border(*base)) out.set("border-style", style_of_border());
  if (const Color* color = set.value<Color>(Property::border_color)) {
    const bool visible = color->visible() && luminance(*color) >= kNearBlack;
    out.set("border-color", !color->visible() ? "transparent" : visible ? to_css(seen_at_night(*color)) : "currentColor");
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
    const Color* ink = set.value<Color>(Property::color);
    const Color dark{0x1a, 0x1a, 0x1a, 255}, light{255, 255, 255, 255};
    if (color.visible()) out.set("color", to_css(ink != nullptr ? *ink : contrast(dark, color) > contrast(light, color) ? dark : light));
    return;
  }
  if (!color.visible()) return;
  // A few words with a ground and a colour of their own can be read whatever the page behind them is.
  const Color* ink = set.value<Color>(Property::color);
  if (is_line() && ink != nullptr && contrast(*ink, color) >= kReadableText) {
    out.set("background-color", to_css(color));
    return out.set("color", to_css(*ink));
  }
  lose(*declared);
  if (color == Color{255, 255, 255, 255} || out.has("border-style")) return;
  if (base != nullptr && has_border(*base)) return;
  if (base != nullptr && (*base)[Property::background_color] != nullptr) {
    if (set[Property::border_color] == nullptr) out.set("border-color", to_css(line_color(color)));
    return;
  }
  const std::string line = fmt::format("0.08em solid {}", to_css(line_color(color)));
  const bool whole = element == Element::callout || element == Element::block_quote || element == Element::quotation ||
                     element == Element::code_block || element == Element::div || element == Element::figure || element == Element::paragraph || is_line();
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

Color seen_at_night(Color color) {
  // Steps of a tenth of the way reach white from any colour; the hue stays.
  const auto lighter = [](std::uint8_t part) { return static_cast<std::uint8_t>(part + (255 - part + 9) / 10); };
  while (contrast(color, kNight) < kSeen) color = {lighter(color.r), lighter(color.g), lighter(color.b), color.a};
  return color;
}

Color line_color(Color color) {
  constexpr Color kWhite{255, 255, 255, 255};
  const auto darker = [](std::uint8_t part) { return static_cast<std::uint8_t>(part * 9 / 10); };
  while (contrast(color, kWhite) < kSeen) color = {darker(color.r), darker(color.g), darker(color.b), color.a};
  return seen_at_night(color);
}

/// A class is the author's word that this is no running text; those of the vocabulary for display are labels.
TextKind text_kind(Element element, std::string_view variant) {
  if (element != Element::div || variant.empty()) return info(element).text;
  return is_display_class(variant) ? TextKind::label : TextKind::boxed;
}

void convert(const DeclarationSet& set, Element element, TextKind text, const DeclarationSet* base, const FontFamilies& body_families,
             CssBlock& out, Losses& losses) {
  Conversion{set, element, text, base, body_families, out, losses}.run();
}

}  // namespace pamphlet::epub
