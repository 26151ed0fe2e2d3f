// What stands above and below the article: title, subtitle, who wrote it and when.
#include <algorithm>
#include <array>
#include <string>

#include "base/salutation.h"
#include "doc/codes.h"
#include "recover/article.h"
#include "recover/characters.h"
#include "recover/codes.h"
#include "recover/credits.h"
#include "recover/metadata.h"

namespace pamphlet::recover {
namespace {

struct HeadFinder {
  Article& article;
  DateOrder order;
  std::size_t title = SIZE_MAX;

  // The line as metadata; labels such as "Text" and "Date" count here, where they are expected.
  std::optional<MetaLine> meta_line(std::size_t i) const {
    constexpr std::uint32_t kMostWords = 40;
    if (!article.is_open(i) || article.unit(i).words > kMostWords || article.unit(i).piece_count > 1) return {};
    return read_meta_line(article.first_line(i), order);
  }

  bool take_meta(std::size_t i) {
    const auto line = meta_line(i);
    if (!line) return false;
    const Span span{article.unit(i).begin, article.unit(i).end};
    const std::string shown = quoted(article.first_line(i));
    if (line->unreadable) {
      article.parts[i].role = Role::paragraph;
      if (line->ambiguous) {
        article.page.hint(code::guessed_metadata, span,
                          shown + " was left in the text: it may be day/month or month/day", Sureness::sure,
                          "write the date as YYYY-MM-DD, or with the name of the month");
      }
      return true;
    }
    article.parts[i].role = Role::gone;
    record(*line, span, shown);
    return true;
  }

  void record(const MetaLine& line, Span span, const std::string& shown) {
    Meta& meta = article.meta;
    std::string what;
    const auto say = [&](const std::string& part) { what += (what.empty() ? "" : ", ") + part; };
    for (const std::string_view author : line.authors) {
      meta.authors.push_back({std::string(author), span});
      say("author " + std::string(author));
    }
    if (!line.reviewer.empty()) {
      meta.reviewer = {std::string(line.reviewer), span};
      say("reviewer " + std::string(line.reviewer));
    }
    for (const std::string_view word : line.keywords) {
      meta.keywords.push_back({std::string(word), span});
      say("keyword " + std::string(word));
    }
    if (line.date) {
      const bool replaces = !meta.date || (line.updated && *line.date > *meta.date);
      say((replaces ? "date " : "an older date, left out: ") + to_iso(*line.date));
      if (meta.date && replaces) what += " instead of " + to_iso(*meta.date);
      if (replaces) {
        meta.date = line.date;
        meta.date_span = span;
      }
    }
    if (line.review_by) {
      meta.review_by = line.review_by;
      meta.review_by_span = span;
      say("the date of the next review " + to_iso(*line.review_by));
    }
    article.page.hint(code::guessed_metadata, span, shown + " was taken as metadata: " + what,
                      line.labelled || (line.date && line.authors.empty()) ? Sureness::sure : Sureness::likely);
  }

  std::size_t next_open(std::size_t i) const {
    while (i < article.size() && (article.parts[i].role == Role::gone || article.parts[i].role == Role::rule))
      ++i;
    return i;
  }

  bool body_follows(std::size_t i) const {
    constexpr std::size_t kReach = 12;
    for (std::size_t k = i; k < std::min(article.size(), i + kReach); ++k) {
      if (is_body(article, k)) return true;
    }
    return false;
  }

  // Titles may be longer than headings, and end with an exclamation or question mark but not with a full stop.
  bool is_title(std::size_t i) const {
    constexpr std::uint32_t kMostWords = 22, kWidest = 150;
    const Unit& unit = article.unit(i);
    const std::size_t next = next_open(i + 1);
    if (next >= article.size() || !body_follows(next)) return false;
    const std::string text = article.text(i);
    if (is_salutation(text)) return false;
    if (unit.underline != 0) return true;
    const char32_t mark = final_mark(text);  // of a printed sheet, where a title is a unit of several lines
    const bool asks = article.page.printed && (mark == '?' || mark == '!');
    const bool longer = unit.words <= kMostWords && unit.width <= kWidest && unit.tabs == 0 &&
                        unit.marker.kind == MarkerKind::none && has_letter(text) && !begins_small(text) &&
                        (!ends_sentence(text) || asks) && final_mark(text) != ',' && !is_open_quote(first_character(text)) &&
                        !read_date(text, order) && question_or_answer(text) == 0;
    if (!longer && !is_heading_like(article, i)) return false;
    if (unit.marker.kind == MarkerKind::number || unit.marker.kind == MarkerKind::roman ||
        unit.marker.kind == MarkerKind::section || unit.marker.kind == MarkerKind::step) {
      return false;  // the first of numbered headings
    }
    // A line with another short line directly below is as likely the first of a verse.
    return article.unit(next).blank_before || is_body(article, next) || meta_line(next) || article.layout.dense ||
           is_all_caps(text) || (article.page.printed && unit.piece_count > 1);
  }

