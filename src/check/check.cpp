#include "check/check.h"

#include <type_traits>

#include "check/rules.h"

namespace pamphlet {
namespace {

// Calls a rule when it looks at this kind of subject.
template <class Rule, class Subject>
void apply([[maybe_unused]] Rule rule, [[maybe_unused]] const Subject& subject,
           [[maybe_unused]] Diagnostics& diagnostics) {
  if constexpr (std::is_invocable_v<Rule, const Subject&, Diagnostics&>) rule(subject, diagnostics);
}

template <class Subject>
void apply_all(const Subject& subject, Diagnostics& diagnostics) {
#define PAMPHLET_RULE(id, name, function) apply(&checking::function, subject, diagnostics);
#include "check/rules.def"
#undef PAMPHLET_RULE
}

}  // namespace

void check_document(const Document& document, const ImageSet& images, Date today, Diagnostics& diagnostics) {
  apply_all(checking::DocumentSubject{document, images, today}, diagnostics);
}

void check_style(const Style& style, Diagnostics& diagnostics) {
  apply_all(checking::StyleSubject{style}, diagnostics);
}

void check_pages(const Document& document, const PageList& pages, Diagnostics& diagnostics) {
  apply_all(checking::PagesSubject{document, pages}, diagnostics);
}

}  // namespace pamphlet
