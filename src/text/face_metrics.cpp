// Vertical metrics of a face.
#include <hb-ot.h>

#include <algorithm>

#include "text/face.h"

namespace pamphlet::shaping {
namespace {

Em to_em(const Face& face, int units) {
  return static_cast<Em>(static_cast<std::int64_t>(units) * kEm / static_cast<std::int64_t>(face.upem));
}

/// Height of a letter above the baseline, for fonts that do not state it.
Em ink_height(const Face& face, char32_t letter) {
  hb_codepoint_t glyph = 0;
  hb_glyph_extents_t extents{};
  if (!hb_font_get_nominal_glyph(face.em_font.get(), letter, &glyph)) return 0;
  if (!hb_font_get_glyph_extents(face.em_font.get(), glyph, &extents)) return 0;
  return std::clamp(extents.y_bearing, 0, 4 * kEm);
}

/// OS/2 typo metrics say what a line of text wants; hhea and win metrics are often padded for clipping. They are taken
/// unless they are missing or absurd.
bool plausible(int ascent, int descent, unsigned upem) {
  const int height = ascent + descent, unit = static_cast<int>(upem);
  return ascent > 0 && descent >= 0 && height >= unit / 2 && height <= 4 * unit;
}

void measure_extent(const Face& face, const Table& os2, FontMetrics& metrics) {
  const Table hhea(face.face.get(), HB_TAG('h', 'h', 'e', 'a'));
  int ascent = os2.i16(68), descent = -os2.i16(70);
  if (os2.size() < 78 || !plausible(ascent, descent, face.upem)) {
    ascent = hhea.i16(4);
    descent = -hhea.i16(6);
  }
  if (!plausible(ascent, descent, face.upem)) {  // CSS 2.2 leaves it to the program: four fifths and one fifth
    ascent = static_cast<int>(face.upem * 4 / 5);
    descent = static_cast<int>(face.upem) - ascent;
  }
  metrics.ascent = to_em(face, ascent);
  metrics.descent = to_em(face, descent);
}

void measure_heights(const Face& face, const Table& os2, FontMetrics& metrics) {
  const bool stated = os2.u16(0) >= 2 && os2.size() >= 90;  // since version 2 of OS/2
  metrics.x_height = stated ? to_em(face, os2.i16(86)) : 0;
  metrics.cap_height = stated ? to_em(face, os2.i16(88)) : 0;
  const auto absurd = [](Em height) { return height <= 0 || height > 4 * kEm; };
  if (absurd(metrics.x_height)) metrics.x_height = ink_height(face, U'x');
  if (absurd(metrics.cap_height)) metrics.cap_height = ink_height(face, U'H');
  if (metrics.cap_height <= 0) metrics.cap_height = metrics.ascent;
  if (metrics.x_height <= 0) metrics.x_height = metrics.cap_height * 2 / 3;
}

}  // namespace

FontMetrics measure(const Face& face) {
  FontMetrics metrics;
  const Table os2(face.face.get(), HB_TAG('O', 'S', '/', '2')), post(face.face.get(), HB_TAG('p', 'o', 's', 't'));
  measure_extent(face, os2, metrics);
  measure_heights(face, os2, metrics);
  metrics.underline_position = to_em(face, post.i16(8));
  metrics.underline_thickness = to_em(face, post.i16(10));
  if (metrics.underline_thickness <= 0 || metrics.underline_thickness > kEm / 4) metrics.underline_thickness = kEm / 20;
  if (metrics.underline_position >= 0 || metrics.underline_position < -kEm) metrics.underline_position = -kEm / 10;
  metrics.strikeout_position = os2.size() >= 30 ? to_em(face, os2.i16(28)) : 0;
  if (metrics.strikeout_position <= 0 || metrics.strikeout_position > kEm) {
    metrics.strikeout_position = metrics.x_height / 2;
  }
  metrics.color_bitmaps = face.outlines == OutlineKind::none && hb_ot_color_has_png(face.face.get());
  return metrics;
}

}  // namespace pamphlet::shaping
