// The last step of reading: what a reader built becomes the document that every later stage sees.
//
// - Title: the front matter wins. A level-1 heading that opens the article (only pictures and rules before it) and says
//   the title again, apart from case and spaces, is dropped as its duplicate. Without a title in the front matter such
//   a heading is the title, with its emphasis and without links; so is an opening heading of a lower level that has no equal and no
//   superior (E160). Else the file's name serves (E141). The heading's id goes to the title.
// - Levels: the title is level 1. Level-1 headings that remain are chapters of a long text, else sections; all others start at 2
//   (resolve_headings.cpp).
// - Sources: "[1]" leads to the source of that number, and back (sources.cpp).
// - Runs of underscores become lines to write on (fill_lines.cpp).
// - Imprint: whom to call, the address and the version stand at the end where no sentence says them (imprint.cpp).
// - Marks: the words of an item say what its mark would, or the list does (settle_marks.cpp).
// - Numbers in a `::: phone` become links (phone_box.cpp).
// - Notes: numbered by first citation, gathered at the end; what nobody cites is left out (E143).
// - Tables: every cell has its place in a grid (table_grid.cpp).
// - Ids: what authors chose is kept, headings get one from their words, all are unique (resolve_links.cpp).
// - Links to "#…" lead somewhere or become a plain span (E144).

#include <utility>

#include "base/utf8.h"
#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet {
namespace {

// What an article consists of, apart from what resolve() itself adds.
struct Content {
  bool headings = false, text = false;
};

Content content_of(const Document& document) {
  Content content;
  NodeId heading_end = 0;
  for (NodeId id = 1; id < document.nodes.size(); ++id) {
    const Element element = document[id].element;
    if (element == Element::note || resolving::is_of_header(document, id)) {
      id = document[id].end - 1;
      continue;
    }
    if (element == Element::heading) {
      content.headings = content.headings || !trim(document.plain_text(id)).empty();
      heading_end = document[id].end;
    }
    const bool words = (element == Element::text || element == Element::code) && !trim(document.text(id)).empty();
    if (id >= heading_end && (words || element == Element::image || element == Element::formula)) content.text = true;
    if (content.text) break;
  }
  return content;
}

}  // namespace

Document resolve(Document document, const ResolveOptions& options, Diagnostics& diagnostics) {
  using namespace resolving;
  document = link_numbers(link_sources(draw_fill_lines(std::move(document))));
  const Content content = content_of(document);
  const bool empty = !content.headings && !content.text;
  settle_language(document, diagnostics);
  const TitleChoice title = choose_title(document, options.fallback_title);
  if (empty) {
    diagnostics.report(code::empty_article, *document.source, {}, "the article has no content",
                       "write some text below the front matter");
  } else if (!content.text) {
    diagnostics.report(code::only_headings, *document.source, title.span, "the article has headings and no text",
                       "write what belongs below them");
  }
  if (!empty) report_title(document, title, diagnostics);
  const HeaderBlocks header = header_blocks(document);
  document.meta.title = {title.text, title.span};

  const NotePlan notes = plan_notes(document, title.as_heading ? kNoNode : title.heading, diagnostics);
  Document out = assemble(std::move(document), title, header, notes, options.book);
  mend_levels(out, diagnostics);
  settle_tables(out, diagnostics);
  settle_marks(out);
  settle_ids(out, diagnostics);
  settle_links(out, diagnostics);
  report_attributes(out, diagnostics);
  return out;
}

}  // namespace pamphlet
