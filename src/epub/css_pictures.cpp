// Pictures in the style sheet: how much of them is seen, text along them, rows of them.
#include <fmt/format.h>

#include "epub/css_rules.h"

namespace pamphlet::epub {

namespace {

bool has_box(const DeclarationSet& set) {
  const auto* ground = set.value<Color>(Property::background_color);
  const auto* border = set.value<EmLength>(Property::border_top_width);
  return (ground != nullptr && ground->visible()) || (border != nullptr && border->em > 0);
}

/// Inherited on paper, and so here for every picture within. A reader that does not know them shows all of the picture.
std::string fit_css(Element element, std::string_view name, const DeclarationSet& set) {
  CssBlock block;
  for (const Property property : {Property::aspect_ratio, Property::object_fit, Property::object_position}) {
    if (set[property] != nullptr) block.set(info(property).css, to_css(property, set[property]->value));
  }
  if (block.has("aspect-ratio") && !block.has("object-fit")) block.set("object-fit", "contain");  // else it is distorted
  return block.text(element == Element::image ? std::string(name) : fmt::format("{} img.image", name), false);
}

}  // namespace

std::string picture_css(Element element, std::string_view name, std::string_view figure, const DeclarationSet& set) {
  std::string out = fit_css(element, name, set);
  const bool of_figure = element == Element::figure || element == Element::div;
  if (of_figure && set[Property::border_radius] != nullptr && !has_box(set)) {
    CssBlock block;
    block.set("border-radius", to_css(Property::border_radius, set[Property::border_radius]->value));
    out += block.text(fmt::format("{} > img.image", figure), false);
  }
  const auto* side = set.value<Float>(Property::float_);
  if (!of_figure || side == nullptr) return out;
  if (*side == Float::none) return out + fmt::format("{} {{ float: none; }}\n", figure);
  // Left and right are the author's word, whatever the direction of the text.
  const bool left = *side == Float::left;
  return out + fmt::format("{0} {{\n  float: {1};\n  max-width: 50%;\n  margin: 0.3em {2} 0.5em {3};\n}}\n", figure, left ? "left" : "right",
                           left ? "4%" : "0", left ? "0" : "4%");
}

std::string widths_css(const std::set<int>& widths, const std::vector<std::string>& figures) {
  std::string out;
  for (const int percent : widths) {
    out += fmt::format("img.w{0} {{ width: {0}%; }}\n", percent);
    if (!figures.empty()) out += fmt::format("figure.w{0} {{ width: {0}%; }}\nfigure.w{0} > img.image {{ width: 100%; }}\n", percent);
  }
  if (figures.empty()) return out;
  for (const std::string& figure : figures) {  // a list stands beside it as a whole, or its markers stand in it
    out += fmt::format("{0} ~ ul, {0} ~ ol, {0} ~ dl {{ display: flow-root; }}\n", figure);
  }
  // As on paper: the next section, boxes, tables and pictures begin below. A telephone has no room for both.
  return out + fmt::format(
      "h1, h2, aside, table, pre, figure, blockquote.quotation, section {{ clear: both; }}\n"
      "@media (max-width: 30em) {{\n{} {{ float: none; width: auto; max-width: 75%; margin: 1em auto; }}\n}}\n",
      fmt::join(figures, ", "));
}

std::string side_by_side_css(std::string_view name, const DeclarationSet& set) {
  const auto* display = set.value<DisplayMode>(Property::display);
  if (display == nullptr || *display != DisplayMode::flex) return {};
  CssBlock row, part;
  row.set("display", "flex");
  row.set("flex-wrap", "wrap");
  part.set("flex", "1 1 8em");  // on a telephone they come below each other
  part.set("margin", "0 1% 0.5em");
  return row.text(name, false) + part.text(fmt::format("{} > *", name), false);
}

}  // namespace pamphlet::epub
