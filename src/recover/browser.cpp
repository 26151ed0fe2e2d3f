// Copies out of a browser. Their plain text has no bullets and no marks of headings, but the browsers' line ends tell
// elements apart: Chromium puts a blank line below each <p> and none below headings, items and boxes; Firefox puts one
// above each <p> and list, none above headings, and indents items by four blanks a level.
//
// So each line is a heading, an item or text at a cost that its length, its end and its blank lines give, and a line's
// cost depends on the line above (items resemble each other, headings head something). The cheapest reading of the
// whole article is a shortest path over those three roles (Viterbi 1967), linear in the lines; rules that look at one
// line after the other cannot weigh "one more item" against "the next heading".
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

// Costs of a role, by what the line looks like; a short line that is text without any evidence is the dearest.
constexpr double kHeading = 1.0, kHeadingApart = 3.5, kHeadingStacked = 0.7, kItem = 1.2, kItemApart = 2.2,
                 kFirstItem = 0.8, kAnnounced = -1.8, kUnlike = 1.2, kOtherEnd = 0.6, kShortText = 2.5,
                 kShortParagraph = 0.5, kBoxedProse = 1.5, kOnItem = 1.8, kNever = 1e6;

struct Look {
  bool prose = false, heading_like = false, open = false,
       own = false;        // own: an element of its own, by the blank lines
  bool announced = false;  // a line with a colon stands above
  bool repeats = false;    // the line above or below has the same words: a picture's alternative text and its caption
  bool figure = false;     // begins with a digit
  double width = 1;
  char32_t mark = 0;
};

enum State : unsigned char { text, heading, subheading, first_item, item };  // subheading: right below a heading
constexpr std::size_t kStates = 5;

bool is_prose_unit(const Article& article, std::size_t i) {
  const Unit& unit = article.unit(i);
  return unit.words >= 25 || (unit.words >= 12 && ends_sentence(article.last_line(i)));
}

// A full stop inside, and a capital after it: two sentences.
bool has_inner_stop(string_view line) {
  for (std::size_t at = line.find(". "); at != string_view::npos; at = line.find(". ", at + 1)) {
    const bool word = at >= 3 && is_ascii_lower(line[at - 1]) && is_ascii_lower(line[at - 2]);
    if (word && initial_case(line.substr(at + 2)) == Case::upper) return true;
  }
  return false;
}

struct Reader {
  Article& article;
  std::vector<Look> looks;

  bool glued_below(std::size_t i) const { return i + 1 < article.size() && !article.unit(i + 1).blank_before; }

  Look look_at(std::size_t i) const {
    Look look;
    const Unit& unit = article.unit(i);
    look.open = article.is_open(i) && !unit.rule;
    look.prose = is_prose_unit(article, i);
    const string_view line = article.first_line(i);
    const bool after = article.layout.parting == Parting::below;
    const bool below_list = i > 0 && article.parts[i - 1].role == Role::item;
    look.own = after ? glued_below(i) : !unit.blank_before || below_list;
    look.heading_like = look.open && !look.prose && may_head(article, i) && !has_inner_stop(line);
    look.announced = i > 0 && ends_with_colon(article.last_line(i - 1));
    look.figure = is_ascii_digit(line.empty() ? '\0' : line[0]);
    look.width = std::max<double>(unit.width, 1);
    look.mark = ends_sentence(article.last_line(i)) ? final_mark(article.last_line(i)) : 0;
    look.repeats =
        (i > 0 && article.first_line(i - 1) == line) || (i + 1 < article.size() && article.first_line(i + 1) == line);
    return look;
  }

  bool heads_something(std::size_t i, State next) const {
    if (i + 1 >= article.size()) return false;
    switch (article.parts[i + 1].role) {
      case Role::item:
      case Role::row:
      case Role::cell:
      case Role::note:
      case Role::quote:
      case Role::lead_in:
      case Role::heading:
        return true;
      case Role::open:
      case Role::paragraph:
        return next != text || looks[i + 1].prose || looks[i + 1].mark != 0 || !looks[i + 1].own ||
               article.unit(i + 1).words >= 8;
      case Role::rule:
      case Role::gone:
      case Role::verse:
      case Role::attribution:
        break;
    }
    return false;
  }

  double own_cost(std::size_t i, State state) const {
    const Look& look = looks[i];
    if (!look.open) return state == text ? 0 : kNever;
    switch (state) {
      case text:
        if (look.prose) return look.own && article.layout.parting == Parting::below ? kBoxedProse : 0;
        if (look.repeats || is_credit(article.first_line(i))) return 0.2;
        if (look.mark == ':' || has_inner_stop(article.first_line(i))) return kShortParagraph;
        return look.own ? kShortText : kShortParagraph;
      case heading:
      case subheading: {
        if (!look.heading_like) return kNever;
        const double longer = 0.12 * std::max(0.0, static_cast<double>(article.unit(i).words) - 10);
        return (look.own ? kHeading : kHeadingApart) + longer + (look.repeats ? 1 : 0) + (look.mark == '!' ? 0.4 : 0);
      }
      case first_item:
      case item: {
        if (article.layout.parting != Parting::below || look.mark == ':' || look.repeats ||
            is_credit(article.first_line(i)))
          return kNever;
        const double start = state == first_item ? kFirstItem + (look.announced ? kAnnounced : 0) : 0;
        return start + (look.own ? kItem : kItemApart);
      }
    }
    return kNever;
  }

