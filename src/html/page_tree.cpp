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
constexpr ElementInfo kTitle{"title", Role::title, Element::title, Syntax::block};

}  // namespace

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
  keep(id, {"start", "type", "reversed"});
  items_[made].next = start;
  lists_[parent].push_back({made, level, info.tag, names});
  return made;
}

// Two breaks in a row are the space between paragraphs: the node behind them; 0: there is one.
std::uint32_t ArticleBuilder::paragraph_gap(std::uint32_t id, std::uint32_t parent) {
  std::uint32_t next = node(id).end;
  while (next < node(node(id).parent).end && node(next).kind == Node::Kind::text && trim(node(next).text).empty()) next = node(next).end;
  if (next < node(node(id).parent).end && role(next) == Role::line_break && role(text_.blocks[id]) != Role::heading && !is_within_pre(tree_, id)) {
    while (next < node(node(id).parent).end && (role(next) == Role::line_break || (node(next).kind == Node::Kind::text && trim(node(next).text).empty()))) next = node(next).end;
    const std::uint32_t gap = add(parent, id, find_element("center"));
    out_.nodes[gap].attributes = 0;
    return next;
  }
  return 0;
}

// Returns the node to go on with.
std::uint32_t ArticleBuilder::element(std::uint32_t id) {
  const std::uint32_t parent = made_[node(id).parent];
  if (const std::uint32_t next = take_whole(id, parent); next != 0) return next;
  if (word_item(id)) return id + 1;
  const ElementInfo* const info = made_of(id);
  made_[id] = parent;
  if (is_in_title(id) && (role(id) == Role::link || role(id) == Role::image || is_block(node(id)) || measure(id).length == measure(title_).length)) return id + 1;
  const bool around_citation = info != nullptr && info->element == Element::superscript && !cites_.empty() && cites_.lower_bound(id) != cites_.end() && cites_.lower_bound(id)->first < node(id).end;
  if (info == nullptr || around_citation) return id + 1;
  if (info->role == Role::line_break) {
    if (const std::uint32_t next = paragraph_gap(id, parent); next != 0) return next;
  }
  const Look look = look_of(tree_, id, rules_);
  if (info->role == Role::inline_ && ((info->element == Element::strong && look.plain_weight) || (info->element == Element::emphasis && look.plain_slant))) return id + 1;
  if (info->role == Role::list) {
    made_[id] = list(id, *info);
  } else {
    if (is_block(node(id))) end_lists(parent);
    made_[id] = add(parent, id, *info);
  }
  const std::uint32_t made = made_[id];
  if (made + 1 == out_.nodes.size()) attributes(id, made, *info);
  if (info->role == Role::item) {
    ListItems& items = items_[parent];
    items.last = made;
    ++items.next;
  }
  const bool linked = measure(id).linked > 0;  // links have a colour and a line of their own
  if (!linked && role(text_.blocks[id]) != Role::heading) lost_looks_.element(tree_, id, look, measure(id));
  if (info->role == Role::span || info->tag == "font" || info->role == Role::link) {
    for (const string_view tag : look.tags) {
      if (!tag.empty() && !(linked && tag == "u")) made_[id] = add(made_[id], id, find_element(tag));
    }
  }
  return id + 1;
}

void ArticleBuilder::walk(std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t id = begin; id < end;) {
    if (fates_[id] != Fate::keep || notes_.contains(id)) {
      see_box(id);
      id = node(id).end;
      continue;
    }
    if (node(id).kind == Node::Kind::element) {
      id = element(id);
      continue;
    }
    words(id, made_[node(id).parent]);
    id = node(id).end;
  }
}

// A text. Between the blocks of a piece, as WordPress's older editor keeps it, an empty line is where a paragraph ends.
void ArticleBuilder::words(std::uint32_t id, std::uint32_t parent) {
  string_view text = node(id).text;
  if (const auto cut = cut_.find(id); cut != cut_.end()) text.remove_prefix(cut->second);
  const bool blank = trim(text).empty();
  lost_looks_.text(measure(id).length);
  if (!blank) end_lists(parent);
  if (blank && lists_.contains(parent)) return;
  if (!begun_ && !blank) text.remove_prefix(static_cast<std::size_t>(trim(text).data() - text.data()));
  begun_ = begun_ || !blank;
  // An address that is a line of its own is a link, as in Markdown: what a page shows in a frame.
  const string_view address = trim(text);
  const bool alone = measure(id).linked == 0 && measure(text_.blocks[id]).length == measure(id).length && address.find_first_of(" \n\t") == string_view::npos;
  if (alone && (address.starts_with("https://") || address.starts_with("http://"))) {
    const std::uint32_t link = add(parent, id, find_element("a"));
    out_.nodes[link].kind = Node::Kind::element;
    give("href", std::string(address));
    out_.nodes[link].attributes = 1;
    parent = link;
  }
  for (std::size_t at = node(id).parent == 0 && !meta_.document ? 0 : text.size(); at < text.size();) {
    const std::size_t line = text.find('\n', at);
    const std::size_t next = line == string_view::npos ? line : text.find_first_not_of(" \t\r", line + 1);
    if (next == string_view::npos) break;
    at = next;
    if (text[next] != '\n') continue;
    out_.nodes[add(parent, id, *tree_[0].info)].text = text.substr(0, line);
    Node& gap = out_.nodes[add(parent, id, find_element("center"))];
    gap.kind = Node::Kind::element;
    text.remove_prefix(next);
    at = 0;
  }
  made_[id] = add(parent, id, *tree_[0].info);
  out_.nodes[made_[id]].text = text;
}

