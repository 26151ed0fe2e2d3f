// A page's content stream as it grows: what is set already is not set again.
#pragma once

#include <optional>
#include <string>

#include "base/color.h"
#include "base/length.h"
#include "pdf/syntax.h"

namespace pamphlet::pdf {

struct ContentStream {
  explicit ContentStream(Length page_height) : height(page_height) {}

  void begin_text() {
    if (!in_text) out += "BT\n";
    in_text = true;
  }
  void end_text() {
    if (in_text) out += "ET\n";
    in_text = false;
  }
  void select_font(const std::string& name, Length wanted) {
    if (name == font && wanted == size) return;
    font = name;
    size = wanted;
    out += '/';
    out += name;
    out += ' ';
    append_points(out, size);
    out += " Tf\n";
  }
  void set_fill(Color color) {
    if (fill == color) return;
    fill = color;
    append_fill_color(out, color);
  }
  /// Transparent text is there to be found, not to be seen (§9.3.6, mode 3).
  void set_text_color(Color color) {
    if (color.visible()) set_fill(color);
    if (color.visible() == visible_text) return;
    visible_text = color.visible();
    out += visible_text ? "0 Tr\n" : "3 Tr\n";
  }
  /// Starts a line of text at a place whose y grows downwards.
  void move_to(Length x, Length y) {
    out += "1 0 0 1 ";
    append_point({x, height - y});
    out += " Tm\n";
  }
  void append_point(Point point) {
    append_points(out, point.x);
    out += ' ';
    append_points(out, point.y);
  }
  /// An XObject, stretched over a box whose y is its lower edge.
  void append_object(const std::string& name, const Rect& box) {
    append_points(out, box.width);
    out += " 0 0 ";
    append_points(out, box.height);
    out += ' ';
    append_point({box.x, box.y});
    out += " cm\n/" + name + " Do\n";
  }
  /// From the page list's y, downwards from the top, to PDF's, upwards from the bottom: y is then the lower edge.
  Rect flipped(const Rect& box) const { return {box.x, height - box.bottom(), box.width, box.height}; }

  std::string out;
  Length height;
  bool in_text = false, visible_text = true;
  std::string font;  // these outlast ET (§9.3.1)
  Length size;
  std::optional<Color> fill;
};

}  // namespace pamphlet::pdf
