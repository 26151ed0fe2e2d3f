// Attributes `key=value` that no stage knows. They stay in the tree, so that what was written can be written again, and
// are said, since whoever wrote {color=red} expects to see it.

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "doc/codes.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

constexpr std::size_t kMostNamed = 30;  // lines that are named one by one

/// What a stage after reading asks for: the words that a term is sorted by in the index, and how a link refers.
constexpr std::string_view kKnown[] = {"key", "label"};

/// Whether the widths in the braces are those of a table's columns.
bool are_widths(const Document& document, NodeId id) {
  if (document[id].element == Element::table) return !stated_widths(document, id).empty();
  bool any = false;
  for (const NodeId child : children(document, id)) {
    if (document[child].element != Element::table) continue;
    if (stated_widths(document, child).empty()) return false;
    any = true;
  }
  return any;
}

// Where the key stands: in the braces behind the node or at its beginning.
Span place_of(const Document& document, const Node& node, std::string_view key) {
  const std::string& text = document.source->text;
  const std::string wanted = std::string(key) + "=";
  const std::size_t line_end = std::min(text.find('\n', node.span.end), text.size());
  const std::string_view part = std::string_view(text).substr(node.span.begin, line_end - node.span.begin);
  const std::size_t at = part.substr(0, 4000).find(wanted);
  const std::uint32_t begin = node.span.begin + static_cast<std::uint32_t>(at == std::string_view::npos ? 0 : at);
  return {begin, std::min(begin + static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(text.size()))};
}

}  // namespace

void report_attributes(const Document& document, Diagnostics& diagnostics) {
  std::set<std::pair<std::uint32_t, std::string>> said;  // by line
  for (const Node& node : document.nodes) {
    if (node.attributes == 0) continue;
    for (const auto& [key, value] : document.attributes[node.attributes].values) {
      if (std::find(std::begin(kKnown), std::end(kKnown), key) != std::end(kKnown)) continue;
      if (node.element == Element::abbreviation && key == "title") continue;
      const bool sized = node.element == Element::div || node.element == Element::table || (node.element == Element::span && key == "width");
      const bool measure = (key == "height" || key == "width") && sized && !(node.element != Element::span && key == "width");
      if (measure && stated_measure(document.attributes[node.attributes], key)) continue;
      if (key == "mark" && node.element == Element::span && find_mark_named(value) != Mark::none) continue;
      const bool widths = key == "widths" && (node.element == Element::table || node.element == Element::div);
      if (widths && are_widths(document, static_cast<NodeId>(&node - document.nodes.data()))) continue;
      const Span place = place_of(document, node, key);
      if (widths && said.emplace(document.source->locate(place.begin).line, key).second) {
        diagnostics.report(code::attribute_unused, *document.source, place, fmt::format("the widths \"{}\" are not one number for each column of a table", value.substr(0, 40)),
                           "write as many numbers as the table has columns, as in widths=\"30 70\"");
        continue;
      }
      if (measure && said.emplace(document.source->locate(place.begin).line, key).second) {
        diagnostics.report(code::attribute_unused, *document.source, place, fmt::format("the {} \"{}\" is no length and has no effect", key, value.substr(0, 40)),
                           "write a number with cm, mm, in, pt or em, as in " + key + "=6cm");
        continue;
      }
      if (said.size() > kMostNamed || !said.emplace(document.source->locate(place.begin).line, key).second) continue;
      diagnostics.report(code::attribute_unused, *document.source, place,
                         said.size() > kMostNamed ? std::string("more attributes have no effect, from here on") : fmt::format("the attribute \"{}\" has no effect here", key.substr(0, 60)),
                         "a class that the style knows gives a look: {.name}");
    }
  }
}

}  // namespace pamphlet::resolving
