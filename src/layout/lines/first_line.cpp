#include "layout/lines/first_line.h"

namespace pamphlet {
namespace {

// How much of the text is on the first line depends on its style, and what has the style on how much is on the line.
// It settles after two rounds or swings between two ends; then the nearer end is taken and the line ends there.
constexpr int kRounds = 4;

}  // namespace

std::optional<FirstLine> style_first_line(Typesetter& typesetter, NodeId id,
                                          const ParagraphOptions& options, std::size_t skipped) {
  const ComputedStyle& style = typesetter.styles[id];
  const ComputedStyle& own = typesetter.styles.pseudo(id, Element::first_line);
  const ComputedStyle plain = inherit_from(style);
  if (own == plain) return std::nullopt;
  FirstLineStyle first{&own, &plain, 0, &typesetter.memory.styles};
  const auto styled = [&](std::uint32_t end) {
    first.bytes = end + static_cast<std::uint32_t>(skipped);
    InlineText text = collect_inline(typesetter, id, &first);
    take_off(text, skipped);
    return text;
  };
  const auto end_of_first = [&](const InlineText& text) {
    const std::vector<std::uint32_t> ends = line_ends(typesetter, text, style, options);
    return ends.empty() ? static_cast<std::uint32_t>(text.text.size()) : ends.front();
  };
  FirstLine result;
  result.end = end_of_first(styled(0));
  for (int round = 0; round < kRounds; ++round) {
    result.text = styled(result.end);
    const std::uint32_t end = end_of_first(result.text);
    if (end >= result.end && round > 0) break;  // all that has the style is on the line: it shall end there
    if (end == result.end) break;
    result.end = end;
  }
  return result;
}

}  // namespace pamphlet
