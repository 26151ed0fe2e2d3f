// The title of a page's article. Private to the room.
#pragma once

#include "html/page.h"

namespace pamphlet::html {

struct TitleChoice {
  std::uint32_t node = 0;  // what shows it; 0: only the metadata say it
  MetaText text;
};
/// The heading that says what the page's metadata say; else the first one of the highest level that opens the body; else
/// the metadata's words, without the site's name.
TitleChoice choose_page_title(const Tree& tree, const PageText& text, const PageMeta& meta, const std::vector<Fate>& fates, std::uint32_t body);

/// Letters and digits in lower case, for comparisons.
std::string comparable(std::string_view text);

}  // namespace pamphlet::html
