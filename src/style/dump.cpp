// The style as text: what `dump --stage style` and the golden tests show.
#include <array>

#include "base/number.h"
#include "style/selectors.h"
#include "style/style.h"

namespace pamphlet {
namespace {

void line(std::string& out, std::string_view key, std::string_view value) {
  out += "  ";
  out += key;
  out += ": ";
  out += value;
  out += '\n';
}

std::string points(Length length) {
  return number(length.points()) + "pt";
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : ", ") + word;
  return out;
}

void dump_page(const PageStyle& page, std::string& out) {
  static constexpr std::array<std::string_view, kMarginBoxes> kBoxes{"top-left",    "top-center",    "top-right",
                                                                     "bottom-left", "bottom-center", "bottom-right"};
  out += "\n[page]\n";
  line(out, "size", points(page.width) + " " + points(page.height));
  line(out, "margin",
       points(page.margin_top) + " " + points(page.margin_right) + " " + points(page.margin_bottom) + " " +
           points(page.margin_left));
  line(out, "duplex", page.duplex ? "true" : "false");
  line(out, "notes", page.notes == NotePlacement::page ? "page" : "end");
  line(out, "font-size", points(page.font_size));
  line(out, "minimum-font-size", points(page.minimum_font_size));
  line(out, "baseline", points(page.baseline));
  line(out, "head-distance", points(page.head_distance));
  line(out, "foot-distance", points(page.foot_distance));
  line(out, "running-rule", points(page.running_rule) + " " + to_css(page.running_rule_color));
  line(out, "background", to_css(page.background));
  if (page.gap_shrink > 0) line(out, "gap-shrink", number(page.gap_shrink));
  if (page.gap_stretch > 0) line(out, "gap-stretch", number(page.gap_stretch));
  if (page.bleed.raw() > 0) line(out, "bleed", points(page.bleed));
  if (page.safe_edge) line(out, "edge", "safe");
  if (page.grey) line(out, "ink", "grey");
  if (page.even_sides) line(out, "sides", "even");
  if (page.fit.pages > 0) line(out, "fit pages", number(page.fit.pages));
  if (page.fit.min_font_size.raw() > 0) line(out, "fit min-font-size", points(page.fit.min_font_size));
  if (page.fit.min_margin.raw() > 0) line(out, "fit min-margin", points(page.fit.min_margin));
  if (page.fit.columns > 0) line(out, "fit columns", number(page.fit.columns));
  for (std::size_t i = 0; i < kBoxes.size(); ++i) {
    if (!page.running[i].empty()) line(out, kBoxes[i], page.running[i]);
    if (page.running_first[i] != "-") line(out, "first-" + std::string(kBoxes[i]), page.running_first[i]);
  }
  out += "\n[page.running]\n";
  const ComputedStyle initial = initial_style();
  for (std::size_t i = 0; i < property_count(); ++i) {
    const auto property = static_cast<Property>(i);
    const Value value = value_of(page.running_style, property);
    if (value != value_of(initial, property)) line(out, info(property).css, to_css(property, value));
  }
}

void dump_parts(const PartsOptions& parts, std::string& out) {
  static constexpr std::array<std::string_view, 3> kWhen{"never", "books", "always"};
  const auto flag = [](bool on) { return std::string_view(on ? "true" : "false"); };
  out += "\n[parts]\n";
  line(out, "contents", kWhen[static_cast<std::size_t>(parts.contents)]);
  line(out, "contents-depth", number(parts.contents_depth));
  line(out, "figure-list", flag(parts.figure_list));
  line(out, "table-list", flag(parts.table_list));
  line(out, "number-headings", number(parts.number_headings));
  line(out, "number-figures", flag(parts.number_figures));
  line(out, "number-tables", flag(parts.number_tables));
  line(out, "chapter-word", flag(parts.chapter_word));
}

void dump_fonts(const FontTable& fonts, std::string& out) {
  out += "\n[fonts.families]\n";
  for (const FontFamily& family : fonts.families) {
    std::string files;
    for (const FontFace& face : family.faces) {
      if (!files.empty()) files += ", ";
      files += face.file + (face.index != 0 ? "#" + number(face.index) : "") + " " + number(face.weight) +
               (face.italic ? " italic" : "");
    }
    line(out, family.name, files + (family.package.empty() ? "" : " (" + family.package + ")"));
  }
  out += "\n[fonts.fallback]\n";
  for (const auto& [script, families] : fonts.fallback)
    line(out, script, joined(families));
}

}  // namespace

std::string dump(const Style& style) {
  std::string out = "style " + style.name + "\n";
  for (const auto& source : style.sources)
    out += "source " + file_name(source->path) + "\n";
  out += "\n[tokens]\n";
  for (const auto& [name, text] : style.tokens)
    line(out, name, text);
  for (const Rule& rule : style.rules) {
    out += "\n[" + selector_text(rule.selector) + "]\n";
    for (const Declaration& declaration : rule.declarations) {
      line(out, info(declaration.property).css, to_css(declaration.property, declaration.value));
    }
  }
  dump_page(style.page, out);
  out += "\n[ebook]\n";
  line(out, "split-level", number(style.ebook.split_level));
  line(out, "cover-background", to_css(style.ebook.cover_background));
  line(out, "cover-color", to_css(style.ebook.cover_color));
  line(out, "cover-accent", to_css(style.ebook.cover_accent));
  line(out, "embed-fonts", style.ebook.embed_fonts ? "true" : "false");
  dump_parts(style.parts, out);
  if (style.pdf_standard != PdfStandard::ua_1) out += "\n[pdf]\n", line(out, "standard", name_of(style.pdf_standard));
  dump_fonts(style.fonts, out);
  return out;
}

}  // namespace pamphlet
