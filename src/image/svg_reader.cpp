// The tree of an SVG file, walked within bounds of work and depth.
//
// An SVG is a program: <use> may multiply a drawing with each level, references may form a circle, groups may nest without
// end. A browser or librsvg would draw it with filters, scripts and files from elsewhere. Here a static subset is read into
// plain shapes, with a budget of work and of commands for the file as a whole, which every copy of a shape is charged to,
// and a limit of depth. A drawing that passes is finite, self-contained and the same for PDF, EPUB and screen. Linear
// in the budget.
#include "image/svg_reader.h"

#include <algorithm>
#include <cmath>

#include "image/codes.h"
#include "image/svg_shapes.h"

namespace pamphlet::svg {
namespace {

/// Elements that show nothing themselves, in any SVG.
constexpr std::string_view kSilent[] = {"defs",  "title",          "desc",           "metadata", "symbol",
                                        "style", "linearGradient", "marker",         "pattern",  "clipPath",
                                        "mask",  "filter",         "radialGradient", "view",     "cursor"};
/// Elements that would show or do something and are left out.
struct Refusal {
  std::string_view name, warning;
};
constexpr Refusal kRefused[] = {
    {"script", "a script was left out"},
    {"text", "text was left out: Pamphlet draws no text in an SVG picture; turn it into paths"},
    {"image", "a picture within the picture was left out"},
    {"foreignObject", "foreign content (<foreignObject>) was left out"},
    {"animate", "an animation was left out"},
    {"animateTransform", "an animation was left out"},
    {"animateMotion", "an animation was left out"},
    {"set", "an animation was left out"},
};

std::string_view trailing_id(std::string_view reference) {  // url(#id) or url('#id'), or #id
  const std::size_t hash = reference.find('#');
  if (hash == std::string_view::npos) return {};
  std::string_view id = reference.substr(hash + 1);
  if (reference.starts_with("url(")) id = id.substr(0, id.find_first_of("'\")"));
  return trim_spaces(id);
}

}  // namespace

std::string_view Reader::local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return name;
  // Without reading namespace declarations: everybody who writes a prefix for SVG writes this one.
  return name.substr(0, colon) == "svg" ? name.substr(colon + 1) : std::string_view{};
}

std::string_view Reader::reference(const pugi::xml_node& node) {
  const pugi::xml_attribute plain = node.attribute("href");
  return trim_spaces(plain ? plain.value() : node.attribute("xlink:href").value());
}

void Reader::warn(std::string warning) {
  constexpr std::size_t kMaxWarnings = 12;
  if (warnings_.size() < kMaxWarnings && std::ranges::find(warnings_, warning) == warnings_.end()) {
    warnings_.push_back(std::move(warning));
  }
}

/// Ids and style sheets, before anything is drawn. Not recursive: files may nest as deep as they like.
void Reader::index(pugi::xml_node root) {
  for (pugi::xml_node node = root; node;) {
    if (const pugi::xml_attribute id = node.attribute("id")) ids_.try_emplace(id.value(), node);
    if (local_name(node) == "style") {
      std::string css;
      for (const pugi::xml_node& child : node.children())
        css += child.value();
      if (!sheet_.add(css)) warn("a style rule was left out: only selectors of names, classes and ids are read");
    }
    if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node && node != root && !node.next_sibling())
      node = node.parent();
    node = node == root ? pugi::xml_node() : node.next_sibling();
  }
}

Declared Reader::declared_for(const pugi::xml_node& node) {
  Declared declared{};
  std::string_view id, classes, style;
  std::size_t size = 0;
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name(), value = attribute.value();
    size += kBytesOfWork / 8 + name.size() + value.size();
    if (const std::optional<Key> key = find_key(name)) declared[static_cast<std::size_t>(*key)] = trim_spaces(value);
    if (name == "id") id = value;
    if (name == "class") classes = value;
    if (name == "style") style = value;
    if (name.size() > 2 && name.starts_with("on")) warn("an event handler was left out");
  }
  work_ += static_cast<std::uint32_t>(size / kBytesOfWork);
  sheet_.apply(local_name(node), id, classes, declared, work_);
  declare(style, declared);
  return declared;
}

