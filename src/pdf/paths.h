// Vector drawings as path operators (ISO 32000-1 §8.5).
#pragma once

#include <string>

#include "base/color.h"
#include "base/drawing.h"
#include "base/length.h"
#include "pages/pages.h"

namespace pamphlet::pdf {

/// From a drawing's units, y downwards, to PDF units, y upwards: x' = x0 + sx·x, y' = y0 − sy·y.
struct DrawingPlace {
  double x0 = 0, y0 = 0, sx = 1, sy = 1;
};
/// The place that makes a drawing of the given size fill `box`, whose y grows upwards.
DrawingPlace place_in(const Rect& box, double width, double height);

void append_path(std::string& out, const Path& path, const DrawingPlace& place);
/// All shapes between q and Q; `current` is what current paints become.
void append_drawing(std::string& out, const Drawing& drawing, const DrawingPlace& place, Color current);
/// A filled box; the fill colour must be set. `box.y` grows upwards.
void append_box(std::string& out, const Rect& box, Length radius);
/// The edge of a box as a line, or one line where it has no width or height. Dashes are three times as long as the line is
/// thick and gaps twice, dots are round with a gap as wide; a single line ends with a whole one. `place.y` grows upwards.
void append_line(std::string& out, const Rect& place, const BoxItem& box);
/// What follows is seen in the box only, up to the next Q.
void append_clip(std::string& out, const Rect& box, Length radius);

/// Where crop marks end, beyond the edges of the sheet that is cut.
Length crop_mark_end(Length bleed);
/// Two lines at each corner, in line with the cuts and outside the bleed: a page artifact (ISO 32000-1 §14.8.2.2.2).
void append_crop_marks(std::string& out, const Page& page, Length bleed);

}  // namespace pamphlet::pdf
