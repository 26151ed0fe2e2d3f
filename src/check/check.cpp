#include "check/check.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>

#include "check/rules.h"

namespace pamphlet {
namespace {

template <class Subject>
struct CheckRule {
  std::string_view id;
  void (*apply)(const Subject&, Diagnostics&);  // null: it looks at another kind of subject
};

template <class Subject, class Function>
constexpr CheckRule<Subject> rule(std::string_view id, [[maybe_unused]] Function function) {
  if constexpr (std::is_invocable_v<Function, const Subject&, Diagnostics&>) return {id, function};
  return {id, nullptr};
}

/// By id: the order of rows in rules.def means nothing.
template <class Subject>
constexpr auto sorted_rules() {
  std::array rules{
#define PAMPHLET_RULE(id, name, severity, summary, function) rule<Subject>(#id, &checking::function),
#include "check/rules.def"
#undef PAMPHLET_RULE
  };
  std::sort(rules.begin(), rules.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return rules;
}

template <class Subject>
void apply_all(const Subject& subject, Diagnostics& diagnostics) {
  static constexpr auto kRules = sorted_rules<Subject>();
  for (const CheckRule<Subject>& rule : kRules) {
    if (rule.apply != nullptr) rule.apply(subject, diagnostics);
  }
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
