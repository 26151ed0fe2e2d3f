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

/// A share of the measure where there is room for text beside a picture, and `narrow` on a telephone. By min() and max(), since
/// a paginating reading system (epub.js) sets all pages in one wide viewport, where no media query sees a page's width. A
/// reading system that does not know them keeps the declaration before. 26em: a picture of 40 % leaves 15em, about 30 letters.
std::string where_room(std::string_view property, std::string_view wide, std::string_view narrow) {
  return fmt::format("{0}: {1};\n  {0}: max({1}, min({2}, (26em - 100%) * 999));", property, wide, narrow);
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
  return out + fmt::format("{0} {{\n  float: {1};\n  box-sizing: border-box;\n  {2}\n  margin: 0.3em {3} 0.5em {4};\n  {5}\n  {6}\n}}\n", figure,
                           left ? "left" : "right", where_room("max-width", "50%", "100%"), left ? "4%" : "0", left ? "0" : "4%",
                           where_room("padding-left", "0px", "12.5%"), where_room("padding-right", "0px", "12.5%"));
}

std::string widths_css(const std::set<int>& widths, const std::vector<std::string>& figures) {
  std::string out;
  for (const int percent : widths) {
    out += fmt::format("img.w{0} {{ width: {0}%; }}\n", percent);
    if (figures.empty()) continue;
    const std::string width = where_room("width", fmt::format("{}%", percent), "100%");
    out += fmt::format("figure.w{0} {{\n  {1}\n}}\nfigure.w{0} > img.image {{ width: 100%; }}\n", percent, width);
  }
  if (figures.empty()) return out;
  for (const std::string& figure : figures) {  // a list stands beside it as a whole, or its markers stand in it
    out += fmt::format("{0} ~ ul, {0} ~ ol, {0} ~ dl {{ display: flow-root; }}\n", figure);
  }
  // As on paper: the next section, boxes, tables and pictures begin below.
  return out + "h1, h2, aside, table, pre, figure, blockquote.quotation, section.notes { clear: both; }\n";
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
