#include "base/picture_name.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/files.h"
#include "base/utf8.h"

namespace pamphlet {

bool is_picture_name(std::string_view text, std::string_view source) {
  constexpr std::array<std::string_view, 12> kEndings{".png",  ".jpg",  ".jpeg", ".gif", ".svg",  ".webp",
                                                      ".heic", ".heif", ".tif",  ".bmp", ".tiff", ".avif"};
  constexpr std::size_t kLongest = 255;  // bytes of a name: what file systems take
  text = trim(text);
  if (text.empty() || text.size() > kLongest) return false;
  const std::string words = fold_case(text), own = fold_case(file_name(source));
  if (words == own) return true;
  // A word like "baby" may say what baby.png shows; what has figures or underscores is a camera's.
  const bool camera = std::any_of(words.begin(), words.end(), [](char c) { return c == '_' || is_ascii_digit(c); });
  if (words.find(' ') != std::string::npos) return false;
  return (camera && words == stem(own)) || std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    return words.size() > ending.size() && words.ends_with(ending);
  });
}

}  // namespace pamphlet