  void take_title(std::size_t i) {
    title = i;
    article.parts[i].role = Role::gone;
    const Span span{article.unit(i).begin, article.unit(i).end};
    article.meta.title = {article.text(i), span};
    const std::size_t next = next_open(i + 1);
    const bool dated = next < article.size() && meta_line(next);
    const bool certain = dated || article.unit(i).underline != 0;
    article.page.hint(code::guessed_title, span, quoted(article.meta.title.value) + " was taken as the title",
                      certain ? Sureness::sure : Sureness::likely);
  }

  void take_subtitle(std::size_t i) {
    article.parts[i].role = Role::gone;
    const Span span{article.unit(i).begin, article.unit(i).end};
    article.meta.subtitle = {article.text(i), span};
    article.page.hint(code::guessed_metadata, span, quoted(article.meta.subtitle.value) + " was taken as the subtitle",
                      Sureness::guess);
  }

  bool repeats_title(std::size_t i) {
    if (title == SIZE_MAX || fold(article.text(i)) != fold(article.meta.title.value)) return false;
    article.parts[i].role = Role::gone;
    article.page.hint(code::dropped_copy, article.span(i, i), "the title was dropped here: it stands above already",
                      Sureness::sure);
    return true;
  }

  // A browser's title, "The title | The site", above the title itself.
  void drop_browser_title() {
    const std::size_t first = next_open(0), second = next_open(first + 1);
    if (second >= article.size() || !article.is_open(first) || !article.is_open(second)) return;
    const std::string long_title = article.text(first), short_title = article.text(second);
    if (short_title.empty() || long_title.size() <= short_title.size() || article.unit(first).words > 30) return;
    constexpr auto kSeparators =
        std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " · ", " « ", " » ", " • "});
    const std::string_view text = long_title;
    const bool repeated = std::any_of(kSeparators.begin(), kSeparators.end(), [&](std::string_view separator) {
      return (text.starts_with(short_title) && text.substr(short_title.size()).starts_with(separator)) ||
             (text.ends_with(short_title) && text.substr(0, text.size() - short_title.size()).ends_with(separator));
    });
    if (!repeated) return;
    article.parts[first].role = Role::gone;
    article.page.hint(code::dropped_chrome, article.span(first, first),
                      quoted(text) + " was dropped: it is the title with the name of the site", Sureness::sure);
  }

  // A line between the title and the first paragraph is a heading when the article has others, else a subtitle.
  void subtitle_below() {
    const std::size_t i = next_open(title + 1);
    if (!article.is_open(i) || article.unit(i).underline != 0 || !is_heading_like(article, i) ||
        !article.unit(i).blank_before)
      return;
    if (article.unit(i).marker.kind != MarkerKind::none) return;
    const std::size_t next = next_open(i + 1);
    if (next < article.size() && !article.unit(next).blank_before) return;  // it heads what stands right below
    if (article.is_open(next) && is_heading_like(article, next) && !is_body(article, next) &&
        is_body(article, next + 1))
      return take_subtitle(i);
    for (std::size_t k = next; k + 1 < article.size(); ++k) {
      if (article.parts[k].role == Role::heading) return;
      if (article.is_open(k) && is_heading_like(article, k) && !is_body(article, k) && is_body(article, k + 1)) return;
    }
    if (is_body(article, next)) take_subtitle(i);
  }

