// What is not of the article although it stands in it: bylines, rows of links, lines that every page has, and headings of these.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/article_finder.h"
#include "html/page_style.h"
#include "html/tag_scan.h"
#include "recover/recover.h"

namespace pamphlet::html {

using std::string_view;

bool Finder::is_byline(std::uint32_t id) const {
  const Measure& m = measure(id);
  if (m.prose > 0 || m.length > 2 * kShortLine) return false;
  if (signs_[id].fate == Fate::byline) return true;
  if (m.length > kShortLine || node(id).info->role == Role::heading) return false;
  for (std::uint32_t at = id + 1; at < node(id).end; ++at) {
    if (node(at).kind == Node::Kind::element && (node(at).info->tag == "time" || signs_[at].fate == Fate::byline)) return true;
  }
  const std::string words = page_words(tree_, id, 200);
  if (page_line(words) == PageLine::reading_time) return true;
  static constexpr string_view kBy[] = {"By ", "by ", "BY ", "Von ", "Par ", "Por ", "Di ", "Door "};
  if (!words.ends_with('.') && std::any_of(std::begin(kBy), std::end(kBy), [&](string_view by) { return words.starts_with(by); })) return true;
  std::size_t digits = 0;
  bool year = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    digits += is_ascii_digit(words[at]) ? 1 : 0;
    year = year || ((words.substr(at, 2) == "20" || words.substr(at, 2) == "19") && at + 4 <= words.size() && is_ascii_digit(words[at + 2]) && is_ascii_digit(words[at + 3]));
  }
  return year && words.size() < 40 && digits <= 12 && !words.ends_with('.');
}

void Finder::take_byline(std::uint32_t id) {
  for (std::uint32_t at = id; at < node(id).end; ++at) {
    if (node(at).kind != Node::Kind::element) continue;
    if (node(at).info->tag == "time" && !parts_.date) {
      parts_.date = parse_iso_date(trim(tree_.attribute(at, "datetime").value_or("")));
      parts_.date_span = node(at).span;
    }
    const bool author = lower(tree_.attribute(at, "rel").value_or("")) == "author" || tree_.attribute(at, "itemprop") == "author" || has_name_word(tree_, at, "p-author") ||
                        (signs_[at].fate == Fate::byline && measure(at).length < 30 && measure(at).blocks <= 1 && has_name_word(tree_, at, "author") && node(at).info->role == Role::link);
    if (author && parts_.authors.size() < 10) {
      std::string name = page_words(tree_, at, 80);
      for (const string_view by : {"By ", "by ", "Von ", "Par ", "Por "}) {
        if (name.starts_with(by)) name.erase(0, by.size());
      }
      const bool known = std::any_of(parts_.authors.begin(), parts_.authors.end(), [&](const MetaText& a) { return a.value == name; });
      if (name.size() > 2 && !known) parts_.authors.push_back({std::move(name), node(at).span});
    }
  }
}

// Around the title: bylines, and before it all that is neither picture nor running text.
void Finder::clean_head() {
  const std::uint32_t until = first_prose_ != 0 ? first_prose_ : node(body_).end;
  const std::string title = comparable(parts_.title_text.value);
  const bool titled_within = parts_.title != 0 && holds(body_, parts_.title);
  for (std::uint32_t id = body_ == 0 ? 1 : body_; id < until;) {
    const bool out = parts_.fates[id] != Fate::keep || !kept_[id];
    if (out) {
      id = kept_[id] ? node(id).end : id + 1;
      continue;
    }
    if (node(id).kind == Node::Kind::text && titled_within && id < parts_.title && measure(id).length > 0 && measure(id).length < kShortLine && text_.blocks[id] < id &&
        holds(text_.blocks[id], parts_.title)) {
      leave(id, Fate::outside);  // a word of its own beside the title
    }
    if (node(id).kind != Node::Kind::element || holds(id, until) || id == body_) {
      ++id;
      continue;
    }
    if (id == parts_.title) {
      leave(id, Fate::title);
      id = node(id).end;
      continue;
    }
    const bool byline = is_block(node(id)) && measure(id).length > 0 && is_byline(id) && !(node(id).info->role == Role::figure);
    if (byline) {
      take_byline(id);
      leave(id, Fate::byline);
    } else if (is_leaf(id) && measure(id).length < 400 && !title.empty() && comparable(page_words(tree_, id, kLongWords)) == title) {
      leave(id, Fate::title);
    } else if (titled_within && id < parts_.title && !holds(id, parts_.title) && is_leaf(id) && measure(id).length < kShortLine && measure(id).images == 0) {
      std::uint32_t figure = id;
      while (figure > body_ && node(figure).info->role != Role::figure) figure = node(figure).parent;
      if (figure <= body_) leave(id, Fate::outside);
    }
    const bool before = titled_within && id < parts_.title && is_block(node(id)) && parts_.fates[id] == Fate::keep;
    if (before && measure(id).length > 0 && measure(id).prose == 0 && measure(id).linked * 2 > measure(id).length) leave(id, Fate::navigation);
    id = parts_.fates[id] != Fate::keep ? node(id).end : id + 1;
  }
  if (parts_.title != 0) leave(parts_.title, Fate::title);
  // Some say author and date below the text.
  std::uint32_t article = body_;
  for (std::uint32_t at = body_; at > 0; at = node(at).parent) {
    if (node(at).info->tag == "article") article = at;
  }
  for (std::uint32_t id = article + 1; id < (meta_.exported ? size() : node(article).end);) {
    const Fate fate = parts_.fates[id];
    if (fate == Fate::comments || fate == Fate::related || fate == Fate::hidden) {
      id = node(id).end;
      continue;
    }
    const bool author = node(id).kind == Node::Kind::element && node(id).attributes > 0 && (tree_.attribute(id, "rel") == "author" || has_name_word(tree_, id, "p-author"));
    const bool date = node(id).kind == Node::Kind::element && node(id).info->tag == "time" && (has_name_word(tree_, id, "dt-published") || has_name_word(tree_, id, "entry-date"));
    if (author || date) take_byline(id);
    ++id;
  }
}

