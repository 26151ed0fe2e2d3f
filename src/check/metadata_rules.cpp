// What the article does not say about itself.

#include <fmt/core.h>

#include <algorithm>

#include "base/utf8.h"
#include "check/codes.h"
#include "check/rules.h"

namespace pamphlet::checking {
namespace {

// A note, or a heading that announces sources, names them as well as the front matter does.
bool names_sources(const Document& document) {
  const auto& sources = document.meta.sources;
  if (std::any_of(sources.begin(), sources.end(), [](const MetaText& text) { return !trim(text.value).empty(); }))
    return true;
  for (NodeId id = 0; id < document.nodes.size(); ++id) {
    if (document[id].element == Element::notes) return true;
    if (document[id].element != Element::heading) continue;
    const std::string words = fold_case(collapse_spaces(document.plain_text(id)));
    const std::string_view lang = document.lang(id);
    if (words == fold_case(term("sources", lang)) || words == "sources" || words == "references") return true;
  }
  return false;
}

}  // namespace

void check_lang(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  if (document.meta.lang.value == "und") {  // undetermined: recovery did not recognise it
    diagnostics.report(code::lang_missing, *document.source, {}, "the article does not say its language, and it was not recognised",
                       "write \"lang: …\" in the front matter: hyphens, quotation marks and read-aloud voices depend on it");
    return;
  }
  if (!document.meta.lang.span.empty()) return;  // resolve() assumes one without a place
  diagnostics.report(code::lang_missing, *document.source, {},
                     fmt::format("the article does not say its language; \"{}\" was assumed", document.meta.lang.value),
                     fmt::format("write \"lang: {}\" in the front matter: hyphens and read-aloud voices depend on it",
                                 document.meta.lang.value));
}

void check_house_words(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Document& document = subject.document;
  const std::string& lang = document.meta.lang.value;
  if (lang == "und" || lang == "en" || lang.starts_with("en-") || term("contents", lang) != term("contents", "en")) return;
  diagnostics.report(code::house_words_english, *document.source, document.meta.lang.span,
                     fmt::format("Pamphlet has no words of its own in \"{}\": what it adds (Contents, Page 1 of 2, Warning) is English", lang),
                     "give boxes titles of their own, and a style page-foot words; what is English is tagged as the article's language");
}

void check_review_date(const DocumentSubject& subject, Diagnostics& diagnostics) {
  const Meta& meta = subject.document.meta;
  if (!meta.review_by || *meta.review_by >= subject.today) return;
  diagnostics.report(code::review_overdue, *subject.document.source, meta.review_by_span,
                     fmt::format("the review was due on {}", to_iso(*meta.review_by)),
                     "review the article and set a new review-by date");
}

void check_sources(const DocumentSubject& subject, Diagnostics& diagnostics) {
  if (names_sources(subject.document)) return;
  diagnostics.report(code::sources_missing, *subject.document.source, {}, "the article names no source",
                     "list what it rests on under \"sources:\" in the front matter");
}

}  // namespace pamphlet::checking
