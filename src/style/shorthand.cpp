#include "style/shorthand.h"

#include <algorithm>

namespace pamphlet {

std::vector<RawItem> split_words(const RawValue& raw) {
  if (raw.items.size() != 1 || raw.items[0].kind != TomlKind::string) return raw.items;
  std::vector<RawItem> words;
  const std::string& text = raw.items[0].text;
  constexpr const char* kSpace = " \t\n,";  // a token that is a list becomes "a, b" inside a text
  for (std::size_t begin = text.find_first_not_of(kSpace); begin != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
    words.push_back({TomlKind::string, text.substr(begin, end - begin), 0, false});
    begin = text.find_first_not_of(kSpace, end);
  }
  return words;
}

std::size_t side_index(std::size_t side, std::size_t count) {
  if (count == 4) return side;
  if (count == 3) return side == 3 ? 1 : side;
  if (count == 2) return side % 2;
  return 0;
}

}  // namespace pamphlet