// Who vouches for what a patient reads is said in a line of its own, below the title or behind the text. The cards of other
// articles on the page have such lines too: only what stands within the article is believed.
void Finder::find_reviewer() {
  const std::uint32_t begin = parts_.title != 0 ? std::min(parts_.title, body_) : body_;
  for (std::uint32_t id = begin; id < node(body_).end && parts_.reviewer.empty();) {
    const Fate fate = parts_.fates[id];
    const bool left_out = fate != Fate::keep && fate != Fate::byline && fate != Fate::title && fate != Fate::outside;
    const bool line = !left_out && is_leaf(id) && measure(id).length <= 2 * kShortLine && measure(id).prose == 0;
    const std::string words = line ? page_words(tree_, id, 2 * kShortLine) : std::string();
    if (const string_view name = reviewer_of_line(words); !name.empty()) {
      parts_.reviewer = {std::string(name), node(id).span};
      leave(id, Fate::byline);
    }
    id = line || left_out ? node(id).end : id + 1;
  }
}

// Three links or more and little else, to other pages.
bool Finder::is_link_list(std::uint32_t id) const {
  const Measure& m = measure(id);
  if (m.links < 3 || m.prose > 0 || m.inner_links * 2 > m.links) return false;
  return m.linked * 10 >= m.length * 7;
}

