// Which browser a text was copied out of, by where its blank lines stand.
#include "recover/characters.h"
#include "recover/logical_lines.h"

namespace pamphlet::recover {

// Paragraphs with a blank line below and headings without one are Chromium's; paragraphs with a blank line above and
// headings that stand on the paragraph above are Firefox's. Where headings have blank lines on both sides, or
// paragraphs on none, it is neither.
Parting find_parting(const Page& page) {
  constexpr std::size_t kFewestParagraphs = 3;
  std::size_t prose = 0, below = 0, above = 0, on_text = 0, under_text = 0, apart = 0, indented = 0;
  const auto is_prose = [&](std::size_t i) {
    return page.lines[i].fate == Fate::keep && page.lines[i].width >= 60 &&
           (page.lines[i].width >= 150 || ends_sentence(page.text(i)));
  };
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.lines[i].fate != Fate::keep) continue;
    const bool gap_above = i == 0 || page.lines[i - 1].fate != Fate::keep;
    const bool gap_below = i + 1 == page.lines.size() || page.lines[i + 1].fate != Fate::keep;
    if (is_prose(i)) {
      ++prose;
      below += gap_below;
      above += gap_above;
      continue;
    }
    if (page.lines[i].width > 90 || find_marker(page.text(i)).kind != MarkerKind::none) continue;
    if (page.lines[i].indent > 0) {
      indented += page.lines[i].indent % 4 == 0 && gap_below == gap_above && !gap_above;
      continue;
    }
    const bool text_below = i + 1 < page.lines.size() && is_prose(i + 1), text_above = i > 0 && is_prose(i - 1);
    on_text += gap_above && text_below;
    under_text += gap_below && text_above;
    apart += gap_above && gap_below;
  }
  if (prose < kFewestParagraphs) return Parting::none;
  // Paragraphs with a blank line on both sides, or on none, tell nothing.
  const auto surplus = [](std::size_t one, std::size_t other) { return one > other ? one - other : std::size_t{0}; };
  constexpr std::size_t kEnough = 3;
  const std::size_t for_below = surplus(below, above) + surplus(on_text, under_text);
  const std::size_t for_above = surplus(above, below) + surplus(under_text, on_text) + indented;
  if (for_below >= kEnough && for_below > 2 * for_above && on_text >= under_text && on_text * 2 >= apart)
    return Parting::below;
  if (for_above >= kEnough && for_above > 2 * for_below) return Parting::above;
  return Parting::none;
}

}  // namespace pamphlet::recover
