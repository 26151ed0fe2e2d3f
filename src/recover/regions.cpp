// The article within the copy of a whole web page: which line is its title, where the menu above it ends, and where the
// foot below it (comments, other articles, links) begins.
//
// Every line gets a weight: what speaks for page furniture (phrases, repetition, rows of links, dates alone, very short
// lines) counts up, what speaks for an article (sentences, the longer the surer) counts down; phrases.def has the
// words, the table below the weights. The foot is the suffix with the greatest sum, the head everything above the best
// title; each must begin or end at a line that says what it is, so that an article without furniture has none. Sums of
// prefixes are the one-dimensional case of segmentation by dynamic programming (as in Kohlschütter et al., WSDM 2010,
// whose features are text density and position too): two passes over the lines, and no need to know the site or its
// language.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/salutation.h"
#include "base/utf8.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"
#include "recover/logical_lines.h"
#include "recover/markers.h"
#include "recover/metadata.h"
#include "recover/page.h"
#include "recover/phrases.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

// Weights, for furniture positive; set by hand on the pages of nine sites and checked on others. They are in units of
// one very short line.
constexpr double kPhrase = 5, kRelated = 6, kWord = 2.5, kRow = 4, kCounted = 4, kRepeated = 2, kTiny = 1, kShort = 0.5,
                 kDated = 1.5, kByline = 1, kSpeaker = 3, kSentence = -1, kProse = -3, kLongProse = -6, kListed = -1;
constexpr std::size_t kFewestParagraphs = 2;
constexpr double kHeadNeeds = 4, kFootNeeds = 6;  // sums below these are no furniture

struct Feature {
  std::uint32_t line = 0;  // of the page
  std::uint32_t words = 0;
  double weight = 0;
  bool strong = false;  // says by itself that it is furniture
  bool prose = false;
  bool meta = false;  // a date, a byline
  bool related = false;
  bool marker = false;  // where a foot may begin
};

std::string phrase_of_line(string_view text) {
  std::string folded = fold(text);
  while (!folded.empty() && string_view(":.!?» ").find(folded.back()) != string_view::npos)
    folded.pop_back();
  return folded;
}

// "Politics ▪ Culture ▪ Sport ▪ Law", "Home|About|Contact": four parts at least, each of a few words, or three of which two
// are the names of such links.
bool is_link_row(string_view text) {
  for (const string_view separator : {"|", "▪", "•", "·", " › ", " » ", " > ", " - ", " – "}) {
    std::size_t parts = 0, named = 0;
    bool brief = true;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(separator, at), text.size());
      brief &= count_words(text.substr(at, end - at)) <= 4;
      ++parts;
      named += end - at < 40 && holds(PhraseKind::word, phrase_of_line(strip(text.substr(at, end - at)))) ? 1 : 0;
      at = end + separator.size();
    }
    const bool dash = separator == " - " || separator == " – ";  // sentences have dashes too
    if ((parts >= (dash ? 5u : 4u) || (parts == 3 && named >= 2)) && brief) return true;
  }
  return false;
}

// "PersonalityCoachingMindset": links that the copy glued together.
bool is_glued_row(string_view text) {
  std::size_t joints = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    joints += case_of(before) == Case::lower && case_of(c) == Case::upper;
    before = c;
  }
  return joints >= 3 || (joints >= 2 && count_words(text) <= 4);
}

bool is_prose(string_view text, std::size_t words) {
  constexpr std::size_t kSentenceWords = 12;
  return words >= 25 || (words >= kSentenceWords && ends_sentence(text));
}

