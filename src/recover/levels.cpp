// Levels of headings. Three things tell them: the list of contents above the article, numbers that begin anew below
// each heading of another kind, and the order in which kinds of headings appear (what stands under the first of another
// kind is its subsection). Where none does, all headings are of one level.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "recover/article.h"
#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

// "3.1#1 Rainbow" → "#1 rainbow" and 2 parts of a number; "Rainbow" → no parts.
std::pair<std::string, std::size_t> without_number(std::string_view text) {
  std::size_t at = 0, parts = 0;
  while (at < text.size() && is_ascii_digit(text[at])) {
    while (at < text.size() && is_ascii_digit(text[at]))
      ++at;
    ++parts;
    if (at < text.size() && (text[at] == '.' || text[at] == ')')) ++at;
  }
  if (parts > 0 && at < text.size() && is_ascii_letter(text[at]) && parts == 1 && text[at - 1] != '.' &&
      text[at - 1] != ')') {
    at = parts = 0;  // "3D pictures"
  }
  return {fold(strip(text.substr(at))), parts};
}

// What a list of contents says: the level of each title that it names, 0 where its entries have no numbers.
std::unordered_map<std::string, std::size_t> read_contents(const Article& article) {
  std::unordered_map<std::string, std::size_t> contents;
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (article.parts[i].role != Role::item || article.unit(i).words > 20) continue;
    const Unit& unit = article.unit(i);
    const std::string text = unit_text(article.page, article.units, unit);
    const auto [title, parts] = without_number(text);
    const std::size_t depth = std::max<std::size_t>(parts, article.parts[i].level > 1 ? article.parts[i].level : 0);
    contents.try_emplace(title, depth);
  }
  return contents;
}

bool levels_from_contents(Article& article) {
  const auto contents = read_contents(article);
  std::size_t named = 0, deep = 0, headings = 0;
  const auto entry = [&](std::size_t i) {
    const auto found = contents.find(without_number(article.text(i)).first);
    return found == contents.end() ? std::size_t{SIZE_MAX} : found->second;
  };
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (article.parts[i].role != Role::heading) continue;
    ++headings;
    const std::size_t depth = entry(i);
    named += depth != SIZE_MAX;
    deep += depth != SIZE_MAX && depth > 1;
  }
  if (named == 0 || named * 4 < headings) return false;
  bool below = false;  // a heading of the contents stands above
  for (std::size_t i = 0; i < article.size(); ++i) {
    Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    const std::size_t depth = entry(i);
    if (depth != SIZE_MAX) {
      part.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(depth + 1, 2, 6));
      below = true;
    } else {
      part.level = below && deep == 0 && named >= 2 ? 3 : 2;
    }
  }
  return true;
}

bool is_counted(HeadingStyle style) {
  return style == HeadingStyle::numbered || style == HeadingStyle::counted || style == HeadingStyle::step;
}

// How often the numbers of numbered headings begin with 1.
std::size_t counts_from_one(const Article& article) {
  std::size_t times = 0;
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Part& part = article.parts[i];
    if (part.role != Role::heading || !is_counted(part.style)) continue;
    times += part.style == HeadingStyle::counted ? article.first_line(i).substr(0, 3) == "#1 "
                                                 : article.unit(i).marker.number == 1;
  }
  return times;
}

}  // namespace

void set_levels(Article& article) {
  if (levels_from_contents(article)) return;
  const bool restarts = counts_from_one(article) >= 2;
  bool numbered = false, any = false;
  HeadingStyle outer = HeadingStyle::none;
  const auto ranks = [](HeadingStyle style) {
    return style == HeadingStyle::double_line || style == HeadingStyle::single_line || style == HeadingStyle::capitals;
  };
  for (std::size_t i = 0; i < article.size(); ++i) {
    Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    if (outer == HeadingStyle::none) outer = part.style;
    numbered |= part.style == HeadingStyle::numbered;
    part.level = 2;
    if (part.style == HeadingStyle::section) {
      const std::int64_t parts = article.unit(i).marker.number + (numbered ? 1 : 0);
      part.level = static_cast<std::uint8_t>(std::clamp<std::int64_t>(parts, 2, 6));
    } else if (part.style == HeadingStyle::question) {
      part.level = any && outer != HeadingStyle::question ? 3 : 2;
    } else if (restarts && is_counted(part.style) && !is_counted(outer)) {
      part.level = 3;
    } else if (part.style != outer && ranks(outer) &&
               (part.style == HeadingStyle::bare || part.style == HeadingStyle::single_line)) {
      part.level = 3;
    }
    any = true;
  }
}

}  // namespace pamphlet::recover
