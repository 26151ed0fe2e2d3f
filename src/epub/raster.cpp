// A cover shows outlines, and its bytes must be the same on every machine. So coordinates are whole numbers (1/256 pixel)
// and coverage is exact: each edge adds, to the pixels it crosses, how much of the pixel it covers and how much it changes
// the cover of all pixels to its right; a running sum over each row then gives the coverage (the idea of FreeType's and
// font-rs's smooth rasterisers). Supersampling needs sixteen samples a pixel for fewer shades; a library with doubles (Cairo)
// differs between processors. Curves become chords that stay within a tenth of a pixel. Cost: the edges' pixels, then
// one addition for each pixel of the box around the path.
#include "epub/raster.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace pamphlet::epub {

namespace {

constexpr std::int32_t kOne = 256;  // a pixel

/// value × part / whole, rounded down; whole is positive.
std::int32_t share(std::int64_t value, std::int64_t part, std::int64_t whole) {
  const std::int64_t product = value * part;
  return static_cast<std::int32_t>(product >= 0 ? product / whole : -((-product + whole - 1) / whole));
}

}  // namespace

Rasterizer::FixedPoint Rasterizer::fixed(double x, double y) const {
  // Points outside are moved to the edge: winding stays right, and no cell outside is ever touched.
  const auto clamp = [](double value, int limit) {
    if (!(value > 0)) return 0;
    return static_cast<std::int32_t>(std::lround(std::min(value, static_cast<double>(limit)) * kOne));
  };
  return {clamp(x, width_), clamp(y, height_)};
}

void Rasterizer::line(FixedPoint from, FixedPoint to) {
  if (from.y != to.y) segments_.push_back({from, to});
}

void Rasterizer::cubic(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d) {
  // The distance of a chord from its curve falls with the square of the pieces: 1/8 of the second difference over n².
  // A tenth of a pixel is less than one of the cover's shades.
  const std::int64_t bend = std::max({std::abs(a.x - 2 * b.x + c.x), std::abs(a.y - 2 * b.y + c.y),
                                      std::abs(b.x - 2 * c.x + d.x), std::abs(b.y - 2 * c.y + d.y)});
  std::int64_t pieces = 1;
  while (pieces < 64 && bend * 6 / 8 > pieces * pieces * (kOne / 10)) ++pieces;
  const std::int64_t cube = pieces * pieces * pieces;
  FixedPoint last = a;
  for (std::int64_t n = 1; n <= pieces; ++n) {
    const std::int64_t t = n, s = pieces - n;
    const auto at = [&](std::int64_t p0, std::int64_t p1, std::int64_t p2, std::int64_t p3) {
      return static_cast<std::int32_t>((p0 * s * s * s + 3 * p1 * s * s * t + 3 * p2 * s * t * t + p3 * t * t * t + cube / 2) / cube);
    };
    const FixedPoint next{at(a.x, b.x, c.x, d.x), at(a.y, b.y, c.y, d.y)};
    line(last, next);
    last = next;
  }
}

void Rasterizer::add(const Path& path, double scale, double dx, double dy) {
  std::size_t at = 0;
  FixedPoint start, here;
  const auto point = [&](std::size_t n) {
    return fixed(path.coordinates[at + 2 * n] * scale + dx, path.coordinates[at + 2 * n + 1] * scale + dy);
  };
  for (const PathVerb verb : path.verbs) {
    switch (verb) {
      case PathVerb::move:
        line(here, start);  // an open figure is filled as if it were closed
        start = here = point(0);
        at += 2;
        break;
      case PathVerb::line: {
        const FixedPoint next = point(0);
        line(here, next);
        here = next;
        at += 2;
        break;
      }
      case PathVerb::cubic: {
        const FixedPoint end = point(2);
        cubic(here, point(0), point(1), end);
        here = end;
        at += 6;
        break;
      }
      case PathVerb::close:
        line(here, start);
        here = start;
        break;
    }
  }
  line(here, start);
}

