// Which part of a page is its article. Problem: a saved page is mostly menus, teasers, banners and comments, and no tag says
// so for sure. Idea: weigh what reads like running text, leave out of the sum what tag, role or name say is furniture, and go
// down from the root to the node that holds nearly all of the rest; then take from around it what stands between the title
// and it, and leave out of it what is furniture by its form: rows of links, lines that every page has, bylines. Names count
// less than text: a part with most of the words is never furniture. Not a learned classifier of lines: its mistakes cannot be
// explained, and it takes lists and tables apart. Cost: linear; every pass sees each node once.

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "html/article_finder.h"
#include "html/page_style.h"

namespace pamphlet::html {
namespace {

// A part that holds more of the page's words than this is not furniture, whatever its name; comments may be longer than
// what they are about.
constexpr std::uint64_t kMostWords = 40, kMostComments = 85;
// The article's node holds so many of a hundred of the words that count; what a name says is the article's may leave more.
constexpr std::uint64_t kNearlyAll = 90, kNamedArticle = 60;

bool is_container(const Node& node) {
  switch (node.info->role) {
    case Role::division:
    case Role::group:
    case Role::table:
    case Role::head_group:
    case Role::row_group:
    case Role::row:
    case Role::cell: return true;
    case Role::unknown: return true;
    case Role::transparent:
    case Role::inline_:
    case Role::code:
    case Role::link:
    case Role::span:
    case Role::image:
    case Role::line_break:
    case Role::rule:
    case Role::drop:
    case Role::paragraph:
    case Role::heading:
    case Role::quote:
    case Role::list:
    case Role::item:
    case Role::definition_list:
    case Role::term:
    case Role::description:
    case Role::preformatted:
    case Role::figure:
    case Role::caption:
    case Role::note:
    case Role::title:
    case Role::note_reference:
    case Role::summary: return false;
  }
  return false;
}

}  // namespace

PageParts Finder::run() {
  parts_.fates.assign(size(), Fate::keep);
  kept_.assign(size(), false);
  signs_.resize(size());
  for (std::uint32_t id = 1; id < size(); ++id) signs_[id] = sign_of(tree_, id);
  find_panels();
  doubt_signs();
  leave_out_by_sign();
  const bool alone = (!meta_.document && !framed_) || meta_.office;  // a piece without a site's frame is all article
  authored_ = meta_.exported || alone;
  if (!alone) choose_body();
  const TitleChoice title = choose_page_title(tree_, text_, meta_, parts_.fates, body_);
  parts_.title = title.node;
  parts_.title_text = title.text;
  keep_body();
  keep_lead();
  keep_rest();
  keep_behind();
  find_subtitle();
  clean_head();
  clean_body();
  clean_headings();
  find_reviewer();
  settle();
  parts_.begin = parts_.title != 0 ? std::min(parts_.title, std::max(body_, 1U)) : std::max(body_, 1U);
  for (std::uint32_t id = parts_.begin; id < size(); ++id) {
    if (parts_.fates[id] != Fate::keep) id = node(id).end - 1;
    else if (node(id).kind == Node::Kind::text && measure(id).length > 0) parts_.end = id;
  }
  return std::move(parts_);
}

// The panels of tabs and accordions are hidden until somebody opens them, and what opens them says which they are.
void Finder::find_panels() {
  for (std::uint32_t id = 1; id < size(); ++id) {
    if (node(id).kind != Node::Kind::element || node(id).attributes == 0) continue;
    const bool opens = tree_.attribute(id, "aria-expanded") || tree_.attribute(id, "data-toggle") || tree_.attribute(id, "data-bs-toggle") || tree_.attribute(id, "role") == "tab";
    for (const std::string_view name : {"aria-controls", "data-target", "data-bs-target", "href"}) {
      std::string_view value = tree_.attribute(id, name).value_or("");
      if (name == "href" && value.size() > 1 && (value[0] == '/' || value[0] == '.') && value[1] != '/') has_short_links_ = true;
      if (name == "href" && (!opens || !value.starts_with('#'))) continue;
      if (value.starts_with('#')) value.remove_prefix(1);
      if (!value.empty() && value.size() < 200) panels_.emplace(value);
    }
  }
}

bool Finder::is_panel(std::uint32_t id) const {
  if (signs_[id].fate != Fate::keep || node(id).info->tag == "dialog") return false;
  return tree_.attribute(id, "role") == "tabpanel" || panels_.contains(std::string(tree_.attribute(id, "id").value_or("").substr(0, 200)));
}

// Whether the content is what an unsure name says.
bool Finder::looks_like(std::uint32_t id, Fate fate) const {
  const Measure& m = measure(id);
  if (m.length == 0) return m.images == 0 || m.links > 0;
  if (fate == Fate::byline) return false;  // looked at where bylines stand
  if (fate == Fate::controls) return m.prose_blocks <= 1 && (m.controls > 0 || m.linked * 10 >= m.length * 9);
  if (m.linked * 3 > m.length) return true;
  if (node(id).info->tag == "aside" && m.prose > 0) return false;
  return m.prose == 0 && (m.links > 0 || m.controls > 0) && m.length < 400;
}

// A name that most of the running text stands under says something else on this page: builders call every part a widget.
void Finder::doubt_signs() {
  std::array<std::uint64_t, static_cast<std::size_t>(Fate::hidden) + 1> under{};
  const auto is_doubtful = [&](std::uint32_t id) { return signs_[id].fate != Fate::keep && signs_[id].fate != Fate::byline && !signs_[id].sure; };
  for (std::uint32_t id = 1; id < size(); ++id) {
    if (!is_doubtful(id)) continue;
    under[static_cast<std::size_t>(signs_[id].fate)] += measure(id).prose;
    id = node(id).end - 1;
  }
  for (std::uint32_t id = 1; id < size(); ++id) {
    if (is_doubtful(id) && under[static_cast<std::size_t>(signs_[id].fate)] * 2 > measure(0).prose) signs_[id] = {};
  }
}

void Finder::leave_out_by_sign() {
  const Measure& all = measure(0);
  for (std::uint32_t id = 1; id < size();) {
    if (node(id).kind != Node::Kind::element) {
      ++id;
      continue;
    }
    const Measure& m = measure(id);
    const bool page_break = node(id).info->role == Role::rule && page_breaks(tree_, id).before;  // Google's documents hide the line
    const Sign sign = is_hidden_on_page(tree_, id) && !is_panel(id) && !page_break ? Sign{Fate::hidden, true} : signs_[id];
    const std::uint64_t limit = sign.fate == Fate::comments ? kMostComments : kMostWords;
    const bool most = std::uint64_t{m.length} * 100 > limit * all.length || (all.prose > 0 && std::uint64_t{m.prose} * 100 > limit * all.prose);
    if (sign.fate != Fate::keep && !most && (sign.sure || looks_like(id, sign.fate))) {
      leave(id, sign.fate);
      framed_ = framed_ || sign.fate == Fate::navigation || sign.fate == Fate::comments || sign.fate == Fate::cookies;
      id = node(id).end;
    } else {
      ++id;
    }
  }
}

// Down from the root, as long as one child holds nearly all that counts.
void Finder::choose_body() {
  // What unsure names call furniture does not count, nor what is left out already.
  std::vector<std::uint64_t> counted(size(), 0);
  std::vector<std::uint64_t> uncounted(size(), 0);
  for (std::uint32_t id = size(); id-- > 0;) {
    const bool named = id > 0 && signs_[id].fate != Fate::keep && signs_[id].fate != Fate::byline &&
                       std::uint64_t{measure(id).length} * 100 <= kMostWords * measure(0).length;
    const bool out = id > 0 && (parts_.fates[id] != Fate::keep || named);
    if (out) uncounted[id] = weight(id);
    counted[id] = weight(id) - std::min(weight(id), uncounted[id]);
    if (id > 0) uncounted[node(id).parent] += uncounted[id];
  }
  for (std::uint32_t at = 0;;) {
    std::uint32_t best = 0;
    for (std::uint32_t child = at + 1; child < node(at).end; child = node(child).end) {
      if (node(child).kind == Node::Kind::element && (best == 0 || counted[child] > counted[best])) best = child;
    }
    if (best == 0 || counted[best] == 0 || !is_container(node(best)) || parts_.fates[best] != Fate::keep) break;
    const bool named = names_article(tree_, best);
    if (counted[best] * 100 < counted[at] * (named ? kNamedArticle : kNearlyAll)) break;
    // Of several of its kind the largest is a part, not the whole; and paragraphs beside it go with it.
    std::uint64_t alike = 0, loose = 0;
    for (std::uint32_t child = at + 1; child < node(at).end; child = node(child).end) {
      if (child != best && node(child).kind == Node::Kind::element && node(child).info == node(best).info &&
          tree_.attribute(child, "class") == tree_.attribute(best, "class") && measure(child).prose > 0) {
        alike += counted[child];
      }
      if (node(child).kind == Node::Kind::element && !is_container(node(child)) && measure(child).prose > 0) loose += counted[child];
    }
    if (alike * 20 > counted[best] || (!named && loose * 50 > counted[at])) break;
    at = best;
    body_ = at;
    if (named) landmark_ = at;
  }
}

bool Finder::is_leaf(std::uint32_t id) const {
  if (node(id).kind != Node::Kind::element || !is_block(node(id))) return false;
  return measure(id).blocks <= 1 && measure(id).length > 0 && node(id).end - id < kManyNodes;
}

void Finder::keep_body() {
  keep(body_);
  for (std::uint32_t id = body_; id < node(body_).end;) {
    if (id != body_ && parts_.fates[id] != Fate::keep) {
      id = node(id).end;
      continue;
    }
    if (node(id).kind == Node::Kind::text && measure(id).length > 10 && measure(id).linked == 0) {
      const bool prose = measure(text_.blocks[id]).prose > 0 && measure(id).length > 20;
      if (first_prose_ == 0 && prose) first_prose_ = id;
      // The last sentence of an article may be short.
      const std::string_view words = trim(node(id).text);
      if (prose || (first_prose_ != 0 && measure(text_.blocks[id]).linked == 0 && (words.ends_with('.') || words.ends_with('?') || words.ends_with("。")))) last_prose_ = id;
    }
    ++id;
  }
}

// What stands between the title and the body: the standfirst, a picture.
void Finder::keep_lead() {
  if (parts_.title == 0 || holds(body_, parts_.title) || parts_.title > body_) return;
  std::uint32_t last_heading = 0;  // nothing stands between it and the body: what the body is about
  for (std::uint32_t id = node(parts_.title).end; id < body_;) {
    if (holds(id, body_)) {
      ++id;
      continue;
    }
    const Measure& m = measure(id);
    if (parts_.fates[id] != Fate::keep) {
      id = node(id).end;
      continue;
    }
    const bool element = node(id).kind == Node::Kind::element;
    const bool heading = element && node(id).info->role == Role::heading;
    const bool picture = element && node(id).info->role == Role::figure && m.images > 0;
    if (!picture && !is_leaf(id)) {
      ++id;
      continue;
    }
    const bool sentence = m.length >= (heading ? 20 : 40) && m.linked * 2 < m.length;
    const bool byline = is_byline(id);
    if (byline) take_byline(id);
    if ((picture || sentence) && !byline) keep(id);
    last_heading = heading && !byline ? id : 0;
    id = node(id).end;
  }
  if (last_heading != 0) keep(last_heading);
}

// Running text and notes beside the body in what calls itself the article.
void Finder::keep_rest() {
  if (landmark_ == 0 || landmark_ == body_) return;
  const std::uint32_t from = parts_.title != 0 && holds(landmark_, parts_.title) ? parts_.title : landmark_;
  for (std::uint32_t id = landmark_ + 1; id < node(landmark_).end;) {
    if (holds(id, body_) && id != body_) {
      ++id;
      continue;
    }
    const Measure& m = measure(id);
    const bool take = id != body_ && parts_.fates[id] == Fate::keep && signs_[id].fate == Fate::keep && id >= from && m.prose_blocks > 0 && m.linked * 4 < m.length;
    if (take) keep(id);
    id = node(id).end;
  }
}

// Several links, each with a picture or a heading of its own: other articles.
bool Finder::is_cards(std::uint32_t id) const {
  const Measure& m = measure(id);
  return m.links >= 3 && (m.images * 2 >= m.links || m.headings * 2 >= m.links);
}

// Three headings or more that are all links, but for one above them, each with a few words: teasers of other articles.
bool Finder::is_teasers(std::uint32_t id) const {
  const Measure& m = measure(id);
  return m.linked_headings >= 3 && m.linked_headings + 1 >= m.headings && m.length < 300 * m.linked_headings && std::uint64_t{m.prose} * 3 < measure(body_).prose;
}

// Sentences behind the body in the boxes around it, up to the one that holds the title: page builders give each part of an
// article a box. Behind the first menu, comments or other articles there is nothing of it.
void Finder::keep_behind() {
  if (body_ == 0 || authored_) return;
  std::uint32_t inner = body_;
  for (int steps = 0; steps < 4; ++steps) {
    const std::uint32_t outer = node(inner).parent;
    const bool whole = node(inner).info->tag == "article" || node(inner).info->tag == "main" || (parts_.title != 0 && holds(inner, parts_.title)) || (parts_.title == 0 && steps > 1);
    if (whole || outer == 0 || std::uint64_t{measure(body_).prose} * 10 < std::uint64_t{measure(outer).prose} * 7) return;
    for (std::uint32_t id = node(inner).end; id < node(outer).end; id = node(id).end) {
      if (node(id).kind != Node::Kind::element) continue;
      const Fate fate = parts_.fates[id] != Fate::keep ? parts_.fates[id] : signs_[id].fate;
      if (fate == Fate::navigation || fate == Fate::comments || fate == Fate::related || is_cards(id) || is_teasers(id) || is_link_list(id)) return;
      const Measure& m = measure(id);
      if (fate != Fate::keep || m.linked * 3 > m.length || m.controls > 0 || !says_sentence(tree_, text_, id)) continue;
      keep(id);
    }
    inner = outer;
  }
}

// The line below the title that calls itself so. Of a page it may be a heading like others; writing tools mean it.
void Finder::find_subtitle() {
  const std::uint32_t until = first_prose_ != 0 ? first_prose_ : size();
  for (std::uint32_t id = std::max(body_, parts_.title); id < until; ++id) {
    if (parts_.fates[id] != Fate::keep || !kept_[id] || !is_leaf(id) || node(id).attributes == 0) continue;
    const bool heading = node(id).info->role == Role::heading;
    if ((heading && !meta_.exported) || measure(id).length > 250 || measure(id).linked > 0 || !has_name_word(tree_, id, "subtitle")) continue;
    parts_.subtitle = {page_words(tree_, id, 600), node(id).span};
    leave(id, Fate::title);
    return;
  }
}

// What holds nothing that is kept is left out as one.
void Finder::settle() {
  std::vector<bool> used(size(), false);
  std::vector<bool> out(size(), false);
  for (std::uint32_t id = 1; id < size(); ++id) out[id] = out[node(id).parent] || parts_.fates[id] != Fate::keep;
  for (std::uint32_t id = size(); id-- > 1;) {
    const bool shows = node(id).kind == Node::Kind::text ? measure(id).length > 0 : !node(id).info->tag.empty() && (node(id).info->role == Role::image || node(id).info->syntax == Syntax::none);
    if (kept_[id] && !out[id] && (shows || holds(body_, id))) used[id] = true;
    if (used[id]) used[node(id).parent] = true;
  }
  for (std::uint32_t id = 1; id < size();) {
    if (!used[id] && parts_.fates[id] == Fate::keep) leave(id, signs_[id].fate != Fate::keep && !kept_[id] ? signs_[id].fate : Fate::outside);
    id = parts_.fates[id] != Fate::keep ? node(id).end : id + 1;
  }
}

PageParts find_article(const Tree& tree, const PageText& text, const PageMeta& meta) { return Finder(tree, text, meta).run(); }

}  // namespace pamphlet::html
