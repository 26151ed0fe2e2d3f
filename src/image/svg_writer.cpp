#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "image/image.h"

namespace pamphlet {
namespace {

class SvgWriter {
 public:
  SvgWriter(const Drawing& drawing, Color current) : drawing_(drawing), current_(current) {
    // A hundred-thousandth of the picture: finer than any printer, and lossless for hand-drawn marks.
    const double size = std::max({drawing.width, drawing.height, 1e-6});
    decimals_ = std::clamp(5 - static_cast<int>(std::floor(std::log10(size))), 1, 6);
  }

  std::string run() {
    const std::string width = number(drawing_.width, decimals_), height = number(drawing_.height, decimals_);
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
           "\" viewBox=\"0 0 " + width + " " + height + "\">\n";
    for (const Shape& shape : drawing_.shapes)
      write(shape);
    out_ += "</svg>\n";
    return std::move(out_);
  }

 private:
  void write(const Shape& shape) {
    out_ += "<path d=\"";
    write_data(shape.path);
    out_ += '"';
    write_paint("fill", shape.fill);
    if (shape.even_odd && shape.fill.source != PaintSource::none) out_ += " fill-rule=\"evenodd\"";
    if (shape.stroke.source != PaintSource::none) {
      write_paint("stroke", shape.stroke);
      if (shape.stroke_width != 1) attribute("stroke-width", number(shape.stroke_width, decimals_));
      if (shape.round_joins) out_ += " stroke-linejoin=\"round\" stroke-linecap=\"round\"";
    }
    out_ += "/>\n";
  }

  void attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    out_ += value;
    out_ += '"';
  }

  void write_paint(std::string_view name, const Paint& paint) {
    const Color color = paint.source == PaintSource::current ? current_ : paint.color;
    const bool none = paint.source == PaintSource::none || !color.visible();
    attribute(name, none ? "none" : to_css(color));
    if (!none && paint.opacity < 1) attribute(std::string(name) + "-opacity", number(paint.opacity, 3));
  }

  void write_data(const Path& path) {
    std::size_t at = 0;
    for (const PathVerb verb : path.verbs) {
      int points = 0;
      switch (verb) {
        case PathVerb::move:
          out_ += 'M', points = 1;
          break;
        case PathVerb::line:
          out_ += 'L', points = 1;
          break;
        case PathVerb::cubic:
          out_ += 'C', points = 3;
          break;
        case PathVerb::close:
          out_ += 'Z';
          break;
      }
      for (int i = 0; i < points * 2; ++i, ++at) {
        if (i > 0) out_ += ' ';
        append_number(out_, path.coordinates[at], decimals_);
      }
    }
  }

  const Drawing& drawing_;
  Color current_;
  int decimals_ = 3;
  std::string out_;
};

}  // namespace

std::string write_svg(const Drawing& drawing, Color color) {
  return SvgWriter(drawing, color).run();
}

}  // namespace pamphlet
