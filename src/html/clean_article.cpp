// What is not of the article although it stands in it: bylines, rows of links, lines that every page has, and headings of these.

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "html/article_finder.h"
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
    const bool author = lower(tree_.attribute(at, "rel").value_or("")) == "author" || tree_.attribute(at, "itemprop").value_or("") == "author";
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
    id = parts_.fates[id] != Fate::keep ? node(id).end : id + 1;
  }
  if (parts_.title != 0) leave(parts_.title, Fate::title);
}

// Three links or more and little else, to other pages.
bool Finder::is_link_list(std::uint32_t id) const {
  const Measure& m = measure(id);
  if (m.links < 3 || m.prose > 0 || m.inner_links * 2 > m.links) return false;
  return m.linked * 10 >= m.length * 7;
}

void Finder::clean_body() {
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
    if (is_block(node(id)) && m.length > 0 && is_link_list(id)) {
      // Behind the text these are other articles; within it, when each is a card with a picture or a heading of its own.
      const bool cards = m.images * 2 >= m.links || m.headings * 2 >= m.links;
      if (behind || cards) fate = Fate::related;
    }
    if (fate == Fate::keep && is_leaf(id) && m.length <= 3 * kShortLine) {
      const std::string words = page_words(tree_, id, kLongWords);
      switch (page_line(words)) {
        case PageLine::article: break;
        case PageLine::word: fate = m.linked == m.length ? Fate::page_line : Fate::keep; break;
        case PageLine::related: fate = Fate::related; break;
        case PageLine::share: fate = Fate::share; break;
        case PageLine::newsletter: fate = Fate::newsletter; break;
        case PageLine::cookies: fate = Fate::cookies; break;
        case PageLine::reading_time: fate = Fate::byline; break;
        case PageLine::phrase:
        case PageLine::breadcrumb:
        case PageLine::count:
        case PageLine::copyright: fate = Fate::page_line; break;
      }
      // "Read more: TITLE", with the title as a link.
      const std::size_t colon = words.find(':');
      if (fate == Fate::keep && colon != std::string::npos && m.linked * 2 > m.length) {
        const PageLine opening = page_line(string_view(words).substr(0, colon));
        if (opening == PageLine::phrase || opening == PageLine::related) fate = Fate::related;
      }
      if (fate == Fate::keep && behind && m.links > 0 && m.linked * 10 >= m.length * 9 && node(id).info->role != Role::heading && m.inner_links == 0) fate = Fate::related;
    }
    // A name or a date; an author's box that says who it is stays.
    if (fate == Fate::keep && behind && signs_[id].fate == Fate::byline && (m.length <= 40 || m.linked * 2 > m.length)) fate = Fate::byline;
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
