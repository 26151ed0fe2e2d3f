// Attributes of HTML that have no effect on paper or in an ebook, though an author may expect one.

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "doc/codes.h"
#include "html/html.h"

namespace pamphlet::html {
namespace {

struct Use {
  std::string_view tag, names;  // names between blanks
};
// What the readers of this room ask for; "" is every element.
constexpr Use kUsed[] = {{"", " id class lang dir xml:lang "},
                         {"a", " href name "},
                         {"img", " src alt title role width "},
                         {"ol", " start type reversed "},
                         {"abbr", " title "},
                         {"acronym", " title "},
                         {"time", " datetime "},
                         {"li", " value "},
                         {"th", " colspan rowspan scope align "},
                         {"td", " colspan rowspan scope align "}};
// What tells a browser how to load, track or script a page: nobody expects to see it.
constexpr std::string_view kMachine =
    " rel target loading decoding fetchpriority srcset sizes tabindex itemscope itemprop itemtype itemid crossorigin referrerpolicy spellcheck draggable "
    "contenteditable ping download role hreflang type charset content http-equiv property slot part is nonce integrity async defer usemap ismap height ";

bool has(std::string_view names, std::string_view name) {
  const std::size_t at = names.find(name);
  return at != std::string_view::npos && at > 0 && names[at - 1] == ' ' && names[at + name.size()] == ' ';
}

bool is_expected(std::string_view tag, std::string_view name) {
  if (name.starts_with("data-") || name.starts_with("aria-") || name.starts_with("on") || name.starts_with("xmlns") || name.starts_with(':') || name.starts_with('@')) return true;
  if (has(kMachine, name)) return true;
  return std::any_of(std::begin(kUsed), std::end(kUsed), [&](const Use& use) { return (use.tag.empty() || use.tag == tag) && has(use.names, name); });
}

bool is_width(std::optional<std::string_view> text) {
  ImageData probe;
  return text && set_picture_width(probe, *text);
}

/// `style="width: 300px"` of a picture, or of the figure around it, is what image_of() and figure() ask for.
bool is_only_width(const Tree& tree, std::uint32_t id) {
  const std::string_view style = tree.attribute(id, "style").value_or("");
  const bool picture = tree[id].info->role == Role::image || tree[id].info->role == Role::figure;
  return picture && is_width(style_width(tree, id)) && std::count(style.begin(), style.end(), ':') == 1;
}

/// A height follows from a width, and is nothing by itself; so is a width in units that a page has not.
bool is_lost_size(const Tree& tree, std::uint32_t id, std::string_view name) {
  if (tree[id].info->role != Role::image) return false;
  const bool wide = is_width(tree.attribute(id, "width")) || is_width(style_width(tree, id));
  return !wide && ((name == "width" && tree.attribute(id, "width") != "auto") || (name == "height" && tree.attribute(id, "height") != "auto"));
}

}  // namespace

void report_unused_attributes(const Tree& tree, const Report& report) {
  std::set<std::string, std::less<>> said;  // what a page repeats on every element is one thing
  for (std::uint32_t id = 1; id < tree.nodes.size(); ++id) {
    const Node& node = tree[id];
    const bool presents = node.kind == Node::Kind::element && (node.info->tag == "center" || node.info->tag == "big");
    if (presents && !node.clone && said.insert(std::string(node.info->tag)).second) {
      report(code::attribute_unused, {node.span.begin, node.span.begin + 2 + static_cast<std::uint32_t>(node.info->tag.size())},
             fmt::format("the HTML element <{}> has no effect here; its words were kept", node.info->tag), "a class that the style knows gives a look");
    }
    if (node.kind != Node::Kind::element || node.clone || node.attributes == 0 || node.info->role == Role::unknown) continue;
    if (is_hidden(tree, id)) continue;  // that is said
    const PageBreaks breaks = page_breaks(tree, id);
    std::string names;
    for (std::uint32_t i = 0; i < node.attributes; ++i) {
      const std::string_view name = tree.attributes[node.data + i].first;
      if (name == "style" && (breaks.before || breaks.after)) continue;
      if (name == "style" && is_only_width(tree, id)) continue;
      if ((!is_expected(node.info->tag, name) || is_lost_size(tree, id, name)) && names.size() < 100) names += (names.empty() ? "" : ", ") + std::string(name.substr(0, 40));
    }
    if (names.empty() || !said.insert(fmt::format("{} {}", node.info->tag, names)).second) continue;
    report(code::attribute_unused, {node.span.begin, node.span.begin + 1 + static_cast<std::uint32_t>(node.info->tag.size())},
           fmt::format("the attribute{} {} of <{}> {} no effect here", names.find(',') == std::string::npos ? "" : "s", names, node.info->tag, names.find(',') == std::string::npos ? "has" : "have"),
           "a class that the style knows gives a look");
  }
}

}  // namespace pamphlet::html
