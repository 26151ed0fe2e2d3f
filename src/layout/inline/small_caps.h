// Small capitals: the font's own where it draws them, else capitals as tall as its small letters.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "style/style.h"
#include "text/text.h"

namespace pamphlet {

class SmallCaps {
 public:
  SmallCaps(const FontLibrary& fonts, Diagnostics& diagnostics) : fonts_(fonts), diagnostics_(diagnostics) {}

  /// Whether the style asks for this character as a small capital and its font has none.
  bool made_here(const ComputedStyle& style, char32_t c);
  /// Size of such a capital, as a share of the text's.
  double scale(const ComputedStyle& style);

 private:
  FontId font(const ComputedStyle& style);

  const FontLibrary& fonts_;
  Diagnostics& diagnostics_;
  FontRequest last_request_;
  FontId last_font_ = kNoFont;
  std::map<std::pair<FontId, char32_t>, bool> known_;
};

}  // namespace pamphlet