/// The mean of a gradient's stops, also when it borrows them from another gradient.
std::optional<CssColor> Reader::gradient_color(std::string_view id) {
  constexpr int kMaxBorrowing = 8;
  for (int i = 0; i < kMaxBorrowing; ++i) {
    const auto found = ids_.find(std::string(id));
    if (found == ids_.end()) return std::nullopt;
    double red = 0, green = 0, blue = 0, alpha = 0, count = 0;
    for (const pugi::xml_node& child : found->second.children()) {
      if (++work_ > kMaxWork) return std::nullopt;
      if (local_name(child) != "stop") continue;
      const Declared declared = declared_for(child);
      CssColor stop = parse_css_color(declared[static_cast<std::size_t>(Key::stop_color)]).value_or(CssColor{});
      stop.alpha *= parse_share(declared[static_cast<std::size_t>(Key::stop_opacity)]).value_or(1);
      // Weighted, so that the colour of a stop that is not seen does not count.
      red += stop.color.r * stop.alpha, green += stop.color.g * stop.alpha, blue += stop.color.b * stop.alpha;
      alpha += stop.alpha;
      ++count;
    }
    const auto mean = [&](double sum) { return static_cast<std::uint8_t>(alpha > 0 ? std::lround(sum / alpha) : 0); };
    if (count > 0) return CssColor{{mean(red), mean(green), mean(blue), 255}, alpha / count};
    id = trailing_id(reference(found->second));
  }
  return std::nullopt;
}

void Reader::set_paint(std::string_view value, const std::optional<CssColor>& current, Paint& paint, double& alpha) {
  if (value.empty() || value == "inherit") return;
  alpha = 1;
  if (value.starts_with("url(")) {
    const std::size_t close = std::min(value.find(')'), value.size() - 1);
    warn("a gradient or pattern was replaced by one plain colour");
    const std::optional<CssColor> stop = gradient_color(trailing_id(value.substr(0, close + 1)));
    const std::string_view fallback = trim_spaces(value.substr(close + 1));
    paint = {};
    if (stop)
      paint = {PaintSource::color, stop->color, 1}, alpha = stop->alpha;
    else if (!fallback.empty())
      set_paint(fallback, current, paint, alpha);
    return;
  }
  if (value == "none") {
    paint = {};
  } else if (value == "currentColor" || value == "currentcolor") {
    paint = current ? Paint{PaintSource::color, current->color, 1} : Paint{PaintSource::current, {}, 1};
  } else if (const std::optional<CssColor> color = parse_css_color(value)) {
    paint = {PaintSource::color, color->color, 1};
    alpha = color->alpha;
  }
}

State Reader::derive(const State& parent, const Declared& declared) {
  State state = parent;
  const auto value = [&](Key key) { return declared[static_cast<std::size_t>(key)]; };
  if (const auto color = parse_css_color(value(Key::color))) state.current = color;
  set_paint(value(Key::fill), state.current, state.fill, state.fill_alpha);
  set_paint(value(Key::stroke), state.current, state.stroke, state.stroke_alpha);
  if (const auto width = parse_length(value(Key::stroke_width), state.diagonal()))
    state.stroke_width = std::max(*width, 0.0);
  if (!value(Key::fill_rule).empty()) state.even_odd = value(Key::fill_rule) == "evenodd";
  if (!value(Key::stroke_linejoin).empty()) state.round_join = value(Key::stroke_linejoin) == "round";
  if (!value(Key::stroke_linecap).empty()) state.round_cap = value(Key::stroke_linecap) == "round";
  if (!value(Key::stroke_dasharray).empty()) state.dashed = value(Key::stroke_dasharray) != "none";
  if (const auto share = parse_share(value(Key::fill_opacity))) state.fill_opacity = *share;
  if (const auto share = parse_share(value(Key::stroke_opacity))) state.stroke_opacity = *share;
  if (const auto share = parse_share(value(Key::opacity))) state.opacity *= *share;
  if (!value(Key::visibility).empty()) state.visible = value(Key::visibility) == "visible";
  for (const auto& [key, what] : {std::pair(Key::clip_path, "clipping"),
                                  {Key::mask, "a mask"},
                                  {Key::filter, "a filter effect"},
                                  {Key::marker_start, "arrow heads"},
                                  {Key::marker_mid, "arrow heads"},
                                  {Key::marker_end, "arrow heads"}}) {
    if (!value(key).empty() && value(key) != "none") warn(std::string(what) + " was left out");
  }
  return state;
}