Feature look_at(string_view text, std::uint32_t line) {
  constexpr std::size_t kLongestShort = 300;  // bytes; longer lines are prose, which keeps this linear
  Feature f;
  f.line = line;
  f.words = static_cast<std::uint32_t>(count_words(text));
  f.prose = is_prose(text, f.words);
  if (text.size() > kLongestShort) {
    f.weight = is_link_row(text) ? kRow : is_cookie_banner(fold(text.substr(0, 900))) ? kPhrase : kLongProse;
    f.strong = f.weight > 0;
    f.prose = !f.strong;
    return f;
  }
  const std::string folded = phrase_of_line(text);
  f.related = holds(PhraseKind::related, folded);
  const bool counts = is_count(folded);
  const bool phrase = holds(PhraseKind::phrase, folded) || is_share_row(folded) || is_breadcrumb(folded) ||
                      is_reading_time(folded) || is_cookie_banner(folded) || is_copyright(folded) ||
                      is_newsletter(folded);
  const bool row = is_link_row(text) || is_glued_row(text);
  f.strong = phrase || row || counts || f.related;
  f.marker = f.strong;
  if (f.strong) {
    f.prose = false;
    f.weight = f.related ? kRelated : phrase ? kPhrase : counts ? kCounted : kRow;
    return f;
  }
  const auto meta = read_meta_line(text, DateOrder::day_first);
  f.meta = meta && (meta->date || !meta->authors.empty() || !meta->reviewer.empty() || meta->unreadable);
  if (holds(PhraseKind::word, folded) || (f.words <= 8 && !f.prose && opens_button(folded))) {
    f.weight = kWord;
  } else if (f.prose) {
    f.weight = f.words >= 30 ? kLongProse : kProse;
  } else if (f.meta) {
    f.weight = meta->date && meta->authors.empty() ? kDated : kByline;
  } else if (names_speaker(text)) {
    f.weight = kSpeaker;
    f.marker = true;
  } else if (find_marker(text).kind != MarkerKind::none) {
    f.weight = kListed;
  } else if (ends_sentence(text)) {
    f.weight = f.words >= 4 ? kSentence : 0;
  } else {
    f.weight = f.words <= 3 ? kTiny : f.words <= 6 ? kShort : 0;
  }
  return f;
}

struct Regions {
  Page& page;
  std::vector<Feature> lines;
  std::vector<std::string> folded;  // of short lines; "" for prose
  std::unordered_map<std::string, std::uint32_t> times;
  std::unordered_map<std::string, std::uint32_t> words;  // of the prose, each line once
  std::size_t title = SIZE_MAX, body = 0;

  string_view text(std::size_t k) const { return page.text(lines[k].line); }
  bool glued(std::size_t k) const { return k + 1 < lines.size() && lines[k + 1].line == lines[k].line + 1; }

  void look() {
    for (std::uint32_t i = 0; i < page.lines.size(); ++i) {
      if (page.lines[i].fate != Fate::keep) continue;
      lines.push_back(look_at(page.text(i), i));
      folded.push_back(lines.back().words <= 30 ? phrase_of_line(page.text(i)) : std::string());
      if (!folded.back().empty()) ++times[folded.back()];
    }
    for (std::size_t k = 0; k < lines.size(); ++k) {
      Feature& f = lines[k];
      // A breadcrumb ends with the page's title.
      if (f.strong && is_breadcrumb(folded[k]))
        ++times[std::string(strip(string_view(folded[k]).substr(folded[k].find_last_of(">") + 1)))];
      // What a template prints again and again: "Reply", "Read more". Twice is a title and its link.
      if (!f.prose && f.words <= 6 && times[folded[k]] >= 3 && find_marker(text(k)).kind == MarkerKind::none)
        f.weight += kRepeated;
      if (f.prose) count_words_of(text(k));
    }
  }

  void count_words_of(string_view prose) {
    constexpr std::size_t kMostWords = 20'000;
    std::unordered_set<std::string> seen;
    for (const string_view word : split_words(prose.substr(0, 5000))) {
      if (word.size() < 4 || words.size() > kMostWords) continue;
      std::string key = content_word(word);
      if (key.size() >= 4 && seen.insert(key).second) ++words[key];
    }
  }

  static std::string content_word(string_view word) {
    std::string key = fold(word);
    while (!key.empty() && string_view(".,:;!?\"'()").find(key.back()) != string_view::npos)
      key.pop_back();
    return key.substr(0, 12);
  }

  // How many of the line's longer words the prose uses, from 0 to 1.
  double overlap(string_view line) const {
    std::size_t all = 0, used = 0;
    for (const string_view word : split_words(line)) {
      const std::string key = content_word(word);
      if (key.size() < 4) continue;
      ++all;
      const auto found = words.find(key);
      used += found != words.end() && found->second >= 2;
    }
    return all == 0 ? 0 : static_cast<double>(used) / static_cast<double>(all);
  }

