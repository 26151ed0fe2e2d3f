#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "doc/resolve_steps.h"

namespace pamphlet::resolving {
namespace {

// Gives out ids that are not taken yet: name, name-2, name-3 … in amortised constant time.
class IdSet {
 public:
  bool add(const std::string& id) { return used_.insert(id).second; }
  std::string unique(const std::string& wanted) {
    if (add(wanted)) return wanted;
    std::uint32_t& next = next_[wanted];
    if (next == 0) next = 2;
    for (;; ++next) {
      std::string id = wanted + '-' + std::to_string(next);
      if (add(id)) return id;
    }
  }

 private:
  std::unordered_set<std::string> used_;
  std::unordered_map<std::string, std::uint32_t> next_;
};

Attributes& edit_attributes(Document& document, Node& node) {
  if (node.attributes == 0) {
    node.attributes = static_cast<std::uint32_t>(document.attributes.size());
    document.attributes.emplace_back();
  }
  return document.attributes[node.attributes];
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The ids of a document, under every spelling that a link may use.
struct Targets {
  std::unordered_map<std::string, std::string> exact, folded, slugs;
  std::string title;

  explicit Targets(const Document& document) {
    for (const Node& node : document.nodes) {
      const std::string& id = document.attributes[node.attributes].id;
      if (id.empty()) continue;
      exact.emplace(id, id);
      folded.emplace(fold_case(id), id);
      slugs.emplace(slug(id, ""), id);
      if (node.element == Element::title) title = id;
    }
  }

  // As written; else without regard to case; else as other Markdown programs spell the id of a heading.
  std::string find(const std::string& wanted) const {
    if (const auto hit = exact.find(wanted); hit != exact.end()) return hit->second;
    const std::string plain = percent_decoded(wanted);
    if (find_invalid_utf8(plain) != std::string::npos) return {};
    if (const auto hit = exact.find(plain); hit != exact.end()) return hit->second;
    if (const auto hit = folded.find(fold_case(plain)); hit != folded.end()) return hit->second;
    if (plain.empty() || fold_case(plain) == "top") return title;  // HTML, "scroll to the fragment"
    if (const auto hit = slugs.find(slug(plain, "")); hit != slugs.end()) return hit->second;
    return {};
  }
};

}  // namespace

void settle_ids(Document& document, Diagnostics& diagnostics) {
  IdSet ids;
  // What the author chose goes first, wherever it stands: a heading that happens to make the same id must give way.
  for (Node& node : document.nodes) {
    std::string& id = document.attributes[node.attributes].id;
    if (id.empty()) continue;
    const std::string wanted = is_ncname(id) ? id : slug(id, "");
    std::string given = ids.unique(wanted);
    if (given != wanted) {
      diagnostics.report(Code::id_duplicate, *document.source, node.span,
                         fmt::format("the id \"{}\" is taken; this place is called \"{}\"", id, given),
                         "give each place an id of its own");
    }
    id = std::move(given);
  }
  for (NodeId at = 0; at < document.nodes.size(); ++at) {
    const Element element = document[at].element;
    if (element != Element::heading && element != Element::title) continue;
    if (!document.attributes_of(at).id.empty()) continue;
    std::string id = ids.unique(slug(document.plain_text(at), document.lang(at)));
    edit_attributes(document, document.nodes[at]).id = std::move(id);
  }
}

void settle_links(Document& document, Diagnostics& diagnostics) {
  std::optional<Targets> targets;  // most articles have no such link
  for (Node& node : document.nodes) {
    if (node.element != Element::link) continue;
    auto& link = std::get<LinkData>(node.payload);
    if (!link.target.starts_with('#')) continue;
    if (!targets) targets.emplace(document);
    const std::string id = targets->find(link.target.substr(1));
    if (!id.empty()) {
      link.target = '#' + id;
      continue;
    }
    diagnostics.report(Code::link_target_missing, *document.source, node.span,
                       fmt::format("the article has no place called \"{}\"; the link became plain text", link.target),
                       "link to the id of a heading: its words in lower case, with hyphens for spaces");
    node.element = Element::span;
    node.payload = std::monostate();
  }
}

}  // namespace pamphlet::resolving
