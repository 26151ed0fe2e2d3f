// Composite fonts (ISO 32000-1 §9.7): a subset program, widths, and the way back to Unicode.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pdf/deflate.h"
#include "pdf/glyph_use.h"
#include "pdf/haru.h"
#include "text/text.h"

namespace pamphlet::pdf {

/// Writes the font and fills in the codes of its glyphs. False, with a message, when it cannot be embedded.
bool write_font(Haru& haru, const Deflater& deflate, const FontLibrary& library, UsedFont& font, std::string& problem);

/// A font of two-byte codes as `object`: program and measures of `made`, widths in 1/1000000 em and texts by ascending code.
std::string write_composite(Haru& haru, const Deflater& deflate, const FontSubset& made, std::string_view plain_name,
                     const std::vector<std::pair<std::uint16_t, std::int32_t>>& widths,
                     const std::vector<std::pair<std::uint32_t, std::string_view>>& texts, ObjectId object);

/// A ToUnicode CMap (§9.10.3) for codes of two bytes, in the order given.
std::string to_unicode_map(const std::vector<std::pair<std::uint32_t, std::string_view>>& texts);

/// The /W array (§9.7.4.3) of widths in 1/1000000 em, by ascending code.
std::string width_array(const std::vector<std::pair<std::uint16_t, std::int32_t>>& widths);

}  // namespace pamphlet::pdf
