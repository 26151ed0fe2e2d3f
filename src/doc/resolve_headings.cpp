#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// Whether the level-1 headings below the title part a long text into chapters, each of which begins a sheet and a file.
// A handout's are sections, as those have them who write the title into the front matter.
bool has_chapters(const Document& document) {
  constexpr std::size_t kChapter = 500;  // words: more than a page
  std::size_t headings = 0, words = 0;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Node& node = document[id];
    if (node.element == Element::text) {
      const std::string_view text = document.text(id);
      words += headings == 0 ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
    }
    if (node.element != Element::heading || document.data<HeadingData>(id).level != 1) continue;
    ++headings;
    std::string_view named = term("chapter_number", document.lang(id));
    named = named.substr(0, named.find('{'));
    if (!trim(named).empty() && fold_case(document.plain_text(id)).starts_with(fold_case(named))) return true;
  }
  return headings > 1 && words >= headings * kChapter;
}

}  // namespace

// A heading goes one below the nearest heading before it that the author wrote with a higher rank, and at least on
// level 2, below the title. So siblings stay siblings, and no level is skipped (PDF/UA-1 §7.4.2, WCAG 1.3.1). Level 1
// stays where it is a chapter.
void mend_levels(Document& document, Diagnostics& diagnostics) {
  struct Open {
    int written, level;
  };
  std::vector<Open> open;  // ascending in both; never more than six
  const bool chapters = has_chapters(document);
  bool below_sections = false;  // of level 1: all levels are one lower, which nobody needs to hear of
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    Node& node = document.nodes[id];
    if (node.element != Element::heading) continue;
    int& level = std::get<HeadingData>(node.payload).level;
    const int written = level;
    while (!open.empty() && open.back().written >= written)
      open.pop_back();
    if (written > 1 || !chapters) level = open.empty() ? 2 : open.back().level + 1;
    open.push_back({written, level});
    below_sections = below_sections || (written == 1 && !chapters);
    if (level != written + (below_sections ? 1 : 0)) {
      diagnostics.report(
          code::heading_level_mended, *document.source, node.span,
          fmt::format("a heading of level {} was made level {}, so that no level is skipped", written, level),
          "write it as " + std::string(static_cast<std::size_t>(level - (below_sections ? 1 : 0)), '#'));
    }
  }
}

}  // namespace pamphlet::resolving