// Whether a part of the title's words looks otherwise than the rest, or leads to a note.
bool ArticleBuilder::title_has_marks() const {
  for (std::uint32_t id = title_ + 1; id < node(title_).end; ++id) {
    if (cites_.contains(id)) return true;
    if (node(id).kind != Node::Kind::element || measure(id).length == 0 || measure(id).length == measure(title_).length) continue;
    const Look look = look_of(tree_, id, rules_);
    const bool looks = std::any_of(look.tags.begin(), look.tags.end(), [](string_view tag) { return !tag.empty(); });
    if (role(id) == Role::inline_ || role(id) == Role::code || looks) return true;
  }
  return false;
}

// The title's words are the metadata's; here stands what they show beyond that, which resolve() takes. Links and pictures have
// no place in a title.
void ArticleBuilder::title() {
  if (title_ == 0) return;
  for (std::uint32_t id = title_ + 1; id < node(title_).end; ++id) {
    const Span span{node(id).span.begin, node(id).span.begin + 1};
    const string_view href = role(id) == Role::link ? trim(tree_.attribute(id, "href").value_or("")) : string_view();
    if (!href.empty() && href[0] != '#' && measure(id).length > 0 && measure(id).length < measure(title_).length) {
      report_(code::link_dropped, span, "the title holds a link; its words were kept, not its address: " + std::string(href), "write the address into the text");
    }
    const string_view alt = role(id) == Role::image ? trim(tree_.attribute(id, "alt").value_or("")) : string_view();
    if (!alt.empty()) report_(code::html_dropped, span, "the picture “" + std::string(alt) + "” in the title was left out", "put it below the title");
  }
  if (!title_has_marks()) return;
  made_[title_] = add(0, title_, kTitle);
  walk(title_ + 1, node(title_).end);
  begun_ = false;
}

Tree ArticleBuilder::run() {
  owned_ = std::make_shared<Owned>();
  owned_->memory = tree_.memory;
  survey();
  find_notes();
  for (std::uint32_t id = 1; id < tree_.nodes.size();) {
    if (fates_[id] != Fate::keep || notes_.contains(id)) {
      id = node(id).end;
      continue;
    }
    if (role(id) == Role::image || (node(id).kind == Node::Kind::text && measure(id).length > 0)) last_content_ = id;
    ++id;
  }
  made_.assign(tree_.nodes.size(), 0);
  out_.nodes.emplace_back(tree_[0]).attributes = 0;
  title();
  walk(1, static_cast<std::uint32_t>(tree_.nodes.size()));
  for (const auto& [block, label] : notes_) {
    lists_.clear();
    begun_ = false;
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
  lost_looks_.report(tree_, report_);
  if (lost_boxes_ > 0) {
    report_(code::html_dropped, first_box_, std::to_string(lost_boxes_) + (lost_boxes_ == 1 ? " box (<input>) of a form was left out" : " boxes (<input>) of a form were left out"), "write ☐ before the words to print a box");
  }
  if (lost_links_ > 0) {
    report_(code::link_dropped, {first_lost_.begin, first_lost_.begin + 1},
            std::to_string(lost_links_) + (lost_links_ == 1 ? " link leads" : " links lead") + " to other pages of a site whose address the page does not say; the words were kept",
            "write the whole address where a reader needs it");
  }
  out_.memory = owned_;
  return std::move(out_);
}

Tree article_tree(const Tree& tree, const PageText& text, const std::vector<Fate>& fates, const PageMeta& meta, const StyleRules& rules, std::uint32_t title, const Report& report) {
  return ArticleBuilder(tree, text, fates, meta, rules, title, report).run();
}

}  // namespace pamphlet::html
