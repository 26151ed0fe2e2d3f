#include "recover/phrases.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "recover/characters.h"

namespace pamphlet::recover {
namespace {

using std::string_view;

template <std::size_t N>
constexpr std::array<string_view, N> sorted(std::array<string_view, N> phrases) {
  std::sort(phrases.begin(), phrases.end());
  return phrases;
}

template <std::size_t N>
bool has(const std::array<string_view, N>& phrases, string_view phrase) {
  return std::binary_search(phrases.begin(), phrases.end(), phrase);
}

struct Entry {
  PhraseKind kind;
  string_view phrase;
  constexpr bool operator<(const Entry& other) const {
    return kind != other.kind ? kind < other.kind : phrase < other.phrase;
  }
};

constexpr std::size_t kCount = 0
#define PAMPHLET_PHRASES(kind, ...) +std::initializer_list<string_view>{__VA_ARGS__}.size()
#include "recover/phrases.def"
#undef PAMPHLET_PHRASES
    ;

// Sorted once, on first use: by kind, then by phrase.
const std::array<Entry, kCount>& table() {
  static const std::array<Entry, kCount> kTable = [] {
    std::array<Entry, kCount> entries{};
    std::size_t n = 0;
    const auto add = [&](PhraseKind kind, std::initializer_list<string_view> phrases) {
      for (const string_view phrase : phrases)
        entries[n++] = {kind, phrase};
    };
#define PAMPHLET_PHRASES(kind, ...) add(PhraseKind::kind, {__VA_ARGS__});
#include "recover/phrases.def"
#undef PAMPHLET_PHRASES
    std::sort(entries.begin(), entries.end());
    return entries;
  }();
  return kTable;
}

std::pair<const Entry*, const Entry*> rows_of(PhraseKind kind) {
  const auto& all = table();
  const Entry* begin = std::lower_bound(all.data(), all.data() + all.size(), Entry{kind, {}});
  const Entry* end = begin;
  while (end != all.data() + all.size() && end->kind == kind)
    ++end;
  return {begin, end};
}

bool starts_with_any(PhraseKind kind, string_view text) {
  const auto [begin, end] = rows_of(kind);
  return std::any_of(begin, end, [&](const Entry& e) { return text.starts_with(e.phrase); });
}

bool contains_any(PhraseKind kind, string_view text) {
  const auto [begin, end] = rows_of(kind);
  return std::any_of(begin, end, [&](const Entry& e) { return text.find(e.phrase) != string_view::npos; });
}

bool is_number_token(string_view word) {
  if (word.size() > 6 || word.empty() || !is_ascii_digit(word[0])) return false;
  return word.find_first_not_of("0123456789.,k+") == string_view::npos;
}

string_view bare(string_view word) {
  constexpr string_view kPunctuation = ".,;:!|/()[]+&*•·";
  while (!word.empty() && kPunctuation.find(word.front()) != string_view::npos)
    word.remove_prefix(1);
  while (!word.empty() && kPunctuation.find(word.back()) != string_view::npos)
    word.remove_suffix(1);
  return word;
}

}  // namespace

bool holds(PhraseKind kind, string_view phrase) {
  return std::binary_search(table().begin(), table().end(), Entry{kind, phrase});
}

bool is_share_row(string_view folded) {
  if (folded.size() > 160) return false;
  bool network = false;
  for (const string_view token : split_words(folded)) {
    const string_view word = bare(token);
    if (holds(PhraseKind::network, word)) {
      network = true;
    } else if (!word.empty() && !holds(PhraseKind::share_word, word) && !is_number_token(word) &&
               first_character(word) < 0x2000) {
      return false;
    }
  }
  return network;
}

bool is_breadcrumb(string_view folded) {
  if (folded.size() > 200) return false;
  for (const string_view separator : {string_view(">"), string_view("»"), string_view("›"), string_view("→")}) {
    std::vector<string_view> parts;
    for (std::size_t at = 0; at <= folded.size();) {
      const std::size_t end = std::min(folded.find(separator, at), folded.size());
      parts.push_back(strip(folded.substr(at, end - at)));
      at = end + separator.size();
    }
    // The last part is often cut, or missing because the page's own title follows.
    if (parts.size() >= 2 && holds(PhraseKind::start_page, parts[0])) return true;
  }
  return false;
}

bool is_reading_time(string_view folded) {
  if (folded.size() > 60) return false;
  constexpr auto kWords = sorted(std::to_array<string_view>({
      "min",  "mins",      "min.",  "minute",    "minutes", "minutos", "minuto", "minuten", "read",          "reading",
      "time", "estimated", "about", "approx",    "lectura", "tiempo",  "de",     "lecture", "temps",         "lesezeit",
      "ca",   "ungefähr",  "lesen", "lesedauer", "to",      "less",    "than",   "a",       "approximately",
  }));
  bool minutes = false, reading = false;
  for (const string_view token : split_words(folded)) {
    const string_view word = bare(token);
    if (word.empty() || is_number_token(word)) continue;
    const string_view unit =
        word.find('-') != string_view::npos ? word.substr(word.find('-') + 1) : word;  // "5-minute"
    if (!has(kWords, unit)) return false;
    minutes |= unit.starts_with("min");
    reading |= unit.starts_with("read") || unit.starts_with("lect") || unit.starts_with("lese");
  }
  return minutes && reading;
}

bool is_count(string_view folded) {
  const std::vector<string_view> words = split_words(folded);
  if (words.size() != 2) return false;
  constexpr auto kNone = sorted(std::to_array<string_view>({"no", "sin", "aucun", "keine", "pas"}));
  constexpr auto kCounted = sorted(std::to_array<string_view>({
      "comment",  "comments",   "like",        "likes",   "view",      "views",       "share",        "shares",
      "claps",    "comentario", "comentarios", "visitas", "vistas",    "commentaire", "commentaires", "vues",
      "partages", "kommentar",  "kommentare",  "aufrufe", "responses", "replies",
  }));
  return (is_number_token(words[0]) || has(kNone, words[0])) && has(kCounted, bare(words[1]));
}

bool is_cookie_banner(string_view folded) {
  if (folded.size() > 900 || !starts_with_any(PhraseKind::cookie_opening, folded)) return false;
  return folded.find("cookie") != string_view::npos && contains_any(PhraseKind::cookie_word, folded);
}

bool is_copyright(string_view folded) {
  if (folded.size() > 200) return false;
  const bool sign = folded.starts_with("©") || folded.starts_with("(c) ") || folded.starts_with("copyright");
  const bool year = folded.find("19") != string_view::npos || folded.find("20") != string_view::npos;
  return (sign && year) || folded.ends_with("all rights reserved.") || folded.ends_with("all rights reserved") ||
         folded.ends_with("todos los derechos reservados.") || folded.ends_with("todos los derechos reservados") ||
         folded.ends_with("tous droits réservés.") || folded.ends_with("tous droits réservés") ||
         folded.ends_with("alle rechte vorbehalten.") || folded.ends_with("alle rechte vorbehalten");
}

bool is_newsletter(string_view folded) {
  return folded.size() <= 200 && starts_with_any(PhraseKind::newsletter_opening, folded) &&
         contains_any(PhraseKind::newsletter_word, folded);
}

bool opens_button(string_view folded) {
  return folded.size() <= 100 && starts_with_any(PhraseKind::button, folded);
}

}  // namespace pamphlet::recover