void Reader::draw(const pugi::xml_node& node, const State& parent, int depth) {
  const std::string_view name = local_name(node);
  if (name.empty() || stopped_) return;
  work_ += static_cast<std::uint32_t>(1 + name.size() / kBytesOfWork);
  if (work_ > kMaxWork || drawing_commands_ >= kMaxCommands) {
    stopped_ = true;
    return;
  }
  if (depth > kMaxNesting)
    return warn("parts nested deeper than " + std::to_string(kMaxNesting) + " groups were left out");
  if (std::ranges::find(kSilent, name) != std::end(kSilent)) return;
  if (const auto* refusal = std::ranges::find(kRefused, name, &Refusal::name); refusal != std::end(kRefused)) {
    return warn(std::string(refusal->warning));
  }
  const Declared declared = declared_for(node);
  if (declared[static_cast<std::size_t>(Key::display)] == "none") return;
  State state = derive(parent, declared);
  const std::string_view transform = declared[static_cast<std::size_t>(Key::transform)];
  if (!transform.empty()) {
    const std::optional<Matrix> matrix = parse_transform(transform);
    if (!matrix) return warn("a part whose transform cannot be read was left out");
    state.matrix = state.matrix * *matrix;
    if (!state.matrix.usable()) return;
  }
  if (name == "g" || name == "a") return draw_children(node, state, depth);
  if (name == "switch") return draw_switch(node, state, depth);
  if (name == "use") return draw_use(node, state, depth);
  if (name == "svg") return draw_viewport(node, node, state, depth);
  if (!draw_shape(name, node, state)) warn("an element <" + std::string(name.substr(0, 40)) + "> was left out");
}

void Reader::draw_children(const pugi::xml_node& node, const State& state, int depth) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element)
      draw(child, state, depth + 1);
    else
      ++work_;
    if (stopped_) return;
  }
}

/// The first child that a plain reader can show.
void Reader::draw_switch(const pugi::xml_node& node, const State& state, int depth) {
  for (const pugi::xml_node& child : node.children()) {
    ++work_;
    const bool conditional = child.attribute("requiredExtensions") || child.attribute("requiredFeatures") ||
                             local_name(child) == "foreignObject";
    if (child.type() == pugi::node_element && !conditional) return draw(child, state, depth + 1);
  }
}

void Reader::draw_use(const pugi::xml_node& node, State state, int depth) {
  const std::string_view target = reference(node);
  if (!target.starts_with('#')) return warn("a reference to another file was left out");
  const auto found = ids_.find(std::string(target.substr(1)));
  if (found == ids_.end()) return warn("a reference to a part that does not exist was left out");
  const double x = parse_length(node.attribute("x").value(), state.width).value_or(0);
  const double y = parse_length(node.attribute("y").value(), state.height).value_or(0);
  state.matrix = state.matrix * Matrix{1, 0, 0, 1, x, y};
  if (!state.matrix.usable()) return;
  // A <use> within itself ends at the nesting limit, or, when it spreads, at the limit of work.
  const std::string_view name = local_name(found->second);
  if (name == "symbol" || name == "svg") {
    draw_viewport(found->second, node, derive(state, declared_for(found->second)), depth + 1);
  } else {
    draw(found->second, state, depth + 1);
  }
}

/// A nested <svg> or a <symbol>: its own coordinates, fitted into the size that `sized` gives.
void Reader::draw_viewport(const pugi::xml_node& node, const pugi::xml_node& sized, State state, int depth) {
  const auto length = [&](const char* name, double percent_of, double otherwise) {
    return parse_length(sized.attribute(name).value(), percent_of)
        .value_or(parse_length(node.attribute(name).value(), percent_of).value_or(otherwise));
  };
  const double width = length("width", state.width, state.width), height = length("height", state.height, state.height);
  if (!(width > 0 && height > 0)) return;
  if (node == sized) {
    state.matrix = state.matrix * Matrix{1, 0, 0, 1, length("x", state.width, 0), length("y", state.height, 0)};
  }
  state.width = width;
  state.height = height;
  if (const auto box = parse_view_box(node.attribute("viewBox").value())) {
    state.matrix = state.matrix * fit(*box, width, height, node.attribute("preserveAspectRatio").value());
    state.width = box->width;
    state.height = box->height;
  }
  if (state.matrix.usable()) draw_children(node, state, depth);
}

bool Reader::draw_shape(std::string_view name, const pugi::xml_node& node, const State& state) {
  Shape shape;
  const std::size_t limit = kMaxCommands - drawing_commands_;
  switch (build_shape(name, node, {state.width, state.height}, limit, shape.path)) {
    case ShapeResult::unknown:
      return false;
    case ShapeResult::partial:
      warn("a path that cannot be read to its end was drawn up to the error");
      break;
    case ShapeResult::ok:
      break;
  }
  drawing_commands_ += shape.path.verbs.size();
  if (shape.path.empty() || !state.visible) return true;
  const auto blend = [&](Paint paint, double opacity) {
    paint.opacity = std::round(opacity * state.opacity * 1000) / 1000;  // as write_svg keeps it
    return paint.opacity > 0 ? paint : Paint{};
  };
  shape.fill = name == "line" ? Paint{} : blend(state.fill, state.fill_opacity * state.fill_alpha);
  shape.stroke_width = std::min(state.stroke_width * state.matrix.scale(), kMaxCoordinate);
  if (shape.stroke_width > 0) shape.stroke = blend(state.stroke, state.stroke_opacity * state.stroke_alpha);
  if (shape.fill.source == PaintSource::none && shape.stroke.source == PaintSource::none) return true;
  if (state.dashed && shape.stroke.source != PaintSource::none) warn("a dashed line was drawn whole");
  shape.even_odd = state.even_odd;
  shape.round_joins = state.round_join || state.round_cap;
  transform(shape.path, state.matrix);
  drawing_.shapes.push_back(std::move(shape));
  return true;
}