  // "- Riverside Doulas", "- Jun 14": some sites make a list of who wrote it and when. Without its year the day is no
  // date that can be kept, so the line is left out and named.
  void take_listed_byline() {
    constexpr std::size_t kMostItems = 4;
    const std::size_t first = next_open(title + 1);
    if (first >= article.size() || article.parts[first].role != Role::item) return;
    std::size_t end = first, days = 0;
    bool brief = true;
    while (end < article.size() && article.parts[end].role == Role::item &&
           article.parts[end].group == article.parts[first].group) {
      const std::string text = unit_text(article.page, article.units, article.unit(end));
      days += is_day_of_month(text) || read_date(text, order);
      brief &= article.unit(end++).words <= 5;
    }
    if (!brief || days != 1 || end - first > kMostItems || end - first < 2) return;
    for (std::size_t i = first; i < end; ++i) {
      const std::string text = unit_text(article.page, article.units, article.unit(i));
      const Span span = article.span(i, i);
      MetaLine line;
      const auto written = read_date(text, order);
      if (written && written->date) line.date = written->date;
      article.parts[i].role = Role::gone;
      if (line.date) {
        record(line, span, quoted(text));
      } else if (is_day_of_month(text)) {
        article.page.hint(code::front_matter_bad_value, span, quoted(text) + " was left out: a day without its year",
                          Sureness::likely, "write the date into the front matter as YYYY-MM-DD");
      } else {
        article.meta.authors.push_back({text, span});
        article.page.hint(code::guessed_metadata, span, quoted(text) + " was taken as metadata: author " + text,
                          Sureness::likely);
      }
    }
  }

  // What a mail's fields or a sheet's head said.
  void take_envelope() {
    const Envelope& envelope = article.page.envelope;
    Meta& meta = article.meta;
    meta.publisher = envelope.publisher;
    if (envelope.date) {
      meta.date = envelope.date;
      meta.date_span = envelope.date_span;
    }
    if (envelope.title.empty()) return;
    meta.title = envelope.title;
    const std::size_t first = next_open(0);
    if (first < article.size() && fold(article.text(first)) == fold(envelope.title.value)) take_title(first);
  }

  // Where the head begins: at the title, when the page around it told which line that is.
  std::size_t begin_at_title() {
    if (article.page.title == UINT32_MAX) return 0;
    for (std::size_t i = 0; i < article.size(); ++i) {
      if (article.unit(i).begin < article.page.title) continue;
      if (article.unit(i).begin > article.page.title || !article.is_open(i)) break;
      for (std::size_t k = 0; k < i; ++k)
        if (article.is_open(k)) article.parts[k].role = Role::paragraph;
      take_title(i);
      return i + 1;
    }
    return 0;
  }

  void run() {
    constexpr std::size_t kLongestHead = 12;  // lines of title, kicker, byline, date, reading time …
    take_envelope();
    drop_browser_title();
    bool text_kept = false;
    const std::size_t begin = title == SIZE_MAX && article.meta.title.empty() ? begin_at_title() : 0;
    for (std::size_t i = begin; i < std::min(article.size(), begin + kLongestHead); ++i) {
      if (article.parts[i].role == Role::gone) continue;
      if (article.parts[i].role == Role::rule) {
        article.parts[i].role = Role::gone;
        continue;
      }
      if (!article.is_open(i)) break;
      if (take_meta(i)) {
        text_kept |= article.parts[i].role == Role::paragraph;
        continue;
      }
      if (repeats_title(i)) continue;
      if (text_kept) break;  // a title or subtitle from here would come to stand before those words
      if (title == SIZE_MAX) {
        if (!article.meta.title.empty() || !is_title(i)) break;
        take_title(i);
        continue;
      }
      // A standfirst stands between the title and the byline.
      const std::size_t next = next_open(i + 1);
      if (article.meta.subtitle.empty() && article.unit(i).words <= 40 && next < article.size() && meta_line(next)) {
        take_subtitle(i);
        continue;
      }
      break;
    }
    if (title != SIZE_MAX) take_listed_byline();
    if (title != SIZE_MAX && article.meta.subtitle.empty()) subtitle_below();
  }
};

}  // namespace

void find_head(Article& article) {
  HeadFinder{article, date_order(article.language.tag)}.run();
}

void find_foot(Article& article) {
  HeadFinder finder{article, date_order(article.language.tag)};
  constexpr std::size_t kLongestFoot = 6, kShortestArticle = 3;
  std::size_t looked = 0;
  for (std::size_t i = article.size(); i-- > kShortestArticle && looked < kLongestFoot; ++looked) {
    if (article.parts[i].role == Role::gone) continue;
    const auto line = finder.meta_line(i);
    if (!line || !line->labelled || line->unreadable) break;
    finder.take_meta(i);
  }
}

}  // namespace pamphlet::recover
