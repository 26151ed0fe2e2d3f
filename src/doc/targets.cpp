#include "doc/targets.h"

#include "base/number.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {

Targets::Targets(const Document& document) {
  for (const Node& node : document.nodes) {
    const std::string& id = document.attributes[node.attributes].id;
    if (id.empty()) continue;
    exact.emplace(id, id);
    folded.emplace(fold_case(id), id);
    slugs.emplace(slug(id, ""), id);
    if (node.element == Element::title) title = id;
  }
}

std::string Targets::find(const std::string& wanted) const {
  if (const auto hit = exact.find(wanted); hit != exact.end()) return hit->second;
  const std::string plain = percent_decoded(wanted);
  if (find_invalid_utf8(plain) != std::string::npos) return {};
  if (const auto hit = exact.find(plain); hit != exact.end()) return hit->second;
  if (const auto hit = folded.find(fold_case(plain)); hit != folded.end()) return hit->second;
  if (plain.empty() || fold_case(plain) == "top") return title;  // HTML, "scroll to the fragment"
  if (const auto hit = slugs.find(slug(plain, "")); hit != slugs.end()) return hit->second;
  // GitHub calls the second "feeding-1"; it is "feeding-2" here.
  const std::size_t dash = plain.rfind('-');
  const auto count = dash == std::string::npos ? std::nullopt : parse_integer(std::string_view(plain).substr(dash + 1));
  if (count && *count > 0 && *count < 1000) {
    if (const auto hit = folded.find(fold_case(plain.substr(0, dash + 1) + std::to_string(*count + 1))); hit != folded.end()) return hit->second;
  }
  return {};
}

}  // namespace pamphlet::resolving
