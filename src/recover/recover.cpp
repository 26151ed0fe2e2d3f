#include "recover/recover.h"

#include <algorithm>
#include <string>

#include "recover/article.h"
#include "recover/codes.h"
#include "recover/page.h"

namespace pamphlet {
namespace {

using namespace recover;

void report_layout(Article& article) {
  const Units& units = article.units;
  if (units.joined_lines == 0) return;
  std::string message =
      std::to_string(units.joined_lines) + (units.joined_lines == 1 ? " line end was" : " line ends were");
  message += " taken for wrapping, and the lines joined";
  if (article.layout.wrapped)
    message += ": the text is wrapped at about " + std::to_string(article.layout.column) + " columns";
  article.page.hint(code::joined_lines, units.first_joined, std::move(message),
                    article.layout.wrapped ? Sureness::sure : Sureness::likely);
}

void set_language(Article& article) {
  if (article.size() == 0) return;
  if (article.language.unknown) {
    article.meta.lang = {"und", article.span(0, 0)};  // BCP 47 §4.1: undetermined
    article.page.hint(code::guessed_metadata, article.span(0, 0), "the language was not recognised, so that no language's hyphens and quotation marks are used",
                      Sureness::likely, "write \"lang: …\" in the front matter");
  }
  if (article.language.tag.empty()) return;
  article.meta.lang = {std::string(article.language.tag), article.span(0, 0)};
  article.page.hint(
      code::guessed_metadata, article.span(0, 0),
      "the language was taken to be “" + std::string(article.language.tag) + "”, from its commonest words",
      article.language.sureness);
}

void deliver_hints(Page& page, Diagnostics& diagnostics) {
  std::stable_sort(page.hints.begin(), page.hints.end(),
                   [](const Hint& one, const Hint& other) { return one.span.begin < other.span.begin; });
  for (Hint& hint : page.hints) {
    diagnostics.report(hint.code, page.source, hint.span, std::move(hint.message), std::move(hint.help));
  }
}

}  // namespace

Document recover_text(const Source& source, Diagnostics& diagnostics) {
  Page page = scan(source);
  const bool plain = is_markdown(source);
  if (!plain) {
    open_mail(page);
    find_quoted(page);
    drop_sheets(page);
    join_markers(page);
    find_regions(page);
    drop_chrome(page);
    drop_copies(page);
  }
  Article article{page, find_layout(page), {}, {}, {}, {}, 0, {}};
  article.units = find_units(page, article.layout);
  article.parts.resize(article.size());
  if (!plain) {
    article.language = guess_language(page);
    set_language(article);
    report_layout(article);
    take_quoted(article);
    find_rules(article);
    find_tables(article);
    find_lists(article);
    find_references(article);
    find_cells(article);
    find_questions(article);
    find_head(article);
    find_foot(article);
    find_bare_lists(article);
    find_quotations(article);
    read_browser_copy(article);
    find_verses(article);
    find_headings(article);
  }
  Document document = write_document(article);
  deliver_hints(page, diagnostics);
  return document;
}

}  // namespace pamphlet
