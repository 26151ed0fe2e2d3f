// Any bytes as an SVG: a drawing within the stated bounds, or a reason.
#include <cmath>

#include "image/image.h"
#include "image/svg.h"
#include "fuzz.h"

using namespace pamphlet;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string problem;
  std::vector<std::string> warnings;
  const auto drawing = parse_svg(fuzz::as_text(data, size), problem, warnings);
  if (!drawing) {
    require(!problem.empty());
    return 0;
  }
  require(drawing->width > 0 && drawing->height > 0);
  for (const Shape& shape : drawing->shapes) {
    std::size_t points = 0;
    for (const PathVerb verb : shape.path.verbs)
      points += verb == PathVerb::cubic ? 3 : verb == PathVerb::close ? 0 : 1;
    require(points * 2 == shape.path.coordinates.size());
    require(shape.path.verbs.front() == PathVerb::move);
    for (const double v : shape.path.coordinates)
      require(std::abs(v) <= svg::kMaxCoordinate);
    require(shape.stroke_width >= 0 && std::isfinite(shape.stroke_width));
    for (const Paint& paint : {shape.fill, shape.stroke})
      require(paint.opacity >= 0 && paint.opacity <= 1);
  }
  // Our own writing of it is plain SVG, without anything that has to be left out again.
  std::vector<std::string> none;
  const auto again = parse_svg(write_svg(*drawing, Color{}), problem, none);
  require(none.empty());
  require(!again || again->shapes.size() <= drawing->shapes.size());
  return 0;
}