  // Items of one list are alike: as long, ended alike, with figures or without.
  double step_cost(std::size_t i, State before, State state) const {
    const bool was_item = before == first_item || before == item;
    if (state == item) {
      if (!was_item || article.unit(i).blank_before) return kNever;
      const Look &one = looks[i - 1], &other = looks[i];
      const double ratio = std::abs(std::log(one.width / other.width)) * (one.prose && other.prose ? 0.25 : 1);
      return std::min(ratio * kUnlike, 2.0) + (one.mark != other.mark ? kOtherEnd : 0) +
             (one.figure != other.figure ? 0.8 : 0);
    }
    if (before == first_item) return kNever;  // one line is no list
    const bool was_heading = before == heading || before == subheading;
    if (state == subheading && before != heading) return kNever;
    if (was_heading) {
      if (state == heading || !heads_something(i - 1, state)) return kNever;
      return state == subheading ? kHeadingStacked : 0;
    }
    // A short line that stands on an item is seldom a paragraph.
    const bool on_item = was_item && state == text && looks[i].open && !looks[i].prose && !article.unit(i).blank_before;
    return on_item ? kOnItem : 0;
  }

  std::vector<State> cheapest() const {
    const std::size_t n = article.size();
    std::vector<std::array<State, kStates>> from(n);
    std::array<double, kStates> cost{};
    for (std::size_t i = 0; i < n; ++i) {
      std::array<double, kStates> next{};
      for (std::size_t s = 0; s < kStates; ++s) {
        next[s] = std::numeric_limits<double>::max();
        const double own = own_cost(i, static_cast<State>(s));
        for (std::size_t b = 0; b < (i == 0 ? 1 : kStates); ++b) {
          const double total = cost[b] +
                               (i == 0 ? (s == item || s == subheading ? kNever : 0)
                                       : step_cost(i, static_cast<State>(b), static_cast<State>(s))) +
                               own;
          if (total >= next[s]) continue;
          next[s] = total;
          from[i][s] = static_cast<State>(b);
        }
      }
      cost = next;
    }
    std::vector<State> states(n, text);
    if (n == 0) return states;
    State state = cost[item] < cost[text] ? item : text;
    for (std::size_t i = n; i-- > 0; state = from[i][state])
      states[i] = state;
    return states;
  }

  void take_items(std::size_t begin, std::size_t end, string_view why, Sureness sureness) {
    ++article.groups;
    for (std::size_t i = begin; i < end; ++i) {
      Part& part = article.parts[i];
      part.role = Role::item;
      part.group = article.groups;
      part.level = std::max<std::uint8_t>(part.level, 1);
      part.list = ListKind::bullet;
    }
    article.page.hint(code::guessed_list, article.span(begin, end - 1),
                      std::to_string(end - begin) + (end - begin == 1 ? " line was" : " lines were") +
                          " taken as a list: " + std::string(why),
                      sureness, "they get bullets; take those out of the Markdown if they are no list");
  }

  // Firefox: four blanks a level. Levels that are skipped are closed up.
  void take_indented() {
    for (std::size_t i = 0; i < article.size();) {
      std::size_t end = i;
      while (article.is_open(end) && article.unit(end).indent >= 4 &&
             article.unit(end).marker.kind == MarkerKind::none && article.unit(end).tabs == 0) {
        ++end;
      }
      std::uint8_t above = 0;
      for (std::size_t k = i; k < end; ++k) {
        const auto level = static_cast<std::uint8_t>(std::min<std::uint32_t>(article.unit(k).indent / 4, above + 1u));
        article.parts[k].level = std::min<std::uint8_t>(level, 6);
        above = article.parts[k].level;
      }
      if (end > i) take_items(i, end, "they are indented by four blanks, as Firefox copies items", Sureness::likely);
      i = std::max(end, i + 1);
    }
  }

  void run() {
    if (article.layout.parting == Parting::above) take_indented();
    looks.reserve(article.size());
    for (std::size_t i = 0; i < article.size(); ++i)
      looks.push_back(look_at(i));
    const std::vector<State> states = cheapest();
    for (std::size_t i = 0; i < article.size(); ++i) {
      if (!article.is_open(i)) continue;
      switch (states[i]) {
        case text:
          article.parts[i].role = Role::paragraph;
          break;
        case heading:
        case subheading:
          article.parts[i].role = Role::heading;
          article.parts[i].style = bare_style(article.first_line(i));
          break;
        case first_item:
        case item: {
          std::size_t end = i + 1;
          while (end < article.size() && states[end] == item)
            ++end;
          take_items(i, end, "no blank lines part them, as a browser copies items", Sureness::guess);
          i = end - 1;
          break;
        }
      }
    }
  }
};

}  // namespace

void read_browser_copy(Article& article) {
  if (article.layout.parting != Parting::none) Reader{article, {}}.run();
}

}  // namespace pamphlet::recover
