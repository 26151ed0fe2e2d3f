// The table of elements, and what is read from attributes.

#include <algorithm>

#include "base/ascii.h"
#include "base/number.h"
#include "base/utf8.h"
#include "html/sanitize.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

constexpr ElementInfo kElements[] = {
#define PAMPHLET_HTML(tag, role, element, syntax) {#tag, Role::role, Element::element, Syntax::syntax},
#include "html/elements.def"
#undef PAMPHLET_HTML
};
static_assert(std::is_sorted(std::begin(kElements), std::end(kElements), [](const ElementInfo& a, const ElementInfo& b) { return a.tag < b.tag; }));
constexpr ElementInfo kUnknown;

}  // namespace

const ElementInfo& find_element(std::string_view tag) {
  const auto* const found = std::lower_bound(std::begin(kElements), std::end(kElements), tag,
                                             [](const ElementInfo& row, std::string_view wanted) { return row.tag < wanted; });
  return found != std::end(kElements) && found->tag == tag ? *found : kUnknown;
}

int rank(Syntax syntax) {
  switch (syntax) {
    case Syntax::cell: return 1;
    case Syntax::row: return 2;
    case Syntax::rows: return 3;
    case Syntax::paragraph:
    case Syntax::item:
    case Syntax::term:
    case Syntax::ruby:
    case Syntax::none:
    case Syntax::formatting:
    case Syntax::inline_:
    case Syntax::block:
    case Syntax::heading:
    case Syntax::table:
    case Syntax::raw: return 0;
  }
  return 0;
}
bool may_end_unsaid(Syntax s) { return rank(s) > 0 || s == Syntax::paragraph || s == Syntax::item || s == Syntax::term || s == Syntax::ruby; }
bool ends_at(Syntax open, Syntax next) { return rank(next) > 0 ? rank(open) > 0 && rank(open) <= rank(next) : open == next; }

void Fragment::html(std::string_view text, std::uint32_t offset) {
  if (text.empty()) return;
  chunks_.push_back({text_.size(), offset});
  text_ += text;
}

std::optional<std::string_view> Tree::attribute(std::uint32_t id, std::string_view name) const {
  if (nodes[id].kind != Node::Kind::element) return {};
  for (std::uint32_t i = 0; i < nodes[id].attributes; ++i) {
    const auto& [key, value] = attributes[nodes[id].data + i];
    if (key == name) return value;
  }
  return {};
}

// A style attribute or class list without white space, in small letters.
static std::string dense(std::optional<std::string_view> value) {
  std::string out;
  for (const char c : value.value_or("")) {
    if (c != ' ' && c != '\t' && c != '\n') out += ascii_lower(c);
  }
  return out;
}

bool is_hidden(const Tree& tree, std::uint32_t id) {
  if (tree[id].kind != Node::Kind::element || tree[id].attributes == 0) return false;
  if (const auto hidden = tree.attribute(id, "hidden")) return dense(hidden) != "until-found";
  // Wikipedia hides the formula and shows a picture of it.
  if (tree.attribute(id, "class").value_or("").starts_with("mwe-math-mathml")) return false;
  const std::string style = dense(tree.attribute(id, "style"));
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

PageBreaks page_breaks(const Tree& tree, std::uint32_t id) {
  PageBreaks out;
  if (tree[id].kind != Node::Kind::element || tree[id].attributes == 0) return out;
  const std::string style = dense(tree.attribute(id, "style"));
  for (const std::string_view value : {"always", "page", "left", "right", "recto", "verso"}) {
    out.before = out.before || style.find("break-before:" + std::string(value)) != std::string::npos;
    out.after = out.after || style.find("break-after:" + std::string(value)) != std::string::npos;
  }
  const std::string classes = dense(tree.attribute(id, "class"));
  for (const std::string_view name : {"page-break", "pagebreak", "page_break", "newpage"}) out.before = out.before || classes == name;
  out.after = out.after || classes == "page-break-after";
  out.before = out.before || classes == "page-break-before";
  return out;
}

Attributes attributes_of(const Tree& tree, std::uint32_t id) {
  Attributes out;
  for (const std::string_view key : {"id", "class", "lang", "dir"}) {
    auto value = tree.attribute(id, key);
    if (!value && key == "lang") value = tree.attribute(id, "xml:lang");
    if (!value && key == "id" && tree[id].info->role == Role::link) value = tree.attribute(id, "name");
    if (!value || value->find('|') != std::string_view::npos) continue;
    if (key == "id" && tree[id].clone) continue;  // its first part has it
    Attributes attempt = out;
    if (set_attribute(attempt, key, key == "dir" ? lower(*value) : std::string(*value))) out = std::move(attempt);
  }
  if (tree[id].info->element == Element::abbreviation) {
    const std::string words = collapse_spaces(tree.attribute(id, "title").value_or(""));
    if (!words.empty()) out.values.emplace_back("title", words);
  }
  return out;
}

/// The width of a style attribute: "width: 300px".
std::string_view style_width(const Tree& tree, std::uint32_t id) {
  std::string_view style = tree.attribute(id, "style").value_or("");
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size()), colon = style.substr(0, end).find(':');
    if (colon != std::string_view::npos && trim(style.substr(0, colon)) == "width") return trim(style.substr(colon + 1, end - colon - 1));
    style.remove_prefix(std::min(end + 1, style.size()));
  }
  return {};
}

ImageData image_of(const Tree& tree, std::uint32_t id) {
  ImageData image;
  image.source = std::string(trim(tree.attribute(id, "src").value_or("")));
  image.title = collapse_spaces(tree.attribute(id, "title").value_or(""));
  if (const auto alt = tree.attribute(id, "alt")) {
    image.alt = collapse_spaces(*alt);
    image.decorative = image.alt.empty();
  }
  const std::string_view role = tree.attribute(id, "role").value_or("");
  if (role == "presentation" || role == "none") image.decorative = true;
  if (!set_picture_width(image, tree.attribute(id, "width").value_or(""))) set_picture_width(image, style_width(tree, id));
  return image;
}

std::string words_of(const Tree& tree, std::uint32_t id) {
  std::string out;
  for (std::uint32_t at = id; at < tree[id].end; ++at) {
    const Node& node = tree[at];
    if (node.kind == Node::Kind::text) out += node.text;
    else if (node.kind == Node::Kind::element && node.info->role == Role::line_break) out += '\n';
  }
  return out;
}

}  // namespace pamphlet::html
