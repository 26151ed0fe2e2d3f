// Lines that are headings: underlined, numbered, in capitals, or bare lines that introduce what follows.
#include <algorithm>
#include <array>
#include <string>

#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"

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
    case MarkerKind::task:
    case MarkerKind::emoji:
      break;
  }
  return is_all_caps(article.text(i)) ? HeadingStyle::capitals : HeadingStyle::bare;
}

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
    if (article.is_open(i) && article.unit(i).underline != 0) take_heading(article, i, style_of(article, i), Sureness::sure);
  }
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

// Styles rank by which comes first: what stands under the first of another style is its subsection.
void set_levels(Article& article) {
  bool numbered = false;
  HeadingStyle outer = HeadingStyle::none;
  const auto ranks = [](HeadingStyle style) {
    return style == HeadingStyle::double_line || style == HeadingStyle::single_line || style == HeadingStyle::capitals;
  };
  bool any = false;
  for (std::size_t i = 0; i < article.size(); ++i) {
    Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    if (outer == HeadingStyle::none) outer = part.style;
    numbered |= part.style == HeadingStyle::numbered;
    part.level = 2;
    if (part.style == HeadingStyle::section) {
      part.level =
          static_cast<std::uint8_t>(std::clamp<std::int64_t>(article.unit(i).marker.number + (numbered ? 1 : 0), 2, 6));
    } else if (part.style == HeadingStyle::question) {
      part.level = any && outer != HeadingStyle::question ? 3 : 2;
    } else if (part.style != outer && ranks(outer) &&
               (part.style == HeadingStyle::bare || part.style == HeadingStyle::single_line)) {
      part.level = 3;
    }
    any = true;
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

}  // namespace

void find_headings(Article& article) {
  find_underlined(article);
  find_numbered(article, MarkerKind::number);
  find_numbered(article, MarkerKind::roman);
  find_numbered(article, MarkerKind::section);
  find_numbered(article, MarkerKind::step);
  find_bare(article);
  set_levels(article);
  for (std::size_t i = 0; i < article.size(); ++i) {
    const Part& part = article.parts[i];
    if (part.role != Role::heading) continue;
    article.page.hint(code::guessed_heading, article.span(i, i),
                      quoted(article.text(i)) + " was taken as a heading of level " + std::to_string(part.level) +
                          ": " + std::string(reason(part.style)),
                      part.sureness);
  }
}

}  // namespace pamphlet::recover
