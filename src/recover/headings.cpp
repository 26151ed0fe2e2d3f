// Lines that are headings: underlined, numbered, in capitals, or bare lines that introduce what follows.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"

namespace pamphlet::recover {
namespace {

HeadingStyle style_of(const Article& article, std::size_t i) {
  const Unit& unit = article.unit(i);
  if (unit.underline == '=') return HeadingStyle::double_line;
  if (unit.underline == '-') return HeadingStyle::single_line;
  switch (unit.marker.kind) {
    case MarkerKind::section:
      return HeadingStyle::section;
    case MarkerKind::number:
    case MarkerKind::roman:
      return HeadingStyle::numbered;
    case MarkerKind::step:
      return HeadingStyle::step;
    case MarkerKind::none:
    case MarkerKind::bullet:
    case MarkerKind::letter:
    case MarkerKind::task:
    case MarkerKind::emoji:
      break;
  }
  return bare_style(article.text(i));
}

}  // namespace

HeadingStyle bare_style(std::string_view text) {
  if (text.size() > 1 && text[0] == '#' && is_ascii_digit(text[1])) return HeadingStyle::counted;
  return is_all_caps(text) ? HeadingStyle::capitals : HeadingStyle::bare;
}

namespace {

void take_heading(Article& article, std::size_t i, HeadingStyle style, Sureness sureness) {
  article.parts[i].role = Role::heading;
  article.parts[i].style = style;
  article.parts[i].sureness = sureness;
}

// Of long paragraphs, how many end as sentences do. Where they do not (verse, scripts without full stops, notes), a
// missing full stop says nothing about a short line.
bool sentences_end(const Article& article) {
  constexpr std::uint32_t kLong = 12;
  std::size_t longer = 0, ended = 0;
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Role role = article.parts[i].role;
    if ((role != Role::open && role != Role::paragraph) || article.unit(i).words < kLong) continue;
    ++longer;
    ended += ends_sentence(article.last_line(i));
  }
  return ended * 10 >= longer * 6;
}

// Numbered lines that are no list: 1. … 2. … with text between them. Each must be followed by something.
void find_numbered(Article& article, MarkerKind kind) {
  std::vector<std::size_t> chain;
  std::int64_t last = 0;
  const auto settle = [&] {
    if (chain.size() >= 2) {
      for (const std::size_t i : chain)
        take_heading(article, i, style_of(article, i), Sureness::sure);
    }
    chain.clear();
  };
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (!article.is_open(i) || article.unit(i).marker.kind != kind || !is_heading_like(article, i)) continue;
    if (i + 1 >= article.size()) continue;
    const std::int64_t number = article.unit(i).marker.number;
    if (kind != MarkerKind::section && number != last + 1) settle();
    chain.push_back(i);
    last = number;
  }
  settle();
}

void find_underlined(Article& article) {
  for (std::size_t i = 0; i + 1 < article.size(); ++i) {
    if (article.is_open(i) && article.unit(i).underline != 0)
      take_heading(article, i, style_of(article, i), Sureness::sure);
  }
}

// "How to hold the baby:" right above a paragraph heads it; then "Signs of a good feed:" above a list is no lead-in
// either.
void find_colon_headings(Article& article) {
  constexpr std::uint32_t kMostWords = 8, kFewestBelow = 12;
  std::vector<std::size_t> above_text, above_list;
  if (article.layout.dense) return;
  for (std::size_t i = 0; i + 1 < article.size(); ++i) {
    if (!article.is_open(i) || !ends_with_colon(article.last_line(i)) || article.unit(i).words > kMostWords) continue;
    if (!article.unit(i).blank_before || article.unit(i + 1).blank_before || !may_head(article, i)) continue;
    if (article.parts[i + 1].role == Role::item) above_list.push_back(i);
    if (article.is_open(i + 1) && article.unit(i + 1).words >= kFewestBelow && ends_sentence(article.last_line(i + 1)))
      above_text.push_back(i);
  }
  if (above_text.empty()) return;
  for (const std::size_t i : above_text)
    take_heading(article, i, HeadingStyle::bare, Sureness::likely);
  for (const std::size_t i : above_list)
    take_heading(article, i, HeadingStyle::bare, Sureness::guess);
}

