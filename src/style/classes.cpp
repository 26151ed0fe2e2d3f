// Classes of an article that change nothing: neither the style has a rule for them nor do they mean something by themselves.
#include <algorithm>
#include <set>

#include "base/diagnostics.h"
#include "style/codes.h"
#include "style/style.h"

namespace pamphlet {
namespace {

constexpr std::size_t kMost = 20;  // classes that are named one by one: web pages bring many

std::set<std::string, std::less<>> named_by(const Style& style) {
  std::set<std::string, std::less<>> names;
  const auto add = [&](Element element, const std::string& variant) {
    if (has_open_variants(element)) names.insert(variant);
  };
  for (const Rule& rule : style.rules) {
    add(rule.selector.element, rule.selector.variant);
    for (const SelectorStep& step : rule.selector.within) add(step.element, step.variant);
  }
  return names;
}

}  // namespace

void report_classes(const Document& document, const Style& style, Diagnostics& diagnostics) {
  if (document.source == nullptr) return;
  const std::vector<std::string_view> meaningful = vocabulary();
  std::set<std::string, std::less<>> known = named_by(style);
  known.insert(meaningful.begin(), meaningful.end());
  std::size_t said = 0;
  for (const Node& node : document.nodes) {
    if (node.attributes == 0 || node.element == Element::code_block) continue;
    for (const std::string& name : document.attributes[node.attributes].classes) {
      if (!known.insert(name).second || said++ >= kMost) continue;
      const std::string_view near = name.size() > 3 ? did_you_mean(name, meaningful) : std::string_view();
      const std::string quoted = "\"" + name.substr(0, 40) + "\"";
      if (near.empty()) {
        diagnostics.report(code::class_unused, *document.source, node.span, "the style has no rule for the class " + quoted,
                           "write [div." + name.substr(0, 40) + "] or [span." + name.substr(0, 40) + "] in a style of your own");
      } else {
        diagnostics.report(code::class_misspelt, *document.source, node.span, "no rule names the class " + quoted,
                           "did you mean \"" + std::string(near) + "\"?");
      }
    }
  }
}

}  // namespace pamphlet
