// Private to the room: characters of fonts that are not encoded as Unicode.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet::office {

/// A character of Wingdings, Symbol or another such font in Unicode; 0 when it is not known.
char32_t symbol(std::string_view font, char32_t character);
bool is_symbol_font(std::string_view font);
/// Text set in a font: private characters, and all of a symbol font's, in Unicode; U+FFFD for what is not known.
std::string in_font(std::string_view font, std::string_view text);

}  // namespace pamphlet::office
