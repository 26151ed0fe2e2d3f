#include "pdf/paths.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pdf/syntax.h"

namespace pamphlet::pdf {
namespace {

/// Three decimals; what is no number, or far outside any page, is brought back (ISO 32000-1 Annex C).
void append_coordinate(std::string& out, double value) {
  const double bounded = std::isfinite(value) ? std::clamp(value, -100000.0, 100000.0) : 0.0;
  append_decimal(out, std::llround(bounded * 1000), 3);
  out += ' ';
}

/// The colour of a paint on white paper: no transparency reaches the page.
std::optional<Color> paint_color(const Paint& paint, Color current) {
  if (paint.source == PaintSource::none) return std::nullopt;
  const Color color = paint.source == PaintSource::current ? current : paint.color;
  if (!color.visible()) return std::nullopt;
  const double opacity = std::clamp(paint.opacity, 0.0, 1.0);
  const auto blend = [&](std::uint8_t c) { return static_cast<std::uint8_t>(std::lround(255 + (c - 255) * opacity)); };
  return Color{blend(color.r), blend(color.g), blend(color.b), 255};
}

constexpr double kThinnestStroke = 0.5;  // points: finer lines are lost in print

std::size_t points_of(PathVerb verb) {
  switch (verb) {
    case PathVerb::move:
    case PathVerb::line: return 1;
    case PathVerb::cubic: return 3;
    case PathVerb::close: return 0;
  }
  return 0;
}

const char* operator_of(PathVerb verb) {
  switch (verb) {
    case PathVerb::move: return "m\n";
    case PathVerb::line: return "l\n";
    case PathVerb::cubic: return "c\n";
    case PathVerb::close: return "h\n";
  }
  return "";
}

void append_shape(std::string& out, const Shape& shape, const DrawingPlace& place, Color current) {
  const auto fill = paint_color(shape.fill, current);
  const auto stroke = paint_color(shape.stroke, current);
  if ((!fill && !stroke) || shape.path.empty()) return;
  if (fill) append_fill_color(out, *fill);
  if (stroke) {
    append_stroke_color(out, *stroke);
    append_coordinate(out, std::max(shape.stroke_width * std::sqrt(std::abs(place.sx * place.sy)), kThinnestStroke));
    out += "w\n";
    out += shape.round_joins ? "1 J 1 j\n" : "0 J 0 j\n";
  }
  append_path(out, shape.path, place);
  if (fill && stroke) {
    out += shape.even_odd ? "B*\n" : "B\n";
  } else if (fill) {
    out += shape.even_odd ? "f*\n" : "f\n";
  } else {
    out += "S\n";
  }
}

}  // namespace

DrawingPlace place_in(const Rect& box, double width, double height) {
  return {box.x.points(), box.bottom().points(), width > 0 ? box.width.points() / width : 0,
          height > 0 ? box.height.points() / height : 0};
}

void append_path(std::string& out, const Path& path, const DrawingPlace& place) {
  std::size_t at = 0;
  for (const PathVerb verb : path.verbs) {
    const std::size_t count = 2 * points_of(verb);
    if (at + count > path.coordinates.size()) return;
    for (std::size_t end = at + count; at < end; at += 2) {
      append_coordinate(out, place.x0 + place.sx * path.coordinates[at]);
      append_coordinate(out, place.y0 - place.sy * path.coordinates[at + 1]);
    }
    out += operator_of(verb);
  }
}

void append_drawing(std::string& out, const Drawing& drawing, const DrawingPlace& place, Color current) {
  out += "q\n";
  for (const Shape& shape : drawing.shapes) append_shape(out, shape, place, current);
  out += "Q\n";
}

namespace {

void append_outline(std::string& out, const Rect& box, Length radius) {
  if (radius > Length()) {
    Path path;
    path.add_rounded_rect(0, 0, box.width.points(), box.height.points(), radius.points());
    append_path(out, path, {box.x.points(), box.bottom().points(), 1, 1});
  } else {
    for (const Length value : {box.x, box.y, box.width, box.height}) {
      append_points(out, value);
      out += ' ';
    }
    out += "re\n";
  }
}

}  // namespace

void append_box(std::string& out, const Rect& box, Length radius) {
  append_outline(out, box, radius);
  out += "f\n";
}

void append_line(std::string& out, const Rect& place, const BoxItem& box) {
  const double width = box.stroke.points();
  if (width <= 0) return;
  const bool dotted = box.line == BoxLine::dotted;
  const bool straight = place.width.raw() == 0 || place.height.raw() == 0;
  const double half = dotted ? width / 2 : 0;  // a round end reaches so far
  out += "q\n";
  append_stroke_color(out, box.fill);
  append_coordinate(out, width);
  out += "w\n";
  if (box.line != BoxLine::solid) {
    const double dash = dotted ? 0 : width * 3, period = width * (dotted ? 2 : 5);
    const double length = std::max(place.width.points(), place.height.points()) - half * 2;
    // As many whole periods as are nearest, and a dash to end with.
    const double fitted = straight ? (length - dash) / std::max(1.0, std::round((length - dash) / period)) : period;
    out += dotted ? "1 J [" : "[";
    append_coordinate(out, dash);
    append_coordinate(out, std::max(fitted - dash, width));
    out += "] 0 d\n";
  }
  Path path;
  if (straight) {
    const bool flat = place.height.raw() == 0;
    path.move_to(flat ? half : 0, flat ? 0 : half);
    path.line_to(place.width.points() - (flat ? half : 0), place.height.points() - (flat ? 0 : half));
  } else {
    path.add_rounded_rect(0, 0, place.width.points(), place.height.points(), box.radius.points());
  }
  append_path(out, path, {place.x.points(), place.bottom().points(), 1, 1});
  out += "S\nQ\n";
}

void append_clip(std::string& out, const Rect& box, Length radius) {
  append_outline(out, box, radius);
  out += "W n\n";
}

namespace {

// 5 mm long, and at least 3 mm from the cut, so that none is left on a sheet that is cut a little off.
Length crop_mark_begin(Length bleed) { return std::max(bleed, Length::millimetres(3)); }

}  // namespace

Length crop_mark_end(Length bleed) { return crop_mark_begin(bleed) + Length::millimetres(5); }

void append_crop_marks(std::string& out, const Page& page, Length bleed) {
  const Length begin = crop_mark_begin(bleed), end = crop_mark_end(bleed);
  const auto line = [&](Length x0, Length y0, Length x1, Length y1) {
    for (const Length value : {x0, y0}) append_points(out, value), out += ' ';
    out += "m ";
    for (const Length value : {x1, y1}) append_points(out, value), out += ' ';
    out += "l\n";
  };
  out += "/Artifact<</Type/Page>>BDC\nq 0 G .5 w 0 J\n";
  for (const Length x : {Length(), page.width}) line(x, -end, x, -begin), line(x, page.height + begin, x, page.height + end);
  for (const Length y : {Length(), page.height}) line(-end, y, -begin, y), line(page.width + begin, y, page.width + end, y);
  out += "S\nQ\nEMC\n";
}

}  // namespace pamphlet::pdf
