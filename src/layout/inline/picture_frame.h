// How much of a picture is seen, and where: CSS Images 3 §5 (object-fit, object-position) over an aspect-ratio.
#pragma once

#include "image/image.h"
#include "pages/pages.h"
#include "style/style.h"

namespace pamphlet {

/// Width by height that the style gives a picture, or its own.
double picture_ratio(const ComputedStyle& style, const Image& image);
/// Puts all of the picture into `frame`, or what fills it, as the style says.
void frame_picture(const ComputedStyle& style, const Image& image, const Rect& frame, ImageItem& item);
/// Makes a placed picture fill another box; of what is cut away, the shares lie on the left and above.
void fill_box(ImageItem& item, const Rect& box, ObjectPosition position = {});

Length used_radius(CornerRadius radius, Length em, const Rect& box);

}  // namespace pamphlet
