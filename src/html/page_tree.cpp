// A page's tree → the tree of its article, as read() takes it: without what is left out, without the page's own names and
// styles, and with elements in the place of what writing tools say with styles: bold spans, lists whose depth is a class,
// captions in divs, tables that only place things. One walk in document order; nodes are written once, and since they stand
// in preorder, a list goes on by giving its next item the old parent.

#include <algorithm>

#include "base/ascii.h"
#include "doc/codes.h"
#include "html/codes.h"
#include "html/page_builder.h"
#include "html/tag_scan.h"

namespace pamphlet::html {
namespace {

using std::string_view;

constexpr ElementInfo kNote{"note", Role::note, Element::note, Syntax::block};
constexpr ElementInfo kNoteReference{"note-reference", Role::note_reference, Element::note_reference, Syntax::inline_};

}  // namespace

// "#" or "¶" beside a heading, which leads to the heading itself.
bool ArticleBuilder::is_permalink(std::uint32_t id) const {
  if (role(id) != Role::link || !tree_.attribute(id, "href").value_or("").starts_with('#')) return false;
  const std::string words = page_words(tree_, id, 20);
  if (words.empty()) return measure(id).images == 0;
  static constexpr string_view kSigns[] = {"#", "¶", "§", "🔗", "⚓", "¶️"};
  return std::find(std::begin(kSigns), std::end(kSigns), words) != std::end(kSigns);
}

// A picture that leads to itself, larger.
bool ArticleBuilder::is_picture_link(std::uint32_t id) const {
  if (role(id) != Role::link || measure(id).images == 0 || measure(id).length > 0) return false;
  for (std::uint32_t at = node(id).parent, steps = 0; at > 0 && steps < 6; at = node(at).parent, ++steps) {
    if (role(at) == Role::figure || is_caption_box(at)) return true;
    if (is_block(node(at)) && role(at) != Role::division) break;
  }
  const std::string href = lower(tree_.attribute(id, "href").value_or(""));
  const string_view path = string_view(href).substr(0, href.find_first_of("?#"));
  for (const string_view ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"}) {
    if (path.ends_with(ending)) return true;
  }
  return href.empty();
}

bool ArticleBuilder::is_caption_box(std::uint32_t id) const {
  return role(id) == Role::division && measure(id).images == 1 && measure(id).blocks <= 1 && has_name_word(tree_, id, "caption") &&
         measure(id).length > 0 && measure(id).length < 600;
}

void ArticleBuilder::give(string_view name, std::string value) {
  owned_->strings.push_back(std::move(value));
  out_.attributes.emplace_back(name, owned_->strings.back());
}

void ArticleBuilder::keep(std::uint32_t id, std::initializer_list<string_view> names) {
  for (const string_view name : names) {
    if (const auto value = tree_.attribute(id, name)) out_.attributes.emplace_back(name, *value);
  }
}

std::uint32_t ArticleBuilder::add(std::uint32_t parent, std::uint32_t id, const ElementInfo& info) {
  const auto made = static_cast<std::uint32_t>(out_.nodes.size());
  Node& fresh = out_.nodes.emplace_back();
  fresh.kind = node(id).kind;
  fresh.clone = node(id).clone;
  fresh.parent = parent;
  fresh.span = node(id).span;
  fresh.text = node(id).text;
  fresh.info = &info;
  fresh.data = static_cast<std::uint32_t>(out_.attributes.size());
  return made;
}

// What the node is in the article; null: its content alone is.
const ElementInfo* ArticleBuilder::made_of(std::uint32_t id) const {
  const ElementInfo& info = *node(id).info;
  const ElementInfo* const group = &find_element("center");
  switch (info.role) {
    case Role::heading:
      return &find_element("h" + std::to_string(std::min(6, info.tag[1] - '0' + shift_)));
    case Role::table: return places_[id] ? group : &info;
    case Role::head_group:
    case Role::row_group:
    case Role::row:
    case Role::cell: return table_[id] != 0 && places_[table_[id]] ? group : &info;
    case Role::division:
      if (is_caption_box(id)) return &find_element("figure");
      if (const std::string level = lower(tree_.attribute(id, "role").value_or("")); level == "heading") {
        const string_view number_words = tree_.attribute(id, "aria-level").value_or("2");
        return &find_element("h" + std::string(number_words.size() == 1 && number_words[0] >= '1' && number_words[0] <= '6' ? number_words : "2"));
      }
      return info.tag == "details" ? &info : group;
    case Role::paragraph:
      for (std::uint32_t at = node(id).parent, steps = 0; at > 0 && steps < 3; at = node(at).parent, ++steps) {
        if (is_caption_box(at)) return &find_element("figcaption");
      }
      return &info;
    case Role::caption:
      return &info;
    case Role::link: return is_picture_link(id) || !tree_.attribute(id, "href") ? nullptr : &info;
    case Role::unknown: return info.tag == "form" || info.tag == "fieldset" ? group : nullptr;
    case Role::transparent:
    case Role::group:
    case Role::inline_:
    case Role::note:
    case Role::note_reference:
    case Role::code:
    case Role::span:
    case Role::image:
    case Role::line_break:
    case Role::rule:
    case Role::drop:
    case Role::quote:
    case Role::list:
    case Role::item:
    case Role::definition_list:
    case Role::term:
    case Role::description:
    case Role::preformatted:
    case Role::figure:
    case Role::summary: return &info;
  }
  return &info;
}

void ArticleBuilder::link(std::uint32_t id) {
  const string_view href = trim(tree_.attribute(id, "href").value_or(""));
  std::string address = page_address(meta_.base, href);
  const bool script = lower(href.substr(0, 11)) == "javascript:";
  const bool relative = !address.empty() && address[0] != '#' && address.find(':') == std::string::npos;
  if (script || relative || address == "#") {
    if (relative && lost_links_++ == 0) first_lost_ = node(id).span;
    return;
  }
  give("href", std::move(address));
}

// The picture's file: pages that load them late have a stand-in in `src`.
void ArticleBuilder::image(std::uint32_t id) {
  string_view source = trim(tree_.attribute(id, "src").value_or(""));
  const bool stand_in = source.empty() || source.starts_with("data:image/gif") || source.starts_with("data:image/svg") || source.starts_with("about:");
  if (stand_in) {
    for (const string_view name : {"data-src", "data-lazy-src", "data-original", "data-orig-file", "data-srcset", "srcset"}) {
      const string_view value = trim(tree_.attribute(id, name).value_or(""));
      if (value.empty() || value.starts_with("data:")) continue;
      source = value.substr(0, value.find(' '));
      if (source.ends_with(',')) source.remove_suffix(1);
      break;
    }
  }
  if (!source.empty()) out_.attributes.emplace_back("src", source);
  keep(id, {"alt", "width", "height", "role"});
}

// Another language than the page's, another direction than the language's. Editors write both on every paragraph.
bool ArticleBuilder::keep_language(std::uint32_t id) {
  const auto primary = [](string_view tag) { return lower(tag.substr(0, tag.find_first_of("-_"))); };
  const string_view own = tree_.attribute(id, "lang").value_or(tree_.attribute(id, "xml:lang").value_or(""));
  const std::string lang = primary(own.empty() ? string_view(meta_.lang.value) : own);
  const bool rtl = lang == "ar" || lang == "he" || lang == "fa" || lang == "ur" || lang == "yi" || lang == "ps";
  const std::string direction = lower(tree_.attribute(id, "dir").value_or(""));
  const bool other = !own.empty() && primary(own) != primary(meta_.lang.value);
  const bool turns = (direction == "rtl" && !rtl) || (direction == "ltr" && rtl);
  if (other) out_.attributes.emplace_back("lang", own);
  if (turns) keep(id, {"dir"});
  return other || turns;
}

void ArticleBuilder::end_lists(std::uint32_t parent) { lists_.erase(parent); }

// A list that goes on where another one ended: the next depth of the same list, or one of a row of lists with one item each.
std::uint32_t ArticleBuilder::list(std::uint32_t id, const ElementInfo& info) {
  const std::uint32_t parent = made_[node(id).parent];
  const string_view names = tree_.attribute(id, "class").value_or("");
  const int level = list_level(names);
  std::vector<OpenList>& open = lists_[parent];
  const std::int64_t start = parse_count(tree_.attribute(id, "start").value_or("1"));
  while (!open.empty() && open.back().level > level) open.pop_back();
  if (!open.empty() && open.back().level == level) {
    OpenList& before = open.back();
    const bool same = before.tag == info.tag && !names.empty() && (level >= 0 ? !starts_list(names) : before.names == names);
    const bool goes_on = before.tag == info.tag && before.tag == "ol" && start > 1 && start == items_[before.made].next;
    if (same || goes_on) return before.made;
    open.pop_back();
  }
  const std::uint32_t above = level > 0 && !open.empty() ? items_[open.back().made].last : 0;
  const std::uint32_t outer = above != 0 ? above : parent;
  if (level < 0) open.clear();
  const std::uint32_t made = add(outer, id, info);
  keep(id, {"start", "type"});
  items_[made].next = start;
  lists_[parent].push_back({made, level, info.tag, names});
  return made;
}

// Returns the node to go on with.
std::uint32_t ArticleBuilder::element(std::uint32_t id) {
  const std::uint32_t parent = made_[node(id).parent];
  if (is_permalink(id)) return node(id).end;
  if (const auto cited = cites_.find(id); cited != cites_.end()) {
    const std::uint32_t made = add(parent, id, kNoteReference);
    give("label", notes_[cited->second]);
    out_.nodes[made].attributes = 1;
    return node(id).end;
  }
  if (!ways_back_.empty() && role(id) == Role::link && ways_back_.contains(page_address(meta_.base, tree_.attribute(id, "href").value_or("#")).substr(1))) return node(id).end;
  const ElementInfo* const info = made_of(id);
  made_[id] = parent;
  const bool around_citation = info != nullptr && info->element == Element::superscript && !cites_.empty() && cites_.lower_bound(id) != cites_.end() && cites_.lower_bound(id)->first < node(id).end;
  if (info == nullptr || around_citation) return id + 1;
  const Look look = look_of(tree_, id, rules_);
  if (info->role == Role::inline_ && ((info->element == Element::strong && look.plain_weight) || (info->element == Element::emphasis && look.plain_slant))) return id + 1;
  if (info->role == Role::line_break) {
    // Two breaks in a row are the space between paragraphs.
    std::uint32_t next = node(id).end;
    while (next < node(node(id).parent).end && node(next).kind == Node::Kind::text && trim(node(next).text).empty()) next = node(next).end;
    if (next < node(node(id).parent).end && role(next) == Role::line_break && role(text_.blocks[id]) != Role::heading && !is_within_pre(tree_, id)) {
      while (next < node(node(id).parent).end && (role(next) == Role::line_break || (node(next).kind == Node::Kind::text && trim(node(next).text).empty()))) next = node(next).end;
      const std::uint32_t gap = add(parent, id, find_element("center"));
      out_.nodes[gap].attributes = 0;
      return next;
    }
  }
  if (info->role == Role::list) {
    made_[id] = list(id, *info);
  } else {
    if (is_block(node(id))) end_lists(parent);
    made_[id] = add(parent, id, *info);
  }
  const std::uint32_t made = made_[id];
  if (made + 1 == out_.nodes.size()) {
    if (info->role == Role::link) link(id);
    if (info->role == Role::image) image(id);
    if (info->role == Role::item) keep(id, {"value"});
    if (info->role == Role::cell) keep(id, {"colspan", "rowspan", "scope", "align"});
    if (info->role == Role::code) keep(id, {"class"});
    const bool speaks = keep_language(id);
    if (const auto name = tree_.attribute(id, "id"); name && targets_.contains(std::string(*name))) keep(id, {"id"});
    out_.nodes[made].attributes = static_cast<std::uint32_t>(out_.attributes.size() - out_.nodes[made].data);
    if (speaks && info->role == Role::group) out_.nodes[made].info = &find_element("div");
  }
  if (info->role == Role::item) {
    ListItems& items = items_[parent];
    items.last = made;
    ++items.next;
  }
  if (info->role == Role::span || info->tag == "font" || info->role == Role::link) {
    for (const string_view tag : look.tags) {
      if (!tag.empty()) made_[id] = add(made_[id], id, find_element(tag));
    }
  }
  return id + 1;
}

void ArticleBuilder::walk(std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t id = begin; id < end;) {
    if (fates_[id] != Fate::keep || notes_.contains(id)) {
      id = node(id).end;
      continue;
    }
    if (node(id).kind == Node::Kind::element) {
      id = element(id);
      continue;
    }
    const std::uint32_t parent = made_[node(id).parent];
    const bool blank = trim(node(id).text).empty();
    if (!blank) end_lists(parent);
    if (!blank || !lists_.contains(parent)) made_[id] = add(parent, id, *tree_[0].info);
    id = node(id).end;
  }
}

