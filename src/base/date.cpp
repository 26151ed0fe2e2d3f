#include "base/ascii.h"
#include "base/date.h"

#include <fmt/core.h>
#include <unicode/datefmt.h>
#include <unicode/gregocal.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "base/number.h"

namespace pamphlet {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};

struct DateForm {
  std::string_view lang, form;
  std::array<std::string_view, 12> months;
};
constexpr DateForm kForms[] = {
#define PAMPHLET_DATE_FORM(lang, form, ...) {#lang, form, {__VA_ARGS__}},
#include "base/date_forms.def"
#undef PAMPHLET_DATE_FORM
};


bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

int digits(std::string_view text, std::size_t begin, std::size_t count) {
  int value = 0;
  for (std::size_t i = begin; i < begin + count; ++i) {
    if (!is_ascii_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Thh:mm and whatever seconds and zone follow (ISO 8601; YAML writes a space for the T).
bool is_time(std::string_view text) {
  if (text.size() < 6 || (text[0] != 'T' && text[0] != 't' && text[0] != ' ')) return false;
  if (!is_ascii_digit(text[1]) || !is_ascii_digit(text[2]) || text[3] != ':' || !is_ascii_digit(text[4]) || !is_ascii_digit(text[5]))
    return false;
  return text.find_first_not_of("0123456789:.,Zz+- ", 6) == std::string_view::npos;
}

bool is_english(std::string_view lang) {
  return lang.empty() || lang == "en" || lang.starts_with("en-") || lang.starts_with("en_") || lang == "EN";
}

// CLDR's long date pattern for the language, always in the Gregorian calendar and in UTC: the date in the metadata and
// the printed one must be the same day of the same calendar.
std::string icu_long_date(Date date, std::string_view lang) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag({lang.data(), static_cast<int32_t>(lang.size())}, status);
  if (U_FAILURE(status) || locale.isBogus()) return {};
  locale.setKeywordValue("calendar", "gregorian", status);
  locale.setKeywordValue("numbers", "latn", status);  // like the numbers of pages, notes and lists
  std::unique_ptr<icu::DateFormat> format(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  auto calendar = std::make_unique<icu::GregorianCalendar>(*icu::TimeZone::getGMT(), locale, status);
  if (format == nullptr || U_FAILURE(status)) return {};
  calendar->setGregorianChange(-1e18, status);  // proleptic
  format->adoptCalendar(calendar.release());
  icu::UnicodeString text;
  format->format(static_cast<UDate>(to_days(date) * kSecondsPerDay) * 1000.0, text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && !is_time(text.substr(10))) return std::nullopt;
  const Date date{digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)};
  if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) return std::nullopt;
  if (date.day > days_in_month(date.year, date.month)) return std::nullopt;
  return date;
}

std::string to_iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string long_date(Date date, std::string_view lang) {
  if (date.month < 1 || date.month > 12 || lang == "und") return to_iso(date);  // BCP 47 §4.1: of no language are the words known
  const std::string_view month = kMonths[date.month - 1];
  // By hand where it is easy: making the first ICU formatter of a process costs three milliseconds. CLDR has month
  // first for plain English, the United States, Canada (since CLDR 44) and the Philippines, and day first elsewhere.
  if (is_english(lang)) {
    const bool month_first = lang.size() <= 2 || lang.ends_with("US") || lang.ends_with("PH") || lang.ends_with("CA");
    return month_first ? fmt::format("{} {}, {}", month, date.day, date.year)
                       : fmt::format("{} {} {}", date.day, month, date.year);
  }
  for (const DateForm& form : kForms) {
    if (form.lang != lang) continue;
    const auto index = static_cast<std::size_t>(date.month - 1);
    return fmt::format(fmt::runtime(form.form), fmt::arg("d", date.day), fmt::arg("m", form.months[index]),
                       fmt::arg("y", date.year));
  }
  const std::string text = icu_long_date(date, lang);
  return text.empty() ? fmt::format("{} {} {}", date.day, month, date.year) : text;
}

// Days from civil and back: the calendar repeats every 400 years = 146097 days; a year that begins in March has its
// leap day last, so the days before month m are (153 m + 2) / 5.
std::int64_t to_days(Date date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;  // 0000-03-01 is 719468 days before 1970-01-01
}

Date from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

std::optional<Date> source_date() {
  const char* value = std::getenv("SOURCE_DATE_EPOCH");
  if (value == nullptr) return std::nullopt;
  const auto seconds = parse_integer(value);
  // 253402300799 is 9999-12-31T23:59:59Z, the last day that YYYY-MM-DD can write.
  if (!seconds || *seconds < 0 || *seconds > 253402300799) return std::nullopt;
  return from_days(*seconds / kSecondsPerDay);
}

Date today() {
  if (const auto date = source_date()) return *date;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return from_days(std::chrono::duration_cast<std::chrono::seconds>(now).count() / kSecondsPerDay);
}

}  // namespace pamphlet
