#include "base/written_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"

namespace pamphlet {
namespace {

using std::string_view;

struct MonthName {
  string_view name;
  int month;
};

// English, Spanish, French, German, Italian, Portuguese and Dutch; abbreviations as CLDR 42 has them, without the stop.
// clang-format off
constexpr auto kMonthNames = std::to_array<MonthName>({
    {"january", 1}, {"jan", 1}, {"enero", 1}, {"ene", 1}, {"janvier", 1}, {"janv", 1}, {"januar", 1}, {"jänner", 1}, {"gennaio", 1},
    {"gen", 1}, {"janeiro", 1}, {"januari", 1},
    {"february", 2}, {"feb", 2}, {"febrero", 2}, {"février", 2}, {"févr", 2}, {"februar", 2}, {"febbraio", 2},
    {"fevereiro", 2}, {"fev", 2}, {"februari", 2},
    {"march", 3}, {"mar", 3}, {"marzo", 3}, {"mars", 3}, {"märz", 3}, {"mär", 3}, {"março", 3}, {"maart", 3}, {"mrt", 3},
    {"april", 4}, {"apr", 4}, {"abril", 4}, {"abr", 4}, {"avril", 4}, {"avr", 4}, {"aprile", 4},
    {"may", 5}, {"mayo", 5}, {"mai", 5}, {"maggio", 5}, {"mag", 5}, {"maio", 5}, {"mei", 5},
    {"june", 6}, {"jun", 6}, {"junio", 6}, {"juin", 6}, {"juni", 6}, {"giugno", 6}, {"giu", 6}, {"junho", 6},
    {"july", 7}, {"jul", 7}, {"julio", 7}, {"juillet", 7}, {"juil", 7}, {"juli", 7}, {"luglio", 7}, {"lug", 7}, {"julho", 7},
    {"august", 8}, {"aug", 8}, {"agosto", 8}, {"ago", 8}, {"août", 8}, {"augustus", 8},
    {"september", 9}, {"sept", 9}, {"sep", 9}, {"septiembre", 9}, {"setiembre", 9}, {"septembre", 9}, {"settembre", 9}, {"set", 9},
    {"setembro", 9},
    {"october", 10}, {"oct", 10}, {"octubre", 10}, {"octobre", 10}, {"oktober", 10}, {"okt", 10}, {"ottobre", 10}, {"ott", 10},
    {"outubro", 10}, {"out", 10},
    {"november", 11}, {"nov", 11}, {"noviembre", 11}, {"novembre", 11}, {"novembro", 11},
    {"december", 12}, {"dec", 12}, {"diciembre", 12}, {"dic", 12}, {"décembre", 12}, {"déc", 12}, {"dezember", 12}, {"dez", 12},
    {"dicembre", 12}, {"dezembro", 12},
});
// clang-format on

// clang-format off
constexpr auto kWeekdays = std::to_array<string_view>({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
    "fri", "sat", "sun", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "dimanche", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "mo", "di", "mi", "do", "fr", "sa", "so",
});
// clang-format on

constexpr auto kLinks = std::to_array<string_view>(
    {"of", "the", "on", "de", "del", "el", "le", "den", "dem", "am", "vom", "do", "dia", "día"});

template <class Range>
bool has(const Range& words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

int month_of(string_view word) {
  for (const MonthName& entry : kMonthNames) {
    if (entry.name == word) return entry.month;
  }
  return 0;
}

// The leading digits as a number, and how many there are.
int leading_number(string_view word, std::size_t& length) {
  int value = 0;
  length = 0;
  while (length < word.size() && length < 4 && is_ascii_digit(word[length])) {
    value = value * 10 + (word[length++] - '0');
  }
  return value;
}

bool is_year(int value) {
  return value >= 1900 && value <= 2200;
}

// "18", "18th", "1er", "18." → 18; 0 when it is no day.
int day_of(string_view word) {
  constexpr auto kEndings = std::to_array<string_view>({"", "st", "nd", "rd", "th", "er", "º", "°", "."});
  std::size_t length = 0;
  const int value = leading_number(word, length);
  return length >= 1 && length <= 2 && value >= 1 && value <= 31 && has(kEndings, word.substr(length)) ? value : 0;
}

std::optional<Date> make_date(int year, int month, int day) {
  std::string iso = std::to_string(year);
  for (const int part : {month, day}) {
    iso += part < 10 ? "-0" : "-";
    iso += std::to_string(part);
  }
  return parse_iso_date(iso);
}

// 18.02.2025, 18/02/2025, 2025/02/18, 2025-02-18.
std::optional<WrittenDate> read_figures(string_view word, DateOrder order) {
  std::array<int, 3> part{};
  std::array<std::size_t, 3> length{};
  char separator = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    part[i] = leading_number(word, length[i]);
    if (length[i] == 0) return {};
    word.remove_prefix(length[i]);
    if (i == 2) break;
    if (word.empty() || std::string_view("./-").find(word[0]) == string_view::npos) return {};
    if (i == 1 && word[0] != separator) return {};
    separator = word[0];
    word.remove_prefix(1);
  }
  if (!word.empty() && word[0] != 'T' && word[0] != 't') return {};
  WrittenDate written;
  if (length[0] == 4 && is_year(part[0])) {
    written.date = make_date(part[0], part[1], part[2]);
  } else if (length[2] == 4 && is_year(part[2])) {
    const bool day_first = separator == '.' || part[0] > 12 || order == DateOrder::day_first;
    const bool month_first = part[1] > 12 || (order == DateOrder::month_first && part[0] <= 12);
    if (!day_first && !month_first && part[0] != part[1]) {
      written.ambiguous = true;
      return written;
    }
    written.date = month_first ? make_date(part[2], part[0], part[1]) : make_date(part[2], part[1], part[0]);
  }
  if (!written.date) return {};
  return written;
}

bool has_figure_or_letter(string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_ascii_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// Words without commas, without signs alone, without what follows a time of day ("at 9:30 am", "um 10 Uhr").
std::vector<string_view> date_words(string_view folded) {
  std::vector<string_view> words;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    string_view word = folded.substr(at, end - at);
    at = end + 1;
    if (!has_figure_or_letter(word)) continue;
    while (!word.empty() && std::string_view(",;()").find(word.back()) != string_view::npos)
      word.remove_suffix(1);
    while (!word.empty() && std::string_view("(,").find(word.front()) != string_view::npos)
      word.remove_prefix(1);
    if (word.empty()) continue;
    std::size_t length = 0;
    leading_number(word, length);
    const bool clock = length > 0 && length < word.size() &&
                       (word[length] == ':' || word.substr(length) == "am" || word.substr(length) == "pm");
    if (clock || ((word == "at" || word == "um" || word == "à" || word == "a") && words.size() >= 3)) break;
    words.push_back(word);
  }
  return words;
}

}  // namespace

// CLDR: the United States, the Philippines and some Pacific islands put the month first; English without a country may be
// theirs or anybody's.
DateOrder date_order(string_view lang) {
  if (lang.ends_with("-US") || lang.ends_with("-us") || lang.ends_with("-PH") || lang.ends_with("-ph")) return DateOrder::month_first;
  if (lang.empty() || lang == "en" || lang == "en-CA" || lang == "en-ca") return DateOrder::unknown;
  return DateOrder::day_first;
}

std::optional<WrittenDate> read_date(string_view text, DateOrder order) {
  constexpr std::size_t kLongestDate = 60;  // bytes: "Donnerstag, den 18. September 2025 um 10:45 Uhr" and some
  if (text.size() > kLongestDate) return {};
  const std::string folded = fold_case(collapse_spaces(text));
  int day = 0, month = 0, year = 0;
  for (string_view word : date_words(folded)) {
    if (word.find_first_of("./-") != string_view::npos) {
      if (auto figures = read_figures(word, order)) {
        if (day != 0 || month != 0 || year != 0) return {};
        return figures;
      }
    }
    if (const int d = day_of(word); d != 0 && day == 0) {
      day = d;
      continue;
    }
    if (word.back() == '.') word.remove_suffix(1);
    if (const int m = month_of(word); m != 0 && month == 0) {
      month = m;
      continue;
    }
    std::size_t length = 0;
    if (const int y = leading_number(word, length); length == 4 && word.size() == 4 && is_year(y) && year == 0) {
      year = y;
      continue;
    }
    if (!has(kLinks, word) && !has(kWeekdays, word)) return {};
  }
  if (month == 0 || year == 0) return {};
  WrittenDate written;
  if (day == 0) {
    written.incomplete = true;
    return written;
  }
  written.date = make_date(year, month, day);
  if (!written.date) return {};
  return written;
}

bool is_day_of_month(string_view text) {
  constexpr std::size_t kLongest = 30;
  if (text.size() > kLongest) return false;
  int day = 0, month = 0;
  const std::string folded = fold_case(collapse_spaces(text));
  for (string_view word : date_words(folded)) {
    const int d = day_of(word);
    if (word.back() == '.') word.remove_suffix(1);
    const int m = month_of(word);
    if (d == 0 && m == 0 && !has(kLinks, word) && !has(kWeekdays, word)) return false;
    day += d != 0;
    month += m != 0;
  }
  return day == 1 && month == 1;
}

}  // namespace pamphlet
