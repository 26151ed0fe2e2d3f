// styles/marks: every mark of doc/marks.def has a drawing, and each can be told from the others by its shape.
#include <doctest/doctest.h>

#include <algorithm>
#include <bitset>
#include <cmath>

#include "image/image.h"

using namespace pamphlet;

namespace {

std::vector<std::string> mark_files() {
  std::vector<std::string> names = {
#define PAMPHLET_MARK(name, spoken, emoji) #name,
#include "doc/marks.def"
#undef PAMPHLET_MARK
  };
  for (std::string& name : names)
    std::replace(name.begin(), name.end(), '_', '-');
  return names;
}

Drawing drawing_of(const std::string& name) {
  const FileContent file = disk().read(PAMPHLET_SOURCE_DIR "/styles/marks/" + name + ".svg", 10'000);
  REQUIRE(file.status == FileStatus::ok);
  std::string problem;
  std::vector<std::string> warnings;
  const std::optional<Drawing> drawing = parse_svg(file.bytes, problem, warnings);
  INFO(problem);
  REQUIRE(drawing.has_value());
  CHECK(warnings.empty());
  return *drawing;
}

struct Line {
  double x1, y1, x2, y2;
};

/// Straight pieces of a path: curves in 8 parts, open subpaths closed when filled.
std::vector<Line> flatten(const Path& path, bool filled) {
  std::vector<Line> lines;
  double x = 0, y = 0, start_x = 0, start_y = 0;
  const auto to = [&](double nx, double ny) {
    lines.push_back({x, y, nx, ny});
    x = nx, y = ny;
  };
  const double* at = path.coordinates.data();
  for (const PathVerb verb : path.verbs) {
    if (verb == PathVerb::move) {
      if (filled) to(start_x, start_y);
      x = start_x = at[0], y = start_y = at[1], at += 2;
    } else if (verb == PathVerb::line) {
      to(at[0], at[1]), at += 2;
    } else if (verb == PathVerb::cubic) {
      const double x0 = x, y0 = y;
      for (int i = 1; i <= 8; ++i) {
        const double t = i / 8.0, u = 1 - t;
        to(u * u * u * x0 + 3 * u * u * t * at[0] + 3 * u * t * t * at[2] + t * t * t * at[4],
           u * u * u * y0 + 3 * u * u * t * at[1] + 3 * u * t * t * at[3] + t * t * t * at[5]);
      }
      at += 6;
    } else {
      to(start_x, start_y);
    }
  }
  return lines;
}

bool covers(const Shape& shape, double px, double py) {
  if (shape.fill.source != PaintSource::none) {
    int crossings = 0, winding = 0;
    for (const Line& l : flatten(shape.path, true)) {
      if ((l.y1 > py) == (l.y2 > py) || l.x1 + (py - l.y1) / (l.y2 - l.y1) * (l.x2 - l.x1) < px) continue;
      ++crossings;
      winding += l.y2 > l.y1 ? 1 : -1;
    }
    if (shape.even_odd ? crossings % 2 != 0 : winding != 0) return true;
  }
  if (shape.stroke.source == PaintSource::none) return false;
  return std::ranges::any_of(flatten(shape.path, false), [&](const Line& l) {
    const double dx = l.x2 - l.x1, dy = l.y2 - l.y1, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((px - l.x1) * dx + (py - l.y1) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(l.x1 + t * dx - px, l.y1 + t * dy - py) <= shape.stroke_width / 2;
  });
}

constexpr int kGrid = 24;
using Picture = std::bitset<kGrid * kGrid>;

/// What a mark shows at 24 × 24 dots: about its size at 10 pt on a 200 dpi printer.
Picture rasterize(const Drawing& drawing) {
  Picture picture;
  for (int y = 0; y < kGrid; ++y) {
    for (int x = 0; x < kGrid; ++x) {
      for (const Shape& shape : drawing.shapes) {
        if (covers(shape, x + 0.5, y + 0.5)) picture.set(static_cast<std::size_t>(y * kGrid + x));
      }
    }
  }
  return picture;
}

}  // namespace

TEST_CASE("every mark has a drawing that needs no mending and stays in its box") {
  for (const std::string& name : mark_files()) {
    CAPTURE(name);
    const Drawing drawing = drawing_of(name);
    CHECK(drawing.width == 24);
    CHECK(drawing.height == 24);
    for (const Shape& shape : drawing.shapes) {
      // One colour, the text's: a style may set a mark in any colour, on any ground.
      CHECK((shape.fill.source == PaintSource::none || shape.fill.source == PaintSource::current));
      CHECK((shape.stroke.source == PaintSource::none || shape.stroke.source == PaintSource::current));
      const double reach = shape.stroke.source == PaintSource::none ? 0 : shape.stroke_width / 2;
      for (const double v : shape.path.coordinates) {
        CHECK(v - reach >= 0);
        CHECK(v + reach <= 24);
      }
    }
  }
}

TEST_CASE("marks are of like weight and sit in the middle") {
  for (const std::string& name : mark_files()) {
    CAPTURE(name);
    const Picture picture = rasterize(drawing_of(name));
    const double share = static_cast<double>(picture.count()) / picture.size();
    CHECK(share > 0.1);
    CHECK(share < 0.66);
    double x = 0, y = 0;
    for (std::size_t i = 0; i < picture.size(); ++i) {
      if (picture[i]) x += static_cast<double>(i % kGrid) + 0.5, y += static_cast<double>(i / kGrid) + 0.5;
    }
    CHECK(std::abs(x / static_cast<double>(picture.count()) - 12) < 2.5);
    CHECK(std::abs(y / static_cast<double>(picture.count()) - 12) < 2.5);
  }
}

TEST_CASE("marks differ in shape, not only in colour") {
  const std::vector<std::string> names = mark_files();
  std::vector<Picture> pictures;
  for (const std::string& name : names)
    pictures.push_back(rasterize(drawing_of(name)));
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      INFO(names[i] << " and " << names[j]);
      // At least a twentieth of what either shows is not shown by the other.
      CHECK((pictures[i] ^ pictures[j]).count() * 20 > (pictures[i] | pictures[j]).count());
    }
  }
}
