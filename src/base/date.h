// Calendar dates as articles and metadata have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pamphlet {

struct Date {
  int year = 0, month = 0, day = 0;  // proleptic Gregorian; month and day 1-based
  bool operator==(const Date&) const = default;
  auto operator<=>(const Date&) const = default;
};

/// `YYYY-MM-DD`, also the date part of `YYYY-MM-DDThh:mm…`; nothing when there is no such day.
std::optional<Date> parse_iso_date(std::string_view text);
std::string to_iso(Date date);
/// "18 February 2025", "February 18, 2025", "18 de febrero de 2025": the long form of the language (ICU).
std::string long_date(Date date, std::string_view lang);
/// Days since 1970-01-01.
std::int64_t to_days(Date date);
Date from_days(std::int64_t days);
/// SOURCE_DATE_EPOCH as a date when it is set and valid (reproducible-builds.org/specs/source-date-epoch).
std::optional<Date> source_date();
/// source_date(), else today in UTC. Only checks and "published on" defaults may ask; outputs must not depend on it.
Date today();

}  // namespace pamphlet
