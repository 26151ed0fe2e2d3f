// Items that lost their bullets: ingredients with their quantities, short lines below "You will need:".
#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

namespace pamphlet::recover {
namespace {

// "2 carrots", "½ cup", "1/2 TL", "250 g": a figure or a fraction and a word after it.
bool starts_with_quantity(std::string_view text) {
  std::size_t at = 0;
  bool figure = false;
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    const bool fraction = c == 0xBC || c == 0xBD || c == 0xBE || (c >= 0x2150 && c <= 0x215E);
    const bool joins = figure && (c == '/' || c == ',' || c == '.' || c == '-' || c == 0x2013 || c == 0x2044);
    if (!is_ascii_digit(c) && !fraction && !joins) break;
    figure = true;
    at = next;
  }
  return figure && at < text.size() && has_letter(text.substr(at));
}

bool is_bare_item(const Article& article, std::size_t i) {
  constexpr std::uint32_t kMostWords = 12;
  if (!article.is_open(i)) return false;
  const Unit& unit = article.unit(i);
  if (unit.marker.kind != MarkerKind::none || unit.words > kMostWords || unit.tabs > 0 || unit.underline != 0)
    return false;
  const char32_t mark = final_mark(article.last_line(i));
  return mark != ':' && mark != '?' && mark != '!' && !read_date(article.first_line(i), DateOrder::day_first);
}

void take(Article& article, std::size_t begin, std::size_t end, std::string_view why, Sureness sureness) {
  ++article.groups;
  for (std::size_t i = begin; i < end; ++i) {
    article.parts[i].role = Role::item;
    article.parts[i].group = article.groups;
    article.parts[i].level = 1;
    article.parts[i].list = ListKind::bullet;
  }
  article.page.hint(code::guessed_list, article.span(begin, end - 1),
                    std::to_string(end - begin) + " lines were taken as a list: " + std::string(why), sureness,
                    "they get bullets; take those out of the Markdown if they are no list");
}

}  // namespace

void find_bare_lists(Article& article) {
  constexpr std::size_t kFewest = 3;
  for (std::size_t i = 0; i < article.size();) {
    const bool introduced = i > 0 && article.is_open(i - 1) && ends_with_colon(article.last_line(i - 1)) &&
                            article.unit(i - 1).marker.kind == MarkerKind::none;
    // Quantities may stand apart, as a page's own list style parts them; other lines must stand together.
    std::size_t quantities = i;
    while (is_bare_item(article, quantities) && starts_with_quantity(article.first_line(quantities)))
      ++quantities;
    std::size_t together = i;
    while ((introduced || quantities > i) && is_bare_item(article, together) &&
           (together == i || !article.unit(together).blank_before) && final_mark(article.last_line(together)) != '.') {
      ++together;
    }
    if (quantities - i >= kFewest) {
      // "salt and a little oil" at the end of the ingredients has no figure of its own.
      while (!article.unit(quantities - 1).blank_before && quantities < together)
        ++quantities;
      take(article, i, quantities, "each starts with a quantity", Sureness::likely);
      i = quantities;
    } else if (introduced && together - i >= kFewest &&
               (!article.layout.dense || together == article.size() || !is_body(article, together))) {
      take(article, i, together, "short lines below a line with a colon", Sureness::guess);
      i = together;
    } else {
      ++i;
    }
  }
}

}  // namespace pamphlet::recover