  bool may_be_title(std::size_t k) const {
    const Feature& f = lines[k];
    if (f.strong || f.prose || f.meta || f.words > 30 || f.words == 0) return false;
    const string_view line = text(k);
    if (!has_letter(line) || is_salutation(line) || is_byline(line) || opens_button(folded[k]) ||
        holds(PhraseKind::word, folded[k]) || is_credit(line) || names_speaker(line))
      return false;
    const MarkerKind kind = find_marker(line).kind;
    if (kind != MarkerKind::none) return false;
    const char32_t mark = final_mark(line);
    return mark != ':' && mark != ',' && mark != ';' && !begins_small(line);
  }

  // The text of the article: the stretch of lines with the most sentences and the least furniture (the maximal sum,
  // Bentley 1984). Its first paragraph is where the search for the title begins, upwards.
  void find_body() {
    double sum = 0, best = 0;
    std::size_t begin = 0;
    body = lines.size();
    for (std::size_t k = 0; k < lines.size(); ++k) {
      if (sum <= 0) {
        sum = 0;
        begin = k;
      }
      // Lines of no known kind may be a table of contents or a list: they part the text less than menus do.
      const bool known = lines[k].weight < 0 || lines[k].strong || lines[k].weight >= kWord;
      sum -= lines[k].weight * (known ? 1 : 0.3);
      if (sum <= best) continue;
      best = sum;
      body = begin;
    }
    while (body < lines.size() && !lines[body].prose)
      ++body;
    // Paragraphs above it belong to it where no furniture stands between: a list of contents does.
    for (std::size_t k = std::min(body, lines.size()); k-- > 0 && lines[k].weight < kWord;)
      if (lines[k].prose) body = k;
  }

  double title_score(std::size_t k) const {
    const std::uint32_t n = lines[k].words;
    const string_view line = text(k);
    double score = n == 1 ? -0.5 : n == 2 ? 0.5 : n <= 3 ? 1.5 : n <= 4 ? 2 : n <= 16 ? 3 : n <= 22 ? 2 : 0;
    if (k == 0) score += 2;  // a copy that begins at the title
    const auto again = times.find(folded[k]);
    if (again != times.end() && again->second >= 2 && again->second <= 4 && n >= 4) score += 2;
    std::size_t far = 0;  // lines of no known kind before the text begins
    bool dated = false;
    for (std::size_t i = k + 1; i < body; ++i) {
      far += !lines[i].strong && !lines[i].meta && !holds(PhraseKind::word, folded[i]);
      dated |= lines[i].meta && i <= k + 4;
    }
    score += dated ? 2 : 0;
    score += far == 0 ? 1 : -0.3 * static_cast<double>(std::min<std::size_t>(far, 16));
    score += 3 * overlap(line);
    if (ends_sentence(line) && final_mark(line) == '.') score -= 3;
    if (is_all_caps(line) && n <= 3) score -= 1;
    // A standfirst below it is longer than the title.
    for (std::size_t i = k + 1; i < std::min(body, k + 3); ++i) {
      if (n < 4 || !may_be_title(i) || lines[i].words * 2 < n * 3) continue;
      score += 1;
      break;
    }
    return score;
  }

  void find_title() {
    constexpr std::size_t kReach = 60;
    find_body();
    double best = 2.5;
    for (std::size_t k = body; k-- > (body > kReach ? body - kReach : 0);) {
      if (!may_be_title(k)) continue;
      const double score = title_score(k);
      if (score < best || (score == best && title != SIZE_MAX)) continue;
      best = score;
      title = k;
    }
    // Of lines that say the same, the first; of a copy that begins at the title, the first line of all.
    for (std::size_t k = body > kReach ? body - kReach : 0; title != SIZE_MAX && k < title; ++k)
      if (folded[k] == folded[title] && title - k <= 12) title = k;
    const std::size_t first = static_cast<std::size_t>(
        std::find_if(lines.begin(), lines.end(), [&](const Feature& f) { return has_letter(page.text(f.line)); }) -
        lines.begin());
    if (title == SIZE_MAX && body > first && may_be_title(first) && (body > first + 1 || lines[first].words >= 2))
      title = first;
  }

