#include "epub/cover_canvas.h"

#include <algorithm>
#include <array>

#include "base/hash.h"

namespace pamphlet::epub {

namespace {

std::uint8_t mix(std::uint8_t from, std::uint8_t to, int step, int steps) {
  return static_cast<std::uint8_t>((from * (steps - step) + to * step + steps / 2) / steps);
}

Color mix(Color from, Color to, int step, int steps) {
  return {mix(from.r, to.r, step, steps), mix(from.g, to.g, step, steps), mix(from.b, to.b, step, steps), 255};
}

std::string palette(Color ground, Color text, Color accent) {
  std::string colors;
  const auto add = [&](Color c) { colors += {static_cast<char>(c.r), static_cast<char>(c.g), static_cast<char>(c.b)}; };
  for (int step = 0; step <= kAccentSteps; ++step) add(mix(ground, accent, step, kAccentSteps));
  for (int step = 1; step <= kTextSteps; ++step) add(mix(ground, text, step, kTextSteps));
  return colors;
}

/// The palette index for ink that covers the ground by `coverage`.
std::uint8_t inked(Ink ink, int coverage) {
  if (ink == Ink::accent) return static_cast<std::uint8_t>((coverage * kAccentSteps + 127) / 255);
  const int step = (coverage * kTextSteps + 127) / 255;
  return static_cast<std::uint8_t>(step == 0 ? 0 : kAccentSteps + step);
}

}  // namespace

static_assert(1 + kAccentSteps + kTextSteps <= 16, "a PNG of 4 bits a pixel");

CoverCanvas::CoverCanvas(Color ground, Color text, Color accent)
    : rasterizer_(kCoverWidth, kCoverHeight) {
  image_.width = kCoverWidth;
  image_.height = kCoverHeight;
  image_.palette = palette(ground, text, accent);
  image_.indices.resize(std::size_t{kCoverWidth} * kCoverHeight);
}

void CoverCanvas::fill(int x, int y, int width, int height, std::uint8_t index) {
  const int left = std::clamp(x, 0, kCoverWidth), right = std::clamp(x + width, left, kCoverWidth);
  for (int at = std::max(y, 0); at < std::min(y + height, kCoverHeight); ++at) std::fill(row(at) + left, row(at) + right, index);
}

void CoverCanvas::paint(Ink ink) {
  const Mask& mask = rasterizer_.fill();
  std::array<std::uint8_t, 256> index;
  for (int coverage = 0; coverage < 256; ++coverage) index[static_cast<std::size_t>(coverage)] = inked(ink, coverage);
  for (int y = 0; y < mask.height; ++y) {
    const std::uint8_t* coverage = mask.row(y);
    std::uint8_t* pixels = row(mask.y + y) + mask.x;
    for (int x = 0; x < mask.width; ++x)
      if (coverage[x] != 0) pixels[x] = std::max(pixels[x], index[coverage[x]]);  // neighbours may touch
  }
}

namespace {

constexpr int kTile = 200;
constexpr int kColumns = kCoverWidth / kTile;

/// A quarter disc that fills a tile, its centre in the upper left corner, as runs: inside, edge, outside.
struct QuarterDisc {
  Mask mask;
  std::array<int, kTile> inside{};  // pixels of each row that are wholly covered
  std::array<int, kTile> reach{};   // first pixel that is not covered at all
};

QuarterDisc quarter_disc(Rasterizer& rasterizer) {
  QuarterDisc disc;
  Path circle;
  circle.add_ellipse(0, 0, kTile, kTile);  // the rasteriser cuts off what lies outside the picture
  rasterizer.add(circle, 1, 0, 0);
  disc.mask = rasterizer.fill();
  for (int y = 0; y < kTile && y < disc.mask.height; ++y) {
    const std::uint8_t* row = disc.mask.row(y);
    const auto at = static_cast<std::size_t>(y);
    disc.inside[at] = static_cast<int>(std::find_if(row, row + disc.mask.width, [](std::uint8_t c) { return c < 255; }) - row);
    disc.reach[at] = static_cast<int>(std::find(row, row + disc.mask.width, std::uint8_t{0}) - row);
  }
  return disc;
}

struct Tile {
  int ground = 0, figure = 0;  // shades
  bool plain = false, from_right = false, from_bottom = false;
};

void draw_tile(CoverCanvas& canvas, const QuarterDisc& disc, const Tile& tile, int left, int top, int rows) {
  for (int y = 0; y < rows; ++y) {
    std::uint8_t* out = canvas.row(top + y) + left;
    std::fill(out, out + kTile, CoverCanvas::shade(tile.ground));
    if (tile.plain) continue;
    const auto from = static_cast<std::size_t>(tile.from_bottom ? kTile - 1 - y : y);
    const std::uint8_t* coverage = disc.mask.row(static_cast<int>(from));
    const int inside = std::min(disc.inside[from], kTile), reach = std::min(disc.reach[from], kTile);
    std::uint8_t* run = tile.from_right ? out + kTile - inside : out;
    std::fill(run, run + inside, CoverCanvas::shade(tile.figure));
    for (int x = inside; x < reach; ++x) {
      const int shade = (tile.ground * (255 - coverage[x]) + tile.figure * coverage[x] + 127) / 255;
      out[tile.from_right ? kTile - 1 - x : x] = CoverCanvas::shade(shade);
    }
  }
}

}  // namespace

void draw_tiles(CoverCanvas& canvas, std::string_view seed, int height) {
  // Shades that stay apart on a grey reader too; the second of a pair is never the first.
  constexpr std::array<int, 4> kShades{8, 6, 4, 2};
  const QuarterDisc disc = quarter_disc(canvas.rasterizer());
  std::string material;
  for (char round = 0; material.size() < static_cast<std::size_t>(kColumns * (height / kTile + 1)); ++round) {
    const auto digest = sha256(std::string(seed) + round);
    material.append(digest.begin(), digest.end());
  }
  std::size_t next = 0;
  for (int top = 0; top < height; top += kTile) {
    for (int column = 0; column < kColumns; ++column) {
      const unsigned dice = static_cast<unsigned char>(material[next++]);
      Tile tile;
      const unsigned ground = dice & 3, step = 1 + (dice >> 2) % 3;
      tile.ground = kShades[ground];
      tile.figure = kShades[(ground + step) % kShades.size()];
      tile.from_right = (dice >> 4 & 1) != 0;
      tile.from_bottom = (dice >> 5 & 1) != 0;
      tile.plain = (dice >> 6) == 3 && (column + top / kTile) % 2 == 0;
      draw_tile(canvas, disc, tile, column * kTile, top, std::min(kTile, height - top));
    }
  }
}

}  // namespace pamphlet::epub
