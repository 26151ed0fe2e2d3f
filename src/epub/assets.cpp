#include "epub/assets.h"

#include <fmt/core.h>

#include "epub/css_rules.h"

namespace pamphlet::epub {

namespace {

/// Side of a mark inside its disc: the square in a circle has 0.71 of its diameter, less some air. As on paper.
constexpr double kMarkInDisc = 0.6;

std::uint32_t packed(Color c) { return std::uint32_t{c.r} << 24 | std::uint32_t{c.g} << 16 | std::uint32_t{c.b} << 8 | c.a; }

struct Stored { std::string bytes; std::string_view extension, media_type; bool store; };

/// WebP is an EPUB 3.3 core type, but shops and older readers do not take it: shop_form() makes another one of it.
Stored stored_form(const Image& image) {
  switch (image.format) {
    case ImageFormat::gif: return {image.bytes, "gif", "image/gif", true};
    case ImageFormat::svg: return {image.bytes, "svg", "image/svg+xml", false};
    case ImageFormat::jpeg: return {image.bytes, "jpg", "image/jpeg", true};
    case ImageFormat::png:
    case ImageFormat::webp: break;
  }
  return {image.bytes, "png", "image/png", true};
}

Path scaled(const Path& path, double scale, double dx, double dy) {
  Path out = path;
  for (std::size_t n = 0; n + 1 < out.coordinates.size(); n += 2) {
    out.coordinates[n] = out.coordinates[n] * scale + dx;
    out.coordinates[n + 1] = out.coordinates[n + 1] * scale + dy;
  }
  return out;
}

Paint solid(Color color) { return {PaintSource::color, color, 1}; }

}  // namespace

Drawing on_disc(const Drawing& mark, Color ground) {
  Drawing out;
  const double side = std::max(mark.width, mark.height);
  out.width = out.height = side;
  Shape disc;
  disc.path.add_ellipse(side / 2, side / 2, side / 2, side / 2);
  disc.fill = solid(ground);
  out.shapes.push_back(std::move(disc));
  const double dx = (side - mark.width * kMarkInDisc) / 2, dy = (side - mark.height * kMarkInDisc) / 2;
  for (const Shape& shape : mark.shapes) {
    Shape copy = shape;
    copy.path = scaled(shape.path, kMarkInDisc, dx, dy);
    copy.stroke_width *= kMarkInDisc;
    out.shapes.push_back(std::move(copy));
  }
  return out;
}

std::string Assets::image(const std::string& source) {
  const ImageId id = input_.images.find(source);
  return id == kNoImage ? std::string() : image(id);
}

std::string Assets::image(ImageId id) {
  const auto found = images_.find(id);
  if (found != images_.end()) return found->second;
  const std::optional<Image> smaller = shop_form(input_.images[id]);
  const Image& picture = smaller ? *smaller : input_.images[id];
  Stored stored = stored_form(picture);
  may_flash_ = may_flash_ || picture.format == ImageFormat::gif;
  std::string path = fmt::format("images/{}.{}", picture.hash, stored.extension);
  if (image_paths_.insert(path).second) assets_.push_back({path, stored.media_type, std::move(stored.bytes), stored.store});
  return images_.emplace(id, std::move(path)).first->second;
}

std::string Assets::add_drawing(std::string_view name, const Drawing& drawing, Color color) {
  std::string svg = write_svg(drawing, color);
  const auto known = by_content_.find(svg);
  if (known != by_content_.end()) return known->second;
  const int version = ++versions_[std::string(name)];  // the same mark in another colour
  std::string path = version == 1 ? fmt::format("images/{}.svg", name) : fmt::format("images/{}-v{}.svg", name, version);
  assets_.push_back({path, "image/svg+xml", svg, false});
  return by_content_.emplace(std::move(svg), std::move(path)).first->second;
}

std::string Assets::mark(std::string_view name, Color color, Color ground) {
  const auto key = std::make_tuple(std::string(name), packed(color), packed(ground));
  const auto found = marks_.find(key);
  if (found != marks_.end()) return found->second;
  const Drawing* drawing = input_.mark ? input_.mark(name) : nullptr;
  std::string path;
  if (drawing != nullptr)
    path = ground.visible() ? add_drawing(fmt::format("mark-{}", name), on_disc(*drawing, ground), color)
                            : add_drawing(fmt::format("mark-{}", name), *drawing, line_color(color));
  marks_.emplace(key, path);
  return path;
}

}  // namespace pamphlet::epub
