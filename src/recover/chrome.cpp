// Lines of the web page around the article: dropped only when they stand alone and match as a whole.
#include <algorithm>
#include <string>

#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"
#include "recover/logical_lines.h"
#include "recover/markers.h"
#include "recover/page.h"
#include "recover/phrases.h"

namespace pamphlet::recover {
namespace {

enum class PageLine : unsigned char { no, phrase, word, cookie, related };

// The phrase tables hold lower-case text without a mark at the end.
std::string phrase_of(std::string_view text) {
  std::string folded = fold(text);
  while (!folded.empty()) {
    if (folded.ends_with("…")) {
      folded.resize(folded.size() - std::string_view("…").size());
    } else if (std::string_view(":.!? ").find(folded.back()) != std::string_view::npos) {
      folded.pop_back();
    } else {
      break;
    }
  }
  return folded;
}

PageLine classify(std::string_view text) {
  constexpr std::size_t kLongestBanner = 1000;  // bytes; longer lines are never compared, which keeps this linear
  if (text.size() > kLongestBanner) return PageLine::no;
  const std::string folded = phrase_of(text);
  if (folded.empty()) return PageLine::no;
  if (is_cookie_banner(folded)) return PageLine::cookie;
  if (holds(PhraseKind::related, folded)) return PageLine::related;
  if (holds(PhraseKind::phrase, folded) || is_share_row(folded) || is_breadcrumb(folded) || is_reading_time(folded) ||
      is_count(folded) || is_copyright(folded) || is_newsletter(folded)) {
    return PageLine::phrase;
  }
  return holds(PhraseKind::word, folded) ? PageLine::word : PageLine::no;
}

// The kept and chrome lines, without the blank ones.
struct Spine {
  std::vector<std::uint32_t> line;
  std::vector<PageLine> kind;
  std::vector<bool> alone;  // no part of a paragraph
};

Spine make_spine(const Page& page) {
  Spine spine;
  for (std::uint32_t i = 0; i < page.lines.size(); ++i) {
    if (page.lines[i].fate != Fate::keep) continue;
    spine.line.push_back(i);
    spine.kind.push_back(classify(page.text(i)));
  }
  // Where lines end with their paragraphs, every line stands alone. In wrapped text the last words of a paragraph may
  // come to stand alone on a line: there only blank lines and other page lines part.
  const bool wrapped = find_layout(page).wrapped;
  const std::size_t count = spine.line.size();
  spine.alone.resize(count);
  for (std::size_t k = 0; k < count; ++k) {
    const auto parted = [&](std::size_t above, std::size_t below) {
      const std::string_view upper = page.text(spine.line[above]), lower = page.text(spine.line[below]);
      const bool adjacent = spine.line[below] - spine.line[above] == 1;
      if (adjacent && initial_case(lower) == Case::lower && !ends_sentence(upper) && count_words(upper) > 5)
        return false;
      if (!wrapped || spine.line[below] - spine.line[above] > 1) return true;
      return spine.kind[above] != PageLine::no && spine.kind[below] != PageLine::no;
    };
    spine.alone[k] = (k == 0 || parted(k - 1, k)) && (k + 1 == count || parted(k, k + 1));
  }
  return spine;
}

// "Home", "Menu", "Accept" are page lines only among page lines: between two of them, or two or more of them beside
// one.
void drop_words(Page& page, const Spine& spine) {
  const std::size_t count = spine.line.size();
  const auto dropped = [&](std::size_t k) { return page.lines[spine.line[k]].fate == Fate::chrome; };
  for (std::size_t k = 0; k < count;) {
    if (spine.kind[k] != PageLine::word || dropped(k)) {
      ++k;
      continue;
    }
    std::size_t end = k;
    while (end < count && spine.kind[end] == PageLine::word && !dropped(end))
      ++end;
    const bool before = k == 0 || dropped(k - 1);
    const bool after = end == count || dropped(end);
    const bool buttons = k > 0 && spine.kind[k - 1] == PageLine::cookie && dropped(k - 1);
    const bool whole_text = k == 0 && end == count;
    if (!whole_text && ((before && after) || ((before || after) && end - k >= 2) || buttons)) {
      for (std::size_t i = k; i < end; ++i) {
        drop(page, spine.line[i], Sureness::likely, "it stands among other lines of the web page");
      }
    }
    k = end;
  }
}

// "Related posts" and the bare titles below it, when nothing else follows to the end of the page.
void drop_related(Page& page, const Spine& spine) {
  constexpr std::size_t kMostTitles = 12;
  const std::size_t count = spine.line.size();
  for (std::size_t k = 0; k < count; ++k) {
    if (spine.kind[k] != PageLine::related || !spine.alone[k]) continue;
    std::vector<std::uint32_t> titles;
    bool only_titles = true;
    for (std::size_t i = k + 1; i < count && only_titles; ++i) {
      if (page.lines[spine.line[i]].fate == Fate::chrome) continue;
      const std::string_view text = page.text(spine.line[i]);
      const char32_t mark = final_mark(text);
      only_titles = titles.size() < kMostTitles && count_words(text) <= 14 && mark != '.' && mark != ':' &&
                    mark != ';' && find_marker(text).kind == MarkerKind::none;
      titles.push_back(spine.line[i]);
    }
    if (!only_titles) continue;
    if (k == 0) continue;  // the whole text: nothing would be left
    drop(page, spine.line[k], Sureness::likely, "web pages say it above links to other articles");
    for (const std::uint32_t line : titles) {
      drop(page, line, Sureness::likely, "it is the title of another article, below a line that says so");
    }
    return;
  }
}

// "Read more: Birth plans made easy" as the last words above the foot of the page.
void drop_see_also(Page& page) {
  bool foot = false;
  std::size_t kept = 0;
  for (const Line& line : page.lines)
    kept += line.fate == Fate::keep;
  for (std::size_t i = page.lines.size(); i-- > 0;) {
    foot |= page.lines[i].fate == Fate::chrome;
    if (page.lines[i].fate != Fate::keep) continue;
    if (!foot || kept-- <= 3 || !is_see_also(page.text(i))) return;
    drop(page, i, Sureness::likely, "it leads to another article");
  }
}

}  // namespace

void drop_chrome(Page& page) {
  const Spine spine = make_spine(page);
  for (std::size_t k = 0; k < spine.line.size(); ++k) {
    if (!spine.alone[k]) continue;
    if (spine.kind[k] == PageLine::phrase) {
      drop(page, spine.line[k], Sureness::sure, "web pages say it around an article");
    } else if (spine.kind[k] == PageLine::cookie) {
      drop(page, spine.line[k], Sureness::sure, "it is a cookie banner");
    }
  }
  drop_words(page, spine);
  drop_related(page, spine);
  drop_see_also(page);
  const bool any_left =
      std::any_of(page.lines.begin(), page.lines.end(), [](const Line& line) { return line.fate == Fate::keep; });
  if (any_left) return;
  // A text of nothing but such lines is no page around an article: it is the article.
  for (Line& line : page.lines) {
    if (line.fate == Fate::chrome) line.fate = Fate::keep;
  }
  std::erase_if(page.hints, [](const Hint& hint) { return hint.code == code::dropped_chrome; });
}

}  // namespace pamphlet::recover