Tree ArticleBuilder::run() {
  owned_ = std::make_shared<Owned>();
  owned_->memory = tree_.memory;
  survey();
  find_notes();
  made_.assign(tree_.nodes.size(), 0);
  out_.nodes.emplace_back(tree_[0]).attributes = 0;
  walk(1, static_cast<std::uint32_t>(tree_.nodes.size()));
  for (const auto& [block, label] : notes_) {
    lists_.clear();
    made_[block] = add(0, block, kNote);
    give("label", label);
    out_.nodes[made_[block]].attributes = 1;
    walk(block + 1, node(block).end);
  }
  for (std::uint32_t id = 0; id < out_.nodes.size(); ++id) out_.nodes[id].end = id + 1;
  for (auto id = static_cast<std::uint32_t>(out_.nodes.size()); id-- > 1;) {
    Node& outer = out_.nodes[out_.nodes[id].parent];
    outer.end = std::max(outer.end, out_.nodes[id].end);
  }
  if (lost_links_ > 0) {
    report_(code::link_dropped, {first_lost_.begin, first_lost_.begin + 1},
            std::to_string(lost_links_) + (lost_links_ == 1 ? " link leads" : " links lead") + " to other pages of a site whose address the page does not say; the words were kept",
            "write the whole address where a reader needs it");
  }
  out_.memory = owned_;
  return std::move(out_);
}

Tree article_tree(const Tree& tree, const PageText& text, const std::vector<Fate>& fates, const PageMeta& meta, const StyleRules& rules, const Report& report) {
  return ArticleBuilder(tree, text, fates, meta, rules, report).run();
}

}  // namespace pamphlet::html
