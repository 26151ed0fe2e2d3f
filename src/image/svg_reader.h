// Private to the room: the walk over an SVG's tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <cmath>
#include <pugixml.hpp>

#include "image/svg.h"

namespace pamphlet::svg {

/// What an element inherits, and the coordinates that hold in it.
struct State {
  Matrix matrix;
  double width = 0, height = 0;  // of the nearest viewport: percentages refer to it
  Paint fill{PaintSource::color, Color{0, 0, 0, 255}, 1}, stroke;
  double fill_alpha = 1, stroke_alpha = 1;  // of the colours themselves: rgba(…)
  double fill_opacity = 1, stroke_opacity = 1, opacity = 1;
  double stroke_width = 1;
  bool even_odd = false, round_join = false, round_cap = false, dashed = false, visible = true;
  std::optional<CssColor> current;  // `color`, when the file sets it

  double diagonal() const { return std::sqrt((width * width + height * height) / 2); }  // SVG 1.1 §7.10
};

class Reader {
 public:
  explicit Reader(std::vector<std::string>& warnings) : warnings_(warnings) {}
  std::optional<Drawing> run(const pugi::xml_node& root, codec::Problem& problem);

  /// Without the prefix svg:, and empty for elements of other vocabularies, which editors leave in their files.
  static std::string_view local_name(const pugi::xml_node& node);

 private:
  static std::string_view reference(const pugi::xml_node& node);
  void warn(std::string warning);
  void index(pugi::xml_node root);
  Declared declared_for(const pugi::xml_node& node);
  std::optional<CssColor> gradient_color(std::string_view id);
  void set_paint(std::string_view value, const std::optional<CssColor>& current, Paint& paint, double& alpha);
  State derive(const State& parent, const Declared& declared);
  void draw(const pugi::xml_node& node, const State& parent, int depth);
  void draw_children(const pugi::xml_node& node, const State& state, int depth);
  void draw_switch(const pugi::xml_node& node, const State& state, int depth);
  void draw_use(const pugi::xml_node& node, State state, int depth);
  void draw_viewport(const pugi::xml_node& node, const pugi::xml_node& sized, State state, int depth);
  bool draw_shape(std::string_view name, const pugi::xml_node& node, const State& state);

  std::vector<std::string>& warnings_;
  std::unordered_map<std::string, pugi::xml_node> ids_;  // only looked up
  StyleSheet sheet_;
  Drawing drawing_;
  std::uint32_t work_ = 0;
  std::size_t drawing_commands_ = 0;
  bool stopped_ = false;
};

}  // namespace pamphlet::svg
