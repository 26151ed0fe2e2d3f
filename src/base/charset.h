// Text in the encodings that old web pages have.
#pragma once

#include <string>
#include <string_view>

namespace pamphlet {

/// The bytes as UTF-8, from the encoding that they say they have, by WHATWG Encoding's label in lower case. Empty when that
/// is none that pages have, or needs no help: UTF-8 and Windows-1252 (which is what pages mean that say Latin-1) are told
/// by the bytes themselves, see decode_source().
std::string from_charset(std::string_view bytes, std::string_view charset);

}  // namespace pamphlet
