// What tag, role and names of an element say that it is.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/page.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

struct NamedFate { string_view word; Fate fate; bool sure; };
constexpr NamedFate kNamed[] = {
#define PAMPHLET_FURNITURE(word, fate, sure) {#word, Fate::fate, sure},
#include "html/furniture.def"
#undef PAMPHLET_FURNITURE
};
static_assert(std::is_sorted(std::begin(kNamed), std::end(kNamed), [](const NamedFate& a, const NamedFate& b) { return a.word < b.word; }));

// WAI-ARIA 1.2 §5.3: roles of what is around a text.
struct RoleFate { string_view role; Fate fate; };
constexpr RoleFate kRoles[] = {{"alertdialog", Fate::controls}, {"banner", Fate::navigation},       {"complementary", Fate::navigation},
                               {"contentinfo", Fate::navigation}, {"dialog", Fate::controls},        {"doc-toc", Fate::keep},
                               {"menu", Fate::navigation},        {"menubar", Fate::navigation},     {"navigation", Fate::navigation},
                               {"search", Fate::controls},        {"toolbar", Fate::controls}};

// Calls `visit` with each word of a class or id: "c-relatedPosts__item" is c, related, posts, item. Names that say what
// the page has or has not ("no-sidebar", "has-comments") are passed over, and those that Elementor gives to every part.
template <class Visit> void for_words(string_view names, Visit visit) {
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t begin = std::min(names.find_first_not_of(" \t\n\r\f", at), names.size());
    const std::size_t end = std::min(names.find_first_of(" \t\n\r\f", begin), names.size());
    const string_view name = names.substr(begin, end - begin);
    at = end;
    const std::string small = lower(name.substr(0, 60));
    static constexpr string_view kStates[] = {"no-", "has-", "with-", "without-", "is-", "single-", "not-", "hide-", "show-", "elementor-element", "elementor-widget"};
    if (std::any_of(std::begin(kStates), std::end(kStates), [&](string_view state) { return small.starts_with(state); })) continue;
    for (std::size_t from = 0; from < small.size();) {
      std::size_t to = from + 1;
      while (to < small.size() && is_ascii_alphanumeric(small[to]) && !(is_ascii_upper(name[to]) && !is_ascii_upper(name[to - 1]))) ++to;
      string_view word = string_view(small).substr(from, to - from);
      if (!word.empty() && !is_ascii_alphanumeric(word[0])) word.remove_prefix(1);
      if (!word.empty()) visit(word);
      from = to;
    }
  }
}

Sign sign_of_tag(const Tree& tree, std::uint32_t id) {
  const string_view tag = tree[id].info->tag;
  if (tag == "nav" || tag == "menu") return {Fate::navigation, true};
  if (tag == "footer") return {Fate::navigation, false};
  if (tag == "aside") return {Fate::related, false};
  if (tag == "button" && is_opener(tree, id)) return {};
  if (tag == "button" || tag == "input" || tag == "search" || tag == "dialog") return {Fate::controls, true};
  if (tag == "form") return {Fate::controls, false};
  return {};
}

}  // namespace

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::keep: return "";
    case Fate::outside: return "what stands beside the article";
    case Fate::navigation: return "a menu or another part of the site's frame";
    case Fate::share: return "a row for sharing";
    case Fate::comments: return "comments";
    case Fate::related: return "links to other articles";
    case Fate::newsletter: return "an invitation to subscribe";
    case Fate::cookies: return "a banner about cookies";
    case Fate::advertisement: return "an advertisement";
    case Fate::controls: return "a form or buttons";
    case Fate::page_line: return "a line of the page";
    case Fate::byline: return "a line about author and date";
    case Fate::title: return "the title, which the article has already";
    case Fate::hidden: return "what the page hides";
  }
  return "";
}

bool is_opener(const Tree& tree, std::uint32_t id) {
  for (const string_view name : {"aria-controls", "data-target", "data-bs-target"}) {
    if (!tree.attribute(id, name).value_or("").empty()) return true;
  }
  for (std::uint32_t at = tree[id].parent, steps = 0; at > 0 && steps < 3; at = tree[at].parent, ++steps) {
    const Role role = tree[at].kind == Node::Kind::element ? tree[at].info->role : Role::unknown;
    if (role == Role::heading || role == Role::summary || role == Role::term) return page_words(tree, id, 8).size() > 3;
  }
  return false;
}

Sign sign_of(const Tree& tree, std::uint32_t id) {
  if (tree[id].kind != Node::Kind::element) return {};
  Sign sign = sign_of_tag(tree, id);
  if (sign.sure || tree[id].attributes == 0) return sign;
  const string_view property = tree.attribute(id, "itemprop").value_or("");
  if (property == "author" || property == "datePublished" || property == "dateModified" || lower(tree.attribute(id, "rel").value_or("")) == "author") {
    sign = {Fate::byline, false};
  }
  if (tree.attribute(id, "class").value_or("").starts_with("kg-card kg-email-")) return {Fate::newsletter, true};  // Ghost: only in the mail
  for (const string_view key : {"class", "id"}) {
    for_words(tree.attribute(id, key).value_or("").substr(0, 400), [&](string_view word) {
      const auto* const found = std::lower_bound(std::begin(kNamed), std::end(kNamed), word, [](const NamedFate& row, string_view wanted) { return row.word < wanted; });
      if (found != std::end(kNamed) && found->word == word && !sign.sure && (sign.fate == Fate::keep || found->sure)) sign = {found->fate, found->sure};
    });
  }
  if (sign.sure) return sign;
  const std::string role = lower(tree.attribute(id, "role").value_or(""));
  for (const RoleFate& row : kRoles) {
    if (row.role == role && row.fate != Fate::keep) return {row.fate, row.role != "complementary"};
  }
  return sign;
}

bool names_article(const Tree& tree, std::uint32_t id) {
  if (tree[id].kind != Node::Kind::element) return false;
  if (tree[id].info->tag == "article" || tree[id].info->tag == "main") return true;
  if (tree[id].attributes == 0) return false;
  if (lower(tree.attribute(id, "itemprop").value_or("")) == "articlebody" || lower(tree.attribute(id, "role").value_or("")) == "main") return true;
  bool whose = false, what = false;
  for (const string_view key : {"class", "id"}) {
    for_words(tree.attribute(id, key).value_or("").substr(0, 400), [&](string_view word) {
      whose = whose || word == "article" || word == "post" || word == "entry" || word == "story" || word == "page" || word == "main" || word == "blog";
      what = what || word == "content" || word == "body" || word == "text" || word == "copy" || word == "articlebody";
    });
  }
  return whose && what;
}

}  // namespace pamphlet::html