namespace {

/// Shapes that lie wholly outside the picture would only cost.
void drop_invisible(Drawing& drawing) {
  std::erase_if(drawing.shapes, [&](const Shape& shape) {
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (std::size_t i = 0; i + 1 < shape.path.coordinates.size(); i += 2) {
      left = std::min(left, shape.path.coordinates[i]), right = std::max(right, shape.path.coordinates[i]);
      top = std::min(top, shape.path.coordinates[i + 1]), bottom = std::max(bottom, shape.path.coordinates[i + 1]);
    }
    // A mitre reaches four half widths out at most (the initial miter limit).
    const double reach = shape.stroke.source == PaintSource::none ? 0 : shape.stroke_width * 2;
    return right + reach < 0 || bottom + reach < 0 || left - reach > drawing.width || top - reach > drawing.height;
  });
}

/// A picture that states no size at all is as large as what it draws.
void size_by_content(Drawing& drawing) {
  for (const Shape& shape : drawing.shapes) {
    for (std::size_t i = 0; i + 1 < shape.path.coordinates.size(); i += 2) {
      drawing.width = std::max(drawing.width, shape.path.coordinates[i]);
      drawing.height = std::max(drawing.height, shape.path.coordinates[i + 1]);
    }
  }
}

}  // namespace

std::optional<Drawing> Reader::run(const pugi::xml_node& root, codec::Problem& problem) {
  index(root);
  const auto box = parse_view_box(root.attribute("viewBox").value());
  // A percentage of an unknown page counts as not said.
  const auto side = [&](const char* name) {
    const std::string_view value = root.attribute(name).value();
    return value.ends_with('%') || value == "auto" ? std::nullopt : parse_length(value, 0);
  };
  std::optional<double> width = side("width"), height = side("height");
  if (box && !width) width = height ? *height * box->width / box->height : box->width;
  if (box && !height) height = *width * box->height / box->width;
  const bool sized = width && height;
  if (sized && !(*width > 0 && *height > 0 && *width <= kMaxCoordinate && *height <= kMaxCoordinate)) {
    return codec::fail(problem, code::image_corrupt, "the SVG states a size that no picture can have");
  }
  State state;
  drawing_.width = sized ? *width : 0;
  drawing_.height = sized ? *height : 0;
  state.width = box ? box->width : sized ? *width : 100;
  state.height = box ? box->height : sized ? *height : 100;
  if (box && sized) state.matrix = fit(*box, *width, *height, root.attribute("preserveAspectRatio").value());
  if (!state.matrix.usable())
    return codec::fail(problem, code::image_corrupt, "the SVG states a viewBox that cannot be used");
  draw_children(root, derive(state, declared_for(root)), 0);
  if (stopped_) return codec::fail(problem, code::image_too_large, "the SVG has too many parts to draw");
  if (!sized) size_by_content(drawing_);
  if (!(drawing_.width > 0 && drawing_.height > 0)) {
    return codec::fail(problem, code::image_corrupt, "the SVG has no size and draws nothing");
  }
  drop_invisible(drawing_);
  // An empty frame would say less than the alternative text.
  if (drawing_.shapes.empty())
    return codec::fail(problem, code::image_unsupported, "the SVG draws nothing that Pamphlet can show");
  return std::move(drawing_);
}

std::optional<Drawing> parse(std::string_view bytes, codec::Problem& problem, std::vector<std::string>& warnings) {
  if (bytes.size() > kMaxBytes) {
    return codec::fail(problem, code::image_too_large,
                       "the SVG is larger than " + std::to_string(kMaxBytes >> 20) + " MB");
  }
  // pugixml reads no DTD and no other file: entities other than XML's five stay as they are written.
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
  if (!parsed)
    return codec::fail(problem, code::image_corrupt,
                       std::string("the SVG is not well-formed XML (") + parsed.description() + ")");
  const pugi::xml_node root = document.document_element();
  if (Reader::local_name(root) != "svg")
    return codec::fail(problem, code::image_corrupt, "the file is XML, but no SVG");
  return Reader(warnings).run(root, problem);
}

}  // namespace pamphlet::svg
