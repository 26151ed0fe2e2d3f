// Items that lost their bullets: ingredients with their quantities, short lines below "You will need:".
#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"
#include "recover/metadata.h"

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

// The words above the steps of a recipe or a treatment, folded.
bool is_instruction_label(std::string_view text) {
  constexpr auto kStepLabels = std::to_array<std::string_view>({
      "instructions",
      "directions",
      "method",
      "preparation",
      "steps",
      "how to make it",
      "what to do",
      "instrucciones",
      "elaboración",
      "preparación",
      "modo de preparación",
      "pasos",
      "préparation",
      "étapes",
      "réalisation",
      "instructions :",
      "zubereitung",
      "anleitung",
      "so geht's",
      "so wird's gemacht",
      "schritte",
      "preparazione",
      "procedimento",
      "modo de preparo",
      "preparo",
      "bereiding",
      "bereidingswijze",
      "przygotowanie",
      "gör så här",
      "fremgangsmåde",
      "cách làm",
      "做法",
      "步骤",
      "作り方",
  });
  std::string folded = fold(text);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == ' '))
    folded.pop_back();
  return std::find(kStepLabels.begin(), kStepLabels.end(), folded) != kStepLabels.end();
}

// "Instructions" and sentences below it, line by line: steps in their order.
std::size_t take_steps(Article& article, std::size_t i) {
  constexpr std::size_t kFewest = 2;
  if (!article.is_open(i) || article.unit(i).words > 5 || !is_instruction_label(article.first_line(i))) return i;
  std::size_t end = i + 1;
  while (article.is_open(end) && article.unit(end).marker.kind == MarkerKind::none && article.unit(end).words >= 3 &&
         article.unit(end).tabs == 0 && (end == i + 1 || !article.unit(end).blank_before) &&
         ends_sentence(article.last_line(end))) {
    ++end;
  }
  if (end - i - 1 < kFewest) return i;
  ++article.groups;
  for (std::size_t k = i + 1; k < end; ++k) {
    Part& part = article.parts[k];
    part.role = Role::item;
    part.group = article.groups;
    part.level = 1;
    part.list = ListKind::ordered;
    part.number = static_cast<std::uint32_t>(k - i);
  }
  article.page.hint(code::guessed_list, article.span(i + 1, end - 1),
                    std::to_string(end - i - 1) + " lines were taken as a numbered list: the steps below " +
                        quoted(article.first_line(i)),
                    Sureness::likely, "they get numbers; take those out of the Markdown if they are no list");
  return end;
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

// Whether two lines may be items of one list: ended alike and of similar length.
bool are_alike(const Article& article, std::size_t one, std::size_t other) {
  const bool stops = ends_sentence(article.last_line(one)), other_stops = ends_sentence(article.last_line(other));
  const std::uint32_t a = article.unit(one).width, b = article.unit(other).width;
  return stops == other_stops && a <= 4 * b && b <= 4 * a &&
         article.unit(one).blank_before == article.unit(other).blank_before;
}

// Lines below a line with a colon that resemble each other: together without blank lines, or each with one above.
std::size_t items_below_colon(const Article& article, std::size_t i) {
  constexpr std::size_t kFewest = 2;
  constexpr std::uint32_t kMostWords = 16, kLongParagraph = 15;
  if (i == 0 || !ends_with_colon(article.last_line(i - 1)) || article.unit(i - 1).marker.kind != MarkerKind::none)
    return i;
  if (article.parts[i - 1].role != Role::open) return i;
  std::size_t end = i;
  const auto fits = [&](std::size_t k) {
    return is_bare_item(article, k) && article.unit(k).words <= kMostWords && !is_credit(article.first_line(k)) &&
           !read_meta_line(article.first_line(k), DateOrder::day_first);
  };
  const std::size_t second = i + 1;
  if (!fits(i) || !fits(second)) return i;
  end = second;
  while (end < article.size() && fits(end) && (end == second || are_alike(article, end - 1, end)))
    ++end;
  // The first may stand apart from the line with the colon, and the others directly below it.
  if (article.unit(i).blank_before != article.unit(second).blank_before && article.unit(second).blank_before) return i;
  if (ends_sentence(article.last_line(i)) != ends_sentence(article.last_line(second))) return i;
  const bool apart = article.unit(second).blank_before;
  // With a blank line above each, the last line may be the heading of what follows.
  if (apart && end < article.size() && end - i > kFewest && is_heading_like(article, end - 1) &&
      is_body(article, end) && article.unit(end).words >= kLongParagraph) {
    --end;
  }
  if (apart && ends_sentence(article.last_line(i))) return i;  // sentences apart are paragraphs
  if (!apart && end < article.size() && !article.unit(end).blank_before && article.layout.parting == Parting::none)
    return i;
  return end - i >= kFewest + (apart ? 1 : 0) ? end : i;
}

// Lines indented by four blanks a level, as Firefox copies items, below a line with a colon.
std::size_t indented_below_colon(const Article& article, std::size_t i) {
  if (i == 0 || !ends_with_colon(article.last_line(i - 1)) || article.layout.indented) return i;
  std::size_t end = i;
  while (article.is_open(end) && article.unit(end).indent >= article.unit(i - 1).indent + 4 &&
         article.unit(end).tabs == 0 && article.unit(end).marker.kind == MarkerKind::none) {
    ++end;
  }
  return end - i >= 2 ? end : i;
}

}  // namespace

void find_bare_lists(Article& article) {
  constexpr std::size_t kFewest = 3;
  for (std::size_t i = 0; i < article.size();) {
    if (const std::size_t end = take_steps(article, i); end > i) {
      i = end;
      continue;
    }
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
    } else if (const std::size_t end = indented_below_colon(article, i); end > i) {
      take(article, i, end, "lines indented below a line with a colon", Sureness::likely);
      i = end;
    } else if (const std::size_t last = article.layout.parting == Parting::below ? i : items_below_colon(article, i);
               last > i) {
      take(article, i, last, "lines of one kind below a line with a colon", Sureness::guess);
      i = last;
    } else {
      ++i;
    }
  }
}

}  // namespace pamphlet::recover
