// Lines that are neither headings nor titles: credits of pictures, speakers of comments. Private to
// recover/.
#pragma once

#include <string_view>

namespace pamphlet::recover {

/// Who made a picture: "(Photo: A. Berg)" at the end, "Foto: dpa", "A. Berg/Getty Images", "© 2024 A. Berg".
bool is_credit(std::string_view line);
/// "Sarah says:", "muffin.princess sagt:": above a comment.
bool names_speaker(std::string_view line);
/// "By Ashley Burns • 12.29.14", "Lucy Berry | lberry@al.example": a person above a text, whatever else the line says.
bool is_byline(std::string_view line);
/// "Read more: Birth plans made easy": the title of another article after words that say so.
bool is_see_also(std::string_view line);

}  // namespace pamphlet::recover
