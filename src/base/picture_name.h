// Names of picture files where words should stand.
#pragma once

#include <string_view>

namespace pamphlet {

/// Whether the text is only the name of a picture file, `source` or any other: "IMG_2041.jpg", "IMG_2041", "photo.png". Programs
/// write it where an author said nothing, and nobody who hears it knows what the picture shows.
bool is_picture_name(std::string_view text, std::string_view source);

}  // namespace pamphlet