  // Drops what stands above the title, when it is a menu: longer lines near it may be a caption or a standfirst.
  void drop_head() {
    if (title == SIZE_MAX) return;
    double sum = 0;
    std::size_t strong = 0, tiny = 0;
    for (std::size_t k = 0; k < title; ++k) {
      sum += lines[k].weight;
      strong += lines[k].strong || holds(PhraseKind::word, folded[k]);
      tiny += lines[k].words <= 3;
    }
    const bool menu = strong >= 1 || (tiny >= 5 && tiny * 3 >= title * 2);
    if (title > 0 && (sum < kHeadNeeds || !menu) && !(title <= 3 && strong == title)) {
      title = SIZE_MAX;  // the lines above are text: head.cpp decides
      return;
    }
    for (std::size_t k = 0; k < title; ++k) {
      const bool caption = k + 2 >= title && lines[k].words >= 8 && !lines[k].strong && folded[k] != folded[title];
      if (!caption)
        drop(page, lines[k].line, Sureness::likely, "it stands above the title, among the menus of the web page");
    }
  }

  // The suffix with the greatest sum that begins at a line which may begin it.
  void drop_foot() {
    const std::size_t from = title == SIZE_MAX ? 0 : title + 1;
    std::size_t prose = 0;
    for (std::size_t k = from; k < lines.size(); ++k)
      prose += lines[k].prose;
    double sum = 0, best = kFootNeeds;
    std::size_t foot = lines.size(), below = 0;
    for (std::size_t k = lines.size(); k-- > from;) {
      sum += lines[k].weight;
      below += lines[k].prose;
      if (prose - below < std::min<std::size_t>(kFewestParagraphs, prose)) break;  // too little text would be left
      if (lines[k].marker && sum > best) {
        best = sum;
        foot = k;
      }
    }
    // "Tags: …" and "Last reviewed: …" right below the article say something about it.
    constexpr std::size_t kNear = 6;
    for (std::size_t k = foot; k < lines.size(); ++k) {
      if (k < foot + kNear && !lines[k].strong) {
        const auto meta = read_meta_line(text(k), DateOrder::day_first);
        if (meta && meta->labelled && !meta->unreadable) continue;
      }
      drop(page, lines[k].line, Sureness::likely, "it stands below the article, at the foot of the web page");
    }
    lines.resize(foot);
  }

  // "Recommended", titles, names and dates between two paragraphs.
  void drop_inserts() {
    constexpr std::size_t kMost = 16;
    for (std::size_t k = title == SIZE_MAX ? 0 : title + 1; k < lines.size(); ++k) {
      if (!lines[k].related) continue;
      std::size_t end = k + 1, dated = 0;
      while (end < lines.size() && end - k <= kMost && !lines[end].prose && !ends_sentence(text(end)) &&
             find_marker(text(end)).kind == MarkerKind::none) {
        dated += lines[end++].meta;
      }
      if (end == lines.size() || !lines[end].prose || end - k < 3 || dated * 4 < end - k) continue;
      for (; k < end; ++k)
        drop(page, lines[k].line, Sureness::likely, "it belongs to links to other articles");
    }
  }

  // Buttons between the title and the text: "Share", "Pin it", how often it was shared.
  void drop_buttons() {
    constexpr std::size_t kMost = 16;
    if (title == SIZE_MAX) return;
    std::vector<std::size_t> buttons;
    std::size_t sure = 0;
    for (std::size_t k = title + 1; k < std::min(lines.size(), title + kMost) && !lines[k].prose; ++k) {
      const bool figure = !has_letter(text(k)) && text(k).size() <= 8 && !lines[k].meta;
      if (!lines[k].strong && !figure && !holds(PhraseKind::word, folded[k])) continue;
      sure += lines[k].strong && !lines[k].related;
      if (!lines[k].related) buttons.push_back(k);
    }
    if (sure == 0) return;
    for (const std::size_t k : buttons)
      drop(page, lines[k].line, Sureness::likely, "it stands among the buttons of the web page");
  }

  void run() {
    look();
    if (find_layout(page).wrapped) return;  // its lines are no paragraphs
    if (std::count_if(lines.begin(), lines.end(), [](const Feature& f) { return f.prose; }) <
        static_cast<std::ptrdiff_t>(kFewestParagraphs))
      return;
    find_title();
    drop_head();
    if (title != SIZE_MAX) page.title = page.lines[lines[title].line].begin;
    drop_foot();
    drop_buttons();
    drop_inserts();
  }
};

}  // namespace

void find_regions(Page& page) {
  Regions{page, {}, {}, {}, {}}.run();
}

}  // namespace pamphlet::recover