// Most of its links lead to other sites and say in words where to: sources and further reading, no articles of the same
// site. So does one to a person or a leaflet.
bool Finder::leads_away(std::uint32_t id) const {
  const auto site = [](string_view address) {
    const std::size_t begin = address.find("://");
    if (begin == string_view::npos) return string_view();
    string_view host = address.substr(begin + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    const std::size_t dot = host.rfind('.');
    const std::size_t before = dot == string_view::npos || dot == 0 ? dot : host.rfind('.', dot - 1);
    return before == string_view::npos ? host : host.substr(before + 1);
  };
  static constexpr string_view kNetworks[] = {"facebook.com", "instagram.com", "linkedin.com", "pinterest.com", "t.me", "tiktok.com", "twitter.com", "whatsapp.com", "x.com", "youtube.com"};
  const string_view own = site(meta_.base);
  const Measure& m = measure(id);
  if (node(id).end - id >= kManyNodes) return false;
  for (std::uint32_t at = id; at < node(id).end; ++at) {  // whom to reach, what to take home
    if (node(at).kind != Node::Kind::element || node(at).info->role != Role::link) continue;
    const std::string address = lower(tree_.attribute(at, "href").value_or("").substr(0, 300));
    if ((address.starts_with("mailto:") && !address.starts_with("mailto:?")) || address.starts_with("tel:") || address.ends_with(".pdf")) return true;
  }
  // Of a page that says no address, whole addresses are other sites' when its own are short.
  if ((own.empty() && !has_short_links_) || m.links == 0 || m.linked < 12 * m.links) return false;
  std::uint32_t away = 0;
  for (std::uint32_t at = id; at < node(id).end; ++at) {
    if (node(at).kind != Node::Kind::element || node(at).info->role != Role::link) continue;
    const string_view other = site(tree_.attribute(at, "href").value_or(""));
    away += !other.empty() && other != own && std::find(std::begin(kNetworks), std::end(kNetworks), other) == std::end(kNetworks) ? 1 : 0;
  }
  return away * 2 > m.links;
}

// What a short block says that it is; `behind`: after the last running text.
Fate Finder::fate_of_line(std::uint32_t id, bool behind) const {
  const Measure& m = measure(id);
  const std::string words = page_words(tree_, id, kLongWords);
  switch (page_line(words)) {
    case PageLine::article: break;
    case PageLine::word:
      if (m.linked == m.length) return Fate::page_line;
      break;
    case PageLine::related: return Fate::related;
    case PageLine::share: return Fate::share;
    case PageLine::newsletter: return Fate::newsletter;
    case PageLine::cookies: return Fate::cookies;
    case PageLine::reading_time: return Fate::byline;
    case PageLine::phrase:
    case PageLine::breadcrumb:
    case PageLine::count:
    case PageLine::copyright: return Fate::page_line;
  }
  // "Read more: TITLE", with the title as a link.
  if (const std::size_t colon = words.find(':'); colon != std::string::npos && m.linked * 2 > m.length) {
    const PageLine opening = page_line(string_view(words).substr(0, colon));
    if (opening == PageLine::phrase || opening == PageLine::related) return Fate::related;
  }
  const bool link = behind && !authored_ && m.links > 0 && m.linked * 10 >= m.length * 9 && node(id).info->role != Role::heading && m.inner_links == 0;
  return link && !leads_away(id) ? Fate::related : Fate::keep;
}

// The names of tabs, each of which the panel that it opens has as a heading.
bool Finder::says_headings_only(std::uint32_t tabs) const {
  if (tree_.attribute(tabs, "role") != "tablist" || measure(tabs).length > kLongWords) return false;
  std::string headings = ".";
  for (std::uint32_t id = node(tabs).end; id < std::min(size(), tabs + kManyNodes) && headings.size() < 8 * kLongWords; ++id) {
    if (node(id).kind == Node::Kind::element && node(id).info->role == Role::heading) headings += comparable(page_words(tree_, id, 100)) + ".";
  }
  for (std::uint32_t id = tabs + 1; id < node(tabs).end; ++id) {
    if (tree_.attribute(id, "role") == "tab" && headings.find("." + comparable(page_words(tree_, id, 100)) + ".") == std::string::npos) return false;
  }
  return true;
}

void Finder::clean_body() {
  std::uint32_t about = 0;  // the end of an author's box that says who it is
  for (std::uint32_t id = 1; id < size();) {
    if (parts_.fates[id] != Fate::keep) {
      id = node(id).end;
      continue;
    }
    if (!kept_[id] || node(id).kind != Node::Kind::element || id == body_) {
      ++id;
      continue;
    }
    const Measure& m = measure(id);
    const bool behind = id > last_prose_;
    Fate fate = Fate::keep;
    // Behind the text these are other articles; within it, when each is a card with a picture or a heading of its own.
    if (!authored_ && is_block(node(id)) && m.length > 0 && is_link_list(id) && (is_cards(id) || (behind && !leads_away(id)))) fate = Fate::related;
    if (!authored_ && is_block(node(id)) && is_teasers(id)) fate = Fate::related;
    // A row of links to the page's own parts; as a list it is the article's contents.
    const bool contents = !authored_ && is_leaf(id) && m.links >= 3 && m.inner_links == m.links && m.linked * 10 >= m.length * 8;
    if (contents || says_headings_only(id)) fate = Fate::navigation;
    if (fate == Fate::keep && is_leaf(id) && m.length <= 3 * kShortLine) fate = fate_of_line(id, behind);
    // A name or a date that is a line of its own; an author's box that says who it is stays whole.
    if (fate == Fate::keep && behind && signs_[id].fate == Fate::byline && id >= about) {
      const bool line = m.length <= 40 || m.linked * 2 > m.length;
      if (!line) about = node(id).end;
      else if (measure(text_.blocks[id]).length <= m.length + 4) fate = Fate::byline;
    }
    if (fate != Fate::keep) leave(id, fate);
    id = fate != Fate::keep ? node(id).end : id + 1;
  }
}

// A heading goes with what it headed: when all up to the next one was left out.
void Finder::clean_headings() {
  std::uint32_t heading = 0;
  bool lost = false;
  const auto close = [&] {
    if (heading != 0 && lost) leave(heading, Fate::related);
    heading = 0;
    lost = false;
  };
  for (std::uint32_t id = 1; id < size();) {
    if (parts_.fates[id] != Fate::keep) {
      const Fate fate = parts_.fates[id];
      const bool furniture = fate != Fate::hidden && fate != Fate::title && fate != Fate::byline && fate != Fate::page_line && fate != Fate::share && fate != Fate::advertisement;
      lost = lost || (furniture && measure(id).length > 0);
      id = node(id).end;
      continue;
    }
    if (kept_[id] && node(id).kind == Node::Kind::element && node(id).info->role == Role::heading && measure(id).length > 0) {
      close();
      heading = id;
      id = node(id).end;
      continue;
    }
    const bool shows = kept_[id] && (measure(id).length > 0 && node(id).kind == Node::Kind::text);
    const bool image = kept_[id] && node(id).kind == Node::Kind::element && node(id).info->role == Role::image;
    if (shows || image) heading = 0;
    ++id;
  }
  close();
}

}  // namespace pamphlet::html
