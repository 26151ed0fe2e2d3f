// What a font's OpenType features do to single characters.
#include <hb-ot.h>

#include "text/library.h"

namespace pamphlet {

bool FontLibrary::substitutes(FontId font, std::string_view feature, char32_t code_point) const {
  const shaping::Face* face = impl_->face(font);
  hb_codepoint_t glyph = 0;
  if (face == nullptr || !hb_font_get_nominal_glyph(face->em_font.get(), code_point, &glyph)) return false;
  const hb_tag_t tags[] = {hb_tag_from_string(feature.data(), static_cast<int>(feature.size())), HB_TAG_NONE};
  hb_set_t* lookups = hb_set_create();
  hb_ot_layout_collect_lookups(face->face.get(), HB_OT_TAG_GSUB, nullptr, nullptr, tags, lookups);
  bool found = false;
  for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; !found && hb_set_next(lookups, &lookup);) {
    found = hb_ot_layout_lookup_would_substitute(face->face.get(), lookup, &glyph, 1, true);
  }
  hb_set_destroy(lookups);
  return found;
}

}  // namespace pamphlet