void Rasterizer::add_cell(int row, int column, std::int32_t cover, std::int32_t area) {
  // `area` is twice what lies left of the edge: that much less of this pixel, and the next one is covered wholly.
  std::int32_t* step = steps_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(mask_.width + 2) + static_cast<std::size_t>(column);
  step[0] += cover * 2 * kOne - area;
  step[1] += area;
}

/// A piece of an edge within one row of pixels; y counts from the row's top.
void Rasterizer::render_row(int row, FixedPoint from, FixedPoint to) {
  if (from.y == to.y) return;
  const bool right = to.x >= from.x;
  std::int32_t x = from.x, y = from.y;
  int column = x / kOne;
  const int last = to.x / kOne;
  while (column != last) {
    const std::int32_t edge = (right ? column + 1 : column) * kOne;
    const std::int32_t next = from.y + share(to.y - from.y, std::abs(edge - from.x), std::abs(to.x - from.x));
    add_cell(row, column, next - y, (next - y) * (x - column * kOne + edge - column * kOne));
    x = edge;
    y = next;
    column += right ? 1 : -1;
  }
  add_cell(row, column, to.y - y, (to.y - y) * (x - column * kOne + to.x - column * kOne));
}

void Rasterizer::render(const Segment& segment) {
  const bool down = segment.to.y > segment.from.y;
  const FixedPoint top = down ? segment.from : segment.to, bottom = down ? segment.to : segment.from;
  const int first = top.y / kOne, last = (bottom.y - 1) / kOne;
  std::int32_t x = top.x, y = top.y;
  for (int row = first; row <= last; ++row) {
    const std::int32_t end_y = std::min((row + 1) * kOne, bottom.y);
    const std::int32_t end_x = end_y == bottom.y ? bottom.x : top.x + share(bottom.x - top.x, end_y - top.y, bottom.y - top.y);
    const FixedPoint upper{x, y - row * kOne}, lower{end_x, end_y - row * kOne};
    if (down) render_row(row, upper, lower);
    else render_row(row, lower, upper);
    x = end_x;
    y = end_y;
  }
}

void Rasterizer::sweep() {
  const auto width = static_cast<std::size_t>(mask_.width);
  for (std::size_t row = 0; row < static_cast<std::size_t>(mask_.height); ++row) {
    const std::int32_t* steps = steps_.data() + row * (width + 2);
    std::uint8_t* out = mask_.coverage.data() + row * width;
    std::int32_t covered = 0;
    for (std::size_t x = 0; x < width; ++x) {
      covered += steps[x];
      const std::int32_t area = std::abs(covered);
      out[x] = static_cast<std::uint8_t>(std::min((area * 255 + kOne * kOne) / (2 * kOne * kOne), 255));
    }
  }
}

const Mask& Rasterizer::fill() {
  mask_.width = mask_.height = 0;
  mask_.coverage.clear();
  if (segments_.empty()) return mask_;
  std::int32_t left = INT32_MAX, top = INT32_MAX, right = 0, bottom = 0;
  for (const Segment& s : segments_) {
    left = std::min({left, s.from.x, s.to.x});
    right = std::max({right, s.from.x, s.to.x});
    top = std::min({top, s.from.y, s.to.y});
    bottom = std::max({bottom, s.from.y, s.to.y});
  }
  mask_.x = left / kOne;
  mask_.y = top / kOne;
  mask_.width = (right + kOne - 1) / kOne - mask_.x;
  mask_.height = (bottom + kOne - 1) / kOne - mask_.y;
  const auto pixels = static_cast<std::size_t>(std::max(mask_.width, 0)) * static_cast<std::size_t>(mask_.height);
  mask_.coverage.resize(pixels);
  // An edge that lies exactly on the right side counts in a column of its own.
  steps_.assign(pixels + 2 * static_cast<std::size_t>(mask_.height), 0);
  for (Segment s : segments_) {
    for (FixedPoint* p : {&s.from, &s.to}) {
      p->x -= mask_.x * kOne;
      p->y -= mask_.y * kOne;
    }
    render(s);
  }
  segments_.clear();
  sweep();
  return mask_;
}

}  // namespace pamphlet::epub