// Bare lines and lines in capitals. One alone, or two (a heading and the one below it), before text; three or more in
// a row are names, verses or cells rather than headings.
void find_bare(Article& article) {
  const bool punctuated = sentences_end(article);
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t i = 0; i < article.size();) {
    std::size_t end = i;
    while (article.is_open(end) && article.unit(end).underline == 0 && is_heading_like(article, end) &&
           (end == i || article.unit(end).blank_before || article.layout.dense)) {
      ++end;
    }
    const bool introduces = is_body(article, end) || (end < article.size() && article.parts[end].role == Role::heading);
    if (end > i && end - i <= 2 && introduces) runs.emplace_back(i, end);
    i = std::max(end, i + 1);
  }
  std::size_t capitals = 0;
  for (const auto& [begin, end] : runs) {
    for (std::size_t i = begin; i < end; ++i)
      capitals += is_all_caps(article.text(i));
  }
  for (const auto& [begin, end] : runs) {
    for (std::size_t i = begin; i < end; ++i) {
      const HeadingStyle style = style_of(article, i);
      if (style == HeadingStyle::capitals && capitals >= 2) {
        take_heading(article, i, style, Sureness::sure);
      } else if (punctuated) {
        take_heading(article, i, style, runs.size() >= 2 && end - begin == 1 ? Sureness::likely : Sureness::guess);
      }
    }
  }
}

std::string_view reason(HeadingStyle style) {
  switch (style) {
    case HeadingStyle::double_line:
    case HeadingStyle::single_line:
      return "it is underlined";
    case HeadingStyle::capitals:
      return "it is in capitals";
    case HeadingStyle::numbered:
    case HeadingStyle::counted:
    case HeadingStyle::section:
      return "it is numbered";
    case HeadingStyle::step:
      return "it names a step";
    case HeadingStyle::question:
      return "it is a question with its answer below";
    case HeadingStyle::none:
    case HeadingStyle::bare:
      break;
  }
  return "it is short, has no full stop, and text follows";
}

// Bare lines look alike whatever their level, so that a second level among many headings may have been missed.
void report_one_level(Article& article) {
  constexpr std::size_t kMany = 4;
  std::size_t headings = 0, first = 0;
  for (std::size_t i = article.size(); i-- > 0;) {
    const Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    if (part.style != HeadingStyle::bare || part.level != 2) return;
    ++headings;
    first = i;
  }
  if (headings < kMany) return;
  article.page.hint(code::guessed_heading, article.span(first, first),
                    "all " + std::to_string(headings) + " headings were taken to be of one level: nothing in the text tells their levels apart",
                    Sureness::guess, "write another # before the lower ones in the Markdown");
}

}  // namespace

void find_headings(Article& article) {
  find_underlined(article);
  find_numbered(article, MarkerKind::number);
  find_numbered(article, MarkerKind::roman);
  find_numbered(article, MarkerKind::section);
  find_numbered(article, MarkerKind::step);
  find_colon_headings(article);
  find_bare(article);
  set_levels(article);
  report_one_level(article);
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    article.page.hint(code::guessed_heading, article.span(i, i),
                      quoted(article.text(i)) + " was taken as a heading of level " + std::to_string(part.level) +
                          ": " + std::string(reason(part.style)),
                      part.sureness);
  }
  for (std::size_t i = 0; i < article.size(); ++i) {
    if (!article.is_open(i) || !is_credit(article.text(i))) continue;
    article.page.hint(code::guessed_heading, article.span(i, i), quoted(article.text(i)) + " was taken as the caption or credit of a picture, not as a heading", Sureness::guess);
  }
}

}  // namespace pamphlet::recover
